// Coding agents, unchanged and started by the lines that *Connect an app* shows, finish a task by a
// call of a tool at providers of every dialect.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, test } from "node:test";
import { PROVIDERS, assertProvidersSide, startOf } from "./providers.mjs";
import { snippetOf } from "./snippets.mjs";
import { newMark } from "./support.mjs";

const PATIENCE_MS = 60_000; // they start slowly on a busy machine
const packages = path.resolve(import.meta.dirname, "../node_modules");
// The packages' own scripts do not run when they are installed: the program of this machine.
const FOLDERS = [
  path.dirname(process.execPath),
  `${packages}/@anthropic-ai/claude-code-linux-${process.arch}`,
  `${packages}/.bin`,
];

// By the name of the app there: what follows its lines for a task without a person.
const AGENTS = {
  "claude-code": ["--allowedTools", "Bash", "-p"],
  codex: ["exec", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox"],
};

async function runs(agent, model, task, folder) {
  const home = path.join(folder, "home");
  mkdirSync(home);
  const env = {
    PATH: `${FOLDERS.join(":")}:${process.env.PATH}`,
    HOME: home,
    TMPDIR: folder,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    DISABLE_AUTOUPDATER: "1",
  };
  const script = `${snippetOf(agent, model)} "$@"`;
  const child = spawn("sh", ["-c", script, "sh", ...AGENTS[agent], task], {
    env,
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // a group of its own: the shell and what it starts
  });
  const killer = setTimeout(() => process.kill(-child.pid, "SIGKILL"), PATIENCE_MS);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (said += part));
  const [code] = await once(child, "close");
  clearTimeout(killer);
  return { code, said };
}

for (const agent of Object.keys(AGENTS))
  for (const [provider, [name]] of Object.entries(PROVIDERS))
    describe(`${agent} at ${provider}`, () => {
      test("finishesATask", { timeout: PATIENCE_MS + 5_000 }, async () => {
        const folder = mkdtempSync(path.join(tmpdir(), "signalbox-agent-"));
        try {
          const mark = newMark();
          const task = `Write the file hello.txt. ${mark}`;
          const { code, said } = await runs(agent, `${provider}/${name}`, task, folder);
          assert.equal(code, 0, said);
          assert.equal(readFileSync(path.join(folder, "hello.txt"), "utf8"), "hello from afar\n");
          assert.match(said, /The file is there\./);
          await assertProvidersSide(mark, provider, startOf(provider, agent));
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      });
    });
