#include "core/admin/call.h"

#include <boost/json.hpp>

#include "core/admin/problem.h"
#include "core/base/json.h"

namespace sb::admin {

using net::Task;

namespace {

constexpr std::string_view kCommonLines =
    "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n";

std::string linesFor(int status, bool isProblem) {
  std::string lines(kCommonLines);
  net::appendHeader(lines, "Content-Type",
                    isProblem ? "application/problem+json" : "application/json");
  if (status == 401) net::appendHeader(lines, "WWW-Authenticate", "Bearer");
  if (status == 503) net::appendHeader(lines, "Retry-After", "1");
  return lines;
}

Error stoppedError() { return {ErrorKind::ShuttingDown, "Signalbox is stopping"}; }

}  // namespace

Call::Call(std::shared_ptr<Inside> all, net::HttpConnection& connection)
    : admin(std::move(all)), http(connection), query(connection.request().query()) {}

const std::string& Call::path(std::string_view name) const {
  static const std::string kNone;
  for (const auto& [key, value] : pathParts)
    if (key == name) return value;
  return kNone;
}

const boost::json::value* Call::member(std::string_view name) const {
  return body.if_contains(name);
}

std::string Call::text(std::string_view name) const { return std::string(json::text(body, name)); }

Answer Answer::empty() { return {204, nullptr}; }

Answer Answer::sent() {
  Answer answer(200, nullptr);
  answer.isSent = true;
  return answer;
}

Answer Answer::refusal(const Error& error, boost::json::object more) {
  Answer answer(errorStatus(error.kind), problem(error, std::move(more)));
  answer.isProblem = true;
  return answer;
}

Task<void> refuse(net::HttpConnection& http, const Error& error, boost::json::object more) {
  const Answer answer = Answer::refusal(error, std::move(more));
  if (error.kind != ErrorKind::MethodNotAllowed) {
    co_await respond(http, answer);
    co_return;
  }
  std::string lines = linesFor(answer.status, true);
  net::appendHeader(lines, "Allow", error.detail);
  const std::string text = json::write(answer.body);
  co_await http.respond(answer.status, lines, text);
}

Task<void> respond(net::HttpConnection& http, const Answer& answer) {
  if (answer.isSent) co_return;
  const bool bodiless = answer.status == 204;
  const std::string lines =
      bodiless ? std::string(kCommonLines) : linesFor(answer.status, answer.isProblem);
  std::string text;
  if (!bodiless) text = json::write(answer.body);
  co_await http.respond(answer.status, lines, text);
}

Task<Status> await(Call& call, std::shared_ptr<Job> job, bool patient) {
  Inside& admin = *call.admin;
  if (!admin.blocking.add(job)) {
    Error busy(ErrorKind::Overloaded, "too much is asked of the admin API at once");
    co_return busy;
  }
  net::Guard& guard = call.http.guard();
  while (patient && !job->done)
    co_await job->signal.wait();
  while (!job->done) {
    const bool time = co_await guard.wait(job->signal);
    if (time || job->done) continue;
    admin.blocking.abandon(job);
    Error gone(guard.expired().value_or(ErrorKind::ClientGone), "nobody waits any more");
    co_return gone;
  }
  if (admin.stopped) co_return stoppedError();
  co_return Status();
}

}  // namespace sb::admin
