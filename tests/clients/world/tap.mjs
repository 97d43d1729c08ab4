// A recording tap between the gateway and aimock: keeps each request as it came (header lines and
// body bytes), corrects what aimock does not do as OpenAI does, and misbehaves when a test asks.
//
// Paths: /PROVIDER/v1/… goes to aimock as /v1/…; so one tap serves any number of providers.
// A test puts a mark, a text of its own, into its request; by the mark it finds its records and
// plans what happens to the next requests that carry it, one step each:
//   { status, headers, body }  this answer instead of aimock's
//   { hang: true }             no answer
//   { gateAfter: n }           n events of the stream, the rest once the mark is released
//   { cutAfter: n }            n events, then a reset; with clean: true an end that looks regular
//   { floats: true }           embeddings as numbers even where base64 was asked for
// Control: POST /_tap/plan {mark, steps}, POST /_tap/release?mark=…, GET /_tap/requests?mark=…
import http from "node:http";
import { once } from "node:events";
import { completionOf, withBase64 } from "./corrections.mjs";

export async function startTap(aimockUrl) {
  const state = { records: [], plans: new Map(), gates: new Map(), aimockUrl };
  const server = http.createServer((request, response) => {
    handle(state, request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(502);
      response.end(JSON.stringify({ error: { message: `tap: ${error.message}` } }));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const stop = () => (server.closeAllConnections(), server.close());
  return { url: `http://127.0.0.1:${server.address().port}`, stop };
}

async function handle(state, request, response) {
  const url = new URL(request.url, "http://tap");
  const body = await readAll(request);
  if (url.pathname.startsWith("/_tap/")) return control(state, url, body, response);
  const record = keep(state, request, body, response);
  const step = nextStep(state, body);
  if (step.hang) return;
  if (step.status) return sendJson(response, step.status, step.headers, step.body);
  await answer(state, record, step, response);
}

async function readAll(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

function keep(state, request, body, response) {
  const record = {
    method: request.method,
    url: request.url,
    rawHeaders: request.rawHeaders,
    body: body.toString("base64"),
    at: Date.now(),
    events: 0, // of the answer, sent so far
    hungUp: null, // when the caller closed the connection before the end
  };
  state.records.push(record);
  response.on("close", () => {
    if (!response.writableFinished && !record.cut) record.hungUp = Date.now();
  });
  return record;
}

function nextStep(state, body) {
  for (const [mark, steps] of state.plans)
    if (body.includes(mark)) return { mark, ...steps.shift() };
  return {};
}

function sendJson(response, status, headers, body) {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

function control(state, url, body, response) {
  const mark = url.searchParams.get("mark");
  if (url.pathname === "/_tap/plan") {
    const plan = JSON.parse(body);
    state.plans.set(plan.mark, plan.steps);
  } else if (url.pathname === "/_tap/release") {
    gateOf(state, mark).open();
  } else if (url.pathname === "/_tap/requests") {
    const found = state.records.filter((r) => Buffer.from(r.body, "base64").includes(mark));
    return sendJson(response, 200, {}, found);
  }
  sendJson(response, 200, {}, {});
}

function gateOf(state, mark) {
  if (!state.gates.has(mark)) {
    const gate = {};
    gate.opened = new Promise((resolve) => (gate.open = resolve));
    state.gates.set(mark, gate);
  }
  return state.gates.get(mark);
}

// What aimock answers, corrected, with the step's fault.
async function answer(state, record, step, response) {
  const path = record.url.replace(/^\/[^/]+/, "");
  const body = Buffer.from(record.body, "base64");
  const asked = body.length > 0 ? JSON.parse(body) : {};
  const upstream = path === "/v1/completions" ? completionOf(asked) : { path, body };
  const reply = await fetch(state.aimockUrl + upstream.path, {
    method: record.method,
    headers: { "content-type": "application/json", authorization: "Bearer aimock" },
    body: record.method === "GET" ? undefined : upstream.body,
  });
  const flows = asked.stream || reply.headers.get("content-type")?.includes("event-stream");
  if (reply.ok && flows) return streamed(state, record, step, response, reply, upstream);
  let value = await reply.json();
  if (reply.ok && upstream.convert) value = upstream.convert(value);
  if (asked.encoding_format === "base64" && !step.floats) value = withBase64(value);
  sendJson(response, reply.status, { "x-request-id": "req_of_the_upstream" }, value);
}

async function streamed(state, record, step, response, reply, upstream) {
  const headers = { "content-type": "text/event-stream", "x-request-id": "req_of_the_upstream" };
  response.writeHead(200, headers);
  const source = upstream.events ? upstream.events(await reply.json()) : events(reply.body);
  for await (const event of source) {
    if (record.events === step.cutAfter) return cut(record, step, response);
    if (record.events === step.gateAfter) await gateOf(state, step.mark).opened;
    if (response.destroyed) return;
    response.write(event);
    record.events += 1;
  }
  response.end();
}

function cut(record, step, response) {
  record.cut = true;
  if (step.clean) return response.end();
  // What was written reaches the caller first.
  response.write("", () => setImmediate(() => response.socket.resetAndDestroy()));
}

async function* events(stream) {
  let text = "";
  const decoder = new TextDecoder();
  for await (const part of stream) {
    text += decoder.decode(part, { stream: true });
    for (let end; (end = text.indexOf("\n\n")) >= 0; text = text.slice(end + 2))
      yield text.slice(0, end + 2);
  }
}
