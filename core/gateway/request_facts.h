// What conditions may ask of a request. Owner: who plans it; one thread. What has to be read from
// the body is read when it is first asked for, or before, on a thread for large work, by prepare().
#pragma once

#include <boost/json/value.hpp>

#include <optional>
#include <string>

#include "core/conditions/facts.h"
#include "core/dialects/dialect.h"
#include "core/dialects/look.h"
#include "core/ledger/record.h"
#include "core/net/http.h"

namespace sb::gateway {

// A request as it came. What it refers to outlives the facts.
struct AskedRequest {
  std::string_view body;
  const dialects::Look& look;
  dialects::Dialect dialect = dialects::Dialect::OpenAiChat;
  std::string_view endpoint;  // as the log names it
  const ledger::Record& record;
  const net::Headers& headers;
  std::int64_t promptTokens = 0;  // where something asks for them
};

class RequestFacts final : public conditions::Facts {
 public:
  explicit RequestFacts(const AskedRequest& asked) : m_asked(asked) {}

  // Reads what these facts need of the body; touches nothing but the body and this.
  void prepare(conditions::FactSet needs) const;

  conditions::FactValue get(const conditions::FactPath& path) const override;
  std::int64_t promptTokens() const { return m_asked.promptTokens; }
  const AskedRequest& asked() const { return m_asked; }

 private:
  // What is said in the caller's dialect, counted.
  struct Said {
    std::int64_t images = 0, files = 0, tools = 0;
    bool schema = false;
    std::string language;
  };
  const Said& said() const;
  std::int64_t messages() const;
  const boost::json::value& body() const;
  conditions::FactValue inBody(const conditions::FactPath& path) const;
  conditions::FactValue inMetadata(const std::string& name) const;
  conditions::FactValue localTime(conditions::Fact fact) const;

  const AskedRequest m_asked;
  mutable std::optional<Said> m_said;
  mutable std::optional<boost::json::value> m_body, m_metadata;
  mutable std::string m_clock;
};

}  // namespace sb::gateway
