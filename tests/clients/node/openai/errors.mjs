// Errors, and what the client makes of them. c: the client under test, see ../openai.test.mjs.
import assert from "node:assert/strict";
import { describe } from "node:test";
import {
  SIGNALBOX_KEY,
  STORY,
  assertHungUp,
  badStop,
  drain,
  failure,
  newMark,
  onlyRequest,
  overloaded,
  rateLimited,
  story,
  tap,
  test,
  textOf,
  upstreamKeys,
} from "../support.mjs";

export function errors(c) {
  describe("errors", () => {
    test("of429CarryRetryAfter", async () => {
      const { client } = c.newClient();
      const mark = newMark();
      await tap.plan(mark, rateLimited({ "retry-after": "7" }));
      const body = story(mark, { model: c.provider("limit") });
      const error = await failure(client.chat.completions.create(body));
      assert.ok(error instanceof c.sdk.RateLimitError);
      assert.equal(error.headers.get("retry-after"), "7");
      assert.match(error.message, /Rate limit reached for gpt-4o-mini/);
      assert.equal(error.code, "rate_limit_exceeded");
      assert.equal(error.type, "tokens");
      assert.match(error.requestID, /^req_/);
      await onlyRequest(mark);
    });

    test("of429AreRetriedWhenTheUpstreamSays", async () => {
      const { client } = c.newClient({ maxRetries: 2 });
      const mark = newMark();
      await tap.plan(mark, rateLimited({ "retry-after": "1" }));
      const body = story(mark, { model: c.provider("again"), stream: true });
      const { text, error } = await drain(await client.chat.completions.create(body), textOf);
      assert.equal(error, null);
      assert.equal(text, STORY);
      const [first, second, ...more] = await tap.requests(mark);
      assert.deepEqual(more, []);
      assert.ok(second.at - first.at >= 990, "not before the second is over");
    });

    test("of429InMillisecondsAreRetriedOnce", async () => {
      const { client } = c.newClient({ maxRetries: 1 });
      const mark = newMark();
      await tap.plan(mark, rateLimited({ "retry-after-ms": "350" }));
      const body = story(mark, { model: c.provider("millis") });
      const answer = await client.chat.completions.create(body);
      assert.equal(answer.choices[0].message.content, STORY);
      const [first, second] = await tap.requests(mark);
      assert.ok(second.at - first.at >= 350, "not before the time is over");
    });

    test("of5xxAreRetriedByTheClient", async () => {
      const { client } = c.newClient({ maxRetries: 2 });
      const mark = newMark();
      await tap.plan(mark, overloaded, overloaded);
      const answer = await client.chat.completions.create(story(mark));
      assert.equal(answer.choices[0].message.content, STORY);
      assert.equal((await tap.requests(mark)).length, 3);
    });

    for (const [what, apiKey] of [
      ["aWrongKey", `${SIGNALBOX_KEY.slice(0, -1)}x`],
      ["ForeignKey", "sk-proj-somebody-else"],
    ])
      test(`of401For${what}NeverReachTheUpstream`, async () => {
        const { client } = c.newClient({ apiKey, maxRetries: 2 });
        const mark = newMark();
        for (const stream of [false, true]) {
          const call = client.chat.completions.create(story(mark, { stream }));
          const error = await failure(call);
          assert.ok(error instanceof c.sdk.AuthenticationError);
          assert.equal(error.code, "invalid_api_key");
          assert.ok(!error.message.includes(apiKey));
        }
        assert.ok((await failure(client.models.list())) instanceof c.sdk.AuthenticationError);
        assert.deepEqual(await tap.requests(mark), []);
      });

    test("of401FromTheProviderDoNotShowItsKey", async () => {
      const { client } = c.newClient();
      const mark = newMark();
      const secret = upstreamKeys[`${c.name}-denied`];
      const message = `Incorrect API key provided: ${secret}.`;
      const said = { error: { message, type: "invalid_request_error", code: "invalid_api_key" } };
      await tap.plan(mark, { status: 401, headers: {}, body: said });
      const body = story(mark, { model: c.provider("denied") });
      const error = await failure(client.chat.completions.create(body));
      assert.ok(error instanceof c.sdk.AuthenticationError);
      assert.match(error.message, /Incorrect API key provided/);
      assert.ok(!JSON.stringify(error.error).includes(secret) && !error.message.includes(secret));
    });

    for (const stream of [false, true])
      test(`of400KeepTheirWords${stream ? "OnStreams" : ""}`, async () => {
        const { client } = c.newClient();
        const mark = newMark();
        await tap.plan(mark, badStop);
        const error = await failure(client.chat.completions.create(story(mark, { stream })));
        assert.ok(error instanceof c.sdk.BadRequestError);
        assert.equal(error.message, "400 Bad 'stop'.");
        assert.equal(error.param, "stop");
        assert.equal(error.code, "bad_stop");
        assert.equal(error.type, "invalid_request_error");
        assert.match(error.requestID, /^req_/);
      });

    test("ofAnUnknownModelNameNearOnes", async () => {
      const { client } = c.newClient();
      const mark = newMark();
      const body = story(mark, { model: "gpt-4o-mimi" });
      const error = await failure(client.chat.completions.create(body));
      assert.ok(error instanceof c.sdk.NotFoundError);
      assert.equal(error.code, "model_not_found");
      assert.equal(error.param, "model");
      assert.match(error.message, /gpt-4o-mini/);
      assert.deepEqual(await tap.requests(mark), []);
    });

    test("ofASilentUpstreamAre504", async () => {
      const { client } = c.newClient();
      const mark = newMark();
      await tap.plan(mark, { hang: true });
      const body = story(mark, { model: c.provider("slow"), stream: true });
      const error = await failure(client.chat.completions.create(body));
      assert.ok(error instanceof c.sdk.InternalServerError);
      assert.equal(error.status, 504);
      await assertHungUp(mark);
    });
  });
}
