// Clients that leave before the end. c: the client under test, see ../openai.test.mjs.
import assert from "node:assert/strict";
import { describe } from "node:test";
import {
  STORY,
  assertHungUp,
  drain,
  failure,
  newMark,
  story,
  tap,
  test,
  textOf,
} from "../support.mjs";

export function leaving(c) {
  describe("leaving", () => {
    test("aStreamByAbortClosesTheUpstream", async () => {
      const { client } = c.newClient();
      const mark = newMark();
      await tap.plan(mark, { gateAfter: 3 });
      const stream = await client.chat.completions.create(story(mark, { stream: true }));
      const { text } = await drain(stream, (chunk) => {
        if (textOf(chunk)) stream.controller.abort();
        return textOf(chunk);
      });
      assert.ok(STORY.startsWith(text) && text !== "");
      await assertHungUp(mark);
    });

    test("aStreamByBreakClosesTheUpstream", async () => {
      const { client } = c.newClient();
      const mark = newMark();
      await tap.plan(mark, { gateAfter: 3 });
      const stream = await client.chat.completions.create(story(mark, { stream: true }));
      for await (const chunk of stream) if (textOf(chunk)) break;
      await assertHungUp(mark);
    });

    test("beforeAnyAnswerClosesTheUpstream", async () => {
      const { client } = c.newClient();
      const mark = newMark();
      await tap.plan(mark, { hang: true });
      const leave = new AbortController();
      const call = client.chat.completions.create(story(mark), { signal: leave.signal });
      while ((await tap.requests(mark)).length === 0);
      leave.abort();
      assert.ok((await failure(call)) instanceof c.sdk.APIUserAbortError);
      await assertHungUp(mark);
    });

    test("byTimeoutClosesTheUpstream", async () => {
      const { client } = c.newClient({ timeout: 400 });
      const mark = newMark();
      await tap.plan(mark, { hang: true });
      const error = await failure(client.chat.completions.create(story(mark)));
      assert.ok(error instanceof c.sdk.APIConnectionTimeoutError);
      await assertHungUp(mark);
    });
  });
}
