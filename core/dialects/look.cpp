#include "core/dialects/look.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/dialects/json_read.h"

namespace sb::dialects {
namespace {

constexpr std::size_t kMostMembers = 1000;
constexpr std::int64_t kMostChoices = 10'000;
constexpr std::int64_t kMostTokens = 1'000'000'000'000;

Error bad(std::string_view param, std::string message) {
  return Error(ErrorKind::BadRequest, std::move(message), std::string(param));
}

Error wrongType(std::string_view param, std::string_view expected) {
  std::string message = "'";
  message.append(param).append("' must be ").append(expected);
  return bad(param, std::move(message));
}

// One field: its raw value with the place where it stands.
struct Value {
  std::string_view name, raw;
  Slice slice;
};

bool isNull(const Value& v) { return v.raw == "null"; }
char kindOf(const Value& v) { return v.raw.front(); }

Status readModel(const Value& v, Look& look) {
  if (kindOf(v) != '"') return wrongType(v.name, "a string");
  look.model = unescape(v.raw);
  look.modelValue = v.slice;
  if (look.model.empty()) return bad(v.name, "'model' is empty: name a model");
  return {};
}

Status readBool(const Value& v, bool& to) {
  if (v.raw != "true" && v.raw != "false" && !isNull(v)) return wrongType(v.name, "true or false");
  to = v.raw == "true";
  return {};
}

Status readStream(const Value& v, Look& look) { return readBool(v, look.stream); }

Status readText(const Value& v, std::string& to) {
  if (kindOf(v) != '"' && !isNull(v)) return wrongType(v.name, "a string");
  to = unescape(v.raw);
  return {};
}

Status readStore(const Value& v, Look& look) {
  return isNull(v) ? Status() : readBool(v, look.store);
}

Status readUser(const Value& v, Look& look) { return readText(v, look.user); }

Status readMetadata(const Value& v, Look& look) {
  if (kindOf(v) != '{' && !isNull(v)) return wrongType(v.name, "an object");
  if (!isNull(v)) look.metadata = v.slice;
  return {};
}

// Anthropic's metadata: an object with the caller's own name for the person.
Status readUserId(const Value& v, Look& look) {
  const Status object = readMetadata(v, look);
  if (!object || isNull(v)) return object;
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(v.raw);
  if (!cursor) return {};
  eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "user_id") look.user = takeText(value);
  });
  return {};
}

Status readFormat(const Value& v, Look& look) {
  std::string format;
  const Status read = readText(v, format);
  look.base64 = format == "base64";
  return read;
}

// Negative means "no limit" to several local servers.
Status readMaxTokens(const Value& v, Look& look) {
  if (isNull(v)) return {};
  const std::optional<std::int64_t> count = wholeNumber(v.raw);
  if (!count) return wrongType(v.name, "a whole number");
  look.maxTokens = std::max(look.maxTokens, std::min(*count, kMostTokens));
  return {};
}

Status readChoices(const Value& v, Look& look) {
  if (isNull(v)) return {};
  const std::optional<std::int64_t> count = wholeNumber(v.raw);
  if (!count || *count < 1 || *count > kMostChoices)
    return wrongType(v.name, "a whole number from 1 to 10000");
  look.choices = std::max(look.choices, *count);
  return {};
}

Status readPrompt(const Value& v, Look& look) {
  look.promptBytes += v.raw.size();
  return {};
}

Status readMessages(const Value& v, Look& look) {
  if (kindOf(v) != '[') return wrongType(v.name, "an array");
  return readPrompt(v, look);
}

Status readTools(const Value& v, Look& look) {
  if (kindOf(v) != '[' && !isNull(v)) return wrongType(v.name, "an array");
  return readPrompt(v, look);
}

Status readLater(const Value&, Look&) { return {}; }  // readOptions has seen it

constexpr unsigned in(Form form) { return 1U << static_cast<unsigned>(form); }
constexpr unsigned kOpenAi =
    in(Form::ChatCompletions) | in(Form::Completions) | in(Form::Embeddings);
constexpr unsigned kMessages = in(Form::Messages);
constexpr unsigned kResponses = in(Form::Responses);
constexpr unsigned kNamed = kOpenAi | kMessages | kResponses;

