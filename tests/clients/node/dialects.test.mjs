// Official clients of four APIs, and frameworks over them, each against providers of four APIs: what
// a person sees must not depend on what the provider speaks.
import assert from "node:assert/strict";
import { describe } from "node:test";
import Anthropic from "@anthropic-ai/sdk";
import { GoogleGenAI } from "@google/genai";
import Anthropic0 from "anthropic-0";
import { GoogleGenAI as GoogleGenAI2 } from "genai-2";
import OpenAI from "openai";
import { frameworks } from "./frameworks.mjs";
import { COMPLETION_PROVIDERS, PROVIDERS, assertProvidersSide, startOf } from "./providers.mjs";
import {
  EMBEDDING,
  SIGNALBOX_KEY,
  SIGNALBOX_URL,
  STORY,
  baseURL,
  failure,
  newMark,
  onlyRequest,
  ownHeaders,
  picture,
  tap,
  test,
} from "./support.mjs";

const PNG = picture.split(",")[1];
const CITY = {
  type: "object",
  properties: { city: { type: "string" }, unit: { type: "string" } },
  required: ["city", "unit"],
};
const WEATHER = { name: "get_weather", description: "Weather of a city" };
const CITIES = [
  { city: "Oslo", unit: "celsius" },
  { city: "Lima", unit: "fahrenheit" },
];
const FORECAST = "Rain in Oslo, sun in Lima.";

// Each client: text(model, words) and streamed(model, words) give the text of the answer;
// tools(model, words, result) gives the calls' arguments and the answer to their results;
// picture(model, words) the answer to a question with a picture; unknown(model) fails.

function anthropic(Client) {
  const client = new Client({
    baseURL: SIGNALBOX_URL,
    apiKey: SIGNALBOX_KEY,
    maxRetries: 0,
    defaultHeaders: ownHeaders,
  });
  const body = (model, words) => ({
    model,
    max_tokens: 500,
    system: [{ type: "text", text: "Be brief.", cache_control: { type: "ephemeral" } }],
    messages: [{ role: "user", content: words }],
  });
  const textOf = (message) =>
    message.content.map((block) => (block.type === "text" ? block.text : "")).join("");
  return {
    picture: async (model, words) => {
      const asked = body(model, [
        { type: "text", text: words },
        { type: "image", source: { type: "base64", media_type: "image/png", data: PNG } },
      ]);
      return textOf(await client.messages.create(asked));
    },
    unknown: (model) => client.messages.create(body(model, "hi")),
    text: async (model, words) => {
      const message = await client.messages.create(body(model, words));
      assert.equal(message.stop_reason, "end_turn");
      assert.ok(message.usage.input_tokens > 0 && message.usage.output_tokens > 0);
      return textOf(message);
    },
    streamed: async (model, words) => {
      const stream = client.messages.stream(body(model, words));
      let pieces = 0;
      stream.on("text", () => (pieces += 1));
      const message = await stream.finalMessage();
      assert.ok(pieces > 3, `it came in ${pieces} pieces`);
      assert.equal(message.stop_reason, "end_turn");
      return textOf(message);
    },
    tools: async (model, words, result) => {
      const asked = body(model, words);
      asked.tools = [{ ...WEATHER, input_schema: CITY }];
      const message = await client.messages.stream(asked).finalMessage();
      assert.equal(message.stop_reason, "tool_use");
      const calls = message.content.filter((block) => block.type === "tool_use");
      const results = calls.map(({ id }) => {
        return { type: "tool_result", tool_use_id: id, content: result };
      });
      asked.messages.push({ role: "assistant", content: message.content });
      asked.messages.push({ role: "user", content: results });
      const answer = await client.messages.create(asked);
      return [calls.map((call) => call.input), textOf(answer)];
    },
  };
}

const openai = () =>
  new OpenAI({ baseURL, apiKey: SIGNALBOX_KEY, maxRetries: 0, defaultHeaders: ownHeaders });

