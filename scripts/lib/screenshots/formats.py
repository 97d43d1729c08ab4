"""Answers in the formats of the providers' APIs: OpenAI's chat completions, Anthropic's messages.

Shapes: platform.openai.com/docs/api-reference/chat, docs.claude.com/en/api/messages-streaming.
"""

import json
import time


def of(path, body, answer):
    return (Messages if path.partition("?")[0].endswith("/messages") else Completions)(body, answer)


class Format:
    def __init__(self, body, answer):
        self.model = body["model"]
        self.asked = len(json.dumps([body.get("system", ""), body["messages"]])) // 4 + 7
        self.answered = len(answer) // 4 + 1


class Completions(Format):
    def whole(self, answer):
        return {**self._head("chat.completion"), "usage": self._usage(), "choices": [{
            "index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": answer}}]}

    def begin(self):
        return self._choice({"role": "assistant", "content": ""}, None)

    def piece(self, text):
        return self._choice({"content": text}, None)

    def end(self):
        return self._choice({}, "stop") + self._event({"choices": [], "usage": self._usage()}) + b"data: [DONE]\n\n"

    def _head(self, kind):
        return {"id": "chatcmpl-1", "object": kind, "created": int(time.time()), "model": self.model}

    def _usage(self):
        return {"prompt_tokens": self.asked, "completion_tokens": self.answered,
                "total_tokens": self.asked + self.answered}

    def _choice(self, delta, reason):
        return self._event({"choices": [{"index": 0, "delta": delta, "finish_reason": reason}]})

    def _event(self, value):
        return b"data: " + json.dumps({**self._head("chat.completion.chunk"), **value}).encode() + b"\n\n"


class Messages(Format):
    def whole(self, answer):
        return {**self._message(), "content": [{"type": "text", "text": answer}], "stop_reason": "end_turn"}

    def begin(self):
        return (_named("message_start", message={**self._message(), "content": [], "stop_reason": None})
                + _named("content_block_start", index=0, content_block={"type": "text", "text": ""}))

    def piece(self, text):
        return _named("content_block_delta", index=0, delta={"type": "text_delta", "text": text})

    def end(self):
        return (_named("content_block_stop", index=0)
                + _named("message_delta", delta={"stop_reason": "end_turn", "stop_sequence": None},
                         usage={"output_tokens": self.answered})
                + _named("message_stop"))

    def _message(self):
        return {"id": "msg_01", "type": "message", "role": "assistant", "model": self.model, "stop_sequence": None,
                "usage": {"input_tokens": self.asked, "output_tokens": self.answered}}


def _named(kind, **fields):
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **fields})}\n\n".encode()
