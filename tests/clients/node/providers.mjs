// The providers of other dialects, and what may reach them.
import assert from "node:assert/strict";
import { SIGNALBOX_KEY, tap, upstreamKeys } from "./support.mjs";

// provider: [the model there, how the paths of its requests begin: one text, or by the caller's API
// where the provider speaks several]
export const PROVIDERS = {
  plain: ["gpt-4o-mini", "/plain/v1/chat/completions"],
  main: ["gpt-4o-mini", { responses: "/main/v1/responses", other: "/main/v1/chat/completions" }],
  answers: ["gpt-4o-mini", "/answers/v1/responses"],
  claude: ["claude-sonnet-4-5", "/claude/v1/messages"],
  gem: ["gemini-2.5-flash", "/gem/v1beta/models/gemini-2.5-flash:"],
};

// Those that callers of completions ask: one of them serves these itself.
export const COMPLETION_PROVIDERS = {
  main: ["gpt-4o-mini", "/main/v1/completions"],
  bare: ["gpt-4o-mini", "/bare/v1/chat/completions"],
  answers: PROVIDERS.answers,
  claude: PROVIDERS.claude,
  gem: PROVIDERS.gem,
};

const RESPONSES_CALLERS = [
  "responses",
  "ai openai",
  "ai 6 openai",
  "langchain openai responses",
  "codex",
];

// How the paths begin that the caller's requests have at the provider.
export function startOf(provider, caller) {
  const [, start] = PROVIDERS[provider];
  if (typeof start === "string") return start;
  return RESPONSES_CALLERS.includes(caller) ? start.responses : start.other;
}

// The provider was asked in its dialect, and nothing but its own key, in its own place, reached it.
export async function assertProvidersSide(mark, provider, start) {
  const records = await tap.requests(mark);
  assert.ok(records.length > 0, "nothing reached the provider");
  for (const { url, rawHeaders } of records) {
    assert.ok(url.startsWith(start), url);
    const text = rawHeaders.join("\n");
    assert.ok(text.includes(upstreamKeys[provider]));
    assert.ok(!text.includes(SIGNALBOX_KEY) && !url.includes(SIGNALBOX_KEY));
    assert.ok(!/x-signalbox/i.test(text));
  }
}
