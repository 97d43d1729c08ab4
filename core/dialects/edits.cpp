#include "core/dialects/edits.h"

#include <algorithm>
#include <array>

#include "core/base/json.h"
#include "core/base/text.h"

namespace sb::dialects {
namespace {

constexpr std::string_view kLimit = "max_tokens";
constexpr std::string_view kNewLimit = "max_completion_tokens";
constexpr std::string_view kAskUsage = "{\"include_usage\":true}";

bool fixed(std::string_view name) {
  constexpr std::array<std::string_view, 4> names{"model", "messages", "stream", "stream_options"};
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view one) { return equalNoCase(one, name); });
}

bool listed(std::span<const std::string> names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& one) { return equalNoCase(one, name); });
}

bool isLimit(std::string_view name) { return name == kLimit || name == kNewLimit; }

// What becomes of one member.
struct Fate {
  std::string_view name;   // under which it goes out
  std::string_view value;  // raw; "" = the caller's
  bool removed = false;
};

using Addition = std::pair<std::string_view, std::string_view>;  // name, raw value

class Preparation {
 public:
  Preparation(std::string_view body, const Look& look, const Wanted& wanted)
      : m_body(body), m_look(look), m_wanted(wanted) {}

  Result<Edits> run();

 private:
  bool anyParams() const;
  bool unsupported(std::string_view name) const;
  bool takesStreamOptions() const;
  std::string_view wantedName(std::string_view name) const;

  void setModel();
  void askUsage();
  void renameLimit();
  void removeListed();
  Status refuseUnsupported() const;
  void setOverride(std::string_view name, std::string_view value);
  void setDefault(std::string_view name, std::string_view value);
  void add(std::string_view name, std::string_view value);
  void drop(std::size_t member);

  void edit(std::size_t at, std::size_t removed, std::string text);
  void replace(const Slice& slice, std::string text);
  void editMembers();
  void cut(std::size_t first, std::size_t last);
  void appendAdditions();

  std::string_view m_body;
  const Look& m_look;
  const Wanted& m_wanted;
  Edits m_edits;
  std::vector<Fate> m_fates;          // by member; empty while there is nothing to decide
  std::vector<Addition> m_additions;  // behind the last member
};

Result<Edits> Preparation::run() {
  setModel();
  if (m_wanted.askUsage && m_look.stream && !m_look.includeUsage && takesStreamOptions())
    askUsage();
  if (anyParams()) {
    m_fates.reserve(m_look.members.size());
    for (const Member& member : m_look.members)
      m_fates.push_back({member.name, {}, false});
    renameLimit();
    if (const Status taken = refuseUnsupported(); !taken) return taken.error();
    removeListed();
    for (const auto& [name, value] : m_wanted.overrides)
      setOverride(wantedName(name), value);
    for (const auto& [name, value] : m_wanted.defaults)
      setDefault(wantedName(name), value);
    editMembers();
  }
  appendAdditions();
  const auto before = [](const Edit& a, const Edit& b) { return a.at < b.at; };
  if (!std::is_sorted(m_edits.list.begin(), m_edits.list.end(), before))
    std::stable_sort(m_edits.list.begin(), m_edits.list.end(), before);
  return std::move(m_edits);
}

bool Preparation::anyParams() const {
  return !m_wanted.defaults.empty() || !m_wanted.overrides.empty() || !m_wanted.drop.empty() ||
         !m_wanted.unsupported.empty() || !m_wanted.limitName.empty();
}

bool Preparation::unsupported(std::string_view name) const {
  return m_wanted.policy != Unsupported::Pass && listed(m_wanted.unsupported, name);
}

// They say how an answer is transported, which is the gateway's concern: no reason to refuse.
bool Preparation::takesStreamOptions() const { return !unsupported("stream_options"); }

std::string_view Preparation::wantedName(std::string_view name) const {
  return isLimit(name) && isLimit(m_wanted.limitName) ? m_wanted.limitName : name;
}

void Preparation::setModel() {
  if (m_wanted.model.empty() || m_wanted.model == m_look.model) return;
  if (!m_look.modelValue.present()) return;  // Gemini names it in the path
  replace(m_look.modelValue, json::quoted(m_wanted.model));
}

void Preparation::askUsage() {
  m_edits.usageInserted = true;
  const Slice& options = m_look.streamOptions;
  if (m_look.includeUsageValue.present()) return replace(m_look.includeUsageValue, "true");
  if (!options.present()) return add("stream_options", kAskUsage);
  const std::string_view raw = options.of(m_body);
  if (raw == "null") return replace(options, std::string(kAskUsage));
  const bool empty = raw.find('"') == raw.npos;
  edit(options.begin + 1, 0, empty ? "\"include_usage\":true" : "\"include_usage\":true,");
}

void Preparation::drop(std::size_t member) {
  m_fates[member].removed = true;
  m_edits.droppedParams.push_back(m_look.members[member].name);
}

// The caller's limit under the target's name. Where both names are there, the target's own stays.
void Preparation::renameLimit() {
  if (!isLimit(m_wanted.limitName)) return;
  const bool both = std::any_of(m_fates.begin(), m_fates.end(), [this](const Fate& fate) {
    return fate.name == m_wanted.limitName;
  });
  for (std::size_t i = 0; i < m_fates.size(); ++i) {
    if (!isLimit(m_fates[i].name) || m_fates[i].name == m_wanted.limitName) continue;
    if (both)
      drop(i);
    else
      m_fates[i].name = m_wanted.limitName;
  }
}

