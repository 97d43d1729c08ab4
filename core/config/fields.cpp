#include "core/config/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "core/base/text.h"
#include "core/config/units.h"

namespace sb::config {
namespace {

constexpr std::size_t kMaxSecretName = 64;
constexpr std::size_t kMaxSecretPath = 4096;

const Field* fieldNamed(const std::vector<Field>& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

std::vector<std::string> namesOf(const std::vector<Field>& fields) {
  std::vector<std::string> names;
  for (const Field& field : fields)
    names.push_back(field.name);
  return names;
}

// The scalar's text, or a problem.
const std::string* scalar(const Value& value, std::string_view expected) {
  if (value.isScalar()) return &value.text();
  value.problem(fmt::format("{} stands here, expected {}", kindOf(value), expected));
  return nullptr;
}

bool isLetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isVariableName(std::string_view name) {
  return !name.empty() && name.size() <= kMaxSecretName && !(name[0] >= '0' && name[0] <= '9') &&
         std::ranges::all_of(name, [](char c) { return isLetterOrDigit(c) || c == '_'; });
}

bool isStoredName(std::string_view name) {
  return !name.empty() && name.size() <= kMaxSecretName && !name.starts_with("sk-") &&
         std::ranges::all_of(name, [](char c) {
           return isLetterOrDigit(c) || std::string_view("_-./@").find(c) != std::string_view::npos;
         });
}

bool isPath(std::string_view name) {
  return !name.empty() && name.size() <= kMaxSecretPath && !hasControl(name);
}

struct SecretForm {
  std::string_view prefix;
  SecretRef::Source source;
  bool (*valid)(std::string_view);
  std::string_view nameRule;
};

constexpr SecretForm kSecretForms[] = {
    {"env:", SecretRef::Source::Env, isVariableName,
     "env: and a variable's name (letters, digits and _, at most 64)"},
    {"vault:", SecretRef::Source::Vault, isStoredName,
     "vault: and a secret's name (letters, digits and _-./@, at most 64, not the secret itself)"},
    {"keychain:", SecretRef::Source::Keychain, isStoredName,
     "keychain: and a secret's name (letters, digits and _-./@, at most 64, not the secret "
     "itself)"},
    {"file:", SecretRef::Source::File, isPath, "file: and a path"},
};

std::string secretPlaces(const Known& known) {
  return known.keychain ? "env:NAME, vault:NAME, keychain:NAME or file:PATH"
                        : "env:NAME, vault:NAME or file:PATH";
}

void readSecret(const Value& value, SecretRef& out, const Known& known) {
  const std::string expected = "where the secret is kept: " + secretPlaces(known);
  const std::string* text = scalar(value, expected);
  if (!text) return;
  for (const SecretForm& form : kSecretForms) {
    if (!text->starts_with(form.prefix)) continue;
    const std::string name = text->substr(form.prefix.size());
    if (form.source == SecretRef::Source::Keychain && !known.keychain)
      return value.problem(
          "there is no keychain in this program, expected vault:NAME, env:NAME or "
          "file:PATH");
    if (!form.valid(name))
      return value.problem(
          fmt::format("this is no reference to a secret, expected {}", form.nameRule));
    out = SecretRef{form.source, name};
    return;
  }
  value.problem("a secret does not belong in the file, expected " + expected);
}

}  // namespace

bool hasControl(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return u < 0x20 || u == 0x7f;
  });
}

bool isToken(std::string_view text) {
  const auto allowed = [](char c) {
    return isLetterOrDigit(c) ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  };
  return !text.empty() && std::ranges::all_of(text, allowed);
}

void readMap(const Value& value, const std::vector<Field>& fields) {
  if (!value.isMap() && !value.isNull())
    return value.problem(fmt::format("{} stands here, expected a map with {}", kindOf(value),
                                     anyOf(namesOf(fields))));
  std::set<std::string_view> seen;
  const std::size_t members = value.isMap() ? value.yaml().members() : 0;
  for (std::size_t i = 0; i < members; ++i) {
    const Value key = value.keyOf(i);
    if (!key.isScalar() || !seen.insert(key.text()).second) continue;  // checkKeys reports these
    if (const Field* field = fieldNamed(fields, key.text()))
      field->read(value.member(i));
    else if (!key.problems().full())
      key.problem("unknown key " + shown(key.text()) + suggestion(key.text(), namesOf(fields)));
  }
  for (const Field& field : fields)
    if (field.required && !seen.contains(field.name))
      value.problem(fmt::format("\"{}\" is missing here, expected it", field.name));
}

