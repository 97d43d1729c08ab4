#include <map>
#include <optional>
#include <utility>

#include "core/dialects/anthropic/blocks.h"
#include "core/dialects/anthropic/citations.h"
#include "core/dialects/anthropic/errors.h"
#include "core/dialects/anthropic/messages_codec.h"
#include "core/dialects/anthropic/tool_ids.h"
#include "core/dialects/anthropic/usage.h"
#include "core/dialects/json_out.h"
#include "core/dialects/signature.h"

namespace sb::dialects::anthropic {
namespace {

using namespace chat;

// One block is open at a time there, numbered from 0. Where the provider has several open, the
// later ones wait here until the earlier ones are closed.
class Writer final : public ChatStreamWriter {
 public:
  explicit Writer(const AnswerName& name) : m_name(name) {}

  void on(const Event& event, std::string& out) override;
  void heartbeat(std::string& out) override;
  void breakOff(const Error& error, const ErrorDetails& details, std::string& out) override;

 private:
  struct Block {
    Part part;            // as it was opened
    std::string waiting;  // deltas that had to wait
    bool begun = false, closed = false;
    std::optional<Signature> signature;
    std::vector<Citation> citations;
  };

  template <class F>
  void write(std::string& out, std::string_view type, F&& members);
  void start(std::string& out);
  void callSignature(const Signature& signature, std::string& out);
  void begin(Block& block, std::string& out);
  void pieces(const Block& block, std::string_view text, std::string& out);
  void citation(const Citation& one, std::string& out);
  void end(const Block& block, std::string& out);
  void tellMedia(Block& block, const Part* whole);
  void advance(std::string& out);
  void finish(std::string& out);

