// The providers of other dialects, and what may reach them.
import assert from "node:assert/strict";
import { SIGNALBOX_KEY, tap, upstreamKeys } from "./support.mjs";

// provider: [the model there, how the paths of its requests begin]
export const PROVIDERS = {
  plain: ["gpt-4o-mini", "/plain/v1/chat/completions"],
  main: ["gpt-4o-mini", "/main/v1/"],
  claude: ["claude-sonnet-4-5", "/claude/v1/messages"],
  gem: ["gemini-2.5-flash", "/gem/v1beta/models/gemini-2.5-flash:"],
};

// Those that callers of completions ask: one of them serves these itself.
export const COMPLETION_PROVIDERS = {
  main: ["gpt-4o-mini", "/main/v1/completions"],
  bare: ["gpt-4o-mini", "/bare/v1/chat/completions"],
  answers: ["gpt-4o-mini", "/answers/v1/responses"],
  claude: PROVIDERS.claude,
  gem: PROVIDERS.gem,
};

// Nothing but the provider's own key, in its own place, reaches it.
export async function assertProvidersSide(mark, provider, start = PROVIDERS[provider][1]) {
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
