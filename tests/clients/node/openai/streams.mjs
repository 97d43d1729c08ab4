// Streams, whole and cut. c: the client under test, see ../openai.test.mjs.
import assert from "node:assert/strict";
import { describe } from "node:test";
import {
  STORY,
  asked,
  assertUpstream,
  drain,
  failure,
  model,
  newMark,
  onlyRequest,
  story,
  tap,
  test,
  textOf,
} from "../support.mjs";

export function streams(c) {
  describe("stream", () => {
    test("arrivesWhileTheUpstreamStillSpeaks", async () => {
      const { client, sent } = c.newClient();
      const mark = newMark();
      await tap.plan(mark, { gateAfter: 4 });
      const stream = await client.chat.completions.create(story(mark, { stream: true }));
      let text = "";
      const chunks = [];
      for await (const chunk of stream) {
        chunks.push(chunk);
        text += textOf(chunk);
        if (chunks.length === 4) {
          assert.equal((await onlyRequest(mark)).events, 4, "the rest is held at the upstream");
          await tap.release(mark);
        }
      }
      assert.equal(text, STORY);
      assert.equal(chunks.at(-1).choices[0].finish_reason, "stop");
      assert.ok(chunks.every((c) => c.choices.length === 1 && !c.usage), "usage was not asked for");
      const path = "chat/completions";
      assertUpstream(await onlyRequest(mark), { path, sent: sent[0], asked, model });
    });

    test("hasUsageInItsLastChunkWhenAsked", async () => {
      const { client, sent } = c.newClient();
      const mark = newMark();
      const options = { stream: true, stream_options: { include_usage: true } };
      const stream = await client.chat.completions.create(story(mark, options));
      const chunks = [];
      for await (const chunk of stream) chunks.push(chunk);
      assert.deepEqual(chunks.at(-1).choices, []);
      assert.equal(chunks.at(-1).usage.completion_tokens, 9);
      assert.equal(chunks.filter((c) => c.usage).length, 1);
      const path = "chat/completions";
      assertUpstream(await onlyRequest(mark), { path, sent: sent[0], asked, model });
    });

    test("feedsTheStreamHelper", async () => {
      const { client } = c.newClient();
      const stream = client.chat.completions.stream(story(newMark()));
      let text = "";
      stream.on("content", (delta) => (text += delta));
      const answer = await stream.finalChatCompletion();
      assert.equal(text, STORY);
      assert.equal(answer.choices[0].message.content, STORY);
    });
  });

  describe("a cut stream", () => {
    for (const clean of [false, true])
      test(`throwsAndKeepsItsText${clean ? "EvenIfTheEndLooksRegular" : ""}`, async () => {
        const { client } = c.newClient();
        const mark = newMark();
        await tap.plan(mark, { cutAfter: 5, clean });
        const stream = await client.chat.completions.create(story(mark, { stream: true }));
        const { text, error } = await drain(stream, textOf);
        assert.ok(error instanceof c.sdk.APIError, `${error}`);
        assert.ok(STORY.startsWith(text) && text.length >= 20, text);
      });

    test("throwsFromTheStreamHelper", async () => {
      const { client } = c.newClient();
      const mark = newMark();
      await tap.plan(mark, { cutAfter: 5 });
      const stream = client.chat.completions.stream(story(mark));
      await assert.rejects(stream.finalChatCompletion(), c.sdk.APIError);
    });

    test("beforeItsFirstWordHasAStatus", async () => {
      const { client } = c.newClient();
      const mark = newMark();
      await tap.plan(mark, { cutAfter: 1 });
      const error = await failure(client.chat.completions.create(story(mark, { stream: true })));
      assert.ok(error instanceof c.sdk.InternalServerError, `${error}`);
      assert.equal(error.status, 502);
    });
  });
}