function chat() {
  const client = openai();
  const body = (model, words) => ({
    model,
    messages: [
      { role: "system", content: "Be brief." },
      { role: "user", content: words },
    ],
  });
  return {
    picture: async (model, words) => {
      const asked = body(model, [
        { type: "text", text: words },
        { type: "image_url", image_url: { url: picture } },
      ]);
      return (await client.chat.completions.create(asked)).choices[0].message.content;
    },
    unknown: (model) => client.chat.completions.create(body(model, "hi")),
    text: async (model, words) => {
      const answer = await client.chat.completions.create(body(model, words));
      assert.equal(answer.choices[0].finish_reason, "stop");
      assert.ok(answer.usage.total_tokens > 0);
      return answer.choices[0].message.content;
    },
    streamed: async (model, words) => {
      const stream = client.chat.completions.stream(body(model, words));
      let pieces = 0;
      stream.on("content", () => (pieces += 1));
      const text = await stream.finalContent();
      assert.ok(pieces > 3, `it came in ${pieces} pieces`);
      return text;
    },
    tools: async (model, words, result) => {
      const asked = body(model, words);
      asked.tools = [{ type: "function", function: { ...WEATHER, parameters: CITY } }];
      const { choices } = await client.chat.completions.stream(asked).finalChatCompletion();
      assert.equal(choices[0].finish_reason, "tool_calls");
      const { message } = choices[0];
      asked.messages.push(message);
      for (const { id } of message.tool_calls)
        asked.messages.push({ role: "tool", tool_call_id: id, content: result });
      const answer = await client.chat.completions.create(asked);
      const calls = message.tool_calls.map((call) => JSON.parse(call.function.arguments));
      return [calls, answer.choices[0].message.content];
    },
  };
}

// The API of old knows neither tools nor pictures.
function completions() {
  const client = openai();
  const body = (model, words) => ({ model, prompt: words, max_tokens: 500, temperature: 0.5 });
  return {
    unknown: (model) => client.completions.create(body(model, "hi")),
    text: async (model, words) => {
      const answer = await client.completions.create(body(model, words));
      assert.equal(answer.object, "text_completion");
      assert.equal(answer.choices[0].finish_reason, "stop");
      assert.ok(answer.usage.total_tokens > 0);
      return answer.choices[0].text;
    },
    streamed: async (model, words) => {
      const asked = { ...body(model, words), stream: true, stream_options: { include_usage: true } };
      const parts = [];
      let usage = null;
      for await (const chunk of await client.completions.create(asked)) {
        assert.equal(chunk.object, "text_completion");
        usage = chunk.usage ?? usage;
        if (chunk.choices[0]?.text) parts.push(chunk.choices[0].text);
      }
      assert.ok(parts.length > 3, `it came in ${parts.length} pieces`);
      assert.ok(usage.total_tokens > 0);
      return parts.join("");
    },
  };
}

function responses() {
  const client = openai();
  const body = (model, words) => ({
    model,
    instructions: "Be brief.",
    input: [{ role: "user", content: words }],
    store: false,
  });
  return {
    picture: async (model, words) => {
      const asked = body(model, [
        { type: "input_text", text: words },
        { type: "input_image", image_url: picture, detail: "auto" },
      ]);
      return (await client.responses.create(asked)).output_text;
    },
    unknown: (model) => client.responses.create(body(model, "hi")),
    text: async (model, words) => {
      const answer = await client.responses.create(body(model, words));
      assert.equal(answer.status, "completed");
      return answer.output_text;
    },
    streamed: async (model, words) => {
      const stream = client.responses.stream(body(model, words));
      let pieces = 0;
      stream.on("response.output_text.delta", () => (pieces += 1));
      const answer = await stream.finalResponse();
      assert.ok(pieces > 3, `it came in ${pieces} pieces`);
      return answer.output_text;
    },
    tools: async (model, words, result) => {
      const asked = body(model, words);
      asked.tools = [{ type: "function", ...WEATHER, parameters: CITY, strict: false }];
      const first = await client.responses.stream(asked).finalResponse();
      const calls = first.output.filter((item) => item.type === "function_call");
      asked.input.push(...calls.map(({ type, call_id, name, arguments: text }) => {
        return { type, call_id, name, arguments: text };
      }));
      for (const { call_id } of calls)
        asked.input.push({ type: "function_call_output", call_id, output: result });
      const answer = await client.responses.create(asked);
      return [calls.map((call) => JSON.parse(call.arguments)), answer.output_text];
    },
  };
}

