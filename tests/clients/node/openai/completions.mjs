// Legacy completions. c: the client under test, see ../openai.test.mjs.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { STORY, assertUpstream, drain, newMark, onlyRequest, story, test } from "../support.mjs";

export function completions(c) {
  describe("legacy completions", () => {
    const path = "completions";
    const legacy = { asked: "gpt-3.5-turbo-instruct", model: "gpt-3.5-turbo-instruct-0914" };
    const prompt = (mark) => ({ model: legacy.asked, prompt: `Tell a story ${mark}` });

    test("areAnswered", async () => {
      const { client, sent } = c.newClient();
      const mark = newMark();
      const answer = await client.completions.create(prompt(mark));
      assert.equal(answer.choices[0].text, STORY);
      assertUpstream(await onlyRequest(mark), { path, sent: sent[0], ...legacy });
    });

    test("areStreamed", async () => {
      const { client, sent } = c.newClient();
      const mark = newMark();
      const stream = await client.completions.create({ ...prompt(mark), stream: true });
      let usage = 0;
      const { text, error } = await drain(stream, (chunk) => {
        usage += chunk.usage ? 1 : 0;
        return chunk.choices[0].text;
      });
      assert.equal(error, null);
      assert.equal(text, STORY);
      assert.equal(usage, 0);
      assertUpstream(await onlyRequest(mark), { path, sent: sent[0], ...legacy });
    });
  });
}
