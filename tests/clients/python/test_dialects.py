"""The official packages of three more APIs and LangChain's classes for Anthropic and OpenAI, each
at providers of each API."""

import json
import unittest
from itertools import chain

import anthropic
import openai
from google import genai
from google.genai import types
from langchain_anthropic import ChatAnthropic
from langchain_core.messages import HumanMessage, SystemMessage, ToolMessage
from langchain_openai import ChatOpenAI

from support import GATEWAY, KEY, OWN_HEADERS, STORY, UPSTREAM_KEYS, new_mark, requests

MODELS = {"plain": "plain/gpt-4o-mini", "main": "main/gpt-4o-mini",
          "claude": "claude/claude-sonnet-4-5", "gem": "gem/gemini-2.5-flash"}
CITY = {"type": "object", "required": ["city", "unit"],
        "properties": {"city": {"type": "string"}, "unit": {"type": "string"}}}
CITIES = [{"city": "Oslo", "unit": "celsius"}, {"city": "Lima", "unit": "fahrenheit"}]
FORECAST = "Rain in Oslo, sun in Lima."


class Messages:
    def __init__(self):
        self.client = anthropic.Anthropic(base_url=GATEWAY, api_key=KEY, max_retries=0,
                                          default_headers=OWN_HEADERS)

    @staticmethod
    def body(model, words):
        return {"model": model, "max_tokens": 500, "system": "Be brief.",
                "messages": [{"role": "user", "content": words}]}

    def text(self, model, words):
        return self.client.messages.create(**self.body(model, words)).content[0].text

    def streamed(self, model, words):
        with self.client.messages.stream(**self.body(model, words)) as stream:
            return list(stream.text_stream)

    def tools(self, model, words, result):
        body = self.body(model, words)
        body["tools"] = [{"name": "get_weather", "input_schema": CITY}]
        message = self.client.messages.create(**body)
        calls = [block for block in message.content if block.type == "tool_use"]
        body["messages"] += [
            {"role": "assistant", "content": [block.model_dump(mode="json") for block in calls]},
            {"role": "user", "content": [{"type": "tool_result", "tool_use_id": call.id,
                                          "content": result} for call in calls]}]
        return [call.input for call in calls], self.client.messages.create(**body).content[0].text


class LangChain:
    """What LangChain's classes share; `chat(model)` makes theirs."""
    @staticmethod
    def messages(words):
        return [SystemMessage("Be brief."), HumanMessage(words)]

    def text(self, model, words):
        return self.chat(model).invoke(self.messages(words)).text

    def streamed(self, model, words):
        pieces = [str(piece.text) for piece in self.chat(model).stream(self.messages(words))]
        return [piece for piece in pieces if piece]

    def tools(self, model, words, result):
        declared = {"name": "get_weather", "description": "Weather", "parameters": CITY}
        bound = self.chat(model).bind_tools([{"type": "function", "function": declared}])
        messages = self.messages(words)
        answer = bound.invoke(messages)
        messages += [answer] + [ToolMessage(result, tool_call_id=call["id"])
                                for call in answer.tool_calls]
        return [call["args"] for call in answer.tool_calls], bound.invoke(messages).text


class LangChainAnthropic(LangChain):
    @staticmethod
    def chat(model):
        return ChatAnthropic(model=model, api_key=KEY, base_url=GATEWAY, max_retries=0,
                             max_tokens=500, default_headers=OWN_HEADERS)


class LangChainChat(LangChain):
    @staticmethod
    def chat(model, **more):
        return ChatOpenAI(model=model, api_key=KEY, base_url=GATEWAY + "/v1", max_retries=0,
                          default_headers=OWN_HEADERS, **more)


class LangChainResponses(LangChainChat):
    @staticmethod
    def chat(model):
        return LangChainChat.chat(model, use_responses_api=True, store=False)


class Responses:
    def __init__(self):
        self.client = openai.OpenAI(base_url=GATEWAY + "/v1", api_key=KEY, max_retries=0,
                                    default_headers=OWN_HEADERS)

    @staticmethod
    def body(model, words):
        return {"model": model, "instructions": "Be brief.", "store": False,
                "input": [{"role": "user", "content": words}]}

    def text(self, model, words):
        return self.client.responses.create(**self.body(model, words)).output_text

    def streamed(self, model, words):
        with self.client.responses.stream(**self.body(model, words)) as stream:
            pieces = [event.delta for event in stream
                      if event.type == "response.output_text.delta"]
            assert stream.get_final_response().output_text == "".join(pieces)
        return pieces

    def tools(self, model, words, result):
        body = self.body(model, words)
        body["tools"] = [{"type": "function", "name": "get_weather", "parameters": CITY,
                          "strict": False}]
        output = self.client.responses.create(**body).output
        calls = [item for item in output if item.type == "function_call"]
        for call in calls:
            body["input"] += [{"type": "function_call", "call_id": call.call_id, "name": call.name,
                               "arguments": call.arguments}]
        for call in calls:
            body["input"] += [{"type": "function_call_output", "call_id": call.call_id,
                               "output": result}]
        answer = self.client.responses.create(**body).output_text
        return [json.loads(call.arguments) for call in calls], answer


