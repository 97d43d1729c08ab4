"""Anthropic's official package as a client of the matrix."""

import anthropic

from matrix import CITY, PNG
from support import GATEWAY, KEY, OWN_HEADERS


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

    def picture(self, model, words):
        source = {"type": "base64", "media_type": "image/png", "data": PNG}
        return self.text(model, [{"type": "text", "text": words},
                                 {"type": "image", "source": source}])

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
