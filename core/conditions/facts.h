// What conditions ask about: named facts of one request, and where they come from.
// Values; any thread. docs/conditions.md has the table for people.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sb::conditions {

enum class Fact : std::uint8_t {
  Metadata,  // by name
  Headers,   // by name, in any case
  Key,       // name of the gateway key
  Team,
  Tags,  // of the key and of the request
  User,
  Session,
  Model,     // as the caller named it
  Endpoint,  // "chat", "embeddings" …
  Dialect,   // "openai_chat" …
  Tokens,    // estimate for the prompt
  Messages,  // how many
  Images,    // how many
  Files,     // how many
  Tools,     // how many
  Schema,    // true: an answer by a JSON schema is asked for
  Stream,
  Language,  // ISO 639-1 of the last prompt; missing when unsure
  Time,      // "HH:MM", local
  Weekday,   // "mon" to "sun", local
  Client,    // address, without a port
  Body,      // by path
};
inline constexpr int kFacts = static_cast<int>(Fact::Body) + 1;

// As conditions write it: "tokens".
std::string_view factName(Fact fact);

// A set of facts.
class FactSet {
 public:
  bool has(Fact fact) const { return (m_bits & bit(fact)) != 0; }
  void add(Fact fact) { m_bits |= bit(fact); }
  void add(FactSet other) { m_bits |= other.m_bits; }
  bool empty() const { return m_bits == 0; }
  bool operator==(const FactSet&) const = default;

 private:
  static std::uint32_t bit(Fact fact) { return std::uint32_t{1} << static_cast<int>(fact); }
  std::uint32_t m_bits = 0;
};

// One step into a body: a member's name, or an item's index (negative: from the end, -1 the last).
using BodyStep = std::variant<std::string, std::int64_t>;

// Which value is asked for. `name` is set for metadata and headers (headers in lower case), `steps`
// for the body (never empty).
struct FactPath {
  Fact fact = Fact::Tokens;
  std::string name;
  std::vector<BodyStep> steps;

  // `headers.x-app`, `body.messages[-1].role`, `metadata["a.b"]`.
  std::string toText() const;
  bool operator==(const FactPath&) const = default;
};

// What a fact is in one request. Texts and lists are views of what their Facts owns.
class FactValue {
 public:
  struct Whole {  // an object, or a list of other things than texts
    std::size_t members = 0;
  };
  using Texts = std::span<const std::string>;

  FactValue() = default;  // missing; null in a body is missing too
  static FactValue boolean(bool value) { return FactValue(Held(value)); }
  static FactValue number(std::int64_t value) { return FactValue(Held(value)); }
  static FactValue number(double value) { return FactValue(Held(value)); }
  static FactValue text(std::string_view value) { return FactValue(Held(value)); }
  static FactValue list(Texts value) { return FactValue(Held(value)); }
  static FactValue whole(std::size_t members) { return FactValue(Held(Whole{members})); }

  bool missing() const { return std::holds_alternative<std::monostate>(m_held); }
  // Null: it is of another kind. A number is either exact or a double.
  const bool* boolean() const { return std::get_if<bool>(&m_held); }
  const std::int64_t* exact() const { return std::get_if<std::int64_t>(&m_held); }
  const double* real() const { return std::get_if<double>(&m_held); }
  const std::string_view* text() const { return std::get_if<std::string_view>(&m_held); }
  const Texts* list() const { return std::get_if<Texts>(&m_held); }
  const Whole* whole() const { return std::get_if<Whole>(&m_held); }

 private:
  using Held =
      std::variant<std::monostate, bool, std::int64_t, double, std::string_view, Texts, Whole>;
  explicit FactValue(Held held) : m_held(held) {}
  Held m_held;
};

// Where a condition's facts come from: one request. Called by the thread that evaluates.
class Facts {
 public:
  virtual ~Facts() = default;
  // What it refers to lives as long as the facts, unchanged.
  virtual FactValue get(const FactPath& path) const = 0;
};

}  // namespace sb::conditions
