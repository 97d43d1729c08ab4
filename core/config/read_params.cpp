// params of a node: YAML values become raw JSON text.
#include <algorithm>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/config/sections.h"

namespace sb::config {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

void skipDigits(std::string_view& text) {
  while (!text.empty() && isDigit(text.front()))
    text.remove_prefix(1);
}

bool skip(std::string_view& text, std::string_view any) {
  if (text.empty() || any.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

bool skipSomeDigits(std::string_view& text) {
  const std::size_t before = text.size();
  skipDigits(text);
  return text.size() < before;
}

// RFC 8259 section 6.
bool isJsonNumber(std::string_view text) {
  skip(text, "-");
  if (!skip(text, "0") && !skipSomeDigits(text)) return false;
  if (skip(text, ".") && !skipSomeDigits(text)) return false;
  if (skip(text, "eE")) {
    skip(text, "+-");
    if (!skipSomeDigits(text)) return false;
  }
  return text.empty();
}

// What YAML 1.2's core schema takes for a number and JSON does not: 0x1F, 0o17, .5, 1., +1, 007,
// .inf
bool isOtherNumber(std::string_view text) {
  if (text == ".nan" || text == ".NaN" || text == ".NAN") return true;
  skip(text, "+-");
  const std::string rest = lower(text);
  if (rest == ".inf") return true;
  if (rest.starts_with("0x") || rest.starts_with("0o"))
    return rest.size() > 2 && rest.find_first_not_of("0123456789abcdef", 2) == std::string::npos;
  const bool whole = skipSomeDigits(text);
  const bool part = skip(text, ".") && skipSomeDigits(text);
  if (!whole && !part) return false;
  if (skip(text, "eE")) {
    skip(text, "+-");
    skipDigits(text);
  }
  return text.empty();
}

std::string_view jsonWord(std::string_view text) {
  if (text == "true" || text == "True" || text == "TRUE") return "true";
  if (text == "false" || text == "False" || text == "FALSE") return "false";
  return {};
}

void appendScalar(std::string& out, const Value& value) {
  const std::string& text = value.text();
  const std::string_view word = value.yaml().plain ? jsonWord(text) : std::string_view();
  if (!word.empty()) {
    out += word;
  } else if (value.yaml().plain && isJsonNumber(text)) {
    out += text;
  } else {
    if (value.yaml().plain && isOtherNumber(text))
      value.problem(shown(text) +
                    " is no JSON number, expected one like 0.5, or quotes around a text");
    json::appendQuoted(out, text);
  }
}

void appendJson(std::string& out, const Value& value);

void appendList(std::string& out, const Value& value) {
  out += '[';
  for (std::size_t i = 0; i < value.yaml().items.size(); ++i) {
    if (i > 0) out += ',';
    appendJson(out, value.item(i));
  }
  out += ']';
}

void appendMap(std::string& out, const Value& value) {
  out += '{';
  for (std::size_t i = 0; i < value.yaml().members(); ++i) {
    if (i > 0) out += ',';
    json::appendQuoted(out, value.yaml().key(i).text);
    out += ':';
    appendJson(out, value.member(i));
  }
  out += '}';
}

void appendJson(std::string& out, const Value& value) {
  switch (value.yaml().kind) {
    case Yaml::Kind::Null:
      out += "null";
      break;
    case Yaml::Kind::Scalar:
      appendScalar(out, value);
      break;
    case Yaml::Kind::List:
      appendList(out, value);
      break;
    case Yaml::Kind::Map:
      appendMap(out, value);
      break;
  }
}

std::string nameProblem(std::string_view name) {
  if (name == "model") return "the target decides the model, expected another parameter";
  if (name == "stream") return "the caller decides about streaming, expected another parameter";
  return {};
}

Read jsonMembers(std::vector<std::pair<std::string, std::string>>& out) {
  return [&out](const Value& value) {
    if (value.isNull()) return;
    if (!value.isMap())
      return value.problem(kindOf(value) + " stands here, expected a map of parameters");
    for (std::size_t i = 0; i < value.yaml().members(); ++i) {
      const Value key = value.keyOf(i);
      if (!key.isScalar()) continue;
      const std::string problem = nameProblem(key.text());
      if (!problem.empty()) key.problem(problem);
      out.emplace_back(key.text(), jsonOf(value.member(i)));
    }
  };
}

}  // namespace

std::string jsonOf(const Value& value) {
  std::string out;
  appendJson(out, value);
  return out;
}

void readParams(const Value& value, Params& out) {
  using Unsupported = Params::Unsupported;
  const auto unsupported = [&](const Value& v) {
    Unsupported read = Unsupported::Refuse;
    choice<Unsupported>(read, {{"refuse", Unsupported::Refuse},
                               {"drop", Unsupported::Drop},
                               {"pass", Unsupported::Pass}})(v);
    out.unsupported = read;
  };
  readMap(value, {{"default", jsonMembers(out.defaults)},
                  {"override", jsonMembers(out.overrides)},
                  {"drop", texts(out.drop, "parameter names", nameProblem)},
                  {"unsupported", unsupported}});
}

}  // namespace sb::config
