// Small edits of the YAML text for saves from outside (the console, the admin API): one list item
// or one top-level section changes, every other byte stays, comments included. Pure; any thread.
// Each result is parsed again and compared: if anything else than the wanted change would differ,
// nothing is edited and ConfigInvalid says so. A text that is no valid YAML gives ConfigInvalid
// too.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace sb::config {

// Replaces the item of the top-level list `section` whose `field` is `id` ("providers", "id",
// "openai"), or adds it after the last one. What the item says already stays as it stands, with the
// comments in it, as far as its layout is understood. `item` is the YAML of a map, not indented. A
// An item that has no name of its own is found by several: "provider\nmodel" and "openai\ngpt-4o".
// A list in [ ] is rewritten with dashes; a missing one is added at the end (with `version: 1` in
// an empty text). BadRequest if `item` is no map.
Result<std::string> upsertItem(std::string_view text, std::string_view section,
                               std::string_view field, std::string_view id, std::string_view item);

// Removes that item; comments around it stay. NotFound if there is none.
Result<std::string> removeItem(std::string_view text, std::string_view section,
                               std::string_view field, std::string_view id);

// Replaces or adds one top-level section by a value: a map's YAML, not indented, or a scalar.
Result<std::string> upsertMap(std::string_view text, std::string_view section,
                              std::string_view value);

// The listeners of `listen` that say port `from`, or leave the default one out, say `to`: the
// number changes and nothing else. NotFound if none does.
Result<std::string> changeListenPort(std::string_view text, std::uint16_t from, std::uint16_t to);

// Removes one top-level section. NotFound if there is none.
Result<std::string> removeMap(std::string_view text, std::string_view section);

}  // namespace sb::config
