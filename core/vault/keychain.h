// The desktop's keychain, as the engine sees it: a source of secrets that can also keep them.
// Implemented by the desktop program, absent elsewhere. It may prompt a person for minutes, so each
// call returns at once and answers later. All calls are made on any thread.
// Errors: SecretWaiting (locked, refused by the person, no answer in time), SecretMissing (no such
// secret, or no keychain), StoreFailed.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/config/config.h"

namespace sb::vault {

struct Fetched {
  Secret secret;
  std::string warning;  // e.g. that others may read its file; mostly empty
};

class SecretSource {
 public:
  virtual ~SecretSource() = default;
  using Done = std::function<void(Result<Fetched>)>;

  // Calls `done` exactly once, at once or later, on any thread, and within the source's deadline:
  // then with SecretWaiting.
  virtual void fetch(const config::SecretRef& ref, Done done) = 0;
};

class Keychain : public SecretSource {
 public:
  enum class State { Absent, Locked, Open };
  // As last seen.
  virtual State state() const = 0;

  // Calls `done` exactly once, on any thread; after minutes where a person is asked first.
  using Stored = std::function<void(Status)>;
  virtual void store(const std::string& name, const Secret& secret, Stored done) = 0;
  virtual void remove(const std::string& name, Stored done) = 0;

  // A person who refused to unlock it may be asked again by the next fetch.
  virtual void askAgain() = 0;

  // `changed` is called on any thread when what fetch() answered may be different now. One
  // listener; an empty function ends it, and none is running once this has returned.
  virtual void onChange(std::function<void()> changed) = 0;
};

}  // namespace sb::vault
