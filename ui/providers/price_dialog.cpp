#include "ui/providers/price_dialog.h"

#include <QGridLayout>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

#include "ui/client/api_error.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {
namespace {

constexpr int kWidth = 480, kLongestInput = 32;
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

QJsonObject saidOf(const QHash<QString, double>& buckets) {
  QJsonObject usd;
  for (auto it = buckets.begin(); it != buckets.end(); ++it)
    usd.insert(it.key(), it.value());
  return usd;
}

// A price of one's own as the file has it.
QJsonObject saidOf(const ModelFacts& facts) {
  const QString perMtok = QStringLiteral("usd_per_mtok");
  QJsonArray tiers;
  QJsonObject services, price;
  for (const PriceTier& tier : facts.price.mid(1))
    tiers.append(QJsonObject{{QStringLiteral("above_tokens"), tier.aboveTokens},
                             {perMtok, saidOf(tier.usdPerMtok)}});
  for (auto it = facts.servicePrices.begin(); it != facts.servicePrices.end(); ++it)
    services.insert(it.key(), QJsonObject{{perMtok, it.value()}});
  if (!facts.price.isEmpty()) price.insert(perMtok, saidOf(facts.price.first().usdPerMtok));
  if (!tiers.isEmpty()) price.insert(QStringLiteral("tiers"), tiers);
  if (!services.isEmpty()) price.insert(QStringLiteral("service_tiers"), services);
  if (!facts.usdPerCall.isEmpty()) price.insert(QStringLiteral("usd_per_call"), facts.usdPerCall);
  return price;
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

PriceDialog::PriceDialog(ProvidersData& source, const QString& providerId,
                         const ProviderModel& model, QWidget* parent)
    : Dialog(QStringLiteral("priceDialog"), tr("Price of %1").arg(model.model), parent),
      m_data(source),
      m_provider(providerId),
      m_model(model),
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
  body()->addLayout(new QGridLayout);
  addField(QStringLiteral("input"), tr("Input"));
  addField(QStringLiteral("output"), tr("Output"));
  addField(QStringLiteral("cache_read"), tr("Cached input"));
  addField(QStringLiteral("cache_write"), tr("Written to cache, 5 minutes"));
  addField(QStringLiteral("cache_write_1h"), tr("Written to cache, 1 hour"));
  addField(QStringLiteral("reasoning"), tr("Reasoning, if not as output"));
  m_problem->setObjectName(QStringLiteral("priceProblem"));
  m_problem->setProperty("tone", QStringLiteral("error"));
  m_problem->setWordWrap(true);
  m_problem->hide();
  body()->addWidget(m_problem);
  body()->addStretch(1);
  m_reset = makeButton(QStringLiteral("priceReset"), tr("Use the catalogue's"), this);
  m_reset->setVisible(model.facts.ownPrice);
  foot()->insertWidget(0, m_reset);
  QPushButton* const cancel =
      addButton(makeButton(QStringLiteral("priceCancel"), tr("Cancel"), this));
  m_save =
      addButton(makeButton(QStringLiteral("priceSave"), tr("Save"), this, ButtonRole::Primary));
  m_save->setDefault(true);
  connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
  connect(m_save, &QPushButton::clicked, this, &PriceDialog::submit);
  connect(m_reset, &QPushButton::clicked, this, [this] { send(QJsonValue::Null); });
  m_fields.first().second->setFocus();
}

void PriceDialog::addField(const QString& bucket, const QString& label) {
  auto* const grid = static_cast<QGridLayout*>(body()->itemAt(1)->layout());
  grid->setHorizontalSpacing(space::k16);
  grid->setVerticalSpacing(space::k8);
  auto* const field = new QLineEdit(this);
  field->setObjectName(QStringLiteral("price.%1").arg(bucket));
  field->setProperty("role", QStringLiteral("mono"));
  field->setAccessibleName(label);
  field->setPlaceholderText(tr("unknown"));
  field->setMaxLength(kLongestInput);
  if (!m_model.facts.price.isEmpty()) {
    const QHash<QString, double>& known = m_model.facts.price.first().usdPerMtok;
    if (known.contains(bucket)) field->setText(typed(known.value(bucket)));
  }
  const int row = static_cast<int>(m_fields.size());
  grid->addWidget(makeLabel(QStringLiteral("label"), label, this), row, 0);
  grid->addWidget(field, row, 1);
  connect(field, &QLineEdit::textChanged, this, [this, field] {
    setStyleProperty(field, "state", {});
    showProblem({});
  });
  m_fields.append({bucket, field});
}

QString PriceDialog::check() {
  for (const auto& [bucket, field] : std::as_const(m_fields)) {
    const QString problem = problemOfPrice(field->text().trimmed());
    if (problem.isEmpty()) continue;
    setStyleProperty(field, "state", QStringLiteral("error"));
    field->setFocus();
    return problem;
  }
  return {};
}

// What no field shows stays, where the price is one's own already.
QJsonObject PriceDialog::price() const {
  const QString perMtok = QStringLiteral("usd_per_mtok");
  QJsonObject price = m_model.facts.ownPrice ? saidOf(m_model.facts) : QJsonObject();
  QJsonObject usd = price.value(perMtok).toObject();
  for (const auto& [bucket, field] : m_fields)
    if (const QString text = field->text().trimmed(); text.isEmpty())
      usd.remove(bucket);
    else
      usd.insert(bucket, text.toDouble());
  price.insert(perMtok, usd);
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
