// Changes one item of a list, or a section, where it differs from what it shall say, and nowhere
// else, so that the comments in it stay. For layouts that it does not understand there is no
// result: then all of it is written anew. Pure. Internal to core/config.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/config/yaml_tree.h"

namespace sb::config {

// `root` is what `text` says; the item is number `at` of the block list `section`. `item` is the
// YAML of a block map, not indented, as a writer makes it: no comments, lists and maps in lines of
// their own. The result says the same as the text with the item replaced.
std::optional<std::string> patchItem(std::string_view text, const Yaml& root,
                                     std::string_view section, std::size_t at,
                                     std::string_view item);

// The same of member number `member`, which becomes `value`: a block map or list.
std::optional<std::string> patchSection(std::string_view text, const Yaml& root, std::size_t member,
                                        std::string_view value);

}  // namespace sb::config
