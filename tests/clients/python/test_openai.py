"""The official package through the gateway."""

import asyncio
import json
import time
import unittest

import openai
import pydantic

from support import (ASKED, EMBEDDING, GATEWAY, KEY, PICTURE, STORY, UPSTREAM_KEYS, ClientTest,
                     drain, new_mark, plan, release, requests, say, single, story, text_of)

WEATHER = {"type": "function", "function": {
    "name": "get_weather", "description": 'Weather of a "city" — now', "strict": True,
    "parameters": {"type": "object", "additionalProperties": False, "required": ["city", "unit"],
                   "properties": {"city": {"type": "string"}, "unit": {"type": "string"}}}}}
CITIES = [("call_oslo", {"city": "Oslo", "unit": "celsius"}),
          ("call_lima", {"city": "Lima", "unit": "fahrenheit"})]
QUOTA = {"error": {"message": "Rate limit reached", "type": "tokens", "param": None,
                   "code": "rate_limit_exceeded"}}


class Person(pydantic.BaseModel):
    name: str
    age: int


class Chat(ClientTest):
    def test_answers_with_text_usage_and_request_id(self):
        client, sent = self.client()
        mark = new_mark()
        extra = {"not_yet_known": [None, 1e-7]}
        answer = client.chat.completions.create(**story(mark, seed=12345678901234, extra_body=extra))
        self.assertEqual(answer.choices[0].message.content, STORY)
        self.assertEqual(answer.usage.total_tokens, 30)
        self.assertRegex(answer._request_id, "^req_")
        self.assertNotEqual(answer._request_id, "req_of_the_upstream")
        self.assert_upstream(self.only_request(mark), sent[0])

    def test_shows_who_answered_in_headers(self):
        client, _ = self.client()
        raw = client.chat.completions.with_raw_response.create(**story(new_mark()))
        self.assertEqual(raw.headers["x-signalbox-provider"], "main")
        self.assertEqual(raw.headers["x-signalbox-request-id"], raw.parse()._request_id)

    def test_takes_a_base_url_without_v1(self):
        client, _ = self.client(base_url=GATEWAY)
        answer = client.chat.completions.create(**story(new_mark()))
        self.assertEqual(answer.choices[0].message.content, STORY)

    def test_sends_a_picture_unchanged(self):
        client, sent = self.client()
        mark = new_mark()
        content = [{"type": "text", "text": f"What is in the picture? {mark}"},
                   {"type": "image_url", "image_url": {"url": PICTURE}}]
        messages = [{"role": "user", "content": content}]
        answer = client.chat.completions.create(model=ASKED, messages=messages)
        self.assertEqual(answer.choices[0].message.content, "A red square.")
        self.assertIn(PICTURE, sent[0])
        self.assert_upstream(self.only_request(mark), sent[0])

    def test_parses_structured_output(self):
        client, sent = self.client()
        mark = new_mark()
        body = say(mark, "Invent a person", response_format=Person)
        answer = client.chat.completions.parse(**body)
        self.assertEqual(answer.choices[0].message.parsed, Person(name="Ada", age=36))
        self.assert_upstream(self.only_request(mark), sent[0])

    def test_answers_the_asynchronous_client(self):
        async def ask():
            client, sent = self.client(asynchronous=True)
            mark = new_mark()
            async with client:
                calls = [client.chat.completions.create(**story(mark)) for _ in range(8)]
                return mark, sent, await asyncio.gather(*calls)
        mark, sent, answers = asyncio.run(ask())
        self.assertEqual([a.choices[0].message.content for a in answers], [STORY] * 8)
        self.assertEqual(len({a._request_id for a in answers}), 8)
        for record in requests(mark):
            self.assert_upstream(record, sent[0])


