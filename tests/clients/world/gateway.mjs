// A real signalboxd on free ports with a folder of its own.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { once } from "node:events";
import { createInterface } from "node:readline";

const READY_MS = 20_000;
const STOP_MS = 10_000;

// A provider that misbehaved rests for a while or has a marked key: each such case has its own.
const CLIENTS = ["openai7", "openai6", "langchain", "llamaindex", "python"];
const CASES = ["limit", "again", "millis", "denied", "slow", "timeout"];
// Providers that speak something else than the client does.
const DIALECTS = {
  plain: ["openai_compatible", "/v1"],
  claude: ["anthropic", "/v1"],
  gem: ["gemini_compatible", "/v1beta"],
  bare: ["groq", "/v1"], // chats, and no completions
  answers: ["openai_compatible", "/v1", ["openai_responses"]],
};
const PROVIDERS = ["main", ...Object.keys(DIALECTS), ...CLIENTS.flatMap((c) => CASES.map((name) => `${c}-${name}`))];

// What clients ask for, and what the provider gets instead.
const ROUTES = {
  "gpt-4o-mini": "main/gpt-4o-mini-2024-07-18",
  "text-embedding-3-small": "main/text-embedding-3-small-eu",
  "gpt-3.5-turbo-instruct": "main/gpt-3.5-turbo-instruct-0914",
};
// Routes that soon show that they live.
const WAITING = {
  plain: "gpt-4o-mini",
  main: "gpt-4o-mini",
  answers: "gpt-4o-mini",
  claude: "claude-sonnet-4-5",
  gem: "gemini-2.5-flash",
};

const variableOf = (provider) => `UPSTREAM_KEY_${provider.toUpperCase().replaceAll("-", "_")}`;
const newKey = (prefix) => prefix + randomBytes(24).toString("hex");

function configuration(tapUrl) {
  const providers = PROVIDERS.map((id) => ({
    id,
    kind: DIALECTS[id]?.[0] ?? "openai",
    ...(DIALECTS[id]?.[2] ? { dialects: DIALECTS[id][2] } : {}),
    base_url: `${tapUrl}/${id}${DIALECTS[id]?.[1] ?? "/v1"}`,
    keys: [{ name: "only", secret: `env:${variableOf(id)}` }],
    ...(id.endsWith("-slow") ? { timeouts: { first_token: "500ms" } } : {}),
  }));
  const routes = Object.entries(ROUTES).map(([name, target]) => ({ name, flow: { target } }));
  for (const [id, model] of Object.entries(WAITING))
    routes.push({
      name: `waiting-${id}`,
      timeout: { hold_head: "100ms" },
      flow: { target: `${id}/${model}` },
    });
  return JSON.stringify({
    version: 1,
    listen: { address: "127.0.0.1", port: 0 },
    admin: { address: "127.0.0.1", port: 0 },
    keys: [{ name: "clients", value: "env:SIGNALBOX_KEY" }],
    providers,
    routes,
  });
}

export async function startGateway(program, tapUrl) {
  const folder = mkdtempSync(path.join(tmpdir(), "signalbox-clients-"));
  const config = path.join(folder, "signalbox.yaml");
  writeFileSync(config, configuration(tapUrl)); // JSON is YAML
  const key = newKey("sk-sb-clienttests0-");
  const upstreamKeys = Object.fromEntries(PROVIDERS.map((id) => [id, newKey("sk-proj-")]));
  const secrets = Object.entries(upstreamKeys).map(([id, value]) => [variableOf(id), value]);
  const env = { ...process.env, SIGNALBOX_KEY: key, ...Object.fromEntries(secrets) };
  const args = [program, "--config", config, "--data", path.join(folder, "data")];
  // Ends with this process even if that is killed.
  const child = spawn("setpriv", ["--pdeathsig", "TERM", ...args], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const gateway = { child, folder, key, upstreamKeys, log: "" };
  child.stderr.on("data", (part) => (gateway.log += part));
  try {
    gateway.url = (await ready(gateway)).gateway;
  } catch (error) {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return gateway;
}

async function ready(gateway) {
  const { child } = gateway;
  const signal = AbortSignal.timeout(READY_MS);
  const ended = once(child, "exit", { signal }).then(([code]) => {
    throw new Error(`signalboxd ended with ${code} before it was ready:\n${gateway.log}`);
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([once(lines, "line", { signal }), ended]);
  ended.catch(() => {});
  gateway.log += `${line}\n`;
  lines.on("line", (more) => (gateway.log += `${more}\n`));
  return JSON.parse(line);
}

// What was wrong with its life and end: "" if nothing.
export async function stopGateway(gateway) {
  const { child } = gateway;
  const early = child.exitCode !== null || child.signalCode !== null;
  if (!early) {
    child.kill("SIGTERM");
    const killer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    await once(child, "exit");
    clearTimeout(killer);
  }
  rmSync(gateway.folder, { recursive: true, force: true });
  const secrets = [gateway.key, ...Object.values(gateway.upstreamKeys)];
  if (secrets.some((secret) => gateway.log.includes(secret))) return "it logged a secret";
  if (child.signalCode) return `it was ended by ${child.signalCode}`;
  if (early) return `it ended by itself with ${child.exitCode}`;
  return child.exitCode === 0 ? "" : `it ended with ${child.exitCode}`;
}
