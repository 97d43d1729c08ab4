// Who waits for an answer: what an exchange needs of its client's connection. A request has one of
// its own even where nobody listens (a copy of a request that is only logged). Used by the one task
// that serves it; one thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/result.h"
#include "core/net/guard.h"
#include "core/net/http.h"
#include "core/net/task.h"

namespace sb::net {

class Caller {
 public:
  virtual ~Caller() = default;

  virtual const RequestHead& request() const = 0;
  virtual const std::string& clientAddress() const = 0;
  virtual Steady receivedAt() const = 0;  // first byte of the request
  // Of every wait on the caller's behalf.
  virtual Guard& guard() = 0;
  bool gone() { return guard().cancelled(); }
  // Cancels the current exchange with this reason.
  void cancel(ErrorKind why) { guard().cancel(why); }
  // After cancel(): lets the reason be told, within a second; the connection closes behind it.
  // False: it is the client who has left, or it has been told already.
  virtual bool lastWord() = 0;

  // Counts further bytes that are kept for the request as its body's. Overloaded.
  virtual Status charge(std::size_t bytes) = 0;
  // The whole body, with at least 64 spare bytes of capacity. BodyTooLarge, Overloaded (all bodies
  // together), BadRequest, RequestTimeout, ClientGone.
  virtual Task<Result<std::string>> readBody(std::int64_t limit) = 0;

  // A whole answer. `headerLines` is "Name: value\r\n" text; length and connection headers are
  // added. False if the client is gone.
  virtual Task<bool> respond(int status, std::string_view headerLines, std::string_view body) = 0;

  // A streamed answer. The head leaves with the first bytes, or with flush().
  virtual void begin(int status, std::string_view headerLines) = 0;
  virtual bool begun() const = 0;
  // Writes what the socket takes now and keeps the rest; false if the client is gone. One chunk.
  virtual bool send(std::span<const std::string_view> pieces) = 0;
  bool send(std::string_view bytes) { return send({&bytes, 1}); }
  virtual bool congested() const = 0;
  // Until all that was sent has left; under the guard.
  virtual Task<bool> flush() = 0;
  virtual Task<bool> end() = 0;
};

}  // namespace sb::net