class Stream(ClientTest):
    def test_arrives_while_the_upstream_still_speaks(self):
        client, sent = self.client()
        mark = new_mark()
        plan(mark, {"gateAfter": 4})
        chunks = []
        for chunk in client.chat.completions.create(**story(mark, stream=True)):
            chunks.append(chunk)
            if len(chunks) == 4:
                self.assertEqual(self.only_request(mark)["events"], 4, "the rest is held")
                release(mark)
        self.assertEqual("".join(map(text_of, chunks)), STORY)
        self.assertEqual(chunks[-1].choices[0].finish_reason, "stop")
        self.assertTrue(all(len(c.choices) == 1 and c.usage is None for c in chunks))
        self.assert_upstream(self.only_request(mark), sent[0])

    def test_has_usage_in_its_last_chunk_when_asked(self):
        client, sent = self.client()
        mark = new_mark()
        options = {"include_usage": True}
        body = story(mark, stream=True, stream_options=options)
        chunks = list(client.chat.completions.create(**body))
        self.assertEqual(chunks[-1].choices, [])
        self.assertEqual(chunks[-1].usage.completion_tokens, 9)
        self.assertEqual(len([c for c in chunks if c.usage]), 1)
        self.assert_upstream(self.only_request(mark), sent[0])

    def test_feeds_the_stream_helper(self):
        client, _ = self.client()
        with client.chat.completions.stream(**story(new_mark())) as stream:
            text = "".join(e.delta for e in stream if e.type == "content.delta")
            final = stream.get_final_completion()
        self.assertEqual(text, STORY)
        self.assertEqual(final.choices[0].message.content, STORY)

    def test_throws_when_it_is_cut_and_keeps_its_text(self):
        for clean in (False, True):
            with self.subTest(clean=clean):
                client, _ = self.client()
                mark = new_mark()
                plan(mark, {"cutAfter": 5, "clean": clean})
                text, error = drain(client.chat.completions.create(**story(mark, stream=True)))
                self.assertIsInstance(error, openai.APIError)
                self.assertTrue(STORY.startswith(text) and len(text) >= 20, text)

    def test_cut_before_its_first_word_has_a_status(self):
        client, _ = self.client()
        mark = new_mark()
        plan(mark, {"cutAfter": 1})
        with self.assertRaises(openai.InternalServerError) as caught:
            client.chat.completions.create(**story(mark, stream=True))
        self.assertEqual(caught.exception.status_code, 502)


class Tools(ClientTest):
    def ask(self, mark):
        return say(mark, "How is the weather?", tools=[WEATHER], parallel_tool_calls=True)

    def assert_calls(self, calls):
        seen = [(c.id, json.loads(c.function.arguments)) for c in calls]
        self.assertEqual(seen, CITIES)
        self.assertEqual({c.function.name for c in calls}, {"get_weather"})

    def test_are_called_in_parallel_and_answered(self):
        client, sent = self.client()
        mark = new_mark()
        body = self.ask(mark)
        message = client.chat.completions.create(**body).choices[0].message
        self.assert_calls(message.tool_calls)
        body["messages"].append(message.to_dict())
        for call in message.tool_calls:
            body["messages"].append({"role": "tool", "tool_call_id": call.id, "content": "fine"})
        answer = client.chat.completions.create(**body)
        self.assertEqual(answer.choices[0].message.content, "Rain in Oslo, sun in Lima.")
        for record, one in zip(requests(mark), sent, strict=True):
            self.assert_upstream(record, one)

    def test_stream_their_arguments(self):
        client, _ = self.client()
        pieces = []
        with client.chat.completions.stream(**self.ask(new_mark())) as stream:
            for event in stream:
                if event.type == "chunk":
                    pieces += event.chunk.choices[0].delta.tool_calls or []
            final = stream.get_final_completion()
        self.assert_calls(final.choices[0].message.tool_calls)
        self.assertGreater(len(pieces), 6, "arguments come in pieces")
        self.assertEqual(len([p for p in pieces if p.id]), 2, "ids come once")


