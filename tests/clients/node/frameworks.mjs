// Frameworks over the four APIs as clients of node/dialects.test.mjs: Vercel's AI SDK, two major
// versions, with its providers for OpenAI, Anthropic and compatible servers, and LangChain's classes
// for Anthropic and OpenAI.
import assert from "node:assert/strict";
import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { ChatAnthropic } from "@langchain/anthropic";
import { HumanMessage, SystemMessage, ToolMessage } from "@langchain/core/messages";
import { ChatOpenAI } from "@langchain/openai";
import * as ai7 from "ai";
import * as ai6 from "ai-6";
import { createAnthropic as createAnthropic3 } from "ai-anthropic-3";
import { createOpenAI as createOpenAI3 } from "ai-openai-3";
import { SIGNALBOX_KEY, SIGNALBOX_URL, baseURL, ownHeaders, picture } from "./support.mjs";

globalThis.AI_SDK_LOG_WARNINGS = false; // of models that the SDK does not know

const PNG = picture.split(",")[1];

// `modelOf` makes the SDK's model of a name.
function vercel(sdk, modelOf, schema, weather) {
  const { generateText, jsonSchema, streamText, tool } = sdk;
  const asked = (model, content, more) => ({
    model: modelOf(model),
    system: "Be brief.",
    maxRetries: 0,
    messages: [{ role: "user", content }],
    ...more,
  });
  return {
    picture: async (model, words) => {
      const content = [
        { type: "text", text: words },
        { type: "file", data: Buffer.from(PNG, "base64"), mediaType: "image/png" },
      ];
      return (await generateText(asked(model, content))).text;
    },
    unknown: async (model) => {
      try {
        return await generateText(asked(model, "hi"));
      } catch (error) {
        throw Object.assign(error, { status: error.statusCode });
      }
    },
    text: async (model, words) => {
      const { text, finishReason, usage } = await generateText(asked(model, words));
      assert.equal(finishReason, "stop");
      assert.ok(usage.inputTokens > 0 && usage.outputTokens > 0);
      return text;
    },
    streamed: async (model, words) => {
      const stream = streamText(asked(model, words));
      const pieces = [];
      for await (const piece of stream.textStream) pieces.push(piece);
      assert.ok(pieces.length > 3, `it came in ${pieces.length} pieces`);
      assert.equal(await stream.finishReason, "stop");
      return pieces.join("");
    },
    tools: async (model, words, result) => {
      const { name, description } = weather;
      const declared = tool({ description, inputSchema: jsonSchema(schema) });
      const first = asked(model, words, { tools: { [name]: declared } });
      const stream = streamText(first);
      const calls = await stream.toolCalls;
      assert.equal(await stream.finishReason, "tool-calls");
      const results = calls.map(({ toolCallId, toolName }) => {
        return {
          type: "tool-result",
          toolCallId,
          toolName,
          output: { type: "text", value: result },
        };
      });
      const { messages } = await stream.response;
      first.messages.push(...messages, { role: "tool", content: results });
      const answer = await generateText(first);
      return [calls.map((call) => call.input), answer.text];
    },
  };
}

// `chat` makes LangChain's model of a name; `declared` is the tool in the form of its API.
function langchain(chat, declared) {
  const asked = (content) => [new SystemMessage("Be brief."), new HumanMessage({ content })];
  return {
    picture: async (model, words) => {
      const content = [
        { type: "text", text: words },
        { type: "image_url", image_url: { url: picture } },
      ];
      return (await chat(model).invoke(asked(content))).text;
    },
    unknown: (model) => chat(model).invoke(asked("hi")),
    text: async (model, words) => {
      const answer = await chat(model).invoke(asked(words));
      assert.ok(answer.usage_metadata.output_tokens > 0);
      return answer.text;
    },
    streamed: async (model, words) => {
      const pieces = [];
      for await (const piece of await chat(model).stream(asked(words)))
        if (piece.text) pieces.push(piece.text);
      assert.ok(pieces.length > 3, `it came in ${pieces.length} pieces`);
      return pieces.join("");
    },
    tools: async (model, words, result) => {
      const bound = chat(model).bindTools([declared]);
      const messages = asked(words);
      const calls = await bound.invoke(messages);
      messages.push(calls);
      for (const { id, name } of calls.tool_calls)
        messages.push(new ToolMessage({ content: result, tool_call_id: id, name }));
      const answer = await bound.invoke(messages);
      return [calls.tool_calls.map((call) => call.args), answer.text];
    },
  };
}

const langchainAnthropic = (model) =>
  new ChatAnthropic({
    model,
    apiKey: SIGNALBOX_KEY,
    maxRetries: 0,
    maxTokens: 500,
    anthropicApiUrl: SIGNALBOX_URL,
    clientOptions: { defaultHeaders: ownHeaders },
  });

const langchainOpenai = (more) => (model) =>
  new ChatOpenAI({
    model,
    apiKey: SIGNALBOX_KEY,
    maxRetries: 0,
    configuration: { baseURL, defaultHeaders: ownHeaders },
    ...more,
  });

const own = { apiKey: SIGNALBOX_KEY, headers: ownHeaders };
const openai = createOpenAI({ ...own, baseURL });
const anthropic = createAnthropic({ ...own, baseURL });
const openai3 = createOpenAI3({ ...own, baseURL });
const anthropic3 = createAnthropic3({ ...own, baseURL });
const compatible = createOpenAICompatible({ ...own, name: "signalbox", baseURL });

// `schema` and `weather` are the tool's.
export const frameworks = (schema, weather) => {
  const block = { ...weather, input_schema: schema };
  const declared = { type: "function", function: { ...weather, parameters: schema } };
  const version = (sdk) => (modelOf) => () => vercel(sdk, modelOf, schema, weather);
  const [newest, older] = [version(ai7), version(ai6)];
  return {
    "ai openai": newest((name) => openai(name)),
    "ai openai chat": newest((name) => openai.chat(name)),
    "ai anthropic": newest((name) => anthropic(name)),
    "ai openai-compatible": newest((name) => compatible(name)),
    "ai 6 openai": older((name) => openai3(name)),
    "ai 6 openai chat": older((name) => openai3.chat(name)),
    "ai 6 anthropic": older((name) => anthropic3(name)),
    "langchain anthropic": () => langchain(langchainAnthropic, block),
    "langchain openai": () => langchain(langchainOpenai({}), declared),
    "langchain openai responses": () =>
      langchain(langchainOpenai({ useResponsesApi: true, zdrEnabled: true }), declared),
  };
};
