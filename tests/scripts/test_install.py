"""The package lists and how the scripts decide what is missing, against a pretended distribution."""

import os
import pathlib
import subprocess
import tempfile
import textwrap
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]

# apt-cache and dpkg-query over two files of "name version" lines.
TOOLS = {
    "apt-cache": """
        case $1 in
          pkgnames) cut -d' ' -f1 "$WORLD/offered" | grep "^$2" ;;
          policy) awk -v n="$2" '$1 == n { print "  Candidate: " $2 }' "$WORLD/offered" ;;
        esac""",
    "dpkg-query": """
        name=${!#}
        version=$(awk -v n="$name" '$1 == n { print $2 }' "$WORLD/installed")
        [ -n "$version" ] || exit 1
        case $3 in *Status*) echo installed ;; *) echo "$version" ;; esac""",
    "apt-get": """
        for argument; do case $argument in update | install) action=$argument ;; esac; done
        echo "$*" >> "$WORLD/calls"
        [ ! -e "$WORLD/fail-$action" ]""",
    "sudo": 'exec "$@"',
}


class Install(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.world = pathlib.Path(folder.name)
        for name, body in TOOLS.items():
            file = self.world / name
            file.write_text("#!/bin/bash\n" + textwrap.dedent(body).strip() + "\n")
            file.chmod(0o755)
        for name in ("offered", "installed", "calls"):
            (self.world / name).write_text("")

    def offers(self, *lines):
        (self.world / "offered").write_text("\n".join(lines) + "\n")

    def has(self, *lines):
        (self.world / "installed").write_text("\n".join(lines) + "\n")

    def bash(self, script, **variables):
        environment = {**os.environ, "WORLD": str(self.world), "PATH": f"{self.world}:{os.environ['PATH']}",
                       "SIGNALBOX_NO_INSTALL": "", **variables}
        script = f"source {TOP}/scripts/lib/common.sh; source {TOP}/scripts/lib/install.sh; {script}"
        result = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True,
                                check=False)
        return result.returncode, result.stdout.strip(), result.stderr

    def everything_for(self, purpose, boost):
        lines = []
        for line in (TOP / f"scripts/lib/packages/{purpose}.txt").read_text().splitlines():
            if line and not line.startswith("#"):
                lines.append(line.split()[0].replace("@BOOST@", boost) + " 99")
        return lines

    def test_takes_the_newest_boost_that_is_offered(self):
        self.offers("libboost-url1.83-dev 1", "libboost-url1.88-dev 1", "libboost-url1.88.0 1")
        self.assertEqual(self.bash("boost_version")[1], "1.88")

    def test_prefers_the_boost_that_is_installed(self):
        self.offers("libboost-url1.83-dev 1", "libboost-url1.88-dev 1")
        self.has("libboost-url1.83-dev 1")
        self.assertEqual(self.bash("boost_version")[1], "1.83")

    def test_installs_nothing_when_all_is_there(self):
        self.offers(*self.everything_for("build", "1.83"))
        self.has(*self.everything_for("build", "1.83"))
        code, _, said = self.bash("install_for build")
        self.assertEqual((code, said, (self.world / "calls").read_text()), (0, "", ""))

    def test_installs_what_is_missing_without_asking(self):
        self.offers(*self.everything_for("build", "1.83"))
        self.has(*[p for p in self.everything_for("build", "1.83") if not p.startswith(("cmake", "libzstd"))])
        code, _, said = self.bash("install_for build")
        call = (self.world / "calls").read_text()
        self.assertEqual(code, 0, said)
        self.assertTrue(call.endswith("install cmake libzstd-dev\n"), call)
        self.assertIn(" -y ", call)
        self.assertIn("--no-remove", call)
        self.assertIn("Installing cmake libzstd-dev", said)

    def test_names_a_distribution_that_is_too_old(self):
        self.offers(*[p for p in self.everything_for("build", "1.74") if "url" not in p])
        code, _, said = self.bash("install_for build")
        self.assertEqual(code, 1)
        self.assertIn("no package libboost1.81-dev", said)
        self.assertIn("Debian 12 or newer", said)

    def test_names_a_qt_that_is_too_old(self):
        self.offers(*self.everything_for("test", "1.83"), "qt6-base-dev 6.2")
        (self.world / "offered").write_text((self.world / "offered").read_text().replace("qt6-base-dev 99\n", ""))
        code, _, said = self.bash("install_for test")
        self.assertEqual(code, 1)
        self.assertIn("qt6-base-dev", said)
        self.assertIn("6.4", said)

    def test_skips_an_optional_package_that_is_not_offered(self):
        everything = [p for p in self.everything_for("test", "1.83") if not p.startswith("clang-format")]
        self.offers(*everything)
        self.has(*everything)
        self.assertEqual(self.bash("install_for test")[0], 0)

    def test_names_an_unreachable_server(self):
        (self.world / "fail-update").touch()
        code, _, said = self.bash("install_for build")
        self.assertEqual(code, 1)
        self.assertIn("could not be reached", said)

    def test_reads_the_lists_again_before_giving_up(self):
        self.offers(*self.everything_for("build", "1.83"))
        (self.world / "fail-install").touch()
        code, _, said = self.bash("install_for build")
        calls = (self.world / "calls").read_text().splitlines()
        self.assertEqual((code, [c.count("update") for c in calls]), (1, [0, 1, 0]))
        self.assertIn("installing failed", said)

    def test_leaves_the_machine_alone_when_told(self):
        self.assertEqual(self.bash("install_for build", SIGNALBOX_NO_INSTALL="1")[0], 0)
        self.assertEqual((self.world / "calls").read_text(), "")

    def test_says_what_to_do_without_apt(self):
        (self.world / "apt-get").unlink()
        code, _, said = self.bash(f"PATH={self.world}:/nowhere; hash -r; awk() {{ /usr/bin/awk \"$@\"; }};"
                                  " sed() { /usr/bin/sed \"$@\"; }; install_for build")
        self.assertEqual(code, 1)
        self.assertIn("libboost-json1.81-dev", said)
        self.assertIn("SIGNALBOX_NO_INSTALL=1", said)

    def test_asks_for_space_before_it_builds(self):
        code, _, said = self.bash("need_space 999999999")
        self.assertEqual(code, 1)
        self.assertIn("the disk is full", said)


if __name__ == "__main__":
    unittest.main()
