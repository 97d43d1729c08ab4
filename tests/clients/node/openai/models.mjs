// The list of models. c: the client under test, see ../openai.test.mjs.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { asked, failure, test } from "../support.mjs";

export function models(c) {
  describe("models", () => {
    test("areListed", async () => {
      const { client } = c.newClient();
      const ids = [];
      for await (const one of client.models.list()) {
        assert.equal(one.object, "model");
        assert.equal(typeof one.created, "number");
        ids.push(one.id);
      }
      assert.ok(ids.includes(asked), ids.join());
      assert.ok(ids.includes("text-embedding-3-small"));
    });

    test("areFoundByNamesWithASlash", async () => {
      const { client } = c.newClient();
      const found = await client.models.retrieve("main/gpt-4o-mini");
      assert.equal(found.id, "main/gpt-4o-mini");
      assert.equal((await client.models.retrieve(asked)).id, asked);
      const error = await failure(client.models.retrieve("nobody/has-this"));
      assert.ok(error instanceof c.sdk.NotFoundError);
    });
  });
}
