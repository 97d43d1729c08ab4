// Runs tests against a real gateway with aimock behind a tap, all on free ports, and takes
// everything down afterwards, whatever happened.
// usage: node run.mjs SIGNALBOXD COMMAND [ARGUMENT …]
// The command finds the addresses and keys in its environment. Its exit status is ours, unless the
// gateway did not live and end as it should.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { startGateway, stopGateway } from "./gateway.mjs";
import { startTap } from "./tap.mjs";
import { startUpstream } from "./upstream.mjs";

const [program, command, ...args] = process.argv.slice(2);

async function runTests(gateway, tap) {
  const env = {
    ...process.env,
    SIGNALBOX_URL: gateway.url,
    SIGNALBOX_KEY: gateway.key,
    TAP_URL: tap.url,
    UPSTREAM_KEYS: JSON.stringify(gateway.upstreamKeys),
  };
  const child = spawn(command, args, { env, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, "exit");
  return code ?? 1;
}

async function main() {
  const upstream = await startUpstream();
  const tap = await startTap(upstream.url);
  const gateway = await startGateway(program, tap.url);
  let status = 1;
  try {
    status = await runTests(gateway, tap);
  } finally {
    tap.stop();
    const wrong = await stopGateway(gateway);
    await upstream.stop();
    if (status !== 0 && process.env.SIGNALBOX_LOG) console.log(gateway.log);
    if (wrong) console.log(`signalboxd: ${wrong}\n${gateway.log}`);
    if (wrong) status ||= 1;
  }
  return status;
}

process.exit(await main());
