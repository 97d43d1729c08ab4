// What the error answers of the dialects are put together from. Pure; any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/dialects/errors.h"

namespace sb::dialects {

// `raw` is JSON; `out` ends in an open object.
void appendMember(std::string& out, std::string_view name, std::string_view raw);
// null for "".
void appendText(std::string& out, std::string_view name, std::string_view value);

// Valid UTF-8, of a bearable length, without registered secrets.
std::string presentable(std::string_view message);

inline std::string_view firstOf(std::string_view a, std::string_view b) {
  return a.empty() ? b : a;
}

// The upstream's words, or ours, quoted.
std::string messageOf(const Error& error, const ErrorDetails& details);

// Ours: a list of what was tried.
std::string attemptsJson(std::span<const AttemptLine> attempts);

int statusOf(const Error& error, const ErrorDetails& details);

// What a dialect calls a status.
struct StatusName {
  int status;
  std::string_view name;
};
// `refused` for others below 500, `failed` from there on.
std::string_view nameOf(int status, std::span<const StatusName> names, std::string_view refused,
                        std::string_view failed);

}  // namespace sb::dialects
