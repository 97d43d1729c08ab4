"""The official package of OpenAI as three clients of the matrix: one for each of its APIs."""

import json

import openai

from matrix import CITY
from support import GATEWAY, KEY, OWN_HEADERS, PICTURE


def client():
    return openai.OpenAI(base_url=GATEWAY + "/v1", api_key=KEY, max_retries=0,
                         default_headers=OWN_HEADERS)


class Chat:
    def __init__(self):
        self.client = client()

    @staticmethod
    def body(model, words):
        return {"model": model, "messages": [{"role": "system", "content": "Be brief."},
                                             {"role": "user", "content": words}]}

    def text(self, model, words):
        answer = self.client.chat.completions.create(**self.body(model, words))
        assert answer.choices[0].finish_reason == "stop" and answer.usage.total_tokens > 0
        return answer.choices[0].message.content

    def streamed(self, model, words):
        with self.client.chat.completions.stream(**self.body(model, words)) as stream:
            pieces = [event.delta for event in stream if event.type == "content.delta"]
            final = stream.get_final_completion().choices[0]
            assert final.finish_reason == "stop" and final.message.content == "".join(pieces)
        return pieces

    def picture(self, model, words):
        return self.text(model, [{"type": "text", "text": words},
                                 {"type": "image_url", "image_url": {"url": PICTURE}}])

    def tools(self, model, words, result):
        body = self.body(model, words)
        function = {"name": "get_weather", "parameters": CITY}
        body["tools"] = [{"type": "function", "function": function}]
        message = self.client.chat.completions.create(**body).choices[0].message
        body["messages"] += [message.model_dump(exclude_none=True)]
        body["messages"] += [{"role": "tool", "tool_call_id": call.id, "content": result}
                             for call in message.tool_calls]
        answer = self.client.chat.completions.create(**body).choices[0].message.content
        return [json.loads(call.function.arguments) for call in message.tool_calls], answer


class Responses:
    def __init__(self):
        self.client = client()

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

    def picture(self, model, words):
        return self.text(model, [{"type": "input_text", "text": words},
                                 {"type": "input_image", "image_url": PICTURE, "detail": "auto"}])

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
        self.client = client()

    def text(self, model, words):
        answer = self.client.completions.create(model=model, prompt=words, max_tokens=500)
        assert answer.object == "text_completion" and answer.usage.total_tokens > 0
        return answer.choices[0].text

    def streamed(self, model, words):
        stream = self.client.completions.create(model=model, prompt=words, stream=True)
        return [chunk.choices[0].text for chunk in stream if chunk.choices[0].text]