Read listOf(std::string expected, Read read) {
  return [expected = std::move(expected), read = std::move(read)](const Value& value) {
    if (value.isNull()) return;
    if (!value.isList())
      return value.problem(
          fmt::format("{} stands here, expected a list of {}", kindOf(value), expected));
    for (std::size_t i = 0; i < value.yaml().items.size(); ++i)
      read(value.item(i));
  };
}

Read text(std::string& out, std::size_t most) {
  return [&out, most](const Value& value) {
    const std::string* got = scalar(value, "text");
    if (!got) return;
    if (got->empty()) return value.problem("an empty text, expected some");
    if (got->size() > most)
      return value.problem(fmt::format("too long, expected at most {} bytes", most));
    if (hasControl(*got)) return value.problem("control characters, expected one line of text");
    out = *got;
  };
}

Read optionalText(std::optional<std::string>& out, std::size_t most) {
  return [&out, most](const Value& value) {
    std::string got;
    text(got, most)(value);
    if (!got.empty()) out = std::move(got);
  };
}

Read texts(std::vector<std::string>& out, std::string expected, TextCheck check) {
  return listOf(std::move(expected), [&out, check = std::move(check)](const Value& item) {
    std::string got;
    text(got)(item);
    if (got.empty()) return;
    const std::string problem = check ? check(got) : "";
    if (!problem.empty()) return item.problem(problem);
    out.push_back(std::move(got));
  });
}

Read flag(bool& out) {
  return [&out](const Value& value) {
    const bool yes = value.isScalar() && value.text() == "true";
    if (yes || (value.isScalar() && value.text() == "false")) {
      out = yes;
      return;
    }
    const std::string got = value.isScalar() ? shown(value.text()) : kindOf(value);
    value.problem(got + " stands here, expected true or false");
  };
}

Read integer(std::int64_t& out, std::int64_t least, std::int64_t most) {
  return [&out, least, most](const Value& value) {
    const std::string expected = fmt::format("a whole number from {} to {}", least, most);
    const std::string* got = scalar(value, expected);
    if (!got) return;
    std::int64_t number = 0;
    const char* end = got->data() + got->size();
    const auto [stop, error] = std::from_chars(got->data(), end, number);
    if (error != std::errc() || stop != end || number < least || number > most)
      return value.problem(fmt::format("{} stands here, expected {}", shown(*got), expected));
    out = number;
  };
}

Read weight(double& out) {
  constexpr double kMost = 1'000'000;
  return [&out](const Value& value) {
    const auto number = value.isScalar() ? parseNumber(value.text()) : std::nullopt;
    if (!number || *number <= 0 || *number > kMost)
      return value.problem("no weight, expected a number above 0, at most 1000000");
    out = *number;
  };
}

Read duration(Millis& out) {
  return [&out](const Value& value) {
    const std::string expected = "a time like 250ms, 30s, 15m, 8h or 30d";
    const std::string* got = scalar(value, expected);
    if (!got) return;
    const auto read = parseDuration(*got);
    if (!read) return value.problem(shown(*got) + " stands here, expected " + expected);
    if (read->count() <= 0) return value.problem("no time at all, expected more than 0");
    out = *read;
  };
}

Read duration(std::optional<Millis>& out) {
  return [&out](const Value& value) {
    Millis read{0};
    duration(read)(value);
    if (read.count() > 0) out = read;
  };
}

Read size(std::int64_t& out, std::int64_t least, std::int64_t most) {
  return [&out, least, most](const Value& value) {
    const std::string expected = "a size like 512B, 64KB, 5GB or 64MiB";
    const std::string* got = scalar(value, expected);
    if (!got) return;
    const auto read = parseSize(*got);
    if (!read) return value.problem(shown(*got) + " stands here, expected " + expected);
    if (*read < least || *read > most)
      return value.problem(
          fmt::format("{} is out of range, expected {} to {} bytes", shown(*got), least, most));
    out = *read;
  };
}

Read secret(SecretRef& out, const Known& known) {
  return [&out, &known](const Value& value) { readSecret(value, out, known); };
}

}  // namespace sb::config
