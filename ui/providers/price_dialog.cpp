#include "ui/providers/price_dialog.h"

#include <QGridLayout>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <algorithm>

#include "ui/client/api_error.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {
namespace {

constexpr int kWidth = 640, kLongestInput = 32;
// Lengths of prompts with prices of their own that have fields; the file can have more.
constexpr int kMostLengths = 4;
constexpr qint64 kMostTokens = 1'000'000'000;
// As the gateway: no price of a million tokens is as low, prices of one token are.
constexpr double kLeastPrice = 0.0002, kMostPrice = 1'000'000;

// Shown as it can be typed again.
QString typed(double price) {
  QString text = QString::number(price, 'f', 6);
  while (text.contains(QLatin1Char('.')) && (text.endsWith(QLatin1Char('0'))))
    text.chop(1);
  if (text.endsWith(QLatin1Char('.'))) text.chop(1);
  return text;
}

struct Bucket {
  QString name, label;
};

QList<Bucket> buckets() {
  const auto bucket = [](const char* name, const QString& label) {
    return Bucket{QString::fromLatin1(name), label};
  };
  return {bucket("input", PriceDialog::tr("Input")),
          bucket("output", PriceDialog::tr("Output")),
          bucket("cache_read", PriceDialog::tr("Cached input")),
          bucket("cache_write", PriceDialog::tr("Written to cache, 5 minutes")),
          bucket("cache_write_1h", PriceDialog::tr("Written to cache, 1 hour")),
          bucket("reasoning", PriceDialog::tr("Reasoning, if not as output")),
          bucket("input_audio", PriceDialog::tr("Audio input")),
          bucket("output_audio", PriceDialog::tr("Audio output")),
          bucket("output_image", PriceDialog::tr("Pictures out, if not as output"))};
}

QJsonObject saidOf(const QHash<QString, double>& buckets) {
  QJsonObject usd;
  for (auto it = buckets.begin(); it != buckets.end(); ++it)
    usd.insert(it.key(), it.value());
  return usd;
}

QJsonObject saidOf(const PriceTier& tier) {
  return {{QStringLiteral("above_tokens"), tier.aboveTokens},
          {QStringLiteral("usd_per_mtok"), saidOf(tier.usdPerMtok)}};
}

// What a price of one's own has beside tokens at the standard tier, as the file has it.
QJsonObject saidOf(const ModelFacts& facts) {
  QJsonObject services, price;
  for (auto it = facts.servicePrices.begin(); it != facts.servicePrices.end(); ++it)
    services.insert(it.key(), QJsonObject{{QStringLiteral("usd_per_mtok"), it.value()}});
  if (!services.isEmpty()) price.insert(QStringLiteral("service_tiers"), services);
  if (!facts.usdPerCall.isEmpty()) price.insert(QStringLiteral("usd_per_call"), facts.usdPerCall);
  return price;
}

// What was typed, by bucket.
QJsonObject usdOf(const QList<QPair<QString, QLineEdit*>>& prices) {
  QJsonObject usd;
  for (const auto& [bucket, field] : prices)
    if (const QString text = field->text().trimmed(); !text.isEmpty())
      usd.insert(bucket, text.toDouble());
  return usd;
}

}  // namespace

QString problemOfPrice(const QString& text) {
  static const QRegularExpression rule(QStringLiteral("\\A[0-9]{1,7}(\\.[0-9]{1,12})?\\z"));
  if (text.isEmpty()) return {};
  const double price = text.toDouble();
  if (!rule.match(text).hasMatch() || price > kMostPrice)
    return PriceDialog::tr("A price is a number such as 0.15, in US dollars per million tokens.");
  if (price > 0 && price < kLeastPrice)
    return PriceDialog::tr("%1 looks like the price of one token. For a million it would be %2.")
        .arg(text, typed(price * 1e6));
  if (text.section(QLatin1Char('.'), 1).size() > 6)
    return PriceDialog::tr("A price has at most six digits after the point.");
  return {};
}

