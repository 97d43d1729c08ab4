"""Every client at a provider of every dialect: what a person sees must not depend on what the
provider speaks.

A client of the matrix has text(model, words) and streamed(model, words), which give the text of the
answer and its pieces; picture(model, words), the answer to a question with a picture; and
tools(model, words, result), the calls' arguments and the answer to their results. Where the bytes of a
picture pass as they are, its `encoded` says by provider what that client makes of them.
"""

import base64

from support import KEY, PICTURE, STORY, UPSTREAM_KEYS, new_mark, requests

CITY = {"type": "object", "required": ["city", "unit"],
        "properties": {"city": {"type": "string"}, "unit": {"type": "string"}}}
CITIES = [{"city": "Oslo", "unit": "celsius"}, {"city": "Lima", "unit": "fahrenheit"}]
PNG = PICTURE.split(",")[1]
FORECAST = "Rain in Oslo, sun in Lima."

# provider: (the model there, how the paths of its requests begin); `main` speaks both of OpenAI's
# dialects and is asked in the caller's if that is one of them.
PROVIDERS = {"plain": ("gpt-4o-mini", "/plain/v1/chat/completions"),
             "main": ("gpt-4o-mini", "/main/v1/chat/completions"),
             "answers": ("gpt-4o-mini", "/answers/v1/responses"),
             "claude": ("claude-sonnet-4-5", "/claude/v1/messages"),
             "gem": ("gemini-2.5-flash", "/gem/v1beta/models/gemini-2.5-flash:")}


class Matrix:
    """To be mixed into a test case that says which clients are to be tried."""
    clients = ()
    providers = PROVIDERS
    starts = {}  # (client's name, provider): how the paths begin instead

    def each(self):
        for make in self.clients:
            for provider, (model, start) in self.providers.items():
                with self.subTest(client=make.__name__, provider=provider):
                    start = self.starts.get((make.__name__, provider), start)
                    yield make(), f"{provider}/{model}", start

    def assert_providers_side(self, mark, start):
        """The provider was asked in its dialect, and nothing but its own key reached it."""
        provider = start.split("/")[1]
        records = requests(mark)
        self.assertTrue(records)
        for record in records:
            self.assertTrue(record["url"].startswith(start), record["url"])
            head = "\n".join(record["rawHeaders"])
            self.assertIn(UPSTREAM_KEYS[provider], head)
            self.assertNotIn(KEY, head + record["url"])
            self.assertNotIn("x-signalbox", head.lower())
        return records

    def test_answers(self):
        for client, model, start in self.each():
            mark = new_mark()
            self.assertEqual(client.text(model, f"Tell a story {mark}"), STORY)
            self.assert_providers_side(mark, start)

    def test_streams(self):
        for client, model, start in self.each():
            mark = new_mark()
            pieces = client.streamed(model, f"Tell a story {mark}")
            self.assertEqual("".join(pieces), STORY)
            self.assertGreater(len(pieces), 3)
            self.assert_providers_side(mark, start)

    def test_shows_a_picture(self):
        for client, model, start in self.each():
            mark = new_mark()
            answer = client.picture(model, f"What is in the picture? {mark}")
            self.assertEqual(answer, "A red square.")
            record, = self.assert_providers_side(mark, start)
            body = base64.b64decode(record["body"]).decode()
            text = getattr(client, "encoded", {}).get(start.split("/")[1], PNG)
            self.assertTrue(text in body, "the picture is whole")

    def test_calls_tools_in_parallel(self):
        for client, model, start in self.each():
            mark = new_mark()
            calls, answer = client.tools(model, f"How is the weather? {mark}", f"fine {mark}")
            self.assertEqual(calls, CITIES)
            self.assertEqual(answer, FORECAST)
            self.assert_providers_side(mark, start)
