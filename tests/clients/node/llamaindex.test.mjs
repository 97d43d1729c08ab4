// LlamaIndex with its OpenAI provider through the gateway.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { OpenAI, OpenAIEmbedding } from "@llamaindex/openai";
import { Document, FunctionTool, Settings, VectorStoreIndex } from "llamaindex";
import { z } from "zod";
import {
  EMBEDDING,
  SIGNALBOX_KEY,
  STORY,
  asked,
  assertHungUp,
  assertUpstream,
  badStop,
  baseURL,
  drain,
  failure,
  model,
  newMark,
  onlyRequest,
  ownHeaders,
  picture,
  rateLimited,
  recordingFetch,
  tap,
  test,
} from "./support.mjs";

const path = "chat/completions";
const embed = { asked: "text-embedding-3-small", model: "text-embedding-3-small-eu" };

// A model of the class, and the bodies that it sends.
function make(Class, { leave, ...options } = {}) {
  const { fetch, sent } = recordingFetch(leave);
  const additionalSessionOptions = { fetch, defaultHeaders: ownHeaders };
  const settings = { model: asked, apiKey: SIGNALBOX_KEY, baseURL, maxRetries: 0 };
  return { llm: new Class({ ...settings, additionalSessionOptions, ...options }), sent };
}
const chat = (options) => make(OpenAI, options);
const say = (content) => ({ messages: [{ role: "user", content }] });
const story = (mark) => say(`Tell a story ${mark}`);
const provider = (what) => `llamaindex-${what}/${asked}`;
const delta = (chunk) => chunk.delta;

const weather = FunctionTool.from(({ city }) => `fine in ${city}`, {
  name: "get_weather",
  description: "Weather of a city",
  parameters: z.object({ city: z.string(), unit: z.string() }),
});

