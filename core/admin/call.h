// One call of the admin API: what was asked, what is administered, and what is answered. Control
// thread only. Everything that suspends gives ShuttingDown once the server has stopped, so that no
// part is touched afterwards: an operation returns on any error.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/admin/inside.h"
#include "core/admin/query.h"
#include "core/net/http_connection.h"

namespace sb::admin {

struct Call {
  Call(std::shared_ptr<Inside> all, net::HttpConnection& connection);

  // The part of the path that stands for {name}, decoded.
  const std::string& path(std::string_view name) const;
  // The member of the body, or null.
  const boost::json::value* member(std::string_view name) const;
  std::string text(std::string_view name) const;  // "" where it is missing or no string

  gateway::Gateway& gateway() const { return *admin->parts.gateway; }
  gateway::Settings& settings() const { return *admin->parts.settings; }
  ledger::Ledger& ledger() const { return *admin->parts.ledger; }
  config::Revisions& revisions() const { return *admin->parts.revisions; }
  policy::GatewayKeys& keys() const { return *admin->parts.keys; }

  const std::shared_ptr<Inside> admin;
  net::HttpConnection& http;
  Query query;
  std::vector<std::pair<std::string, std::string>> pathParts;
  boost::json::object body;
  std::string bytes;  // of an operation that takes no JSON
};

// What goes back. An error that needs no more than its kind and words is returned as such.
struct Answer {
  Answer(int s, boost::json::value b) : status(s), body(std::move(b)) {}
  explicit Answer(boost::json::value b) : body(std::move(b)) {}

  static Answer empty();  // 204
  static Answer sent();   // the operation has answered by itself
  // A problem document with members of its own.
  static Answer refusal(const Error& error, boost::json::object more);

  int status = 200;
  boost::json::value body;
  bool isProblem = false, isSent = false;
};

// Writes a problem document.
net::Task<void> refuse(net::HttpConnection& http, const Error& error,
                       boost::json::object more = {});
net::Task<void> respond(net::HttpConnection& http, const Answer& answer);

// Waits for the job. `patient`: even if the client leaves meanwhile, because what was begun must be
// brought to its end.
net::Task<Status> await(Call& call, std::shared_ptr<Job> job, bool patient);

template <class T>
class Piece final : public Job {
 public:
  using Work = std::function<Result<T>(ledger::LogReader*)>;
  explicit Piece(Work work) : m_work(std::move(work)) {}

  void run(ledger::LogReader* reader) override {
    try {
      result.emplace(m_work(reader));
    } catch (const std::exception& e) {
      result.emplace(Error(ErrorKind::Internal, "the program failed", e.what()));
    }
  }
  std::optional<Result<T>> result;

 private:
  Work m_work;
};

// Runs `work` on the pool. It must own what it uses, or use parts only.
template <class T>
net::Task<Result<T>> onPool(Call& call, typename Piece<T>::Work work, bool patient = false) {
  auto piece = std::make_shared<Piece<T>>(std::move(work));
  const Status waited = co_await await(call, piece, patient);
  if (!waited) co_return waited.error();
  co_return std::move(*piece->result);
}

// The same for a query of the log; StoreFailed without one.
template <class T>
net::Task<Result<T>> query(Call& call, std::function<Result<T>(ledger::LogReader&)> work) {
  typename Piece<T>::Work with = [work = std::move(work)](ledger::LogReader* reader) -> Result<T> {
    if (reader == nullptr) return Error(ErrorKind::StoreFailed, "there is no log");
    return work(*reader);
  };
  co_return co_await onPool<T>(call, std::move(with));
}

}  // namespace sb::admin
