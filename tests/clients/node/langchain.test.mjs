// LangChain's OpenAI classes through the gateway.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { AIMessageChunk, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { ChatOpenAI, OpenAI, OpenAIEmbeddings } from "@langchain/openai";
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

// A model of the class, and the bodies that it sends.
function make(Class, options = {}) {
  const { fetch, sent } = recordingFetch();
  const configuration = { baseURL, fetch, defaultHeaders: ownHeaders };
  const settings = { model: asked, apiKey: SIGNALBOX_KEY, maxRetries: 0, configuration };
  return { llm: new Class({ ...settings, ...options }), sent };
}
const chat = (options) => make(ChatOpenAI, options);
const story = (mark) => `Tell a story ${mark}`;
const provider = (what) => `langchain-${what}/${asked}`;

// `streaming: true` would count tokens with tables from the network.
async function streamed(llm, messages) {
  let all = null;
  for await (const chunk of await llm.stream(messages)) all = all ? all.concat(chunk) : chunk;
  return all;
}

const weather = tool(async ({ city }) => `fine in ${city}`, {
  name: "get_weather",
  description: "Weather of a city",
  schema: z.object({ city: z.string(), unit: z.enum(["celsius", "fahrenheit"]) }),
});

// Asked for base64, LangChain hands out what came.
function numbers(vector) {
  if (typeof vector !== "string") return vector.map(Math.fround);
  return [...new Float32Array(Uint8Array.from(Buffer.from(vector, "base64")).buffer)];
}