QString problemOfLength(const QString& text, qint64 below) {
  static const QRegularExpression rule(QStringLiteral("\\A[0-9]{1,10}\\z"));
  if (text.isEmpty()) return {};
  const qint64 tokens = text.toLongLong();
  if (!rule.match(text).hasMatch() || tokens < 1 || tokens > kMostTokens)
    return PriceDialog::tr("A length of prompts is a whole number of tokens such as 200000.");
  if (tokens <= below)
    return PriceDialog::tr("The lengths of prompts grow from column to column: %1 is not above %2.")
        .arg(tokens)
        .arg(below);
  return {};
}

PriceDialog::PriceDialog(ProvidersData& source, const QString& providerId,
                         const ProviderModel& model, QWidget* parent)
    : Dialog(QStringLiteral("priceDialog"), tr("Price of %1").arg(model.model), parent),
      m_data(source),
      m_provider(providerId),
      m_model(model),
      m_grid(new QGridLayout),
      m_problem(makeLabel(QStringLiteral("small"), {}, this)) {
  setMinimumWidth(scaled(kWidth));
  QLabel* const about = makeLabel(
      QStringLiteral("small"),
      tr("US dollars per million tokens. They replace the catalogue's prices, for later requests "
         "of this provider only. What is left empty is unknown, and a request that uses it is "
         "unpriced."),
      this);
  about->setWordWrap(true);
  body()->addWidget(about);
  body()->addLayout(m_grid);
  addLabels();
  const QList<PriceTier>& known = model.facts.price;
  const int columns = std::clamp(static_cast<int>(known.size()), 2, 1 + kMostLengths);
  for (int i = 0; i < columns; ++i)
    addColumn(known.value(i), i == 0);
  m_problem->setObjectName(QStringLiteral("priceProblem"));
  m_problem->setProperty("tone", QStringLiteral("error"));
  m_problem->setWordWrap(true);
  m_problem->hide();
  body()->addWidget(m_problem);
  body()->addStretch(1);
  addButtons();
  m_columns.first().prices.first().second->setFocus();
}

void PriceDialog::addLabels() {
  m_grid->setHorizontalSpacing(space::k16);
  m_grid->setVerticalSpacing(space::k8);
  int row = 0;
  const QString role = QStringLiteral("label");
  m_grid->addWidget(makeLabel(role, tr("Prompts above, in tokens"), this), row++, 0);
  m_grid->addWidget(makeLabel(QStringLiteral("small"), tr("of any length"), this), 0, 1);
  for (const Bucket& bucket : buckets())
    m_grid->addWidget(makeLabel(role, bucket.label, this), row++, 0);
}

void PriceDialog::addColumn(const PriceTier& known, bool base) {
  Column column;
  const int at = static_cast<int>(m_columns.size());
  int row = 0;
  if (!base) {
    const QString above = known.aboveTokens > 0 ? QString::number(known.aboveTokens) : QString();
    column.above =
        addField(QStringLiteral("price.above.%1").arg(at), tr("Prompts above, in tokens"), above);
    column.above->setPlaceholderText(tr("none"));
    m_grid->addWidget(column.above, row, at + 1);
  }
  for (const auto& [bucket, label] : buckets()) {
    const QString name = base ? QStringLiteral("price.%1").arg(bucket)
                              : QStringLiteral("price.%1.%2").arg(bucket).arg(at);
    const QString price =
        known.usdPerMtok.contains(bucket) ? typed(known.usdPerMtok.value(bucket)) : QString();
    QLineEdit* const field = addField(
        name, (base ? tr("%1, of any length") : tr("%1, for longer prompts")).arg(label), price);
    m_grid->addWidget(field, ++row, at + 1);
    column.prices.append({bucket, field});
  }
  m_columns.append(column);
}

QLineEdit* PriceDialog::addField(const QString& name, const QString& accessibleName,
                                 const QString& known) {
  auto* const field = new QLineEdit(known, this);
  field->setObjectName(name);
  field->setProperty("role", QStringLiteral("mono"));
  field->setAccessibleName(accessibleName);
  field->setPlaceholderText(tr("unknown"));
  field->setMaxLength(kLongestInput);
  connect(field, &QLineEdit::textChanged, this, [this, field] {
    setStyleProperty(field, "state", {});
    showProblem({});
  });
  return field;
}

