#include "ui/providers/price_fields.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {
namespace {

constexpr int kLongestInput = 32;
constexpr qint64 kMostTokens = 1'000'000'000;
// As the gateway: no price of a million tokens is as low, prices of one token are.
constexpr double kLeastPrice = 0.0002, kMostPrice = 1'000'000;
// As the gateway. What is above is the usual price of a thousand calls.
constexpr double kMostCallPrice = 1, kCallsOfUsualPrice = 1'000;
constexpr int kPriceDigits = 6, kCallDigits = 9;
// Lines of the grid before those of prices.
constexpr int kHeadLine = 0, kUnitLine = 1, kFirstLine = 2;

QString withoutZerosAtEnd(QString text) {
  while (text.contains(QLatin1Char('.')) && text.endsWith(QLatin1Char('0')))
    text.chop(1);
  if (text.endsWith(QLatin1Char('.'))) text.chop(1);
  return text;
}

// Shown as it can be typed again.
QString typed(double price, int digits) {
  return withoutZerosAtEnd(QString::number(price, 'f', digits));
}

bool isNumber(const QString& text) {
  static const QRegularExpression rule(QStringLiteral("\\A[0-9]{1,7}(\\.[0-9]{1,12})?\\z"));
  return rule.match(text).hasMatch();
}

qsizetype digitsAfterPoint(const QString& text) { return text.section(QLatin1Char('.'), 1).size(); }

QString shownOf(const QJsonValue& price) {
  if (price.isDouble()) return typed(price.toDouble(), kPriceDigits);
  return withoutZerosAtEnd(price.toString());
}

PriceRow row(const char* key, const QString& label) { return {QString::fromLatin1(key), label}; }

}  // namespace

QString problemOfPrice(const QString& text) {
  if (text.isEmpty()) return {};
  const double price = text.toDouble();
  if (!isNumber(text) || price > kMostPrice)
    return PriceFields::tr("A price is a number such as 0.15, in US dollars per million tokens.");
  if (price > 0 && price < kLeastPrice)
    return PriceFields::tr("%1 looks like the price of one token. For a million it would be %2.")
        .arg(text, typed(price * 1e6, kPriceDigits));
  if (digitsAfterPoint(text) > kPriceDigits)
    return PriceFields::tr("A price has at most six digits after the point.");
  return {};
}

QString problemOfCallPrice(const QString& text) {
  if (text.isEmpty()) return {};
  const double price = text.toDouble();
  if (!isNumber(text) || price > kMostCallPrice * kCallsOfUsualPrice)
    return PriceFields::tr("A price is a number such as 0.01, in US dollars per call.");
  if (price > kMostCallPrice)
    return PriceFields::tr("%1 looks like the price of 1,000 calls. For one it would be %2.")
        .arg(text, typed(price / kCallsOfUsualPrice, kCallDigits));
  if (digitsAfterPoint(text) > kCallDigits)
    return PriceFields::tr("A price of a call has at most nine digits after the point.");
  return {};
}

QString problemOfLength(const QString& text, qint64 below) {
  static const QRegularExpression rule(QStringLiteral("\\A[0-9]{1,10}\\z"));
  if (text.isEmpty()) return {};
  const qint64 tokens = text.toLongLong();
  if (!rule.match(text).hasMatch() || tokens < 1 || tokens > kMostTokens)
    return PriceFields::tr("A length of prompts is a whole number of tokens such as 200000.");
  if (tokens <= below)
    return PriceFields::tr("The lengths of prompts grow from column to column: %1 is not above %2.")
        .arg(tokens)
        .arg(below);
  return {};
}

QList<PriceRow> tokenRows() {
  return {row("input", PriceFields::tr("Input")),
          row("output", PriceFields::tr("Output")),
          row("cache_read", PriceFields::tr("Cached input")),
          row("cache_write", PriceFields::tr("Written to cache, 5 minutes")),
          row("cache_write_1h", PriceFields::tr("Written to cache, 1 hour")),
          row("reasoning", PriceFields::tr("Reasoning, if not as output")),
          row("input_audio", PriceFields::tr("Audio input")),
          row("cache_read_audio", PriceFields::tr("Cached audio")),
          row("output_audio", PriceFields::tr("Audio output")),
          row("output_image", PriceFields::tr("Pictures out"))};
}

