"""scripts/run around a pretended compiler and program."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]


class Run(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = pathlib.Path(folder.name)
        shutil.copytree(TOP / "scripts", self.tree / "scripts")
        self.program("build/headless/app/signalboxd", 'echo "started with: $*"')
        self.program("bin/cmake", 'echo "$*" >> "$CALLS"; case $1 in "$FAIL") exit 1 ;; esac')

    def program(self, path, body):
        file = self.tree / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/bash\n{body}\n")
        file.chmod(0o755)

    def run_script(self, *arguments, fail="nothing"):
        environment = {"PATH": f"{self.tree}/bin:{os.environ['PATH']}", "HOME": str(self.tree), "FAIL": fail,
                       "CALLS": str(self.tree / "calls"), "SIGNALBOX_NO_INSTALL": "1"}
        result = subprocess.run([self.tree / "scripts" / "run", *arguments], env=environment, text=True,
                                capture_output=True, check=False)
        return result.returncode, result.stdout, result.stderr

    def test_builds_the_programs_only_and_hands_arguments_on(self):
        code, said, _ = self.run_script("--demo", "--listen", "127.0.0.1:0")
        self.assertEqual((code, said), (0, "started with: --demo --listen 127.0.0.1:0\n"))
        calls = (self.tree / "calls").read_text().splitlines()
        self.assertEqual(calls[0], "--preset headless")
        self.assertTrue(calls[1].endswith("--target signalboxd signalboxctl"), calls)

    def test_says_how_to_add_a_provider_and_starts_all_the_same(self):
        code, said, hints = self.run_script()
        self.assertEqual((code, said), (0, "started with: \n"))
        self.assertIn(f"{self.tree}/.config/signalbox/signalbox.yaml", hints)
        self.assertIn("--demo", hints)

    def test_says_nothing_when_there_is_something_to_serve(self):
        for arguments in (["--demo"], ["--config", "a.yaml"], ["--config=a.yaml"]):
            self.assertNotIn("No provider", self.run_script(*arguments)[2])
        file = self.tree / ".config/signalbox/signalbox.yaml"
        file.parent.mkdir(parents=True)
        file.write_text("version: 1\n")
        self.assertNotIn("No provider", self.run_script()[2])

    def test_does_not_start_what_could_not_be_built(self):
        for step, message in (("--preset", "configuring build/headless failed"),
                              ("--build", "building build/headless failed")):
            code, said, errors = self.run_script("--demo", fail=step)
            self.assertEqual((code, said), (1, ""))
            self.assertIn(message, errors)


if __name__ == "__main__":
    unittest.main()
