// The log as a file, page by page: each page is its own read transaction, so that a long download
// does not keep the log's WAL from being cut. Newest first.
#pragma once

#include <string>

#include "core/ledger/reader.h"

namespace sb::ledger {

enum class ExportFormat { Csv, JsonLines };

struct ExportPage {
  std::string text;
  std::optional<Seq> before;  // where the next page begins; none = this was the last
};

// The first page (no `before`) of a CSV begins with the header.
Result<ExportPage> exportPage(LogReader& reader, const Filter& filter, ExportFormat format,
                              std::optional<Seq> before, int rows = 500);

}  // namespace sb::ledger
