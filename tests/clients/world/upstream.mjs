// aimock with the answers that the tests know: by words in the last message.
import { LLMock } from "@copilotkit/aimock";

const usage = { prompt_tokens: 21, completion_tokens: 9, total_tokens: 30 };
const STORY = "Once upon a time a lighthouse dreamt in colours 🌈 of ships that never came home.";

export async function startUpstream() {
  const mock = new LLMock({ port: 0, chunkSize: 8, strict: true });
  agents(mock);
  const toolResult = (req) => req.messages.at(-1)?.role === "tool";
  mock.on({ predicate: toolResult }, { content: "Rain in Oslo, sun in Lima.", usage });
  mock.onMessage("a story", { content: STORY, usage });
  mock.onMessage("the weather", { toolCalls: toolCalls(), usage });
  mock.onMessage("a person", { content: { name: "Ada", age: 36 }, usage });
  mock.onMessage("the picture", { content: "A red square.", usage });
  mock.onMessage("Say hello.", { content: "Hello from afar.", usage });
  mock.onMessage("a word", { content: "Certainly.", usage });
  mock.onEmbedding("lighthouse", { embedding: embedding() });
  await mock.start();
  return mock;
}

// A coding agent that is told to write a file: calls the tool that runs commands, then is content.
function agents(mock) {
  const task = (req) => JSON.stringify(req.messages).includes("Write the file hello.txt");
  const done = (req) => task(req) && req.messages.at(-1).role === "tool";
  const has = (req, name) => req.tools?.some((tool) => tool.function?.name === name);
  const command = "echo hello from afar > hello.txt";
  const run = (name, args) => {
    return { toolCalls: [{ id: "call_run", name, arguments: JSON.stringify(args) }], usage };
  };
  // It asks for thinking, and its next turn must begin with it where the provider is Anthropic.
  const claude = run("Bash", { command, description: "Writes the file" });
  claude.reasoning = "A shell will do.";
  mock.on({ predicate: done }, { content: "The file is there.", usage });
  mock.on({ predicate: (req) => task(req) && has(req, "Bash") }, claude);
  mock.on({ predicate: task }, run("exec_command", { cmd: command }));
}

function toolCalls() {
  const call = (id, city, unit) => {
    return { id, name: "get_weather", arguments: JSON.stringify({ city, unit }) };
  };
  return [call("call_oslo", "Oslo", "celsius"), call("call_lima", "Lima", "fahrenheit")];
}

// As many numbers as a small real model gives; not all of them exact as 32-bit floats.
function embedding() {
  return Array.from({ length: 384 }, (_, i) => (i % 7) / 10 - 0.25);
}
