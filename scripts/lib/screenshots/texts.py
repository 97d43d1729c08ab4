"""What is asked and answered in the pictures."""

import base64
import json
import math
import re
import struct
import zlib

SLOW = "Draft the release notes of version 2.8 from the merged changes."
LIMITED = "Classify the sentiment of the 40 reviews below."
REFUSED = "Describe what the attached drawing shows."

CONTEXT = """You help the support team of Nordlicht, a shop for outdoor lamps. Answer from the handbook below. Say
which section you used. If the handbook does not say it, say so and hand over to a person.

""" + "\n".join(f"Section {n}. {title}. {text}" for n, (title, text) in enumerate([
    ("Delivery", "Parcels leave the store on the next working day and arrive within three working days in Germany, "
     "within five in the rest of the European Union."),
    ("Returns", "Whoever ordered may send everything back within 30 days, unused, in its box. The label for the way "
     "back is in the parcel. The money goes back the way it came within 14 days after the parcel has arrived."),
    ("Guarantee", "Lamps have a guarantee of five years, batteries of two. A broken lamp is replaced, not repaired."),
    ("Invoices", "Invoices come by mail with the parcel and can be found in the account. Companies may pay within 30 "
     "days after the first three orders."),
] * 3, 1))

PROMPTS = [
    "My parcel from Tuesday has not arrived yet. What can I do?",
    "How long is the guarantee of a garden lamp, and does it hold for the battery?",
    "Translate into French: the lamp is charged by the sun during the day.",
    "Summarise the conversation with the customer in two sentences.",
    "Write a friendly answer to a customer whose lamp broke after four years.",
    "Which orders of last week are still unpaid? Use the table above.",
]
COMPARED = "A lamp broke after four years. Write a short, friendly answer to the customer."

ANSWERS = {
    "gpt": """Thank you for writing to us, and I am sorry that your lamp gave up.

Good news: our lamps have a **guarantee of five years**, so you will get a new one at no cost.

1. Send us a picture of the lamp and your order number.
2. We send the new lamp on the next working day.
3. You need not send the old one back.

Kind regards, the Nordlicht team""",
    "claude": """Thank you for telling us, and I'm sorry about the trouble with your lamp.

It is still covered: every lamp has a **five-year guarantee**, and a broken lamp is replaced rather than repaired. \
Please reply with your order number and a picture, and a new one leaves our store on the next working day.

The battery has a guarantee of two years only, but the new lamp comes with a fresh one.

Warm regards, the Nordlicht team""",
    "other": """Hello, and thank you for your message.

Your lamp is covered by our guarantee of five years. We will send you a new lamp at no cost.

Please send us your order number and a picture of the lamp.

Best wishes, Nordlicht""",
}


def _call(number, name, arguments):
    """What an assistant asks of a tool, in one compact line as models write it."""
    text = json.dumps(arguments, separators=(",", ":"))
    return {"id": f"call_{number}", "type": "function", "function": {"name": name, "arguments": text}}


def _picture():
    """A lamp in the dark, as PNG in a URL."""
    size = 96
    rows = b"".join(b"\0" + bytes(value for x in range(size) for value in _light(x - 48, y - 40)) for y in range(size))
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)) + chunk(
        b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return "data:image/png;base64," + base64.b64encode(png).decode()


def _light(x, y):
    if abs(x) < 3 and y > 14:
        return 90, 90, 100
    glow = max(0.0, 1 - math.hypot(x, y) / 46)
    return int(24 + 231 * glow), int(26 + 190 * glow), int(48 + 70 * glow)


# An agent's conversation: short and long arguments, names and results without a blank.
AGENT = [
    {"role": "user", "content": [
        {"type": "text", "text": "Is order 20417 on its way, and is this lamp in stock for a second one?"},
        {"type": "image_url", "image_url": {"url": _picture()}}]},
    {"role": "assistant", "content": None, "tool_calls": [
        _call(1, "order_status", {"number": 20417}),
        _call(2, "warehouse_lookup_stock_of_articles_by_attributes_and_region", {
            "articles": [{"id": "NL-4410-ANTHRACITE", "wattage": 4.5, "outdoor": True},
                         {"id": "NL-4410-STAINLESS-STEEL", "wattage": 4.5, "outdoor": True}],
            "regions": ["hamburg", "malmö"], "token": "eyJhbGciOiJIUzI1NiJ9." + "c3RvY2stbG9va3Vw" * 12})]},
    {"role": "tool", "tool_call_id": "call_1", "content": '{"number":20417,"state":"sent","carrier":"DHL"}'},
    {"role": "tool", "tool_call_id": "call_2", "content": json.dumps({"stock": [
        {"id": "NL-4410-ANTHRACITE", "hamburg": 41, "malmö": 0}, {"id": "NL-4410-STAINLESS-STEEL", "hamburg": 0, "malmö": 7}],
        "as_of": "2026-11-23T09:14:00Z"}, ensure_ascii=False, separators=(",", ":"))},
    {"role": "user", "content": "Tell the customer in one sentence."},
]


def prompt_of(messages):
    content = messages[-1]["content"]
    if isinstance(content, str):
        return content
    return " ".join(part.get("text", "") for part in content)


def failure_of(host, prompt):
    """(status, message, type) of a refusal, or nothing."""
    if prompt == LIMITED and host == "api.groq.com":
        return 429, "Rate limit reached for tokens per minute (TPM): limit 12000, used 11873.", "tokens"
    if prompt == REFUSED:
        return 400, "This model does not support image input.", "invalid_request_error"
    return None


def is_slow(prompt):
    return prompt == SLOW


def answer_of(model, prompt):
    kind = next((kind for kind in ANSWERS if kind in model), "other")
    return ANSWERS[kind] * 6 if is_slow(prompt) else ANSWERS[kind]


def pieces(answer):
    return re.findall(r"\s*\S+|\s+$", answer)