function gemini(Client) {
  const client = new Client({
    apiKey: SIGNALBOX_KEY,
    httpOptions: { baseUrl: SIGNALBOX_URL, headers: ownHeaders },
  });
  const body = (model, words, more) => ({
    model,
    contents: [{ role: "user", parts: [{ text: words }] }],
    config: { systemInstruction: "Be brief.", ...more },
  });
  return {
    picture: async (model, words) => {
      const asked = body(model, words);
      asked.contents[0].parts.push({ inlineData: { mimeType: "image/png", data: PNG } });
      return (await client.models.generateContent(asked)).text;
    },
    unknown: (model) => client.models.generateContent(body(model, "hi")),
    text: async (model, words) => {
      const answer = await client.models.generateContent(body(model, words));
      assert.equal(answer.candidates[0].finishReason, "STOP");
      return answer.text;
    },
    streamed: async (model, words) => {
      const parts = [];
      for await (const part of await client.models.generateContentStream(body(model, words)))
        if (part.text) parts.push(part.text);
      assert.ok(parts.length > 3, `it came in ${parts.length} pieces`);
      return parts.join("");
    },
    tools: async (model, words, result) => {
      const declared = { ...WEATHER, parametersJsonSchema: CITY };
      const asked = body(model, words, { tools: [{ functionDeclarations: [declared] }] });
      const first = await client.models.generateContent(asked);
      const calls = first.functionCalls;
      asked.contents.push(first.candidates[0].content);
      const parts = calls.map(({ id, name }) => {
        return { functionResponse: { ...(id ? { id } : {}), name, response: { result } } };
      });
      asked.contents.push({ role: "user", parts });
      const answer = await client.models.generateContent(asked);
      return [calls.map((call) => call.args), answer.text];
    },
  };
}

const CALLERS = {
  "anthropic 1": () => anthropic(Anthropic),
  "anthropic 0": () => anthropic(Anthropic0),
  "chat completions": chat,
  responses,
  "gemini 3": () => gemini(GoogleGenAI),
  "gemini 2": () => gemini(GoogleGenAI2),
  ...frameworks(CITY, WEATHER),
};

for (const [caller, make] of Object.entries(CALLERS))
  describe(`${caller}`, () => {
    test("hearsOfAnUnknownModelInItsOwnWords", async () => {
      const error = await failure(make().unknown("nobody-has-this"));
      assert.equal(error.status, 404);
      assert.match(error.message, /nobody-has-this/);
    });
  });

for (const [caller, make] of Object.entries(CALLERS))
  for (const [provider, [name]] of Object.entries(PROVIDERS))
    describe(`${caller} at ${provider}`, () => {
      const model = `${provider}/${name}`;
      const start = startOf(provider, caller);

      test("answers", async () => {
        const mark = newMark();
        assert.equal(await make().text(model, `Tell a story ${mark}`), STORY);
        await assertProvidersSide(mark, provider, start);
      });

      test("streams", async () => {
        const mark = newMark();
        assert.equal(await make().streamed(model, `Tell a story ${mark}`), STORY);
        await assertProvidersSide(mark, provider, start);
      });

      test("showsAPicture", async () => {
        const mark = newMark();
        const answer = await make().picture(model, `What is in the picture? ${mark}`);
        assert.equal(answer, "A red square.");
        await assertProvidersSide(mark, provider, start);
        const [record] = await tap.requests(mark);
        assert.ok(Buffer.from(record.body, "base64").includes(PNG), "the picture is whole");
      });

      test("callsToolsInParallel", async () => {
        const mark = newMark();
        const words = `How is the weather? ${mark}`;
        const [calls, answer] = await make().tools(model, words, `fine ${mark}`);
        assert.deepEqual(calls, CITIES);
        assert.equal(answer, FORECAST);
        await assertProvidersSide(mark, provider, start);
      });
    });