struct Field {
  std::string_view name;
  Status (*read)(const Value&, Look&);
  unsigned forms = kOpenAi;  // of bodies that have it
  unsigned required = 0;     // … of those that must
  std::string_view article = "a";
};

constexpr std::array kFields{
    Field{"model", readModel, kNamed, kNamed},
    Field{"messages", readMessages, kOpenAi | kMessages, in(Form::ChatCompletions) | kMessages, ""},
    Field{"stream", readStream, kNamed},
    Field{"stream_options", readLater},
    Field{"max_tokens", readMaxTokens, kOpenAi | kMessages},
    Field{"max_completion_tokens", readMaxTokens},
    Field{"max_output_tokens", readMaxTokens, kResponses},
    Field{"n", readChoices},
    Field{"best_of", readChoices},
    Field{"user", readUser, kOpenAi | kResponses},
    Field{"metadata", readMetadata, kOpenAi | kResponses},
    Field{"metadata", readUserId, kMessages},
    Field{"system", readPrompt, kMessages},
    Field{"instructions", readPrompt, kResponses},
    Field{"tools", readTools, kNamed},
    Field{"input", readPrompt, kOpenAi | kResponses, in(Form::Embeddings), "an"},
    Field{"prompt", readPrompt},
    Field{"encoding_format", readFormat},
    Field{"store", readStore, kResponses},
};

// ASCII to lower case, and the two letters outside of ASCII that some servers (Go's encoding/json)
// take for an s and a k.
std::string folded(std::string_view name) {
  std::string out = lower(name);
  for (const auto& [from, to] : {std::pair<std::string_view, char>{"\xc5\xbf", 's'},
                                 std::pair<std::string_view, char>{"\xe2\x84\xaa", 'k'}})
    for (std::size_t at = out.find(from); at != out.npos; at = out.find(from, at))
      out.replace(at, from.size(), 1, to);
  return out;
}

const Field* exactField(std::string_view name, unsigned form) {
  const auto found = std::find_if(kFields.begin(), kFields.end(), [&](const Field& field) {
    return (field.forms & form) != 0 && field.name == name;
  });
  return found == kFields.end() ? nullptr : &*found;
}

// The field that some server could take the name for.
const Field* fieldOf(std::string_view name, unsigned form) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9');
  });
  return plain ? exactField(name, form) : exactField(folded(name), form);
}

class Walk {
 public:
  Walk(std::string_view body, Form form) : m_body(body), m_form(in(form)) {
    m_look.members.reserve(12);
  }

  Result<Look> run(JsonCursor& cursor);

 private:
  void member(std::string_view key, JsonCursor& cursor);
  void readField(const Member& member, std::string_view raw, const Field& field);
  std::string_view options(JsonCursor& cursor);
  std::string_view messages(JsonCursor& cursor);
  std::string_view memberValue(const Field* field, JsonCursor& cursor);
  Status required() const;
  Slice sliceOf(std::string_view raw) const;
  void complain(const Status& status) {
    if (!status && m_status) m_status = status;
  }
  bool& seen(const Field& field) {
    return m_seen[static_cast<std::size_t>(&field - kFields.data())];
  }

  std::string_view m_body;
  unsigned m_form;
  Look m_look;
  Status m_status;
  std::array<bool, kFields.size()> m_seen{};
  bool m_options = false;
};

Slice Walk::sliceOf(std::string_view raw) const {
  const auto begin = static_cast<std::size_t>(raw.data() - m_body.data());
  return {begin, begin + raw.size()};
}

// stream_options: the only object that is read below the top.
std::string_view Walk::options(JsonCursor& cursor) {
  JsonCursor inside = cursor;
  const std::string_view raw = cursor.checked();
  if (cursor.bad()) return raw;
  m_look.streamOptions = sliceOf(raw);
  if (raw == "null") return raw;
  if (raw.front() != '{') return complain(wrongType("stream_options", "an object")), raw;
  inside.members([&](std::string_view name, JsonCursor& value) {
    if (folded(unescape(name)) != "include_usage") return;
    if (m_look.includeUsageValue.present() || unescape(name) != "include_usage")
      complain(bad("stream_options.include_usage", "'include_usage' must be there once"));
    const Value v{"stream_options.include_usage", value.value(), {}};
    m_look.includeUsageValue = sliceOf(v.raw);
    complain(readBool(v, m_look.includeUsage));
  });
  return raw;
}

