// One question by the official client; see ../ask.
import OpenAI from "openai";

const [model, content] = process.argv.slice(2);
const client = new OpenAI({
  baseURL: process.env.SIGNALBOX_URL,
  apiKey: process.env.SIGNALBOX_KEY,
  maxRetries: 0,
});

const say = (what) => console.log(JSON.stringify(what));
try {
  const answer = await client.chat.completions.create({
    model,
    messages: [{ role: "user", content }],
  });
  say({ text: answer.choices[0].message.content, id: answer._request_id });
} catch (error) {
  say({ status: error.status, code: error.code, message: error.message });
}
