"""What the Python tests share: the gateway's address, marks, the tap, and what an upstream may see."""

import base64
import json
import os
import secrets
import struct
import time
import unittest
import urllib.parse
import urllib.request

import openai

GATEWAY = os.environ["SIGNALBOX_URL"]
KEY = os.environ["SIGNALBOX_KEY"]
TAP = os.environ["TAP_URL"]
UPSTREAM_KEYS = json.loads(os.environ["UPSTREAM_KEYS"])

ASKED, MODEL = "gpt-4o-mini", "gpt-4o-mini-2024-07-18"
STORY = "Once upon a time a lighthouse dreamt in colours 🌈 of ships that never came home."
# Sent with every request; none of it is the upstream's business.
OWN_HEADERS = {"x-signalbox-tags": "clients", "x-signalbox-user": "ada"}
PICTURE = "data:image/png;base64," + base64.b64encode(secrets.token_bytes(300_000)).decode()
UPSTREAM_HEADERS = {"accept", "accept-encoding", "authorization", "connection", "content-length",
                    "content-type", "host", "user-agent", "via"}


def single(number):
    """The number as a 32-bit float."""
    return struct.unpack("<f", struct.pack("<f", number))[0]


EMBEDDING = [single((i % 7) / 10 - 0.25) for i in range(384)]


def new_mark():
    return "mark-" + secrets.token_hex(8)


def control(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(f"{TAP}/_tap/{path}", data=data) as reply:
        return json.load(reply)


def plan(mark, *steps):
    control("plan", {"mark": mark, "steps": steps})


def release(mark):
    control(f"release?mark={mark}", {})


def requests(mark):
    return control("requests?mark=" + urllib.parse.quote(mark))


def text_of(chunk):
    choice = chunk.choices[0] if chunk.choices else None
    if choice is None:
        return ""
    return choice.text if hasattr(choice, "text") else choice.delta.content or ""


def drain(stream):
    """The text of a stream, and the error that ended it or None."""
    text = ""
    try:
        for chunk in stream:
            text += text_of(chunk)
    except Exception as error:  # whichever the client chose
        return text, error
    return text, None


def say(mark, text, **more):
    system = 'Be brief. Zürich ≠ 東京 \u2028 </script> \\ "'
    messages = [{"role": "system", "content": system}, {"role": "user", "content": f"{text} {mark}"}]
    return {"model": ASKED, "messages": messages, **more}


def story(mark, **more):
    return say(mark, "Tell a story", **more)


class ClientTest(unittest.TestCase):
    """Clients of the official package, and assertions on what the upstream saw."""

    def client(self, asynchronous=False, **options):
        """A client, and the list of bodies that it has sent."""
        sent = []
        settings = {"api_key": KEY, "base_url": GATEWAY + "/v1", "max_retries": 0,
                    "default_headers": OWN_HEADERS, **options}
        if asynchronous:
            async def keep(request):
                sent.append(request.content.decode())
            http = openai.DefaultAsyncHttpxClient(event_hooks={"request": [keep]})
            return openai.AsyncOpenAI(http_client=http, **settings), sent
        http = openai.DefaultHttpxClient(
            event_hooks={"request": [lambda request: sent.append(request.content.decode())]})
        client = openai.OpenAI(http_client=http, **settings)
        self.addCleanup(client.close)
        return client, sent

    def only_request(self, mark):
        records = requests(mark)
        self.assertEqual(len(records), 1, "requests that reached the upstream")
        return records[0]

    def assert_hung_up(self, mark, within=3.0):
        """The upstream's side of a call is closed soon after the client has left."""
        began = time.monotonic()
        while not self.only_request(mark)["hungUp"]:
            self.assertLess(time.monotonic() - began, within, "the upstream still sends")
            time.sleep(0.02)

    def assert_upstream(self, record, sent, path="chat/completions", asked=ASKED, model=MODEL,
                        provider="main"):
        """The request as a provider may see it: its own key and host, nothing of the gateway's or
        of the caller's tools, and the caller's body but for the splices that are documented."""
        raw = record["rawHeaders"]
        headers = [(name.lower(), value) for name, value in zip(raw[::2], raw[1::2])]
        self.assertEqual({name for name, _ in headers} - UPSTREAM_HEADERS, set())
        self.assertEqual([v for n, v in headers if n == "authorization"],
                         ["Bearer " + UPSTREAM_KEYS[provider]])
        self.assertEqual([v for n, v in headers if n == "host"], [TAP.removeprefix("http://")])
        self.assertEqual(record["url"], f"/{provider}/v1/{path}")
        body = base64.b64decode(record["body"]).decode()
        self.assertNotIn(KEY, body + repr(raw))
        self.assertEqual(body, self.spliced(sent, asked, model))

    def spliced(self, sent, asked, model):
        """The model's value; the wish for usage where a stream has none."""
        before = f'"model":"{asked}"'
        self.assertEqual(sent.count(before), 1, "the model stands once in what the client sent")
        body = sent.replace(before, f'"model":"{model}"')
        fields = json.loads(sent)
        if not fields.get("stream") or "stream_options" in fields:
            return body
        return body[:-1] + ',"stream_options":{"include_usage":true}}'