std::string_view Walk::messages(JsonCursor& cursor) {
  const std::size_t begin = cursor.position();
  cursor.elements([&](JsonCursor& message) {
    message.checked();
    ++m_look.messages;
  });
  return m_body.substr(begin, cursor.bad() ? 0 : cursor.lastEnd() - begin);
}

std::string_view Walk::memberValue(const Field* field, JsonCursor& cursor) {
  if (field == nullptr) return cursor.checked();
  if (field->name == "stream_options") return options(cursor);
  if (field->name == "messages" && cursor.peek() == '[') return messages(cursor);
  return cursor.checked();
}

void Walk::readField(const Member& member, std::string_view raw, const Field& field) {
  if (seen(field))
    return complain(bad(field.name, "'" + std::string(field.name) + "' is there more than once"));
  seen(field) = true;
  if (member.name != field.name)
    return complain(bad(field.name, "unknown parameter, write '" + std::string(field.name) + "'"));
  complain(field.read(Value{field.name, raw, member.value}, m_look));
}

void Walk::member(std::string_view key, JsonCursor& cursor) {
  const std::optional<std::string_view> plain = plainString(key);
  if (!plain && !validToken(key)) return cursor.refuse();
  if (m_look.members.size() == kMostMembers) {
    cursor.checked();
    return complain(bad("", "the body has more than 1000 members"));
  }
  Member& added = m_look.members.emplace_back();
  if (plain)
    added.name.assign(*plain);
  else
    added.name = unescape(key);
  added.key = sliceOf(key);
  const Field* field = fieldOf(added.name, m_form);
  const std::string_view raw = memberValue(field, cursor);
  if (cursor.bad()) return;
  added.value = sliceOf(raw);
  if (field != nullptr) readField(added, raw, *field);
}

Status Walk::required() const {
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    const Field& field = kFields[i];
    if ((field.required & m_form) == 0 || m_seen[i]) continue;
    std::string message = "you must provide ";
    if (!field.article.empty()) message.append(field.article).append(" ");
    return bad(field.name, message + "'" + std::string(field.name) + "'");
  }
  return {};
}

Error notJson(const JsonCursor& cursor, std::size_t at) {
  if (cursor.tooDeep())
    return Error(ErrorKind::InvalidJson, "the body is nested more than 512 levels deep");
  return Error(ErrorKind::InvalidJson, "not valid JSON near byte " + std::to_string(at));
}

Result<Look> Walk::run(JsonCursor& cursor) {
  if (cursor.peek() != '{') {
    cursor.checked();
    if (cursor.bad() || !cursor.atEnd()) return notJson(cursor, cursor.badAt());
    return bad("", "the body must be a JSON object");
  }
  cursor.members([&](std::string_view key, JsonCursor& value) { member(key, value); });
  if (cursor.bad() || !cursor.atEnd()) return notJson(cursor, cursor.badAt());
  m_look.objectEnd = m_body.find_last_of('}');
  if (m_status) m_status = required();
  if (m_form == in(Form::Gemini)) m_look.promptBytes = m_body.size();
  if (!m_status) return m_status.error();
  return std::move(m_look);
}

}  // namespace

bool asksForReasoning(const Look& look, std::string_view body) {
  return std::any_of(look.members.begin(), look.members.end(), [&](const Member& member) {
    const std::string_view value = member.value.of(body);
    if (member.name == "generationConfig" || member.name == "generation_config")
      return value.find("\"thinking") != value.npos;
    if (member.name != "reasoning" && member.name != "reasoning_effort" &&
        member.name != "thinking")
      return false;
    return value != "null" && value.find("\"none\"") == value.npos &&
           value.find("\"disabled\"") == value.npos;
  });
}

Result<Look> Looker::look(std::string_view body, std::size_t capacity, Form form) {
  Result<JsonCursor> cursor = m_index.read(body, capacity);
  if (!cursor) return cursor.error();
  Walk walk(m_index.text(), form);
  Result<Look> look = walk.run(*cursor);
  m_index.shrink();
  return look;
}

}  // namespace sb::dialects
