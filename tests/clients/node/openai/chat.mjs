// Whole answers. c: the client under test, see ../openai.test.mjs.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { z } from "zod";
import {
  SIGNALBOX_URL,
  STORY,
  asked,
  assertUpstream,
  model,
  newMark,
  onlyRequest,
  picture,
  say,
  story,
  test,
} from "../support.mjs";

const Person = z.object({ name: z.string(), age: z.number() });

export function chat(c) {
  describe("chat", () => {
    test("answersWithTextUsageAndRequestId", async () => {
      const { client, sent } = c.newClient();
      const mark = newMark();
      const { data, response } = await client.chat.completions
        .create(story(mark, { temperature: 1e-7, seed: 12345678901234, not_yet_known: [null] }))
        .withResponse();
      assert.equal(data.choices[0].message.content, STORY);
      assert.equal(data.choices[0].finish_reason, "stop");
      assert.equal(data.usage.total_tokens, 30);
      assert.match(data._request_id, /^req_/);
      assert.notEqual(data._request_id, "req_of_the_upstream");
      assert.equal(response.headers.get("x-signalbox-request-id"), data._request_id);
      assert.equal(response.headers.get("x-signalbox-provider"), "main");
      assert.equal(response.headers.get("x-signalbox-attempts"), "1");
      const path = "chat/completions";
      assertUpstream(await onlyRequest(mark), { path, sent: sent[0], asked, model });
    });

    test("takesABaseUrlWithoutV1", async () => {
      const { client } = c.newClient({ baseURL: SIGNALBOX_URL });
      const mark = newMark();
      const answer = await client.chat.completions.create(story(mark));
      assert.equal(answer.choices[0].message.content, STORY);
      assert.equal((await onlyRequest(mark)).url, "/main/v1/chat/completions");
    });

    test("sendsAPictureUnchanged", async () => {
      const { client, sent } = c.newClient();
      const mark = newMark();
      const content = [
        { type: "text", text: `What is in the picture? ${mark}` },
        { type: "image_url", image_url: { url: picture, detail: "low" } },
      ];
      const messages = [{ role: "user", content }];
      const answer = await client.chat.completions.create({ model: asked, messages });
      assert.equal(answer.choices[0].message.content, "A red square.");
      const record = await onlyRequest(mark);
      const path = "chat/completions";
      assertUpstream(record, { path, sent: sent[0], asked, model });
      const got = JSON.parse(Buffer.from(record.body, "base64"));
      assert.equal(got.messages[0].content[1].image_url.url, picture);
    });

    test("parsesStructuredOutput", async () => {
      const { client, sent } = c.newClient();
      const mark = newMark();
      const response_format = c.zodResponseFormat(Person, "person");
      const body = say(mark, "Invent a person", { response_format });
      const answer = await client.chat.completions.parse(body);
      assert.deepEqual(answer.choices[0].message.parsed, { name: "Ada", age: 36 });
      const path = "chat/completions";
      assertUpstream(await onlyRequest(mark), { path, sent: sent[0], asked, model });
    });
  });
}
