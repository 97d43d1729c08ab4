#include "core/demo/endpoints.h"

#include <fmt/format.h>

#include <boost/json/object.hpp>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/demo/embeddings.h"
#include "core/demo/events.h"
#include "core/demo/player.h"

namespace sb::demo {
namespace {

namespace bj = boost::json;
using net::HttpConnection;
using net::Task;

constexpr std::int64_t kBodyLimit = 128 * 1024 * 1024;
constexpr std::int64_t kModelsCreated = 1'767'225'600;  // 2026-01-01
constexpr std::string_view kModelsPath = "/v1/models/";
constexpr std::string_view kJson = "Content-Type: application/json\r\n";

Task<bool> answer(HttpConnection& connection, std::string_view body) {
  co_return co_await connection.respond(200, kJson, body);
}

std::string bodyOf(const Error& error) {
  const std::string_view type =
      errorStatus(error.kind) < 500 ? "invalid_request_error" : "server_error";
  if (error.kind == ErrorKind::UnknownModel)
    return errorBody(error.message, type, "model_not_found");
  return errorBody(error.message, type, {});
}

Task<bool> refuse(HttpConnection& connection, const Error& error) {
  const std::string body = bodyOf(error);
  co_return co_await connection.respond(errorStatus(error.kind), kJson, body);
}

// A request body with what every generation needs of it.
struct Parsed {
  std::string raw;
  bj::value document;
  std::string model;
  Script script;

