// What OpenAI does and aimock does not: legacy completions, and embeddings in base64.

// A legacy completion is asked of aimock as a chat, and its answer given the old shape.
export function completionOf(asked) {
  const messages = [{ role: "user", content: [asked.prompt].flat().join("\n") }];
  return {
    path: "/v1/chat/completions",
    body: JSON.stringify({ model: asked.model, messages }),
    convert: (chat) => completion(chat, asked.model),
    events: (chat) => completionEvents(chat, asked),
  };
}

function completion(chat, model) {
  const [{ message, finish_reason }] = chat.choices;
  const choice = { index: 0, text: message.content, logprobs: null, finish_reason };
  const { created, usage } = chat;
  return { id: "cmpl-1", object: "text_completion", created, model, choices: [choice], usage };
}

async function* completionEvents(chat, asked) {
  const { usage, choices, ...rest } = completion(chat, asked.model);
  const [{ text, finish_reason }] = choices;
  const event = (part) => `data: ${JSON.stringify({ ...rest, ...part })}\n\n`;
  const choice = (part, reason) => ({
    choices: [{ index: 0, text: part, logprobs: null, finish_reason: reason }],
  });
  for (const word of text.match(/\s*\S+/g)) yield event(choice(word, null));
  yield event(choice("", finish_reason));
  if (asked.stream_options?.include_usage) yield event({ choices: [], usage });
  yield "data: [DONE]\n\n";
}

// 32-bit floats, little endian, in base64.
export function withBase64(value) {
  const data = value.data?.map((item) => ({
    ...item,
    embedding: Buffer.from(new Float32Array(item.embedding).buffer).toString("base64"),
  }));
  return { ...value, data };
}