void PriceDialog::addButtons() {
  m_reset = makeButton(QStringLiteral("priceReset"), tr("Use the catalogue's"), this);
  m_reset->setVisible(m_model.facts.ownPrice);
  foot()->insertWidget(0, m_reset);
  QPushButton* const cancel =
      addButton(makeButton(QStringLiteral("priceCancel"), tr("Cancel"), this));
  m_save =
      addButton(makeButton(QStringLiteral("priceSave"), tr("Save"), this, ButtonRole::Primary));
  m_save->setDefault(true);
  connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
  connect(m_save, &QPushButton::clicked, this, &PriceDialog::submit);
  connect(m_reset, &QPushButton::clicked, this, [this] { send(QJsonValue::Null); });
}

QString PriceDialog::check() {
  qint64 below = 0;
  for (const Column& column : std::as_const(m_columns))
    if (const QString problem = check(column, below); !problem.isEmpty()) return problem;
  return {};
}

// `below` is the length of the column before, then of this one.
QString PriceDialog::check(const Column& column, qint64& below) {
  if (column.above) {
    const QString above = column.above->text().trimmed();
    if (const QString problem = problemOfLength(above, below); !problem.isEmpty())
      return refuse(column.above, problem);
    if (above.isEmpty() && !usdOf(column.prices).isEmpty())
      return refuse(column.above, tr("Say above how many tokens of prompt these prices hold."));
    if (!above.isEmpty()) below = above.toLongLong();
  }
  for (const auto& [bucket, field] : column.prices)
    if (const QString problem = problemOfPrice(field->text().trimmed()); !problem.isEmpty())
      return refuse(field, problem);
  return {};
}

QString PriceDialog::refuse(QLineEdit* field, const QString& problem) {
  setStyleProperty(field, "state", QStringLiteral("error"));
  field->setFocus();
  return problem;
}

// Those beyond the fields stay, where the price is one's own already.
QJsonArray PriceDialog::tiers() const {
  QJsonArray tiers;
  for (const Column& column : m_columns.mid(1))
    if (const QString above = column.above->text().trimmed(); !above.isEmpty())
      tiers.append(QJsonObject{{QStringLiteral("above_tokens"), above.toLongLong()},
                               {QStringLiteral("usd_per_mtok"), usdOf(column.prices)}});
  if (m_model.facts.ownPrice)
    for (const PriceTier& hidden : m_model.facts.price.mid(m_columns.size()))
      tiers.append(saidOf(hidden));
  return tiers;
}

// What no field shows stays, where the price is one's own already.
QJsonObject PriceDialog::price() const {
  QJsonObject price = m_model.facts.ownPrice ? saidOf(m_model.facts) : QJsonObject();
  price.insert(QStringLiteral("usd_per_mtok"), usdOf(m_columns.first().prices));
  const QJsonArray lengths = tiers();
  if (!lengths.isEmpty()) price.insert(QStringLiteral("tiers"), lengths);
  return price;
}

void PriceDialog::showProblem(const QString& problem) {
  m_problem->setText(problem);
  m_problem->setVisible(!problem.isEmpty());
}

void PriceDialog::submit() {
  if (!m_save->isEnabled()) return;
  const QString problem = check();
  showProblem(problem);
  if (!problem.isEmpty()) return;
  send(price());
}

void PriceDialog::send(const QJsonValue& price) {
  m_save->setEnabled(false);
  m_reset->setEnabled(false);
  m_data.client().providers().setPrice(m_provider, m_model.model, price, this,
                                       [this](const Reply<Saved>& reply) { take(reply); });
}

void PriceDialog::take(const Reply<Saved>& reply) {
  m_save->setEnabled(true);
  m_reset->setEnabled(true);
  if (!reply) return showProblem(sentenceOf(reply.error()));
  Q_EMIT saved(m_model.model);
  accept();
}

}  // namespace sb::ui