describe("llamaindex", () => {
  test("answersWithTextAndUsage", async () => {
    const { llm, sent } = chat();
    const mark = newMark();
    const answer = await llm.chat(story(mark));
    assert.equal(answer.message.content, STORY);
    assert.equal(answer.raw.usage.total_tokens, 30);
    assertUpstream(await onlyRequest(mark), { path, sent: sent[0], asked, model });
  });

  test("completesAPrompt", async () => {
    const { llm } = chat();
    const answer = await llm.complete({ prompt: `Tell a story ${newMark()}` });
    assert.equal(answer.text, STORY);
  });

  test("streamsWhileTheUpstreamStillSpeaks", async () => {
    const { llm, sent } = chat();
    const mark = newMark();
    await tap.plan(mark, { gateAfter: 4 });
    let text = "";
    let usage = 0;
    for await (const chunk of await llm.chat({ ...story(mark), stream: true })) {
      if (text === "") assert.equal((await onlyRequest(mark)).events, 4);
      if (text === "") await tap.release(mark);
      text += chunk.delta;
      usage += chunk.raw.usage ? 1 : 0;
    }
    assert.equal(text, STORY);
    assert.equal(usage, 0, "nobody asked for it");
    assertUpstream(await onlyRequest(mark), { path, sent: sent[0], asked, model });
  });

  test("getsUsageWhenItAsksForIt", async () => {
    const { llm } = chat({ additionalChatOptions: { stream_options: { include_usage: true } } });
    const chunks = [];
    const stream = await llm.chat({ ...story(newMark()), stream: true });
    for await (const chunk of stream) chunks.push(chunk);
    assert.equal(chunks.at(-1).raw.usage.completion_tokens, 9);
  });

  test("callsToolsInParallel", async () => {
    const { llm, sent } = chat();
    const mark = newMark();
    const { messages } = say(`How is the weather? ${mark}`);
    const calls = await llm.chat({ messages, tools: [weather] });
    const seen = calls.message.options.toolCall.map((c) => ({ ...c, input: JSON.parse(c.input) }));
    assert.deepEqual(seen, [
      { id: "call_oslo", name: "get_weather", input: { city: "Oslo", unit: "celsius" } },
      { id: "call_lima", name: "get_weather", input: { city: "Lima", unit: "fahrenheit" } },
    ]);
    messages.push(calls.message);
    for (const { id } of seen)
      messages.push({ role: "user", content: "fine", options: { toolResult: { id } } });
    const answer = await llm.chat({ messages, tools: [weather] });
    assert.equal(answer.message.content, "Rain in Oslo, sun in Lima.");
    const records = await tap.requests(mark);
    assert.equal(records.length, 2);
    records.forEach((record, i) => assertUpstream(record, { path, sent: sent[i], asked, model }));
  });

  test("streamsToolCalls", async () => {
    const { llm } = chat();
    const request = { ...say(`How is the weather? ${newMark()}`), tools: [weather], stream: true };
    const calls = new Map();
    for await (const chunk of await llm.chat(request))
      for (const call of chunk.options?.toolCall ?? [])
        if (typeof call.input === "object") calls.set(call.id, call.input);
    assert.deepEqual(calls.get("call_oslo"), { city: "Oslo", unit: "celsius" });
    assert.deepEqual(calls.get("call_lima"), { city: "Lima", unit: "fahrenheit" });
  });

  test("runsTools", async () => {
    const { llm } = chat();
    const mark = newMark();
    const { messages } = say(`How is the weather? ${mark}`);
    const { newMessages, toolCalls } = await llm.exec({ messages, tools: [weather] });
    assert.deepEqual(toolCalls.map((c) => c.id), ["call_oslo", "call_lima"]);
    const answer = await llm.exec({ messages: [...messages, ...newMessages], tools: [weather] });
    assert.equal(answer.newMessages.at(-1).content, "Rain in Oslo, sun in Lima.");
  });

  test("givesStructuredOutput", async () => {
    const { llm, sent } = chat();
    const mark = newMark();
    const schema = {
      type: "object",
      properties: { name: { type: "string" }, age: { type: "number" } },
      required: ["name", "age"],
      additionalProperties: false,
    };
    const json_schema = { name: "p", strict: true, schema };
    const responseFormat = { type: "json_schema", json_schema };
    const answer = await llm.chat({ ...say(`Invent a person ${mark}`), responseFormat });
    assert.deepEqual(JSON.parse(answer.message.content), { name: "Ada", age: 36 });
    assertUpstream(await onlyRequest(mark), { path, sent: sent[0], asked, model });
  });

  test("sendsAPictureUnchanged", async () => {
    const { llm, sent } = chat();
    const mark = newMark();
    const content = [
      { type: "text", text: `What is in the picture? ${mark}` },
      { type: "image_url", image_url: { url: picture } },
    ];
    assert.equal((await llm.chat(say(content))).message.content, "A red square.");
    const record = await onlyRequest(mark);
    assertUpstream(record, { path, sent: sent[0], asked, model });
    assert.ok(Buffer.from(record.body, "base64").includes(picture));
  });

  test("embeds", async () => {
    const { llm, sent } = make(OpenAIEmbedding, { model: embed.asked });
    const mark = newMark();
    const vectors = await llm.getTextEmbeddings([`lighthouse ${mark}`, "a second lighthouse"]);
    assert.deepEqual(vectors, [EMBEDDING, EMBEDDING]);
    assertUpstream(await onlyRequest(mark), { path: "embeddings", sent: sent[0], ...embed });
  });

  test("answersFromAnIndex", async () => {
    const mark = newMark();
    Settings.llm = chat().llm;
    Settings.embedModel = make(OpenAIEmbedding, { model: embed.asked }).llm;
    const document = new Document({ text: `The lighthouse is red. ${mark}`, id_: "one" });
    const index = await VectorStoreIndex.fromDocuments([document]);
    const engine = index.asQueryEngine();
    const answer = await engine.query({ query: "Which colour has the lighthouse? Say a word." });
    assert.equal(answer.message.content, "Certainly.");
    const urls = (await tap.requests(mark)).map((record) => record.url);
    assert.deepEqual(urls, ["/main/v1/embeddings", "/main/v1/chat/completions"]);
  });

  // LlamaIndex takes no signal, and leaving its loop leaves the connection open: even without us.
  test("closesTheUpstreamWhenItsFetchIsAborted", async () => {
    const leave = new AbortController();
    const { llm } = chat({ leave: leave.signal });
    const mark = newMark();
    await tap.plan(mark, { gateAfter: 4 });
    const { text } = await drain(await llm.chat({ ...story(mark), stream: true }), (chunk) => {
      if (chunk.delta) leave.abort();
      return chunk.delta;
    });
    assert.ok(text !== "" && STORY.startsWith(text));
    await assertHungUp(mark);
  });

  test("closesTheUpstreamAfterATimeout", async () => {
    const { llm } = chat({ timeout: 400 });
    const mark = newMark();
    await tap.plan(mark, { hang: true });
    await assert.rejects(llm.chat(story(mark)), /timed out/);
    await assertHungUp(mark);
  });

  test("throwsOn429WithRetryAfter", async () => {
    const { llm } = chat({ model: provider("limit") });
    const mark = newMark();
    await tap.plan(mark, rateLimited({ "retry-after": "7" }));
    const error = await failure(llm.chat(story(mark)));
    assert.equal(error.constructor.name, "RateLimitError");
    assert.equal(error.headers.get("retry-after"), "7");
    await onlyRequest(mark);
  });

  test("retriesAfter429WhenTheUpstreamSays", async () => {
    const { llm } = chat({ model: provider("again"), maxRetries: 2 });
    const mark = newMark();
    await tap.plan(mark, rateLimited({ "retry-after": "1" }));
    assert.equal((await llm.chat(story(mark))).message.content, STORY);
    const [first, second, ...more] = await tap.requests(mark);
    assert.ok(second.at - first.at >= 990, "not before the second is over");
    assert.deepEqual(more, []);
  });

  test("throwsOn401", async () => {
    const { llm } = chat({ apiKey: "sk-sb-nobody-knows-this-one" });
    const mark = newMark();
    const error = await failure(llm.chat(story(mark)));
    assert.equal(error.constructor.name, "AuthenticationError");
    assert.deepEqual(await tap.requests(mark), []);
  });

  test("keepsTheWordsOfA400", async () => {
    const { llm } = chat();
    const mark = newMark();
    await tap.plan(mark, badStop);
    const error = await failure(llm.chat(story(mark)));
    assert.equal(error.message, "400 Bad 'stop'.");
    assert.equal(error.param, "stop");
  });

  for (const clean of [false, true])
    test(`throwsWhenAStreamIsCut${clean ? "EvenIfTheEndLooksRegular" : ""}`, async () => {
      const { llm } = chat();
      const mark = newMark();
      await tap.plan(mark, { cutAfter: 5, clean });
      const { text, error } = await drain(await llm.chat({ ...story(mark), stream: true }), delta);
      assert.ok(error instanceof Error);
      assert.ok(STORY.startsWith(text) && text.length >= 20, text);
    });
});
