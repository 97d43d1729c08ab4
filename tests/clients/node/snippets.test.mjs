// What *Connect an app* shows for Node and the shell, run as it stands. Coding agents have tests of
// their own; Python's stand beside its clients.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { test } from "node:test";
import { PROVIDERS, startOf } from "./providers.mjs";
import { snippetOf } from "./snippets.mjs";
import { tap } from "./support.mjs";

const PATIENCE_MS = 60_000;
const QUESTION = "Say hello.";
const GREETING = "Hello from afar.";
const NODE = [process.execPath, "--input-type=module"];
const APPS = { "openai-node": NODE, curl: ["sh"] };

async function said([program, ...args], script) {
  const cwd = path.resolve(import.meta.dirname, ".."); // where the packages are found from
  const env = { PATH: process.env.PATH };
  const child = spawn(program, args, { cwd, env, stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(script);
  let text = "";
  child.stdout.on("data", (part) => (text += part));
  const [code] = await once(child, "close");
  assert.equal(code, 0);
  return text;
}

for (const [app, runner] of Object.entries(APPS))
  for (const provider of ["plain", "claude"])
    test(`${app} answers as it stands, at ${provider}`, { timeout: PATIENCE_MS }, async () => {
      const [model] = PROVIDERS[provider];
      const before = (await tap.requests(QUESTION)).length;
      const text = await said(runner, snippetOf(app, `${provider}/${model}`));
      assert.ok(text.includes(GREETING), text);
      const [record, ...more] = (await tap.requests(QUESTION)).slice(before);
      assert.equal(more.length, 0);
      assert.ok(record.url.startsWith(startOf(provider, app)), record.url);
    });
