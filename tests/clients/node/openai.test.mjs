// The official package, newest and one major older, through the gateway.
import { describe } from "node:test";
import * as openai7 from "openai";
import { zodResponseFormat as format7 } from "openai/helpers/zod";
import * as openai6 from "openai-6";
import { zodResponseFormat as format6 } from "openai-6/helpers/zod";
import { chat } from "./openai/chat.mjs";
import { completions } from "./openai/completions.mjs";
import { embeddings } from "./openai/embeddings.mjs";
import { errors } from "./openai/errors.mjs";
import { leaving } from "./openai/leaving.mjs";
import { models } from "./openai/models.mjs";
import { streams } from "./openai/streams.mjs";
import { tools } from "./openai/tools.mjs";
import { SIGNALBOX_KEY, asked, baseURL, ownHeaders, recordingFetch } from "./support.mjs";

const CASES = [chat, streams, tools, embeddings, leaving, errors, models, completions];

// The client under test: `newClient` gives one, and the list of the bodies that it sends.
function underTest(name, sdk, zodResponseFormat) {
  const newClient = (options = {}) => {
    const { fetch, sent } = recordingFetch();
    const settings = { apiKey: SIGNALBOX_KEY, baseURL, fetch, maxRetries: 0 };
    const client = new sdk.OpenAI({ ...settings, defaultHeaders: ownHeaders, ...options });
    return { client, sent };
  };
  const provider = (what) => `${name}-${what}/${asked}`;
  return { name, sdk, zodResponseFormat, newClient, provider };
}

for (const c of [underTest("openai7", openai7, format7), underTest("openai6", openai6, format6)])
  describe(c.name, () => CASES.forEach((cases) => cases(c)));
