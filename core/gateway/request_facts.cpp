#include "core/gateway/request_facts.h"

#include <fmt/format.h>

#include <array>
#include <boost/json.hpp>
#include <ctime>

#include "core/base/json.h"
#include "core/conditions/language.h"
#include "core/dialects/dialect_tools.h"

namespace sb::gateway {
namespace {

namespace bj = boost::json;
namespace chat = dialects::chat;
using conditions::Fact;
using conditions::FactPath;
using conditions::FactValue;

FactValue textOrMissing(std::string_view text) {
  return text.empty() ? FactValue() : FactValue::text(text);
}

FactValue factOf(const bj::value& value) {
  switch (value.kind()) {
    case bj::kind::bool_:
      return FactValue::boolean(value.get_bool());
    case bj::kind::int64:
      return FactValue::number(value.get_int64());
    case bj::kind::uint64:
      return FactValue::number(static_cast<double>(value.get_uint64()));
    case bj::kind::double_:
      return FactValue::number(value.get_double());
    case bj::kind::string:
      return FactValue::text({value.get_string().data(), value.get_string().size()});
    case bj::kind::array:
      return FactValue::whole(value.get_array().size());
    case bj::kind::object:
      return FactValue::whole(value.get_object().size());
    case bj::kind::null:
      break;
  }
  return {};
}

// Null where the path leads nowhere.
const bj::value* follow(const bj::value* at, const std::vector<conditions::BodyStep>& steps) {
  for (const conditions::BodyStep& step : steps) {
    if (const auto* name = std::get_if<std::string>(&step)) {
      at = at->is_object() ? at->get_object().if_contains(*name) : nullptr;
    } else {
      const std::int64_t wanted = std::get<std::int64_t>(step);
      const bj::array* list = at->if_array();
      const auto size = list == nullptr ? 0 : static_cast<std::int64_t>(list->size());
      const std::int64_t place = wanted < 0 ? size + wanted : wanted;
      at = place < 0 || place >= size ? nullptr : &(*list)[static_cast<std::size_t>(place)];
    }
    if (at == nullptr) return nullptr;
  }
  return at;
}

void count(const std::vector<chat::Part>& parts, std::int64_t& images, std::int64_t& files) {
  for (const chat::Part& part : parts) {
    if (const auto* media = chat::as<chat::Media>(part))
      ++(media->kind == chat::MediaKind::Image ? images : files);
    if (const auto* result = chat::as<chat::ToolResult>(part))
      count(result->content, images, files);
  }
}

// The last that a person said.
std::string lastPrompt(const chat::Request& request) {
  for (auto message = request.messages.rbegin(); message != request.messages.rend(); ++message) {
    if (message->role != chat::Role::User) continue;
    std::string text;
    for (const chat::Part& part : message->content)
      if (const auto* words = chat::as<chat::Text>(part)) text.append(words->text).append(" ");
    if (!text.empty()) return text;
  }
  return {};
}

}  // namespace

void RequestFacts::prepare(conditions::FactSet needs) const {
  for (const Fact fact : {Fact::Images, Fact::Files, Fact::Tools, Fact::Schema, Fact::Language})
    if (needs.has(fact)) said();
  if (needs.has(Fact::Messages)) messages();
  if (needs.has(Fact::Body)) body();
}

const RequestFacts::Said& RequestFacts::said() const {
  if (m_said) return *m_said;
  m_said.emplace();
  const dialects::DialectTools* tools = dialects::toolsOf(m_asked.dialect);
  if (tools == nullptr) return *m_said;
  const Result<chat::Request> request = tools->codec->readRequest(m_asked.body);
  if (!request) return *m_said;  // embeddings, completions: nothing of it is there
  for (const chat::Message& message : request->messages)
    count(message.content, m_said->images, m_said->files);
  m_said->tools = static_cast<std::int64_t>(request->tools.size() + request->hostedTools.size());
  m_said->schema = request->format.kind == chat::Format::Kind::Schema;
  m_said->language = conditions::languageOf(lastPrompt(*request));
  return *m_said;
}

// The look counts those that are called so; the other dialects have other lists.
std::int64_t RequestFacts::messages() const {
  using dialects::Dialect;
  const bool gemini = m_asked.dialect == Dialect::Gemini;
  if (!gemini && m_asked.dialect != Dialect::OpenAiResponses) return m_asked.look.messages;
  const bj::object* all = body().if_object();
  const bj::value* said =
      all == nullptr ? nullptr : all->if_contains(gemini ? "contents" : "input");
  if (said == nullptr || said->is_null()) return 0;
  return said->is_array() ? static_cast<std::int64_t>(said->get_array().size()) : 1;
}

const bj::value& RequestFacts::body() const {
  if (!m_body) {
    Result<bj::value> read = json::parse(m_asked.body);
    m_body = read ? std::move(*read) : bj::value();
  }
  return *m_body;
}

FactValue RequestFacts::inBody(const FactPath& path) const {
  const bj::value* found = follow(&body(), path.steps);
  return found == nullptr ? FactValue() : factOf(*found);
}

FactValue RequestFacts::inMetadata(const std::string& name) const {
  if (!m_metadata) {
    Result<bj::value> read = json::parse(m_asked.record.metadata);
    m_metadata = read ? std::move(*read) : bj::value();
  }
  const bj::object* all = m_metadata->if_object();
  const bj::value* found = all == nullptr ? nullptr : all->if_contains(name);
  return found == nullptr ? FactValue() : factOf(*found);
}

FactValue RequestFacts::localTime(Fact fact) const {
  constexpr std::array<std::string_view, 7> kDays{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
  const auto at = static_cast<std::time_t>(m_asked.record.at / 1000);
  std::tm local{};
  localtime_r(&at, &local);
  if (fact == Fact::Weekday) return FactValue::text(kDays[static_cast<std::size_t>(local.tm_wday)]);
  m_clock = fmt::format("{:02}:{:02}", local.tm_hour, local.tm_min);
  return FactValue::text(m_clock);
}

FactValue RequestFacts::get(const FactPath& path) const {
  const ledger::Record& record = m_asked.record;
  switch (path.fact) {
    case Fact::Metadata:
      return inMetadata(path.name);
    case Fact::Headers:
      return textOrMissing(m_asked.headers.get(path.name));
    case Fact::Key:
      return textOrMissing(record.keyName);
    case Fact::Team:
      return textOrMissing(record.team);
    case Fact::Tags:
      return FactValue::list(record.tags);
    case Fact::User:
      return textOrMissing(record.user);
    case Fact::Session:
      return textOrMissing(record.session);
    case Fact::Model:
      return textOrMissing(m_asked.look.model);
    case Fact::Endpoint:
      return FactValue::text(m_asked.endpoint);
    case Fact::Dialect:
      return FactValue::text(dialects::dialectName(m_asked.dialect));
    case Fact::Tokens:
      return FactValue::number(promptTokens());
    case Fact::Messages:
      return FactValue::number(messages());
    case Fact::Images:
      return FactValue::number(said().images);
    case Fact::Files:
      return FactValue::number(said().files);
    case Fact::Tools:
      return FactValue::number(said().tools);
    case Fact::Schema:
      return FactValue::boolean(said().schema);
    case Fact::Stream:
      return FactValue::boolean(m_asked.look.stream);
    case Fact::Language:
      return textOrMissing(said().language);
    case Fact::Time:
    case Fact::Weekday:
      return localTime(path.fact);
    case Fact::Client:
      return textOrMissing(record.clientAddress);
    case Fact::Body:
      return inBody(path);
  }
  return {};
}

}  // namespace sb::gateway
