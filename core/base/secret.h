// A secret in memory: wiped when it goes, printed by nothing. Values; any thread.
#pragma once

#include <string>
#include <string_view>

namespace sb {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value);
  Secret(const Secret& other);
  Secret(Secret&& other) noexcept;
  Secret& operator=(const Secret& other);
  Secret& operator=(Secret&& other) noexcept;
  ~Secret();

  // The plain text, for the wire and the vault only. Not copied; valid while this lives.
  std::string_view reveal() const { return m_value; }
  bool empty() const { return m_value.empty(); }

  // What a person may see again: "…" and the last four characters (of eight or more).
  std::string hint() const;

 private:
  void wipe() noexcept;

  std::string m_value;
};

// Equal without a hint in time about where they differ.
bool equalConstantTime(std::string_view a, std::string_view b);

}  // namespace sb
