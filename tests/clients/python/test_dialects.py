"""The official packages of four APIs and LangChain's classes for Anthropic and OpenAI, each at
providers of each API."""

import base64
import json
import unittest

from gemini_client import Gemini
from langchain_clients import LangChainAnthropic, LangChainChat, LangChainResponses
from matrix import PROVIDERS, Matrix
from messages_client import Messages
from openai_clients import Chat, Completions, Responses
from support import EMBEDDING, new_mark, requests


class Dialects(Matrix, unittest.TestCase):
    clients = (Messages, LangChainAnthropic, Chat, LangChainChat, Responses, LangChainResponses,
               Gemini)
    starts = {(name, "main"): "/main/v1/responses" for name in ("Responses", "LangChainResponses")}


class OldCompletions(Matrix, unittest.TestCase):
    """The API of old, which knows neither pictures nor tools, nor turns."""
    clients = (Completions,)
    providers = {**PROVIDERS, "plain": ("gpt-4o-mini", "/plain/v1/completions"),
                 "main": ("gpt-4o-mini", "/main/v1/completions"),
                 "bare": ("gpt-4o-mini", "/bare/v1/chat/completions")}
    test_shows_a_picture = test_calls_tools_in_parallel = None


class GoogleEmbeddings(unittest.TestCase):
    """Google's package knows one call for one text and for several."""

    def test_texts_are_embedded(self):
        for provider in ("plain", "main"):
            with self.subTest(provider=provider):
                mark = new_mark()
                texts = [f"lighthouse {mark}", "a second lighthouse"]
                self.assertEqual(Gemini().embedded(f"{provider}/text-embedding-3-small", texts),
                                 [EMBEDDING, EMBEDDING])
                record, = requests(mark)
                self.assertEqual(record["url"], f"/{provider}/v1/embeddings")
                self.assertEqual(json.loads(base64.b64decode(record["body"]))["input"], texts)


if __name__ == "__main__":
    unittest.main()
