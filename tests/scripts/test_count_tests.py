"""The closing line that continuous integration reads, made from real reports of CTest."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]

PROJECT = """
cmake_minimum_required(VERSION 3.25)
project(p NONE)
enable_testing()
add_test(NAME good COMMAND true)
add_test(NAME bad COMMAND false)
add_test(NAME absent COMMAND /nowhere/program)
add_test(NAME slow COMMAND sleep 60)
add_test(NAME skipped COMMAND sh -c "exit 77")
set_tests_properties(skipped PROPERTIES SKIP_RETURN_CODE 77)
set_tests_properties(slow PROPERTIES TIMEOUT 1)
"""


class CountTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        (cls.folder / "CMakeLists.txt").write_text(PROJECT)
        subprocess.run(["cmake", "-S", cls.folder, "-B", cls.folder / "b"], check=True, capture_output=True)

    def report(self, *arguments):
        file = self.folder / "report.xml"
        file.unlink(missing_ok=True)
        subprocess.run(["ctest", "--test-dir", self.folder / "b", "--no-tests=ignore", "--output-junit", file,
                        *arguments], check=False, capture_output=True)
        return file

    def count(self, broken, *files):
        result = subprocess.run([sys.executable, "-B", TOP / "scripts/lib/count_tests.py", str(broken), *files],
                                capture_output=True, text=True, check=False)
        return result.returncode, result.stdout.splitlines()

    def test_counts_every_way_to_fail(self):
        code, lines = self.count(0, self.report())
        self.assertEqual((code, lines[-1]), (1, "1 passed, 3 failed"))
        for name in ("failed: bad", "failed: absent", "failed: slow", "skipped: skipped"):
            self.assertTrue(any(line.startswith(name) for line in lines), lines)

    def test_sums_runs(self):
        file = self.report("-R", "good")
        self.assertEqual(self.count(0, file, file), (0, ["2 passed, 0 failed"]))

    def test_a_broken_stage_is_a_failure(self):
        self.assertEqual(self.count(1, self.report("-R", "good")), (1, ["1 passed, 1 failed"]))

    def test_no_test_at_all_is_a_failure(self):
        code, lines = self.count(0, self.report("-R", "nothing"))
        self.assertEqual((code, lines[-1]), (1, "0 passed, 0 failed"))


if __name__ == "__main__":
    unittest.main()
