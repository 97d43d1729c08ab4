// The dictionary behind the narrow rows: each text that repeats (a model, a key, an error message)
// is a small number in `rows`. The whole of it is kept in memory by the writer and by each reader.
// A kind that outsiders can fill (model names, messages) is capped: what comes later gets kOther
// and stands in the row's details instead. Belongs to one thread.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sb::ledger {

enum class NameKind : std::uint8_t {
  Key = 1,  // name, U+001F, id
  Team,
  Route,
  Provider,
  Model,
  Asked,
  Endpoint,
  Message,
  TagSet,  // sorted tags, joined by U+001F
  Dialect,
  Agent,
  Url,
  Why,
  Finish,
  ProviderKey,
  Error,  // names of error kinds: their numbers may change between versions
};
inline constexpr std::size_t kNameKinds = 17;

using NameId = std::int64_t;
inline constexpr NameId kNoName = 0;  // the empty text
inline constexpr NameId kOther = -1;  // the dictionary was full
inline constexpr char kJoin = '\x1f';

struct Name {
  NameId id = kNoName;
  NameKind kind = NameKind::Key;
  std::string text;
};

class Names {
 public:
  // How many texts a kind takes.
  static std::size_t capOf(NameKind kind);

  // From the file.
  void add(NameId id, NameKind kind, std::string_view text);

  // The writer: the number of this text, a new one if need be (then it is in fresh()).
  NameId intern(NameKind kind, std::string_view text) {
    if (text.empty()) return kNoName;
    const Latest& latest = m_latest[static_cast<std::size_t>(kind)];
    return latest.text == text ? latest.id : look(kind, text);
  }
  // What the file does not hold yet.
  const std::vector<Name>& fresh() const { return m_fresh; }
  void freshWritten() { m_fresh.clear(); }

  // "" for kNoName, kOther and unknown numbers.
  std::string_view text(NameId id) const;
  NameId last() const { return m_last; }
  bool full(NameKind kind) const;
  void forEach(NameKind kind, const std::function<void(NameId, std::string_view)>& visit) const;
  // Ids of the texts of this kind that `matches` accepts.
  std::vector<NameId> matching(NameKind kind,
                               const std::function<bool(std::string_view)>& matches) const;
  void clear();

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  using Index = std::unordered_map<std::string, NameId, Hash, std::equal_to<>>;

  struct Latest {
    std::string_view text;  // a key of m_ids
    NameId id = kNoName;
  };

  NameId look(NameKind kind, std::string_view text);

  std::array<Index, kNameKinds> m_ids;
  std::array<Latest, kNameKinds> m_latest;  // most rows repeat what the one before said
  std::vector<const std::string*> m_texts;  // by number; keys of m_ids
  std::vector<Name> m_fresh;
  NameId m_last = 0;
};

}  // namespace sb::ledger
