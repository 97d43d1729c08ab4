// prompt of a node. A template is text in which {{system}} stands once, or not at all, for the
// system prompt that came; {{{{ is two braces.
#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/config/sections.h"

namespace sb::config {
namespace {

constexpr std::size_t kLongest = 100'000;  // bytes of one text

constexpr std::string_view kOpen = "{{", kClose = "}}";
constexpr std::string_view kWritten = "{{{{";  // for two braces

class TemplateReader {
 public:
  explicit TemplateReader(std::string_view text) : m_text(text) {}

  // Empty: `out` has it.
  std::string read(Prompt::Template& out);

 private:
  std::string place(Prompt::Template& out);
  std::string at(std::size_t byte, std::string_view what) const {
    const std::string_view before = m_text.substr(0, byte);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    return fmt::format("line {} of the template: {}", line, what);
  }

  std::string_view m_text;
  std::size_t m_at = 0;
};

// At the braces.
std::string TemplateReader::place(Prompt::Template& out) {
  const std::size_t close = m_text.find(kClose, m_at);
  if (close == m_text.npos)
    return at(m_at, "braces that nothing closes, expected {{system}}, or {{{{ for two braces");
  const std::string_view name = trim(m_text.substr(m_at + 2, close - m_at - 2));
  if (name != "system")
    return at(m_at, shown(std::string(name)) +
                        " stands for nothing, expected {{system}}, or {{{{ for two braces");
  if (out.keeps) return at(m_at, "{{system}} stands there twice, expected it once");
  out.keeps = true;
  m_at = close + kClose.size();
  return {};
}

std::string TemplateReader::read(Prompt::Template& out) {
  while (m_at < m_text.size()) {
    std::string& literal = out.keeps ? out.after : out.before;
    const std::string_view rest = m_text.substr(m_at);
    if (rest.starts_with(kWritten)) {
      literal += kOpen;
      m_at += kWritten.size();
    } else if (rest.starts_with(kOpen)) {
      std::string problem = place(out);
      if (!problem.empty()) return problem;
    } else {
      const std::size_t next = std::min(rest.find(kOpen), rest.size());
      literal += rest.substr(0, next);
      m_at += next;
    }
  }
  return {};
}

bool forbidden(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
}

// Lines of text, none of them blank alone: it would be sent.
Read promptText(std::string& out) {
  return [&out](const Value& value) {
    if (!value.isScalar()) return value.problem(kindOf(value) + " stands here, expected text");
    const std::string& read = value.text();
    if (trim(read).empty()) return value.problem("an empty text, expected words for the model");
    if (read.size() > kLongest)
      return value.problem(fmt::format("{} bytes, expected at most {}", read.size(), kLongest));
    if (std::ranges::any_of(read, forbidden))
      return value.problem("control characters, expected lines of text");
    out = read;
  };
}

}  // namespace

void readPrompt(const Value& value, Prompt& out) {
  const auto whole = [&](const Value& v) {
    std::string written;
    promptText(written)(v);
    Prompt::Template read;
    const std::string problem = TemplateReader(written).read(read);
    if (!problem.empty()) return v.problem(problem);
    out.whole = std::move(read);
  };
  readMap(value, {{"prepend", promptText(out.prepend)},
                  {"append", promptText(out.append)},
                  {"template", whole}});
}

}  // namespace sb::config