class Embeddings(ClientTest):
    EMBED = {"path": "embeddings", "asked": "text-embedding-3-small",
             "model": "text-embedding-3-small-eu"}

    def create(self, client, mark, **more):
        texts = [f"lighthouse {mark}", "a second lighthouse"]
        return client.embeddings.create(model=self.EMBED["asked"], input=texts, **more)

    def test_are_decoded_from_the_base64_that_the_sdk_asks_for(self):
        client, sent = self.client()
        mark = new_mark()
        answer = self.create(client, mark)
        self.assertEqual([d.embedding for d in answer.data], [EMBEDDING, EMBEDDING])
        self.assertEqual(json.loads(sent[0])["encoding_format"], "base64")
        self.assert_upstream(self.only_request(mark), sent[0], **self.EMBED)

    def test_are_base64_even_from_an_upstream_that_gives_numbers(self):
        client, _ = self.client()
        mark = new_mark()
        plan(mark, {"floats": True})
        raw = client.embeddings.with_raw_response.create(
            model=self.EMBED["asked"], input=f"lighthouse {mark}", encoding_format="base64")
        self.assertIsInstance(json.loads(raw.text)["data"][0]["embedding"], str)
        plan(mark, {"floats": True})
        self.assertEqual(self.create(client, mark).data[0].embedding, EMBEDDING)

    def test_are_numbers_when_asked_for(self):
        client, sent = self.client()
        mark = new_mark()
        answer = self.create(client, mark, encoding_format="float")
        self.assertEqual(list(map(single, answer.data[0].embedding)), EMBEDDING)
        self.assert_upstream(self.only_request(mark), sent[0], **self.EMBED)


class Leaving(ClientTest):
    def test_a_stream_closes_the_upstream(self):
        client, _ = self.client()
        mark = new_mark()
        plan(mark, {"gateAfter": 4})
        with client.chat.completions.create(**story(mark, stream=True)) as stream:
            text = next(filter(None, map(text_of, stream)))
        self.assertTrue(STORY.startswith(text))
        self.assert_hung_up(mark)

    def test_a_cancelled_task_closes_the_upstream(self):
        mark = new_mark()

        async def leave():
            client, _ = self.client(asynchronous=True)
            async with client:
                task = asyncio.create_task(client.chat.completions.create(**story(mark)))
                while not await asyncio.to_thread(requests, mark):
                    pass
                task.cancel()
                with self.assertRaises(asyncio.CancelledError):
                    await task
                await asyncio.to_thread(self.assert_hung_up, mark)

        plan(mark, {"hang": True})
        asyncio.run(leave())

    def test_by_timeout_closes_the_upstream(self):
        client, _ = self.client(timeout=0.4)
        mark = new_mark()
        plan(mark, {"hang": True})
        with self.assertRaises(openai.APITimeoutError):
            client.chat.completions.create(**story(mark))
        self.assert_hung_up(mark)


