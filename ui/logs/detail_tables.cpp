#include "ui/logs/detail_tables.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <algorithm>
#include <utility>

#include "ui/logs/log_cells.h"
#include "ui/theme/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/delegates.h"
#include "ui/widgets/row_hover.h"
#include "ui/widgets/table_header.h"

namespace sb::ui {
namespace {

constexpr int kRow = 28, kLeastResult = 140, kLeastWhy = 110;
constexpr QChar kDash(0x2013);

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::DetailTables)
};

QString maybe(const std::optional<double>& ms) { return ms ? duration(*ms) : QString(kDash); }

// Prices have up to six digits behind the point, at least two.
QString priceText(double usdPerMtok) {
  QString text = QLocale().toString(usdPerMtok, 'f', 6);
  const QString point = QLocale().decimalPoint(), zero = QLocale().zeroDigit();
  while (text.endsWith(zero) && text.size() - text.indexOf(point) > 3)
    text.chop(zero.size());
  return text;
}

QString priceOf(const PriceLine& line) {
  if (!line.usd) return QString(kDash);
  if (line.usdPerCall) return Words::tr("%1 each").arg(moneyExact(*line.usdPerCall));
  return priceText(line.usdPerMtok);
}

// What was used, where no line says what it cost.
QList<PriceLine> linesWithoutPrice(const Usage& usage) {
  QList<PriceLine> lines;
  const std::pair<const char*, qint64> buckets[] = {{"input", usage.input},
                                                    {"cache_read", usage.cacheRead},
                                                    {"cache_write", usage.cacheWrite},
                                                    {"output", usage.output},
                                                    {"reasoning", usage.reasoning}};
  for (const auto& [bucket, tokens] : buckets) {
    if (tokens == 0) continue;
    PriceLine line;
    line.bucket = QLatin1String(bucket);
    line.tokens = tokens;
    lines.append(line);
  }
  return lines;
}

QString attemptCost(const Attempt& attempt) {
  if (attempt.cost && (attempt.priced || *attempt.cost > 0)) return money(*attempt.cost);
  return attempt.usage.total() > 0 && !attempt.priced ? Words::tr("unpriced") : QString(kDash);
}

}  // namespace

QString bucketText(const QString& bucket) {
  const struct {
    const char* name;
    QString text;
  } all[] = {{"input", Words::tr("Input")},
             {"cache_read", Words::tr("Cached input")},
             {"cache_write", Words::tr("Written to cache")},
             {"cache_write_1h", Words::tr("Written to cache for 1 h")},
             {"input_audio", Words::tr("Audio input")},
             {"output", Words::tr("Output")},
             {"cache_read_audio", Words::tr("Cached audio")},
             {"output_audio", Words::tr("Audio output")},
             {"reasoning", Words::tr("Reasoning")},
             {"output_image", Words::tr("Pictures")},
             {"web_search", Words::tr("Web searches")},
             {"file_search", Words::tr("File searches")},
             {"grounded_prompt", Words::tr("Prompts with web search")},
             {"charged", Words::tr("As the provider charged")},
             {"request", Words::tr("Request")}};
  for (const auto& one : all)
    if (bucket == QLatin1String(one.name)) return one.text;
  return bucket;
}

LineTable::LineTable(const QString& name, QWidget* parent) : QTableWidget(parent) {
  setObjectName(name);
  setItemDelegate(new CellDelegate(this, kRow));
  hoverRows(this);
  setHorizontalHeader(new TableHeader(this));
  verticalHeader()->hide();
  verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  horizontalHeader()->setSectionsClickable(false);
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setShowGrid(false);
  setWordWrap(false);
  setTabKeyNavigation(false);
  setCornerButtonEnabled(false);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(horizontalScrollBar(), &QScrollBar::rangeChanged, this, [this] { updateGeometry(); });
}

void LineTable::setHead(const QStringList& titles, int firstNumber) {
  setColumnCount(static_cast<int>(titles.size()));
  setHorizontalHeaderLabels(titles);
  for (int i = 0; i < titles.size(); ++i) {
    const auto side = i >= firstNumber ? Qt::AlignTrailing : Qt::AlignLeft;
    horizontalHeaderItem(i)->setData(Qt::TextAlignmentRole, int(side | Qt::AlignVCenter));
  }
}

