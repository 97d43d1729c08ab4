"""Anthropic's package one major version older, unchanged, in a process of its own: two versions of
a package do not go into one."""

import os
import subprocess
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
OLDER = HERE.parent / ".venv" / "older"


class OlderMajors(unittest.TestCase):
    def test_anthropic_1_is_at_home_at_every_provider(self):
        environment = {**os.environ, "PYTHONPATH": str(OLDER), "ANTHROPIC_MAJOR": "1"}
        ran = subprocess.run([sys.executable, "-B", HERE / "messages_major.py"], env=environment,
                             capture_output=True, text=True, timeout=60)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertIn("Ran 5 tests", ran.stderr)


if __name__ == "__main__":
    unittest.main()
