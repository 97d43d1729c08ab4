// Official clients live with what the gateway sends while nothing comes from the provider: before
// the answer's first words, and between them.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import Anthropic from "@anthropic-ai/sdk";
import { GoogleGenAI } from "@google/genai";
import { GoogleGenAI as GoogleGenAI2 } from "genai-2";
import OpenAI from "openai";
import { PROVIDERS } from "./providers.mjs";
import { SIGNALBOX_KEY, SIGNALBOX_URL, STORY, baseURL, newMark, tap } from "./support.mjs";

const BETWEEN_WORDS_MS = 15_000; // as the gateway waits before it shows that it lives
const PATIENCE_MS = BETWEEN_WORDS_MS + 15_000;

// What has come of each answer, by the mark in its request.
const received = new Map();
const plainFetch = globalThis.fetch;
globalThis.fetch = async (url, init) => {
  const reply = await plainFetch(url, init);
  const mark = /mark-[0-9a-f]+/.exec(String(init?.body ?? ""))?.[0];
  if (!mark || !reply.body) return reply;
  const [forClient, forTest] = reply.body.tee();
  keep(mark, forTest);
  return new Response(forClient, reply);
};

async function keep(mark, stream) {
  const decoder = new TextDecoder();
  received.set(mark, "");
  for await (const part of stream)
    received.set(mark, received.get(mark) + decoder.decode(part, { stream: true }));
}

const own = { apiKey: SIGNALBOX_KEY, maxRetries: 0 };
const google = (Client) =>
  new Client({ apiKey: SIGNALBOX_KEY, httpOptions: { baseUrl: SIGNALBOX_URL } });

// Each gives the text of a stream; `before` and `between` are how its bytes end while it waits.
const COMMENT = /: waiting for the provider\n\n$/;
const PING = /event: ping\ndata: .*\n\n$/;
const BLANK = /(^|\n\n)\n\n$/;
const KEEPALIVE = /event: keepalive\ndata: .*\n\n$/;
const CLIENTS = {
  "chat completions": {
    before: COMMENT,
    between: () => COMMENT,
    ask: async (model, content) => {
      const client = new OpenAI({ ...own, baseURL });
      const messages = [{ role: "user", content }];
      const stream = client.chat.completions.stream({ model, messages });
      return (await stream.finalChatCompletion()).choices[0].message.content;
    },
  },
  responses: {
    before: COMMENT,
    // Nothing is added to the events of a provider that passes as it is.
    between: (provider) => (["main", "answers"].includes(provider) ? COMMENT : KEEPALIVE),
    ask: async (model, input) => {
      const client = new OpenAI({ ...own, baseURL });
      return (await client.responses.stream({ model, input }).finalResponse()).output_text;
    },
  },
  anthropic: {
    before: PING,
    between: () => PING,
    ask: async (model, content) => {
      const client = new Anthropic({ ...own, baseURL: SIGNALBOX_URL });
      const messages = [{ role: "user", content }];
      return client.messages.stream({ model, max_tokens: 500, messages }).finalText();
    },
  },
  "gemini 3": { before: BLANK, between: () => BLANK, ask: (...asked) => contents(GoogleGenAI, asked) },
  "gemini 2": { before: BLANK, between: () => BLANK, ask: (...asked) => contents(GoogleGenAI2, asked) },
};

async function contents(Client, [model, words]) {
  const parts = [];
  const stream = await google(Client).models.generateContentStream({ model, contents: words });
  for await (const part of stream) if (part.text) parts.push(part.text);
  return parts.join("");
}

async function until(what, condition) {
  const began = Date.now();
  while (!(await condition())) {
    assert.ok(Date.now() - began < PATIENCE_MS, `no ${what}`);
    await pause(20);
  }
}

// `words`: that the client has by then.
async function lives({ ask }, model, events, words, sign) {
  const mark = newMark();
  await tap.plan(mark, { gateAfter: events });
  const answer = ask(model, `Tell a story ${mark}`);
  answer.catch(() => {}); // until it is awaited
  await until("sign of life", () => {
    const bytes = received.get(mark) ?? "";
    return bytes.includes(words) && sign.test(bytes);
  });
  const held = async () => (await tap.requests(mark))[0]?.events === events;
  await until("request that the provider holds", held);
  await tap.release(mark);
  assert.equal(await answer, STORY);
}

// The routes "waiting-…" hold an answer's head for a moment only. All wait at once.
describe("waiting", { concurrency: true, timeout: PATIENCE_MS }, () => {
  for (const [client, known] of Object.entries(CLIENTS))
    for (const provider of Object.keys(PROVIDERS)) {
      const model = `waiting-${provider}`;
      test(`${client} for ${provider} to begin`, () => lives(known, model, 0, "", known.before));
      test(`${client} for ${provider} to go on`, () =>
        lives(known, model, 6, "Once", known.between(provider)));
    }
});