  AnswerName m_name;
  Usage m_usage;
  std::string m_tier;
  std::map<int, Block> m_blocks;
  int m_index = 0;  // of the block that is open, or will be next
  bool m_started = false;
  Finish m_finish = Finish::Unsaid;
  std::string m_stopSequence;
};

template <class F>
void Writer::write(std::string& out, std::string_view type, F&& members) {
  out.append("event: ").append(type).append("\ndata: ");
  JsonOut json(out);
  json.beginObject();
  json.text("type", type);
  members(json);
  json.endObject();
  out += "\n\n";
}

// A client adds up what it reads here and at the end: the answer's tokens stand at the end only.
void Writer::start(std::string& out) {
  if (std::exchange(m_started, true)) return;
  write(out, "message_start", [&](JsonOut& json) {
    json.beginObject("message");
    json.text("id", "msg_" + m_name.id);
    json.text("type", "message");
    json.text("role", "assistant");
    json.text("model", m_name.model);
    json.raw("content", "[]");
    json.null("stop_reason");
    json.null("stop_sequence");
    json.key("usage");
    Usage known = m_usage;
    known.output = known.reasoning = known.outputAudio = 0;
    writeUsage(json, known, m_tier);
    json.endObject();
  });
}

void Writer::heartbeat(std::string& out) {
  write(out, "ping", [](JsonOut&) {});
}

// Calls carry no signature there: it stands before them, as thinking that cannot be read.
void Writer::callSignature(const Signature& signature, std::string& out) {
  Block sealed;
  Thinking thinking;
  thinking.redacted = true;
  sealed.part.what = thinking;
  sealed.signature = signature;
  begin(sealed, out);
  end(sealed, out);
  ++m_index;
}

void Writer::begin(Block& block, std::string& out) {
  block.begun = true;
  const auto* signedCall = as<ToolCall>(block.part);
  if (signedCall && signedCall->signature) callSignature(*signedCall->signature, out);
  write(out, "content_block_start", [&](JsonOut& json) {
    json.number("index", m_index);
    json.beginObject("content_block");
    if (const auto* call = as<ToolCall>(block.part)) {
      json.text("type", "tool_use");
      json.text("id", toolId(call->id));
      json.text("name", call->name);
      json.raw("input", "{}");
    } else if (const auto* thinking = as<Thinking>(block.part); thinking && thinking->redacted) {
      json.text("type", "redacted_thinking");
      json.text("data", block.signature ? carried(*block.signature, Dialect::Anthropic) : "");
    } else if (thinking) {
      json.text("type", "thinking");
      json.text("thinking", "");
      json.text("signature", "");
    } else {
      json.text("type", "text");
      json.text("text", "");
    }
    json.endObject();
  });
}

void Writer::pieces(const Block& block, std::string_view text, std::string& out) {
  if (text.empty()) return;
  write(out, "content_block_delta", [&](JsonOut& json) {
    json.number("index", m_index);
    json.beginObject("delta");
    if (as<ToolCall>(block.part)) {
      json.text("type", "input_json_delta");
      json.text("partial_json", text);
    } else if (as<Thinking>(block.part)) {
      json.text("type", "thinking_delta");
      json.text("thinking", text);
    } else {
      json.text("type", "text_delta");
      json.text("text", text);
    }
    json.endObject();
  });
}

void Writer::citation(const Citation& one, std::string& out) {
  write(out, "content_block_delta", [&](JsonOut& json) {
    json.number("index", m_index);
    json.beginObject("delta");
    json.text("type", "citations_delta");
    json.key("citation");
    writeCitation(json, one);
    json.endObject();
  });
}

void Writer::end(const Block& block, std::string& out) {
  for (const Citation& one : block.citations)
    if (hasCitation(one)) citation(one, out);
  const auto* thinking = as<Thinking>(block.part);
  if (thinking && !thinking->redacted)
    write(out, "content_block_delta", [&](JsonOut& json) {
      json.number("index", m_index);
      json.beginObject("delta");
      json.text("type", "signature_delta");
      json.text("signature", block.signature ? carried(*block.signature, Dialect::Anthropic)
                                             : std::string(kUnsigned));
      json.endObject();
    });
  write(out, "content_block_stop", [&](JsonOut& json) { json.number("index", m_index); });
}

// There is no block for it: it becomes a text.
void Writer::tellMedia(Block& block, const Part* whole) {
  const auto* ended = whole ? as<Media>(*whole) : nullptr;
  block.waiting = wordsFor(ended ? *ended : *as<Media>(block.part));
  block.part.what = Text();
}

// The first block that is not over may speak. Redacted thinking and media are told once they are
// known whole.
void Writer::advance(std::string& out) {
  while (!m_blocks.empty()) {
    Block& block = m_blocks.begin()->second;
    const auto* thinking = as<Thinking>(block.part);
    const bool whole = as<Media>(block.part) || (thinking && thinking->redacted);
    if (whole && !block.closed) return;
    if (!block.begun) begin(block, out);
    pieces(block, std::exchange(block.waiting, std::string()), out);
    if (!block.closed) return;
    end(block, out);
    ++m_index;
    m_blocks.erase(m_blocks.begin());
  }
}

void Writer::finish(std::string& out) {
  start(out);
  for (auto& [number, block] : m_blocks) {
    if (as<Media>(block.part)) tellMedia(block, nullptr);
    block.closed = true;
  }
  advance(out);
  write(out, "message_delta", [&](JsonOut& json) {
    json.beginObject("delta");
    json.text("stop_reason", stopReasonOf(m_finish, !m_stopSequence.empty()));
    if (m_stopSequence.empty())
      json.null("stop_sequence");
    else
      json.text("stop_sequence", m_stopSequence);
    json.endObject();
    json.key("usage");
    writeUsage(json, m_usage, m_tier);
  });
  write(out, "message_stop", [](JsonOut&) {});
}

void Writer::breakOff(const Error& error, const ErrorDetails& details, std::string& out) {
  out.append("event: error\ndata: ").append(errorBody(error, details)).append("\n\n");
}

void Writer::on(const Event& event, std::string& out) {
  if (event.choice != 0) return;  // there is one
  switch (event.kind) {
    case Event::Kind::Start:
      if (event.start) m_tier = event.start->serviceTier;
      return start(out);
    case Event::Kind::Open: {
      start(out);
      if (as<Opaque>(*event.part)) return;  // what only another dialect knows
      m_blocks[event.block].part = *event.part;
      return advance(out);
    }
    case Event::Kind::Delta: {
      const auto block = m_blocks.find(event.block);
      if (block == m_blocks.end()) return;
      if (block != m_blocks.begin() || !block->second.begun)
        return void(block->second.waiting += event.text);
      return pieces(block->second, event.text, out);
    }
    case Event::Kind::Close: {
      const auto block = m_blocks.find(event.block);
      if (block == m_blocks.end()) return;
      block->second.closed = true;
      if (as<Media>(block->second.part)) tellMedia(block->second, event.part);
      if (const auto* thinking = event.part ? as<Thinking>(*event.part) : nullptr)
        block->second.signature = thinking->signature;
      if (const auto* text = event.part ? as<Text>(*event.part) : nullptr)
        block->second.citations = text->citations;
      return advance(out);
    }
    case Event::Kind::Finish:
      m_finish = event.finish;
      m_stopSequence = event.text;
      return;
    case Event::Kind::Usage:
      m_usage = *event.usage;
      return;
    case Event::Kind::Ping:
      return heartbeat(out);
    case Event::Kind::Failure:
      return breakOff(failureOf(event), failureDetails(event), out);
    case Event::Kind::End:
      return finish(out);
  }
}

}  // namespace

std::unique_ptr<ChatStreamWriter> MessagesCodec::streamWriter(const AnswerName& name) const {
  return std::make_unique<Writer>(name);
}

}  // namespace sb::dialects::anthropic