QList<PriceRow> callRows() {
  return {row("web_search", PriceFields::tr("Web search")),
          row("file_search", PriceFields::tr("File search")),
          row("grounded_prompt", PriceFields::tr("Prompt with web searches"))};
}

PriceFields::PriceFields(const QList<PriceRow>& rows, ProblemOfText problemOf, const QString& about,
                         const QString& unit, QWidget* parent)
    : QWidget(parent), m_rows(rows), m_problemOf(problemOf), m_grid(new QGridLayout) {
  QLabel* const words = makeLabel(QStringLiteral("small"), about, this);
  words->setWordWrap(true);
  m_grid->setHorizontalSpacing(space::k16);
  m_grid->setVerticalSpacing(space::k8);
  m_grid->addWidget(makeLabel(QStringLiteral("small"), unit, this), kUnitLine, 0, 1, -1);
  for (int i = 0; i < rows.size(); ++i)
    m_grid->addWidget(makeLabel(QStringLiteral("label"), rows[i].label, this), kFirstLine + i, 0);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k12);
  column->addWidget(words);
  column->addLayout(m_grid);
  column->addStretch(1);
}

void PriceFields::setCorner(const QString& text) {
  m_grid->addWidget(makeLabel(QStringLiteral("label"), text, this), kHeadLine, 0);
}

int PriceFields::addColumn(QWidget* head, const QString& name, const QString& title,
                           const QJsonObject& known, bool asText) {
  Column column;
  column.known = known;
  column.asText = asText;
  const int at = columns() + 1;
  if (head != nullptr) m_grid->addWidget(head, kHeadLine, at);
  for (const PriceRow& one : std::as_const(m_rows)) {
    const QString shown = shownOf(known.value(one.key));
    QLineEdit* const field = makeField(name.arg(one.key), title.arg(one.label), shown);
    m_grid->addWidget(field, kFirstLine + static_cast<int>(column.fields.size()), at);
    column.fields.append(field);
    column.shown.append(shown);
  }
  // One alone is not as wide as all.
  m_grid->setColumnStretch(at, 1);
  m_grid->setColumnStretch(at + 1, at == 1 ? 1 : 0);
  m_columns.append(column);
  return at - 1;
}

QLineEdit* PriceFields::makeField(const QString& name, const QString& title, const QString& text) {
  auto* const field = new QLineEdit(text, this);
  field->setObjectName(name);
  field->setProperty("role", QStringLiteral("mono"));
  field->setAccessibleName(title);
  field->setPlaceholderText(tr("unknown"));
  field->setMaxLength(kLongestInput);
  connect(field, &QLineEdit::textChanged, this, [this, field] {
    setStyleProperty(field, "state", {});
    Q_EMIT edited();
  });
  return field;
}

QJsonObject PriceFields::prices(int column) const {
  const Column& one = m_columns[column];
  QJsonObject prices = one.known;
  for (int i = 0; i < m_rows.size(); ++i) {
    const QString text = one.fields[i]->text().trimmed();
    if (text == one.shown[i]) continue;
    if (text.isEmpty())
      prices.remove(m_rows[i].key);
    else
      prices.insert(m_rows[i].key, one.asText ? QJsonValue(text) : QJsonValue(text.toDouble()));
  }
  return prices;
}

bool PriceFields::isEmpty(int column) const { return prices(column).isEmpty(); }

WrongField PriceFields::check(int column) const {
  for (QLineEdit* const field : m_columns[column].fields)
    if (const QString problem = m_problemOf(field->text().trimmed()); !problem.isEmpty())
      return {field, problem};
  return {};
}

QLineEdit* PriceFields::first() const { return m_columns.first().fields.first(); }

}  // namespace sb::ui
