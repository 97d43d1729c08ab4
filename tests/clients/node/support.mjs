// What the Node tests share: the gateway's address, marks, the tap, and what an upstream may see.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test as run } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

const TEST_MS = 10_000; // a test that waits for what does not come

export const { SIGNALBOX_URL, SIGNALBOX_KEY, TAP_URL } = process.env;
export const baseURL = `${SIGNALBOX_URL}/v1`;
export const upstreamKeys = JSON.parse(process.env.UPSTREAM_KEYS);

export const asked = "gpt-4o-mini";
export const model = "gpt-4o-mini-2024-07-18"; // what the route makes of it
export const STORY =
  "Once upon a time a lighthouse dreamt in colours 🌈 of ships that never came home.";
export const EMBEDDING = Array.from({ length: 384 }, (_, i) => Math.fround((i % 7) / 10 - 0.25));

// Sent with every request; none of it is the upstream's business.
export const ownHeaders = { "x-signalbox-tags": "clients", "x-signalbox-user": "ada" };

export const test = (name, body) => run(name, { timeout: TEST_MS }, body);
export const newMark = () => `mark-${randomBytes(8).toString("hex")}`;

// A 1 × 1 PNG followed by noise: large enough to need many reads.
export const picture =
  "data:image/png;base64," +
  Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), randomBytes(300_000)]).toString("base64");

// Keeps the bodies that a client sends, as it sends them. `leave` ends its calls.
export function recordingFetch(leave) {
  const sent = [];
  const recording = (url, init) => {
    if (init?.body) sent.push(String(init.body));
    const signals = [init?.signal, leave].filter(Boolean);
    return fetch(url, { ...init, signal: AbortSignal.any(signals) });
  };
  return { fetch: recording, sent };
}

// A request whose answer is known by the words in its last message.
export const say = (mark, text, more = {}) => ({
  model: asked,
  messages: [
    { role: "system", content: "Be brief. Zürich ≠ 東京 \u2028 </script> \\ \"" },
    { role: "user", content: `${text} ${mark}` },
  ],
  ...more,
});
export const story = (mark, more) => say(mark, "Tell a story", more);

async function control(path, init) {
  const reply = await fetch(`${TAP_URL}/_tap/${path}`, init);
  return reply.json();
}

export const tap = {
  plan: (mark, ...steps) =>
    control("plan", { method: "POST", body: JSON.stringify({ mark, steps }) }),
  release: (mark) => control(`release?mark=${mark}`, { method: "POST" }),
  requests: (mark) => control(`requests?mark=${encodeURIComponent(mark)}`),
};

export async function onlyRequest(mark) {
  const records = await tap.requests(mark);
  assert.equal(records.length, 1, "requests that reached the upstream");
  return records[0];
}

// The upstream's side of a call is closed soon after the client has left.
export async function assertHungUp(mark, withinMs = 3000) {
  const began = Date.now();
  for (;;) {
    const record = await onlyRequest(mark);
    if (record.hungUp) return;
    assert.ok(Date.now() - began < withinMs, `the upstream still sends after ${withinMs} ms`);
    await pause(20);
  }
}

export const textOf = (chunk) => chunk.choices[0]?.delta?.content ?? chunk.choices[0]?.text ?? "";

// The error that a promise ends with.
export async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return assert.fail("it should have thrown");
}

// Answers of an upstream that refuses.
const refusal = (status, headers, error) => ({ status, headers, body: { error } });
export const rateLimited = (headers) =>
  refusal(429, headers, {
    message: "Rate limit reached for gpt-4o-mini",
    type: "tokens",
    param: null,
    code: "rate_limit_exceeded",
  });
export const overloaded = refusal(503, {}, { message: "overloaded" });
export const badStop = refusal(400, {}, {
  message: "Bad 'stop'.",
  type: "invalid_request_error",
  param: "stop",
  code: "bad_stop",
});

// Collects what an async iterable gives until it throws; ends with the error, or null.
export async function drain(iterable, textOf) {
  let text = "";
  try {
    for await (const item of iterable) text += textOf(item);
    return { text, error: null };
  } catch (error) {
    return { text, error };
  }
}

const HEADERS = [
  "accept",
  "accept-encoding",
  "authorization",
  "connection",
  "content-length",
  "content-type",
  "host",
  "user-agent",
  "via",
];

function headersOf(record) {
  const pairs = [];
  for (let i = 0; i < record.rawHeaders.length; i += 2)
    pairs.push([record.rawHeaders[i].toLowerCase(), record.rawHeaders[i + 1]]);
  return pairs;
}

// The request as a provider may see it: its own key and host, nothing of the gateway's or of the
// caller's tools, and the caller's body but for the splices that are documented.
export function assertUpstream(record, { path, sent, asked, model, provider = "main" }) {
  const headers = headersOf(record);
  const of = (name) => headers.filter(([n]) => n === name).map(([, value]) => value);
  const foreign = headers.map(([name]) => name).filter((name) => !HEADERS.includes(name));
  assert.deepEqual(foreign, [], "headers that are not for the upstream");
  assert.deepEqual(of("authorization"), [`Bearer ${upstreamKeys[provider]}`]);
  assert.deepEqual(of("host"), [new URL(TAP_URL).host]);
  assert.equal(record.url, `/${provider}/v1/${path}`);
  assert.ok(!JSON.stringify(record.rawHeaders).includes(SIGNALBOX_KEY), "the gateway's key in it");
  const body = Buffer.from(record.body, "base64").toString();
  assert.ok(!body.includes(SIGNALBOX_KEY), "the gateway's key in the body");
  assert.deepEqual(of("content-length"), [String(Buffer.byteLength(body))]);
  assert.equal(body, spliced(sent, asked, model));
}

// engine-rules of the gateway: the model's value; the wish for usage where a stream has none.
function spliced(sent, asked, model) {
  const [from, to] = [`"model":${JSON.stringify(asked)}`, `"model":${JSON.stringify(model)}`];
  assert.equal(sent.split(from).length, 2, "the model stands once in what the client sent");
  const body = sent.replace(from, () => to);
  const { stream, stream_options: options } = JSON.parse(sent);
  if (!stream || options) return body;
  return body.replace(/}\s*$/, ',"stream_options":{"include_usage":true}}');
}
