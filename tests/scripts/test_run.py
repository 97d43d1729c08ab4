"""scripts/run around a pretended compiler and programs."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]


class RunCase(unittest.TestCase):
    screen = {}

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = pathlib.Path(folder.name)
        shutil.copytree(TOP / "scripts", self.tree / "scripts")
        self.program("build/headless/app/signalboxd", 'echo "signalboxd: $*"')
        self.program("build/console/app/signalbox", 'echo "signalbox: $*"')
        self.program("bin/cmake", 'echo "$*" >> "$CALLS"; case $1 in "$FAIL") exit 1 ;; esac')

    def program(self, path, body):
        file = self.tree / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/bash\n{body}\n")
        file.chmod(0o755)

    def run_script(self, *arguments, fail="nothing", **variables):
        environment = {"PATH": f"{self.tree}/bin:{os.environ['PATH']}", "HOME": str(self.tree), "FAIL": fail,
                       "CALLS": str(self.tree / "calls"), "SIGNALBOX_NO_INSTALL": "1", **self.screen, **variables}
        result = subprocess.run([self.tree / "scripts" / "run", *arguments], env=environment, text=True,
                                capture_output=True, check=False)
        return result.returncode, result.stdout, result.stderr

    def calls(self):
        return (self.tree / "calls").read_text().splitlines()

    def starts_nothing_unbuilt(self, preset):
        for step, message in (("--preset", f"configuring build/{preset} failed"),
                              ("--build", f"building build/{preset} failed")):
            code, said, errors = self.run_script("--demo", fail=step)
            self.assertEqual((code, said), (1, ""))
            self.assertIn(message, errors)


class WithoutScreen(RunCase):
    def test_builds_the_service_only_and_hands_arguments_on(self):
        code, said, _ = self.run_script("--demo", "--listen", "127.0.0.1:0")
        self.assertEqual((code, said), (0, "signalboxd: --demo --listen 127.0.0.1:0\n"))
        self.assertEqual(self.calls()[0], "--preset headless")
        self.assertTrue(self.calls()[1].endswith("--target signalboxd signalboxctl"), self.calls())

    def test_takes_an_empty_display_for_none(self):
        self.assertEqual(self.run_script("--demo", DISPLAY="", WAYLAND_DISPLAY="")[1], "signalboxd: --demo\n")

    def test_says_how_to_add_a_provider_and_starts_all_the_same(self):
        code, said, hints = self.run_script()
        self.assertEqual((code, said), (0, "signalboxd: \n"))
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
        self.starts_nothing_unbuilt("headless")


class WithScreen(RunCase):
    screen = {"DISPLAY": ":7"}

    def test_builds_the_desktop_program_only_and_hands_arguments_on(self):
        code, said, _ = self.run_script("--demo", "--data", "a folder")
        self.assertEqual((code, said), (0, "signalbox: --demo --data a folder\n"))
        self.assertEqual(self.calls()[0], "--preset console")
        self.assertTrue(self.calls()[1].endswith("--target signalbox signalboxctl"), self.calls())

    def test_counts_wayland_as_a_screen(self):
        self.assertEqual(self.run_script(DISPLAY="", WAYLAND_DISPLAY="wayland-0")[1], "signalbox: \n")

    def test_leaves_providers_to_the_window(self):
        self.assertNotIn("No provider", self.run_script()[2])

    def test_starts_the_service_when_told(self):
        code, said, hints = self.run_script("--headless", "--demo")
        self.assertEqual((code, said), (0, "signalboxd: --demo\n"))
        self.assertNotIn("preset console", " ".join(self.calls()))
        self.assertIn("No provider", self.run_script("--headless")[2])

    def test_says_how_to_go_without_the_window(self):
        self.assertIn("scripts/run --headless", self.run_script()[2])

    def test_does_not_start_what_could_not_be_built(self):
        self.starts_nothing_unbuilt("console")


class Packages(RunCase):
    """Which lists of packages each way asks for."""

    def asked(self, **variables):
        lists = self.tree / "scripts/lib/packages"
        for name in ("build", "console", "wayland"):
            (lists / f"{name}.txt").write_text(f"list-{name}\n")
        self.program("bin/apt-get", "true")
        self.program("bin/sudo", 'exec "$@"')
        self.program("bin/env", 'while [[ $1 == *=* ]]; do shift; done; exec "$@"')
        self.program("bin/apt-cache", 'echo "  Candidate: 1"')
        self.program("bin/dpkg-query", "exit 1")
        return self.run_script(SIGNALBOX_NO_INSTALL="", **variables)[2]

    def test_the_service_needs_no_qt(self):
        said = self.asked()
        self.assertIn("Installing list-build\n", self.plain(said))

    def test_the_desktop_program_needs_qt(self):
        self.assertIn("Installing list-build list-console\n", self.plain(self.asked(DISPLAY=":7")))

    def test_wayland_alone_needs_its_plugin(self):
        said = self.plain(self.asked(WAYLAND_DISPLAY="wayland-0"))
        self.assertIn("Installing list-wayland\n", said)

    @staticmethod
    def plain(text):
        return text.replace("\033[0m", "").replace("\033[1m", "")


if __name__ == "__main__":
    unittest.main()
