// Calls of tools. c: the client under test, see ../openai.test.mjs.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { asked, assertUpstream, model, newMark, say, tap, test } from "../support.mjs";

const WEATHER = {
  type: "function",
  function: {
    name: "get_weather",
    description: 'Weather of a "city" — now',
    parameters: {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      properties: {
        city: { type: "string" },
        unit: { type: "string", enum: ["celsius", "fahrenheit"] },
      },
      required: ["city", "unit"],
      additionalProperties: false,
    },
    strict: true,
  },
};
const CITIES = [
  { id: "call_oslo", city: "Oslo", unit: "celsius" },
  { id: "call_lima", city: "Lima", unit: "fahrenheit" },
];

export function tools(c) {
  describe("tools", () => {
    const ask = (mark, more) => say(mark, "How is the weather?", { tools: [WEATHER], ...more });
    const assertCalls = (calls) => {
      const seen = calls.map(({ id, function: f }) => ({ id, ...JSON.parse(f.arguments) }));
      assert.deepEqual(seen, CITIES);
      assert.ok(calls.every((call) => call.function.name === "get_weather"));
    };

    test("areCalledInParallelAndAnswered", async () => {
      const { client, sent } = c.newClient();
      const mark = newMark();
      const body = ask(mark, { parallel_tool_calls: true });
      const { choices } = await client.chat.completions.create(body);
      assert.equal(choices[0].finish_reason, "tool_calls");
      const { message } = choices[0];
      assertCalls(message.tool_calls);
      const results = message.tool_calls.map(({ id }) => {
        return { role: "tool", tool_call_id: id, content: `fine ${mark}` };
      });
      body.messages.push(message, ...results);
      const answer = await client.chat.completions.create(body);
      assert.equal(answer.choices[0].message.content, "Rain in Oslo, sun in Lima.");
      const records = await tap.requests(mark);
      const path = "chat/completions";
      records.forEach((record, i) => assertUpstream(record, { path, sent: sent[i], asked, model }));
    });

    test("streamTheirArguments", async () => {
      const { client } = c.newClient();
      const stream = client.chat.completions.stream(ask(newMark()));
      const pieces = [];
      for await (const chunk of stream) pieces.push(...(chunk.choices[0].delta.tool_calls ?? []));
      const answer = await stream.finalChatCompletion();
      assertCalls(answer.choices[0].message.tool_calls);
      assert.ok(pieces.length > 6, "arguments come in pieces");
      assert.equal(pieces.filter((p) => p.id).length, 2, "ids come once");
      assert.ok(pieces.every((p) => p.index === 0 || p.index === 1));
    });

    test("areRunByTheHelper", async () => {
      const { client } = c.newClient();
      const called = [];
      const run = (args) => (called.push(args.city), "fine");
      const tool = { ...WEATHER.function, function: run, parse: JSON.parse };
      const tools = [{ type: "function", function: tool }];
      const runner = client.chat.completions.runTools(ask(newMark(), { tools }));
      assert.equal(await runner.finalContent(), "Rain in Oslo, sun in Lima.");
      assert.deepEqual(called, ["Oslo", "Lima"]);
    });
  });
}
