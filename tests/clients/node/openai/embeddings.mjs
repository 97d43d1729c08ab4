// Embeddings in base64 and as numbers. c: the client under test, see ../openai.test.mjs.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { EMBEDDING, assertUpstream, newMark, onlyRequest, tap, test } from "../support.mjs";

export function embeddings(c) {
  describe("embeddings", () => {
    const path = "embeddings";
    const embed = { asked: "text-embedding-3-small", model: "text-embedding-3-small-eu" };
    const create = (client, mark, more) =>
      client.embeddings.create({
        model: embed.asked,
        input: [`lighthouse ${mark}`, "a second lighthouse"],
        ...more,
      });

    test("areDecodedFromTheBase64ThatTheSdkAsksFor", async () => {
      const { client, sent } = c.newClient();
      const mark = newMark();
      const { data, usage } = await create(client, mark);
      assert.deepEqual(data.map((d) => d.embedding), [EMBEDDING, EMBEDDING]);
      assert.equal(typeof usage.total_tokens, "number");
      assert.equal(JSON.parse(sent[0]).encoding_format, "base64");
      assertUpstream(await onlyRequest(mark), { path, sent: sent[0], ...embed });
    });

    test("areBase64EvenFromAnUpstreamThatGivesNumbers", async () => {
      const { client } = c.newClient();
      const mark = newMark();
      await tap.plan(mark, { floats: true });
      const { data } = await create(client, mark);
      assert.deepEqual(data.map((d) => d.embedding), [EMBEDDING, EMBEDDING]);
    });

    test("areNumbersWhenAskedFor", async () => {
      const { client, sent } = c.newClient();
      const mark = newMark();
      const { data } = await create(client, mark, { encoding_format: "float" });
      assert.deepEqual(data[0].embedding.map(Math.fround), EMBEDDING);
      assertUpstream(await onlyRequest(mark), { path, sent: sent[0], ...embed });
    });
  });
}