class Errors(ClientTest):
    def failure(self, kind, client, body):
        with self.assertRaises(kind) as caught:
            client.chat.completions.create(**body)
        return caught.exception

    def test_of_429_carry_retry_after(self):
        client, _ = self.client()
        mark = new_mark()
        plan(mark, {"status": 429, "headers": {"retry-after": "7"}, "body": QUOTA})
        body = story(mark, model=f"python-limit/{ASKED}")
        error = self.failure(openai.RateLimitError, client, body)
        self.assertEqual(error.response.headers["retry-after"], "7")
        self.assertEqual((error.code, error.type), ("rate_limit_exceeded", "tokens"))
        self.assertRegex(error.request_id, "^req_")
        self.only_request(mark)

    def test_of_429_are_retried_when_the_upstream_says(self):
        for what, headers, least in (("again", {"retry-after": "1"}, 990),
                                     ("millis", {"retry-after-ms": "350"}, 350)):
            with self.subTest(what):
                client, _ = self.client(max_retries=2)
                mark = new_mark()
                plan(mark, {"status": 429, "headers": headers, "body": QUOTA})
                body = story(mark, model=f"python-{what}/{ASKED}", stream=True)
                text, error = drain(client.chat.completions.create(**body))
                self.assertEqual((text, error), (STORY, None))
                first, second = requests(mark)
                self.assertGreaterEqual(second["at"] - first["at"], least)

    def test_of_5xx_are_retried_by_the_client(self):
        client, _ = self.client(max_retries=2)
        mark = new_mark()
        broken = {"status": 503, "headers": {}, "body": {"error": {"message": "overloaded"}}}
        plan(mark, broken, broken)
        answer = client.chat.completions.create(**story(mark))
        self.assertEqual(answer.choices[0].message.content, STORY)
        self.assertEqual(len(requests(mark)), 3)

    def test_of_401_never_reach_the_upstream(self):
        for key in (KEY[:-1] + "x", "sk-proj-somebody-else"):
            for stream in (False, True):
                with self.subTest(key=key[:8], stream=stream):
                    client, _ = self.client(api_key=key, max_retries=2)
                    mark = new_mark()
                    body = story(mark, stream=stream)
                    error = self.failure(openai.AuthenticationError, client, body)
                    self.assertEqual(error.code, "invalid_api_key")
                    self.assertNotIn(key, str(error))
                    self.assertEqual(requests(mark), [])

    def test_of_401_from_the_provider_do_not_show_its_key(self):
        client, _ = self.client()
        mark = new_mark()
        secret = UPSTREAM_KEYS["python-denied"]
        said = {"message": f"Incorrect API key provided: {secret}.", "code": "invalid_api_key"}
        plan(mark, {"status": 401, "headers": {}, "body": {"error": said}})
        body = story(mark, model=f"python-denied/{ASKED}")
        error = self.failure(openai.AuthenticationError, client, body)
        self.assertIn("Incorrect API key provided", str(error))
        self.assertNotIn(secret, error.response.text)

    def test_of_400_keep_their_words(self):
        said = {"message": "Bad 'stop'.", "type": "invalid_request_error", "param": "stop",
                "code": "bad_stop"}
        for stream in (False, True):
            with self.subTest(stream=stream):
                client, _ = self.client()
                mark = new_mark()
                plan(mark, {"status": 400, "headers": {}, "body": {"error": said}})
                error = self.failure(openai.BadRequestError, client, story(mark, stream=stream))
                self.assertEqual(error.body["message"], said["message"])
                self.assertEqual((error.param, error.code, error.type),
                                 ("stop", "bad_stop", "invalid_request_error"))

    def test_of_an_unknown_model_name_near_ones(self):
        client, _ = self.client()
        mark = new_mark()
        error = self.failure(openai.NotFoundError, client, story(mark, model="gpt-4o-mimi"))
        self.assertEqual((error.code, error.param), ("model_not_found", "model"))
        self.assertIn("gpt-4o-mini", str(error))
        self.assertEqual(requests(mark), [])

    def test_of_a_silent_upstream_are_504(self):
        client, _ = self.client()
        mark = new_mark()
        plan(mark, {"hang": True})
        began = time.monotonic()
        body = story(mark, model=f"python-slow/{ASKED}", stream=True)
        error = self.failure(openai.InternalServerError, client, body)
        self.assertEqual(error.status_code, 504)
        self.assertLess(time.monotonic() - began, 5)
        self.assert_hung_up(mark)


class Models(ClientTest):
    def test_are_listed(self):
        client, _ = self.client()
        models = list(client.models.list())
        self.assertEqual({m.object for m in models}, {"model"})
        self.assertIn(ASKED, [m.id for m in models])

    def test_are_found_by_names_with_a_slash(self):
        client, _ = self.client()
        self.assertEqual(client.models.retrieve("main/gpt-4o-mini").id, "main/gpt-4o-mini")
        with self.assertRaises(openai.NotFoundError):
            client.models.retrieve("nobody/has-this")

    def test_are_not_shown_without_a_key(self):
        client, _ = self.client(api_key="sk-sb-nobody-knows-this-one")
        with self.assertRaises(openai.AuthenticationError):
            client.models.list()


class LegacyCompletions(ClientTest):
    LEGACY = {"path": "completions", "asked": "gpt-3.5-turbo-instruct",
              "model": "gpt-3.5-turbo-instruct-0914"}

    def test_are_answered_and_streamed(self):
        client, sent = self.client()
        mark = new_mark()
        body = {"model": self.LEGACY["asked"], "prompt": f"Tell a story {mark}"}
        self.assertEqual(client.completions.create(**body).choices[0].text, STORY)
        text, error = drain(client.completions.create(**body, stream=True))
        self.assertEqual((text, error), (STORY, None))
        for record, one in zip(requests(mark), sent, strict=True):
            self.assert_upstream(record, one, **self.LEGACY)


if __name__ == "__main__":
    unittest.main()
