// Coding agents, unchanged, finish a task by a call of a tool at providers of every dialect.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, test } from "node:test";
import { PROVIDERS, assertProvidersSide, startOf } from "./providers.mjs";
import { SIGNALBOX_KEY, SIGNALBOX_URL, baseURL, newMark } from "./support.mjs";

const PATIENCE_MS = 60_000; // they start slowly on a busy machine
const packages = path.resolve(import.meta.dirname, "../node_modules");
// The packages' own scripts do not run when they are installed: the program of this machine.
const PROGRAMS = {
  claude: `${packages}/@anthropic-ai/claude-code-linux-${process.arch}/claude`,
  codex: `${packages}/.bin/codex`,
};

const gateway = `{name="gw",base_url="${baseURL}",env_key="SIGNALBOX_KEY",wire_api="responses"}`;
const AGENTS = {
  claude: (model, task) => ["-p", task, "--model", model, "--allowedTools", "Bash"],
  codex: (model, task) => [
    ...["exec", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox"],
    ...["-c", `model_providers.gw=${gateway}`, "-c", 'model_provider="gw"', "-m", model, task],
  ],
};

async function runs(agent, args, folder) {
  const home = path.join(folder, "home");
  mkdirSync(home);
  const env = {
    PATH: `${path.dirname(process.execPath)}:${process.env.PATH}`,
    HOME: home,
    TMPDIR: folder,
    SIGNALBOX_KEY,
    ANTHROPIC_BASE_URL: SIGNALBOX_URL,
    ANTHROPIC_API_KEY: SIGNALBOX_KEY,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    DISABLE_AUTOUPDATER: "1",
  };
  const child = spawn(PROGRAMS[agent], args, {
    env,
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: PATIENCE_MS,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (said += part));
  const [code] = await once(child, "close");
  return { code, said };
}

for (const [agent, argumentsOf] of Object.entries(AGENTS))
  for (const [provider, [name]] of Object.entries(PROVIDERS))
    describe(`${agent} at ${provider}`, () => {
      test("finishesATask", { timeout: PATIENCE_MS + 5_000 }, async () => {
        const folder = mkdtempSync(path.join(tmpdir(), "signalbox-agent-"));
        try {
          const mark = newMark();
          const args = argumentsOf(`${provider}/${name}`, `Write the file hello.txt. ${mark}`);
          const { code, said } = await runs(agent, args, folder);
          assert.equal(code, 0, said);
          assert.equal(readFileSync(path.join(folder, "hello.txt"), "utf8"), "hello from afar\n");
          assert.match(said, /The file is there\./);
          await assertProvidersSide(mark, provider, startOf(provider, agent));
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      });
    });
