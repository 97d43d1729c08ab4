// A catalogue that came after the program: checked whole before anything believes it, kept as one
// file of the data folder, and used while it is not older than the built-in one. Blocking; not for
// an event loop. Format: resources/catalog/models.jsonl (scripts/make-catalog describes it).
#pragma once

#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/catalog/catalog.h"

namespace sb::catalog {

inline constexpr std::size_t kMostCatalog = 64 * 1024 * 1024;  // bytes

// ConfigInvalid with the line number of what is wrong: no heading, no date, a line that is none or
// stands out of order or twice, a name that cannot be searched, a price out of any range.
Status checkCatalog(std::string_view text);

// The catalogue of a text that is right.
Result<std::shared_ptr<const Catalog>> readCatalog(std::string text);

// "DATA/models.jsonl".
std::string catalogFile(const std::string& dataFolder);

// What is to be used: the folder's file if it is right and not older than the built-in one.
// `problem` says why it is not used; `fromFile` whether it is.
struct Chosen {
  std::shared_ptr<const Catalog> catalog;
  bool fromFile = false;
  std::string problem;
};
Chosen chooseCatalog(const std::string& dataFolder);

}  // namespace sb::catalog
