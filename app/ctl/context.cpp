#include <fmt/format.h>

#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>

#include "app/ctl/command.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace sb::ctl {

namespace bj = boost::json;

namespace {

constexpr std::size_t kMostFile = 64 * 1024;
constexpr std::string_view kPrefix = "/admin/v1/";

std::string defaultData() {
  if (const char* home = std::getenv("XDG_DATA_HOME"); home != nullptr && *home == '/')
    return std::string(home) + "/signalbox";
  const char* home = std::getenv("HOME");
  return (home != nullptr ? std::string(home) : std::string()) + "/.local/share/signalbox";
}

Error notRunning(const std::string& file, const Error& why) {
  const std::string what = why.kind == ErrorKind::NotFound
                               ? "no Signalbox runs on this data folder: there is no " + file
                               : file + " cannot be read: " + why.message;
  return {ErrorKind::ConnectRefused, what + " (choose with --data DIR, or --admin URL)"};
}

// A problem document's words; the list of problems, where it has one, a line each.
Error refusal(const Response& response) {
  const Result<bj::value> parsed = json::parse(response.body);
  if (!parsed || !parsed->is_object())
    return {ErrorKind::Internal, fmt::format("the server answered {}", response.status)};
  const bj::object& problem = parsed->get_object();
  std::string message(json::text(problem, "detail"));
  const bj::value* list = problem.if_contains("problems");
  if (list != nullptr && list->is_array()) {
    for (const bj::value& one : list->get_array()) {
      if (!one.is_object()) continue;
      const bj::object& at = one.get_object();
      if (const bj::value* line = at.if_contains("line"))
        message += fmt::format("\n{}:{}: {}", json::write(*line), json::write(at.at("column")),
                               json::text(at, "what"));
    }
  }
  ErrorKind kind = errorFromName(json::text(problem, "kind"));
  // That one is ours alone: nobody could be reached.
  if (kind == ErrorKind::ConnectRefused) kind = ErrorKind::Internal;
  return {kind, message};
}

}  // namespace

const std::string& Context::word(std::size_t n) const {
  static const std::string kNone;
  return n < m_line.words.size() ? m_line.words[n] : kNone;
}

std::string Context::option(const std::string& name, const std::string& otherwise) const {
  const auto found = m_line.options.find(name);
  return found == m_line.options.end() ? otherwise : found->second;
}

Status Context::findServer() {
  if (m_server) return {};
  std::string url = option("admin"), tokenFile = option("token-file");
  const std::string data = option("data", defaultData());
  if (url.empty()) {
    const std::string file = data + "/run.json";
    const Result<FileText> run = readSmallFile(file, kMostFile);
    if (!run) return notRunning(file, run.error());
    const Result<bj::value> parsed = json::parse(run->text);
    if (!parsed || !parsed->is_object())
      return Error(ErrorKind::ConnectRefused, file + " is damaged");
    url = json::text(parsed->get_object(), "admin");
    if (tokenFile.empty()) tokenFile = json::text(parsed->get_object(), "token_file");
  }
  if (tokenFile.empty()) tokenFile = data + "/admin.token";
  const Result<FileText> token = readSmallFile(tokenFile, kMostFile);
  if (!token)
    return Error(ErrorKind::ConnectRefused,
                 "the admin token in " + tokenFile + " cannot be read: " + token.error().message);
  m_token = trim(token->text.substr(0, token->text.find('\n')));
  const Result<Address> address = parseAddress(url);
  if (!address) return Error(ErrorKind::ConnectRefused, address.error().message);
  m_server = *address;
  return {};
}

Result<Response> Context::exchange(const std::string& method, const std::string& target,
                                   const std::string& body, const OnBytes& onBytes,
                                   const char* contentType) {
  const Status found = findServer();
  if (!found) return found.error();
  Request request;
  request.method = method;
  request.target = std::string(kPrefix) + target;
  request.token = m_token;
  request.body = body;
  request.contentType = contentType;
  Result<Response> response = send(*m_server, request, onBytes);
  if (response && (response->status < 200 || response->status > 299)) return refusal(*response);
  return response;
}

Result<bj::value> Context::call(const std::string& method, const std::string& target,
                                const bj::value* body) {
  const std::string text = body != nullptr ? json::write(*body) : std::string();
  const Result<Response> response = exchange(method, target, text, {});
  if (!response) return response.error();
  if (response->status == 204) return bj::value(nullptr);
  return json::parse(response->body);
}

Result<bj::value> Context::put(const std::string& target, const std::string& bytes) {
  const Result<Response> response = exchange("PUT", target, bytes, {}, "application/octet-stream");
  if (!response) return response.error();
  return json::parse(response->body);
}

Status Context::stream(const std::string& target, const OnBytes& onBytes) {
  const Result<Response> response = exchange("GET", target, {}, onBytes);
  if (!response) return response.error();
  return {};
}

int Context::fail(const Error& error) {
  std::fprintf(stderr, "signalboxctl: %s\n", error.message.c_str());
  return error.kind == ErrorKind::ConnectRefused ? kUnreachable : kRefused;
}

int Context::print(const bj::value& value) {
  std::fputs((json::write(value) + "\n").c_str(), stdout);
  return 0;
}

}  // namespace sb::ctl
