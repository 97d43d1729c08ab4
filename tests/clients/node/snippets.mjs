// What *Connect an app* shows, as it stands in the console's source.
import { readFileSync } from "node:fs";
import path from "node:path";
import { SIGNALBOX_KEY, SIGNALBOX_URL, baseURL } from "./support.mjs";

const shown = path.resolve(import.meta.dirname, "../../../ui/overview/snippets.cpp");
const SNIPPETS = readFileSync(shown, "utf8");

// The app's lines with the values that the console puts in.
export function snippetOf(app, model) {
  const [, text] = new RegExp(`lit\\("${app}"\\), lit\\(R"\\(([^]*?)\\)"\\)`).exec(SNIPPETS);
  const values = { origin: SIGNALBOX_URL, url: baseURL, key: SIGNALBOX_KEY, model };
  return text.replace(/\$(origin|url|key|model)/g, (_, name) => values[name]);
}
