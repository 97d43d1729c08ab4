"""Google's official package as a client of the matrix."""

import base64

from google import genai
from google.genai import types

from matrix import CITY, PNG
from support import GATEWAY, KEY, OWN_HEADERS, single


class Gemini:
    encoded = {"gem": PNG.replace("+", "-").replace("/", "_")}  # base64 for URLs

    def __init__(self):
        options = types.HttpOptions(base_url=GATEWAY, headers=OWN_HEADERS)
        self.client = genai.Client(api_key=KEY, http_options=options)

    def text(self, model, words):
        return self.client.models.generate_content(model=model, contents=words).text

    def streamed(self, model, words):
        stream = self.client.models.generate_content_stream(model=model, contents=words)
        return [part.text for part in stream if part.text]

    def picture(self, model, words):
        data = base64.b64decode(PNG)
        return self.text(model, [words, types.Part.from_bytes(data=data, mime_type="image/png")])

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

    def embedded(self, model, texts):
        answer = self.client.models.embed_content(model=model, contents=texts)
        return [list(map(single, one.values)) for one in answer.embeddings]