  const bj::object& object() const { return document.get_object(); }
};

Result<Parsed> parse(std::string raw) {
  Result<bj::value> document = json::parse(raw);
  if (!document || !document->is_object())
    return Error(ErrorKind::InvalidJson,
                 "We could not parse the JSON body of your request. (The demo provider expects a "
                 "JSON object.)");
  Parsed parsed;
  parsed.model = json::text(document->get_object(), "model");
  if (parsed.model.empty())
    return Error(ErrorKind::BadRequest, "you must provide a model parameter");
  Result<Script> script = scriptOf(parsed.model);
  if (!script) return script.error();
  parsed.script = std::move(*script);
  parsed.raw = std::move(raw);
  parsed.document = std::move(*document);
  return parsed;
}

Task<Result<Parsed>> readRequest(HttpConnection& connection) {
  Result<std::string> raw = co_await connection.readBody(kBodyLimit);
  if (!raw) co_return raw.error();
  co_return parse(std::move(*raw));
}

std::string_view bearerOf(const net::RequestHead& head) {
  const std::string_view value = head.headers.get("Authorization");
  return startsWithNoCase(value, "bearer ") ? trim(value.substr(7)) : std::string_view();
}

bool faultsHold(const Script& script, std::int64_t number, const net::RequestHead& head) {
  if (script.times >= 0 && number > script.times) return false;
  return script.forKey.empty() || script.forKey == bearerOf(head);
}

// Names in lower case; ":method" and ":path" first.
std::string headersJson(const net::RequestHead& head) {
  bj::object all;
  all[":method"] = head.method;
  all[":path"] = head.target;
  for (std::size_t i = 0; i < head.headers.size(); ++i) {
    const std::string value(head.headers.value(i));
    auto [at, added] = all.emplace(lower(head.headers.name(i)), value);
    if (!added) at->value().as_string().append(", " + value);
  }
  return json::write(all);
}

std::string modelJson(std::string_view id) {
  return fmt::format(R"({{"id":{},"object":"model","created":{},"owned_by":"signalbox-demo"}})",
                     json::quoted(id), kModelsCreated);
}

}  // namespace

std::string Endpoints::protocolError(const Error& error) { return bodyOf(error); }

std::string Endpoints::nextRequestId() { return fmt::format("req_demo_{}", ++m_requests); }

Task<void> Endpoints::handle(HttpConnection& connection) {
  struct Route {
    std::string_view method, path;
    Task<void> (Endpoints::*serve)(HttpConnection&);
  };
  static constexpr Route kRoutes[] = {
      {"POST", "/v1/chat/completions", &Endpoints::chat},
      {"POST", "/v1/completions", &Endpoints::completions},
      {"POST", "/v1/embeddings", &Endpoints::embeddings},
      {"GET", "/v1/models", &Endpoints::models},
      {"GET", "/v1/demo/requests", &Endpoints::requests},
      {"DELETE", "/v1/demo/requests", &Endpoints::forget},
  };
  const net::RequestHead& head = connection.request();
  const std::string_view method = head.method == "HEAD" ? "GET" : std::string_view(head.method);
  for (const Route& route : kRoutes)
    if (route.method == method && route.path == head.path())
      co_return co_await (this->*route.serve)(connection);
  if (method == "GET" && head.path().starts_with(kModelsPath)) co_return co_await model(connection);
  const Error unknown(ErrorKind::NotFound,
                      fmt::format("Invalid URL ({} {})", head.method, excerpt(head.target, 200)));
  co_await refuse(connection, unknown);
}

Task<void> Endpoints::chat(HttpConnection& connection) {
  co_await generate(connection, Endpoint::Chat);
}

Task<void> Endpoints::completions(HttpConnection& connection) {
  co_await generate(connection, Endpoint::Completions);
}

Task<void> Endpoints::generate(HttpConnection& connection, Endpoint endpoint) {
  Result<Parsed> parsed = co_await readRequest(connection);
  if (!parsed) {
    co_await refuse(connection, parsed.error());
    co_return;
  }
  Counters::Call call(m_counters, parsed->model);
  Script& script = parsed->script;
  if (!faultsHold(script, call.number(), connection.request())) script = script.withoutFaults();
  const Result<Ask> ask = readAsk(endpoint, parsed->object());
  if (!ask) {
    co_await refuse(connection, ask.error());
    co_return;
  }
  parsed->document = nullptr;
  RequestFacts facts;
  facts.id = nextRequestId();
  facts.body = parsed->raw;
  if (script.headersAsText) facts.headersJson = headersJson(connection.request());
  const bool over = co_await playOverture(connection, script);
  if (over) co_await playAnswer(connection, *ask, script, facts);
  if (connection.gone()) call.aborted();
}

Task<void> Endpoints::embeddings(HttpConnection& connection) {
  Result<Parsed> parsed = co_await readRequest(connection);
  if (!parsed) {
    co_await refuse(connection, parsed.error());
    co_return;
  }
  Counters::Call call(m_counters, parsed->model);
  Script& script = parsed->script;
  if (!faultsHold(script, call.number(), connection.request())) script = script.withoutFaults();
  const Result<std::string> body = embeddingsBody(parsed->object(), m_seed);
  if (!body) {
    co_await refuse(connection, body.error());
    co_return;
  }
  RequestFacts facts;
  facts.id = nextRequestId();
  facts.body = parsed->raw;
  const bool over = co_await playOverture(connection, script);
  if (over) co_await playBody(connection, *body, script, facts);
  if (connection.gone()) call.aborted();
}

Task<void> Endpoints::models(HttpConnection& connection) {
  std::string body = R"({"object":"list","data":[)";
  for (const std::string_view name : modelNames()) {
    if (body.back() == '}') body += ',';
    body += modelJson(name);
  }
  body += "]}";
  co_await answer(connection, body);
}

Task<void> Endpoints::model(HttpConnection& connection) {
  const std::string id = percentDecode(connection.request().path().substr(kModelsPath.size()));
  const Result<Script> known = scriptOf(id);
  if (!known) {
    co_await refuse(connection, known.error());
    co_return;
  }
  const std::string body = modelJson(id);
  co_await answer(connection, body);
}

Task<void> Endpoints::requests(HttpConnection& connection) {
  const std::string body = m_counters.json();
  co_await answer(connection, body);
}

Task<void> Endpoints::forget(HttpConnection& connection) {
  m_counters.clear();
  co_await connection.respond(204, "", "");
}

}  // namespace sb::demo
