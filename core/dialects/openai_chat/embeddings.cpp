#include "core/dialects/openai_chat/embeddings.h"

#include <bit>
#include <charconv>

#include "core/base/text.h"
#include "core/dialects/json_index.h"
#include "core/dialects/json_text.h"

namespace sb::dialects::openai_chat {
namespace {

// Copies the body, with vectors replaced as they are found.
class Conversion {
 public:
  explicit Conversion(std::string_view body) : m_body(body) {}

  void run(JsonCursor& cursor) {
    cursor.members([this](std::string_view key, JsonCursor& value) {
      if (inner(key) != "data" || value.peek() != '[') return;
      value.elements([this](JsonCursor& element) { item(element); });
    });
  }
  std::string finish() {
    m_out += m_body.substr(m_copied);
    return std::move(m_out);
  }

 private:
  void item(JsonCursor& cursor) {
    if (cursor.peek() != '{') return;
    cursor.members([this](std::string_view key, JsonCursor& value) {
      if (inner(key) == "embedding" && value.peek() == '[') vector(value);
    });
  }

  void vector(JsonCursor& cursor) {
    m_out += m_body.substr(m_copied, cursor.position() - m_copied);
    m_bytes.clear();
    cursor.elements([this](JsonCursor& element) { number(element); });
    m_copied = cursor.lastEnd();
    m_out.append("\"").append(base64(m_bytes)).append("\"");
  }

  void number(JsonCursor& cursor) {
    const std::string_view token = cursor.value();
    float value = 0;
    const char* end = token.data() + token.size();
    const auto [stop, ec] = std::from_chars(token.data(), end, value);
    if (token.empty() || stop != end || ec == std::errc::invalid_argument) return cursor.refuse();
    const auto bits = std::bit_cast<std::uint32_t>(value);
    for (int shift = 0; shift < 32; shift += 8)
      m_bytes += static_cast<char>(bits >> shift & 0xff);
  }

  std::string_view m_body;
  std::string m_out;
  std::string m_bytes;       // of one vector
  std::size_t m_copied = 0;  // how far the body has gone into m_out
};

}  // namespace

Result<std::string> toBase64Embeddings(std::string_view body) {
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(body);
  const Error bad(ErrorKind::UpstreamProtocol, "the embeddings answer is not what it should be");
  if (!cursor) return bad;
  Conversion conversion(index.text());
  conversion.run(*cursor);
  if (cursor->bad() || !cursor->atEnd()) return bad;
  return conversion.finish();
}

}  // namespace sb::dialects::openai_chat
