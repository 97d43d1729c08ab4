"""The official packages of four APIs and LangChain's classes for Anthropic and OpenAI, each at
providers of each API."""

import unittest

from gemini_client import Gemini
from langchain_clients import LangChainAnthropic, LangChainChat, LangChainResponses
from matrix import PROVIDERS, Matrix
from messages_client import Messages
from openai_clients import Chat, Completions, Responses


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


if __name__ == "__main__":
    unittest.main()
