"""The Python that *Connect an app* shows, run as it stands at a provider of OpenAI's API and at one of
Anthropic's."""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from matrix import PROVIDERS
from support import GATEWAY, KEY, requests

SOURCE = (Path(__file__).resolve().parents[3] / "ui/overview/snippets.cpp").read_text()
APPS = re.findall(r'\{lit\("([^"]*)"\), lit\("[^"]*"\), lit\("python"\)\}', SOURCE)
QUESTION, GREETING = "Say hello.", "Hello from afar.\n"


def snippet_of(app, model):
    """The app's lines with the values that the console puts in."""
    text = re.search(rf'lit\("{app}"\), lit\(R"\((.*?)\)"\)', SOURCE, re.DOTALL).group(1)
    values = {"$origin": GATEWAY, "$url": GATEWAY + "/v1", "$key": KEY, "$model": model}
    return re.sub(r"\$(origin|url|key|model)", lambda found: values[found.group()], text)


class Snippets(unittest.TestCase):
    def test_each_answers_as_it_stands(self):
        self.assertGreaterEqual(set(APPS), {"openai-python", "anthropic", "gemini", "langchain"})
        for app in APPS:
            for provider in ("plain", "claude"):
                model, start = PROVIDERS[provider]
                with self.subTest(app=app, provider=provider):
                    before = len(requests(QUESTION))
                    self.assertEqual(self.said_by(snippet_of(app, f"{provider}/{model}")), GREETING)
                    record, = requests(QUESTION)[before:]
                    self.assertTrue(record["url"].startswith(start), record["url"])

    def said_by(self, script):
        with tempfile.TemporaryDirectory() as home:
            ran = subprocess.run([sys.executable, "-B", "-"], input=script, capture_output=True,
                                 text=True, timeout=60, cwd=home,
                                 env={"HOME": home, "PYTHONUTF8": "1"})
        self.assertEqual(ran.returncode, 0, ran.stderr)
        return ran.stdout


if __name__ == "__main__":
    unittest.main()
