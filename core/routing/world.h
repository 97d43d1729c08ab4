// What a route's tree asks about the moment in which it is walked. The gateway gives one for each
// request; a dry run gives one that only looks. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/conditions/facts.h"
#include "core/config/route.h"

namespace sb::routing {

// Why a limit has no room, and when it may have some again (0 = not known).
struct Refusal {
  Error error;
  Millis wait{0};
};

class World {
 public:
  virtual ~World() = default;

  virtual double random() = 0;  // [0, 1)
  virtual const conditions::Facts& facts() = 0;

  // How often the node was asked before, over all requests: whose turn it is.
  virtual std::uint64_t turn(const config::Node& node) = 0;
  // The same number for requests that belong together; nothing: this request belongs to none.
  virtual std::optional<std::uint64_t> group(const config::Sharing& sharing) = 0;

  // Why traffic goes past the target at the moment while there are others; "" = it does not.
  virtual std::string avoided(const config::Node& target) = 0;
  // The smaller, the better. Infinity: not known, and then the last.
  virtual double score(config::Balance::By by, const config::Node& target) = 0;
  // What the score stands for, for the log: "312 ms, 2 open".
  virtual std::string scoreText(config::Balance::By by, const config::Node& target) = 0;

  // Takes a place for this request below a limit node, held until the request ends; else why not.
  virtual std::optional<Refusal> enter(const config::Node& limit) = 0;

  // A child of a balance has failed: those that fail much more often than their siblings leave.
  virtual void childFailed(const config::Node& balance) = 0;

  // After an attempt that failed, one at another target begins: extra load.
  virtual void failsOver() = 0;

  // Whether one more attempt at a target that has failed is affordable now; counts it.
  virtual bool mayRepeat() = 0;
};

}  // namespace sb::routing
