#include "core/ledger/export.h"

#include "core/ledger/row_json.h"

namespace sb::ledger {

Result<ExportPage> exportPage(LogReader& reader, const Filter& filter, ExportFormat format,
                              std::optional<Seq> before, int rows) {
  PageQuery query;
  query.before = before;
  query.limit = rows;
  const Result<Page> page = reader.list(filter, query);
  if (!page) return page.error();
  ExportPage out;
  const bool csv = format == ExportFormat::Csv;
  if (csv && !before) out.text = csvHeader();
  for (const Row& row : page->rows)
    out.text += csv ? csvLine(row) : jsonLine(row);
  if (page->more) out.before = page->rows.back().seq;
  return out;
}

}  // namespace sb::ledger