void LineTable::setCell(int row, int column, const QString& text, bool number, int tone) {
  auto* const item = new QTableWidgetItem(text);
  item->setData(kMonoRole, number);
  item->setFont(number ? monoFont() : textFont());
  const auto side = number ? Qt::AlignTrailing : Qt::AlignLeft;
  item->setData(Qt::TextAlignmentRole, int(side | Qt::AlignVCenter));
  item->setToolTip(text.size() > 24 ? text.left(2'000) : QString());
  if (tone >= 0) item->setData(kToneRole, tone);
  setItem(row, column, item);
}

void LineTable::fit() {
  verticalHeader()->setDefaultSectionSize(scaled(kRow));
  updateGeometry();
}

QSize LineTable::sizeHint() const {
  const int head = horizontalHeader()->sizeHint().height();
  const QScrollBar* const bar = horizontalScrollBar();
  const int below = bar->maximum() > bar->minimum() ? bar->sizeHint().height() : 0;
  return {scaled(320), head + rowCount() * verticalHeader()->defaultSectionSize() + below + 2};
}

QSize LineTable::minimumSizeHint() const { return {scaled(160), sizeHint().height()}; }

PriceTable::PriceTable(QWidget* parent) : LineTable(QStringLiteral("priceLines"), parent) {}

void PriceTable::setLines(const LogDetail& detail) {
  clear();
  setAccessibleName(Words::tr("Price, line by line"));
  setHead({Words::tr("Bucket"), Words::tr("Tokens"), Words::tr("Price"), Words::tr("Cost")}, 1);
  const QList<PriceLine> priceLines =
      detail.priceLines.isEmpty() ? linesWithoutPrice(detail.row.usage) : detail.priceLines;
  const qsizetype lines = priceLines.size();
  setRowCount(static_cast<int>(lines) + 1);
  qint64 tokens = 0;
  int row = 0;
  for (const PriceLine& line : priceLines) {
    setCell(row, 0, bucketText(line.bucket), false);
    setCell(row, 1, number(line.calls > 0 ? line.calls : line.tokens), true);
    setCell(row, 2, priceOf(line), true, static_cast<int>(Tone::Muted));
    setCell(row, 3, line.usd ? moneyExact(*line.usd) : QString(kDash), true);
    tokens += line.tokens;
    ++row;
  }
  const LogRow& all = detail.row;
  const bool known = all.cost && (all.priced || *all.cost > 0);
  setCell(row, 0, Words::tr("Total"), false);
  setCell(row, 1, number(detail.priceLines.isEmpty() ? all.usage.total() : tokens), true);
  setCell(row, 2, {}, true);
  setCell(row, 3,
          known ? moneyExact(*all.cost)
                : (all.usage.total() > 0 ? Words::tr("unpriced") : QString(kDash)),
          true, known ? -1 : static_cast<int>(Tone::Warn));
  QHeaderView* const header = horizontalHeader();
  header->setSectionResizeMode(0, QHeaderView::Stretch);
  for (int i = 1; i < 4; ++i)
    header->setSectionResizeMode(i, QHeaderView::ResizeToContents);
  fit();
}

AttemptTable::AttemptTable(QWidget* parent) : LineTable(QStringLiteral("attempts"), parent) {}

void AttemptTable::setAttempts(const QList<Attempt>& attempts) {
  clear();
  setAccessibleName(Words::tr("Attempts"));
  setHead({Words::tr("Model"), Words::tr("Result"), Words::tr("Why"), Words::tr("Key"),
           Words::tr("Connect"), Words::tr("First token"), Words::tr("Total"), Words::tr("Tokens"),
           Words::tr("Cost")},
          4);
  setRowCount(static_cast<int>(attempts.size()));
  for (int row = 0; row < attempts.size(); ++row) {
    const Attempt& attempt = attempts[row];
    const bool ok = attempt.outcome == QLatin1String("ok");
    Tone tone = ok ? Tone::Ok : Tone::Error;
    if (attempt.outcome == QLatin1String("race_lost")) tone = Tone::Muted;  // nothing is wrong
    QString result = attempt.outcome;
    result.replace(QLatin1Char('_'), QLatin1Char(' '));
    if (ok) result = Words::tr("OK");
    if (!attempt.detail.isEmpty()) result += QStringLiteral(": ") + saidBy(attempt);
    if (attempt.status) result = QString::number(*attempt.status) + QLatin1Char(' ') + result;
    setCell(row, 0, attempt.provider + QLatin1Char('/') + attempt.model, false);
    setCell(row, 1, result, false, static_cast<int>(tone));
    if (!attempt.detail.isEmpty()) item(row, 1)->setToolTip(attempt.detail);
    setCell(row, 2, attempt.why, false, static_cast<int>(Tone::Muted));
    setCell(row, 3, attempt.key, false);
    setCell(row, 4, attempt.reusedConnection ? Words::tr("reused") : maybe(attempt.ms.connect),
            true);
    setCell(row, 5, maybe(attempt.ms.firstToken), true);
    setCell(row, 6, maybe(attempt.ms.total), true);
    setCell(row, 7, number(attempt.usage.total()), true);
    setCell(row, 8, attemptCost(attempt), true);
  }
  QHeaderView* const header = horizontalHeader();
  for (int i = 0; i < columnCount(); ++i)
    header->setSectionResizeMode(
        i, i == 1 || i == 2 ? QHeaderView::Interactive : QHeaderView::ResizeToContents);
  fit();
  share();
}

// What the other columns leave goes to the result and to why, who need it most.
void AttemptTable::share() {
  if (columnCount() < 3) return;
  int rest = viewport()->width();
  for (int i = 0; i < columnCount(); ++i)
    if (i != 1 && i != 2) rest -= columnWidth(i);
  setColumnWidth(1, std::max(scaled(kLeastResult), rest * 3 / 5));
  setColumnWidth(2, std::max(scaled(kLeastWhy), rest - rest * 3 / 5));
}

void AttemptTable::resizeEvent(QResizeEvent* event) {
  LineTable::resizeEvent(event);
  share();
}

}  // namespace sb::ui