describe("langchain", () => {
  test("answersWithTextAndUsage", async () => {
    const { llm, sent } = chat();
    const mark = newMark();
    const answer = await llm.invoke(story(mark));
    assert.equal(answer.text, STORY);
    assert.equal(answer.usage_metadata.output_tokens, 9);
    assertUpstream(await onlyRequest(mark), { path, sent: sent[0], asked, model });
  });

  test("streamsWhileTheUpstreamStillSpeaks", async () => {
    const { llm, sent } = chat();
    const mark = newMark();
    await tap.plan(mark, { gateAfter: 4 });
    let all = null;
    for await (const chunk of await llm.stream(story(mark))) {
      if (!all?.text && chunk.text) {
        assert.equal((await onlyRequest(mark)).events, 4);
        await tap.release(mark);
      }
      all = all ? all.concat(chunk) : chunk;
    }
    assert.ok(all instanceof AIMessageChunk);
    assert.equal(all.text, STORY);
    assert.equal(all.usage_metadata.total_tokens, 30, "LangChain asks for usage");
    assertUpstream(await onlyRequest(mark), { path, sent: sent[0], asked, model });
  });

  test("streamsWithoutAskingForUsage", async () => {
    const { llm, sent } = chat({ streamUsage: false });
    const mark = newMark();
    let usage = 0;
    const { text } = await drain(await llm.stream(story(mark)), (chunk) => {
      usage += chunk.usage_metadata ? 1 : 0;
      return chunk.text;
    });
    assert.equal(text, STORY);
    assert.equal(usage, 0);
    assertUpstream(await onlyRequest(mark), { path, sent: sent[0], asked, model });
  });

  for (const streaming of [false, true])
    test(`callsToolsInParallel${streaming ? "OnStreams" : ""}`, async () => {
      const { llm, sent } = chat();
      const mark = newMark();
      const bound = llm.bindTools([weather], { parallel_tool_calls: true });
      const messages = [new HumanMessage(`How is the weather? ${mark}`)];
      const calls = await (streaming ? streamed(bound, messages) : bound.invoke(messages));
      const seen = calls.tool_calls.map(({ id, name, args }) => ({ id, name, ...args }));
      assert.deepEqual(seen, [
        { id: "call_oslo", name: "get_weather", city: "Oslo", unit: "celsius" },
        { id: "call_lima", name: "get_weather", city: "Lima", unit: "fahrenheit" },
      ]);
      messages.push(calls);
      for (const call of calls.tool_calls) messages.push(await weather.invoke(call));
      assert.ok(messages.at(-1) instanceof ToolMessage);
      assert.equal((await bound.invoke(messages)).text, "Rain in Oslo, sun in Lima.");
      const records = await tap.requests(mark);
      assert.equal(records.length, 2);
      records.forEach((record, i) => assertUpstream(record, { path, sent: sent[i], asked, model }));
    });

  test("givesStructuredOutput", async () => {
    const { llm, sent } = chat();
    const mark = newMark();
    const Person = z.object({ name: z.string(), age: z.number() });
    const structured = llm.withStructuredOutput(Person, { method: "jsonSchema", name: "person" });
    assert.deepEqual(await structured.invoke(`Invent a person ${mark}`), { name: "Ada", age: 36 });
    assertUpstream(await onlyRequest(mark), { path, sent: sent[0], asked, model });
  });

  test("sendsAPictureUnchanged", async () => {
    const { llm, sent } = chat();
    const mark = newMark();
    const content = [
      { type: "text", text: `What is in the picture? ${mark}` },
      { type: "image_url", image_url: { url: picture } },
    ];
    assert.equal((await llm.invoke([new HumanMessage({ content })])).text, "A red square.");
    const record = await onlyRequest(mark);
    assertUpstream(record, { path, sent: sent[0], asked, model });
    assert.ok(Buffer.from(record.body, "base64").includes(picture));
  });

  for (const encodingFormat of [undefined, "float", "base64"])
    test(`embeds_${encodingFormat ?? "asItDoesByDefault"}`, async () => {
      const embed = { asked: "text-embedding-3-small", model: "text-embedding-3-small-eu" };
      const { llm, sent } = make(OpenAIEmbeddings, { model: embed.asked, encodingFormat });
      const mark = newMark();
      const vectors = await llm.embedDocuments([`lighthouse ${mark}`, "a second lighthouse"]);
      assert.deepEqual(vectors.map(numbers), [EMBEDDING, EMBEDDING]);
      assertUpstream(await onlyRequest(mark), { path: "embeddings", sent: sent[0], ...embed });
    });

  test("closesTheUpstreamWhenAStreamIsAborted", async () => {
    const { llm } = chat();
    const mark = newMark();
    await tap.plan(mark, { gateAfter: 4 });
    const leave = new AbortController();
    const stream = await llm.stream(story(mark), { signal: leave.signal });
    const { text } = await drain(stream, (chunk) => {
      if (chunk.text) leave.abort();
      return chunk.text;
    });
    assert.ok(text !== "" && STORY.startsWith(text));
    await assertHungUp(mark);
  });

  test("closesTheUpstreamAfterATimeout", async () => {
    const { llm } = chat({ timeout: 400 });
    const mark = newMark();
    await tap.plan(mark, { hang: true });
    await assert.rejects(llm.invoke(story(mark)), /time/i);
    await assertHungUp(mark);
  });

  test("throwsOn429WithRetryAfter", async () => {
    const { llm } = chat({ model: provider("limit") });
    const mark = newMark();
    await tap.plan(mark, rateLimited({ "retry-after": "7" }));
    const error = await failure(llm.invoke(story(mark)));
    assert.equal(error.status, 429);
    assert.equal(error.headers.get("retry-after"), "7");
    assert.match(error.message, /Rate limit reached/);
    await onlyRequest(mark);
  });

  test("retriesAfter429", async () => {
    const { llm } = chat({ model: provider("again"), maxRetries: 4 });
    const mark = newMark();
    await tap.plan(mark, rateLimited({ "retry-after": "1" }));
    assert.equal((await llm.invoke(story(mark))).text, STORY);
    const [first, second, ...more] = await tap.requests(mark);
    assert.ok(second.at - first.at >= 990, "the gateway lets the key rest meanwhile");
    assert.deepEqual(more, []);
  });

  for (const how of ["invoke", "stream"])
    test(`throwsOn401Of_${how}`, async () => {
      const { llm } = chat({ apiKey: "sk-sb-nobody-knows-this-one", maxRetries: 3 });
      const mark = newMark();
      const error = await failure(llm[how](story(mark)));
      assert.equal(error.status, 401);
      assert.deepEqual(await tap.requests(mark), []);
    });

  test("keepsTheWordsOfA400", async () => {
    const { llm } = chat();
    const mark = newMark();
    await tap.plan(mark, badStop);
    const error = await failure(llm.invoke(story(mark)));
    assert.equal(error.status, 400);
    assert.match(error.message, /Bad 'stop'\./);
    assert.equal(error.param, "stop");
    assert.equal(error.code, "bad_stop");
  });

  for (const clean of [false, true])
    test(`throwsWhenAStreamIsCut${clean ? "EvenIfTheEndLooksRegular" : ""}`, async () => {
      const { llm } = chat();
      const mark = newMark();
      await tap.plan(mark, { cutAfter: 5, clean });
      const { text, error } = await drain(await llm.stream(story(mark)), (chunk) => chunk.text);
      assert.ok(error instanceof Error);
      assert.ok(STORY.startsWith(text) && text.length >= 20, text);
    });

  test("usesLegacyCompletions", async () => {
    const legacy = { asked: "gpt-3.5-turbo-instruct", model: "gpt-3.5-turbo-instruct-0914" };
    const { llm, sent } = make(OpenAI, { model: legacy.asked });
    const [mark, second] = [newMark(), newMark()];
    assert.equal(await llm.invoke(story(mark)), STORY);
    assertUpstream(await onlyRequest(mark), { path: "completions", sent: sent[0], ...legacy });
    const { text } = await drain(await llm.stream(story(second)), (piece) => piece);
    assert.equal(text, STORY);
    assertUpstream(await onlyRequest(second), { path: "completions", sent: sent[1], ...legacy });
  });
});