Status Preparation::refuseUnsupported() const {
  if (m_wanted.policy != Unsupported::Refuse) return {};
  std::string names, first;
  for (const Fate& fate : m_fates) {
    if (fate.removed || fixed(fate.name) || !unsupported(fate.name) ||
        listed(m_wanted.drop, fate.name))
      continue;
    if (names.empty()) first = fate.name;
    names.append(names.empty() ? "" : ", ").append(fate.name);
  }
  if (names.empty()) return {};
  return Error(ErrorKind::UnsupportedParameter, "the target does not take: " + names, first);
}

void Preparation::removeListed() {
  for (std::size_t i = 0; i < m_fates.size(); ++i) {
    const std::string_view name = m_fates[i].name;
    if (equalNoCase(name, "stream_options") && !takesStreamOptions()) m_fates[i].removed = true;
    if (m_fates[i].removed || fixed(name)) continue;
    if (unsupported(name) || listed(m_wanted.drop, m_look.members[i].name)) drop(i);
  }
}

// One member keeps the name and gets the value; others of the name, or of its other spelling, go.
void Preparation::setOverride(std::string_view name, std::string_view value) {
  if (fixed(name) || unsupported(name)) return;
  bool set = false;
  for (Fate& fate : m_fates) {
    if (fate.removed || !(equalNoCase(fate.name, name) || (isLimit(name) && isLimit(fate.name))))
      continue;
    fate.removed = set || fate.name != name;
    if (fate.removed) continue;
    fate.value = value;
    set = true;
  }
  if (!set) add(name, value);
}

void Preparation::setDefault(std::string_view name, std::string_view value) {
  if (fixed(name) || unsupported(name)) return;
  const auto same = [&](std::string_view other) {
    return equalNoCase(other, name) || (isLimit(name) && isLimit(other));
  };
  for (const Member& member : m_look.members)
    if (same(member.name)) return;
  for (const Addition& addition : m_additions)
    if (same(addition.first)) return;
  add(name, value);
}

// The last word about a name counts.
void Preparation::add(std::string_view name, std::string_view value) {
  for (Addition& addition : m_additions)
    if (addition.first == name) return void(addition.second = value);
  m_additions.emplace_back(name, value);
}

void Preparation::edit(std::size_t at, std::size_t removed, std::string text) {
  m_edits.list.push_back({at, removed, std::move(text)});
}

void Preparation::replace(const Slice& slice, std::string text) {
  edit(slice.begin, slice.end - slice.begin, std::move(text));
}

// Members first to last go, with one comma for each: the one behind them, or at the end of the
// object the one before.
void Preparation::cut(std::size_t first, std::size_t last) {
  const auto& members = m_look.members;
  const bool atEnd = last + 1 == members.size();
  const std::size_t from =
      atEnd && first > 0 ? members[first - 1].value.end : members[first].key.begin;
  const std::size_t to = atEnd ? members[last].value.end : members[last + 1].key.begin;
  edit(from, to - from, {});
}

void Preparation::editMembers() {
  for (std::size_t i = 0; i < m_fates.size(); ++i) {
    const Fate& fate = m_fates[i];
    if (fate.removed) {
      const std::size_t first = i;
      while (i + 1 < m_fates.size() && m_fates[i + 1].removed)
        ++i;
      cut(first, i);
      continue;
    }
    const Member& member = m_look.members[i];
    if (fate.name != member.name) replace(member.key, json::quoted(fate.name));
    if (!fate.value.empty() && fate.value != member.value.of(m_body))
      replace(member.value, std::string(fate.value));
  }
}

void Preparation::appendAdditions() {
  if (m_additions.empty()) return;
  std::string text;
  for (const auto& [name, value] : m_additions) {
    text += ',';
    json::appendQuoted(text, name);
    text.append(":").append(value);
  }
  edit(m_look.members.back().value.end, 0, std::move(text));
}

}  // namespace

Result<Edits> prepare(std::string_view body, const Look& look, const Wanted& wanted) {
  return Preparation(body, look, wanted).run();
}

void merge(Edits& edits, std::vector<Edit> more) {
  const auto before = [](const Edit& a, const Edit& b) { return a.at < b.at; };
  const std::size_t known = edits.list.size();
  for (Edit& one : more) {
    const auto meets = [&](const Edit& other) {
      return other.at < one.at + one.removed && one.at < other.at + other.removed;
    };
    const auto end = edits.list.begin() + static_cast<std::ptrdiff_t>(known);
    if (std::none_of(edits.list.begin(), end, meets)) edits.list.push_back(std::move(one));
  }
  std::stable_sort(edits.list.begin(), edits.list.end(), before);
}

void pieces(std::string_view body, const Edits& edits, std::vector<std::string_view>& out,
            std::size_t& total) {
  std::size_t at = 0;
  out.reserve(out.size() + 2 * edits.list.size() + 1);
  const auto put = [&](std::string_view piece) {
    if (piece.empty()) return;
    out.push_back(piece);
    total += piece.size();
  };
  for (const Edit& edit : edits.list) {
    put(body.substr(at, edit.at - at));
    put(edit.text);
    at = edit.at + edit.removed;
  }
  put(body.substr(at));
}

}  // namespace sb::dialects