class Completions:
    """The API of old: neither tools nor turns."""
    def __init__(self):
        self.client = openai.OpenAI(base_url=GATEWAY + "/v1", api_key=KEY, max_retries=0,
                                    default_headers=OWN_HEADERS)

    def text(self, model, words):
        answer = self.client.completions.create(model=model, prompt=words, max_tokens=500)
        assert answer.object == "text_completion" and answer.usage.total_tokens > 0
        return answer.choices[0].text

    def streamed(self, model, words):
        stream = self.client.completions.create(model=model, prompt=words, stream=True)
        return [chunk.choices[0].text for chunk in stream if chunk.choices[0].text]


class Gemini:
    def __init__(self):
        options = types.HttpOptions(base_url=GATEWAY, headers=OWN_HEADERS)
        self.client = genai.Client(api_key=KEY, http_options=options)

    def text(self, model, words):
        return self.client.models.generate_content(model=model, contents=words).text

    def streamed(self, model, words):
        stream = self.client.models.generate_content_stream(model=model, contents=words)
        return [part.text for part in stream if part.text]

    def tools(self, model, words, result):
        declared = types.FunctionDeclaration(name="get_weather", parameters_json_schema=CITY)
        config = types.GenerateContentConfig(
            tools=[types.Tool(function_declarations=[declared])],
            automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True))
        contents = [types.Content(role="user", parts=[types.Part.from_text(text=words)])]
        first = self.client.models.generate_content(model=model, contents=contents, config=config)
        calls = first.function_calls
        contents.append(first.candidates[0].content)
        contents.append(types.Content(role="user", parts=[
            types.Part(function_response=types.FunctionResponse(
                id=call.id, name=call.name, response={"result": result})) for call in calls]))
        answer = self.client.models.generate_content(model=model, contents=contents, config=config)
        return [call.args for call in calls], answer.text


class Dialects(unittest.TestCase):
    def each(self):
        """(client, provider, model): each of them once."""
        for make in (Messages, LangChainAnthropic, LangChainChat, LangChainResponses, Responses,
                     Gemini):
            for provider, model in MODELS.items():
                with self.subTest(client=make.__name__, provider=provider):
                    yield make(), provider, model

    def each_of_completions(self):
        models = {"main": "main/gpt-4o-mini", "bare": "bare/gpt-4o-mini",
                  "answers": "answers/gpt-4o-mini", "claude": MODELS["claude"],
                  "gem": MODELS["gem"]}
        for provider, model in models.items():
            with self.subTest(client="Completions", provider=provider):
                yield Completions(), provider, model

    def assert_providers_side(self, mark, provider):
        records = requests(mark)
        self.assertTrue(records)
        for record in records:
            self.assertTrue(record["url"].startswith(f"/{provider}/"), record["url"])
            head = "\n".join(record["rawHeaders"])
            self.assertIn(UPSTREAM_KEYS[provider], head)
            self.assertNotIn(KEY, head)
            self.assertNotIn("x-signalbox", head.lower())

    def test_answers(self):
        for client, provider, model in chain(self.each(), self.each_of_completions()):
            mark = new_mark()
            self.assertEqual(client.text(model, f"Tell a story {mark}"), STORY)
            self.assert_providers_side(mark, provider)

    def test_streams(self):
        for client, provider, model in chain(self.each(), self.each_of_completions()):
            mark = new_mark()
            pieces = client.streamed(model, f"Tell a story {mark}")
            self.assertEqual("".join(pieces), STORY)
            self.assertGreater(len(pieces), 3)
            self.assert_providers_side(mark, provider)

    def test_calls_tools_in_parallel(self):
        for client, provider, model in self.each():
            mark = new_mark()
            calls, answer = client.tools(model, f"How is the weather? {mark}", f"fine {mark}")
            self.assertEqual(calls, CITIES)
            self.assertEqual(answer, FORECAST)
            self.assert_providers_side(mark, provider)


if __name__ == "__main__":
    unittest.main()