describe("completions", () => {
  test("hearOfAnUnknownModelInTheirOwnWords", async () => {
    const error = await failure(completions().unknown("nobody-has-this"));
    assert.equal(error.status, 404);
    assert.match(error.message, /nobody-has-this/);
  });

  for (const [provider, [name, start]] of Object.entries(COMPLETION_PROVIDERS)) {
    const model = `${provider}/${name}`;
    test(`areAnsweredBy ${provider}`, async () => {
      const mark = newMark();
      assert.equal(await completions().text(model, `Tell a story ${mark}`), STORY);
      await assertProvidersSide(mark, provider, start);
    });
    test(`areStreamedBy ${provider}`, async () => {
      const mark = newMark();
      assert.equal(await completions().streamed(model, `Tell a story ${mark}`), STORY);
      await assertProvidersSide(mark, provider, start);
    });
  }
});

const bodyOf = (record) => JSON.parse(Buffer.from(record.body, "base64"));

describe("other calls", () => {
  const client = new Anthropic({ baseURL: SIGNALBOX_URL, apiKey: SIGNALBOX_KEY, maxRetries: 0 });
  const google = new GoogleGenAI({
    apiKey: SIGNALBOX_KEY,
    httpOptions: { baseUrl: SIGNALBOX_URL },
  });

  test("tokensAreCountedWhereTheProviderCannot", async () => {
    const messages = [{ role: "user", content: "How many tokens are there in these words?" }];
    const { input_tokens } = await client.messages.countTokens({ model: "plain/gpt-4o", messages });
    assert.ok(input_tokens > 5 && input_tokens < 40, `${input_tokens}`);
    const model = "plain/gpt-4o";
    const { totalTokens } = await google.models.countTokens({ model, contents: "Some words" });
    assert.ok(totalTokens > 0 && totalTokens < 20, `${totalTokens}`);
  });

  // By /v1 and by /v1beta.
  for (const [version, Client] of [["gemini 3", GoogleGenAI], ["gemini 2", GoogleGenAI2]])
    for (const provider of ["plain", "main"])
      test(`textsAreEmbeddedFor ${version} by ${provider}`, async () => {
        const client = new Client({
          apiKey: SIGNALBOX_KEY,
          httpOptions: { baseUrl: SIGNALBOX_URL, headers: ownHeaders },
        });
        const mark = newMark();
        const model = `${provider}/text-embedding-3-small`;
        const texts = [`lighthouse ${mark}`, "a second lighthouse"];
        const { embeddings } = await client.models.embedContent({ model, contents: texts });
        const vectors = embeddings.map(({ values }) => values.map(Math.fround));
        assert.deepEqual(vectors, [EMBEDDING, EMBEDDING]);
        assert.deepEqual(bodyOf(await onlyRequest(mark)).input, texts);
        await assertProvidersSide(mark, provider, `/${provider}/v1/embeddings`);
      });

  test("modelsAreListedForEach", async () => {
    const names = [];
    for await (const model of client.models.list()) names.push(model.id);
    assert.ok(names.includes("gpt-4o-mini"), names.slice(0, 5).join());
    const found = [];
    for await (const model of await google.models.list()) found.push(model.name);
    assert.ok(found.includes("models/gpt-4o-mini"), found.slice(0, 5).join());
  });

  test("unknownBetasPass", async () => {
    const answer = await client.beta.messages.create({
      model: "plain/gpt-4o-mini",
      max_tokens: 50,
      betas: ["not-yet-known-2027-01-01"],
      messages: [{ role: "user", content: `Say a word ${newMark()}` }],
    });
    assert.equal(answer.content[0].text, "Certainly.");
  });
});
