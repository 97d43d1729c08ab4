"""LangChain's classes for Anthropic and OpenAI as clients of the matrix."""

from langchain_anthropic import ChatAnthropic
from langchain_core.messages import HumanMessage, SystemMessage, ToolMessage
from langchain_openai import ChatOpenAI

from matrix import CITY
from support import GATEWAY, KEY, OWN_HEADERS, PICTURE


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

    def picture(self, model, words):
        return self.text(model, [{"type": "text", "text": words},
                                 {"type": "image_url", "image_url": {"url": PICTURE}}])

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
