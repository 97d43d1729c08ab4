#include "ui/providers/price_dialog.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/client/api_error.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/segment.h"

namespace sb::ui {
namespace {

constexpr int kWidth = 640;
// Lengths of prompts with prices of their own that have fields; the file can have more.
constexpr int kMostLengths = 4;

QString lit(const char* text) { return QString::fromLatin1(text); }

struct ServiceTier {
  QString key, label;
};

QList<ServiceTier> serviceTiers() {
  return {{lit("batch"), PriceDialog::tr("Batch")},
          {lit("flex"), PriceDialog::tr("Flex")},
          {lit("priority"), PriceDialog::tr("Priority")}};
}

QJsonObject saidOf(const QHash<QString, double>& buckets) {
  QJsonObject usd;
  for (auto it = buckets.begin(); it != buckets.end(); ++it)
    usd.insert(it.key(), it.value());
  return usd;
}

QJsonObject saidOf(qint64 aboveTokens, const QJsonObject& usd) {
  return {{lit("above_tokens"), aboveTokens}, {lit("usd_per_mtok"), usd}};
}

}  // namespace

PriceDialog::PriceDialog(ProvidersData& source, const QString& providerId,
                         const ProviderModel& model, QWidget* parent)
    : Dialog(lit("priceDialog"), tr("Price of %1").arg(model.model), parent),
      m_data(source),
      m_provider(providerId),
      m_model(model),
      m_which(new Segment(lit("priceWhich"), tr("What the prices are for"), this)),
      m_pages(new QStackedWidget(this)),
      m_standard(makeStandard()),
      m_services(makeServices()),
      m_calls(makeCalls()),
      m_problem(makeLabel(lit("small"), {}, this)) {
  setMinimumWidth(scaled(kWidth));
  body()->addWidget(m_which, 0, Qt::AlignLeading);
  body()->addWidget(m_pages);
  addPage(lit("standard"), tr("Standard"), m_standard);
  addPage(lit("services"), tr("Service tiers"), m_services);
  addPage(lit("calls"), tr("Per call"), m_calls);
  showPage(lit("standard"));
  connect(m_which, &Segment::chosen, this, &PriceDialog::showPage);
  m_problem->setObjectName(lit("priceProblem"));
  m_problem->setProperty("tone", lit("error"));
  m_problem->setWordWrap(true);
  m_problem->hide();
  body()->addWidget(m_problem);
  body()->addStretch(1);
  addButtons();
  m_before = price();
  m_standard->first()->setFocus();
}

void PriceDialog::addPage(const QString& id, const QString& title, PriceFields* page) {
  page->setObjectName(id);
  m_which->addItem(id, title);
  m_pages->addWidget(page);
  connect(page, &PriceFields::edited, this, [this] { showProblem({}); });
}

void PriceDialog::showPage(const QString& id) {
  m_which->setCurrent(id);
  for (PriceFields* const page : {m_standard, m_services, m_calls})
    if (page->objectName() == id) m_pages->setCurrentWidget(page);
}

PriceFields* PriceDialog::makeStandard() {
  auto* const page = new PriceFields(
      tokenRows(), problemOfPrice,
      tr("These prices replace the catalogue's, for later requests of this provider only. What is "
         "left empty is unknown, and a request that uses it is unpriced."),
      tr("US dollars per million tokens"), m_pages);
  page->setCorner(tr("Prompts above, in tokens"));
  const QList<PriceTier>& known = m_model.facts.price;
  page->addColumn(makeLabel(lit("small"), tr("of any length"), page), lit("price.%1"),
                  tr("%1, of any length"), saidOf(known.value(0).usdPerMtok));
  const int columns = std::clamp(static_cast<int>(known.size()), 2, 1 + kMostLengths);
  for (int i = 1; i < columns; ++i)
    addLength(page, known.value(i));
  return page;
}

void PriceDialog::addLength(PriceFields* to, const PriceTier& known) {
  const int at = to->columns();
  const QString above = known.aboveTokens > 0 ? QString::number(known.aboveTokens) : QString();
  QLineEdit* const head =
      to->makeField(lit("price.above.%1").arg(at), tr("Prompts above, in tokens"), above);
  head->setPlaceholderText(tr("none"));
  m_lengths.append(head);
  to->addColumn(head, lit("price.%1.") + QString::number(at), tr("%1, for longer prompts"),
                saidOf(known.usdPerMtok));
}

PriceFields* PriceDialog::makeServices() {
  auto* const page = new PriceFields(
      tokenRows(), problemOfPrice,
      tr("For requests that the provider serves in another tier than the standard one, whatever "
         "their length. A tier without prices is unpriced."),
      tr("US dollars per million tokens"), m_pages);
  for (const auto& [key, label] : serviceTiers())
    page->addColumn(makeLabel(lit("label"), label, page), lit("price.%1.%2").arg(key),
                    tr("%1, %2", "a price; the service tier").arg(lit("%1"), label),
                    m_model.facts.servicePrices.value(key).toObject());
  return page;
}

PriceFields* PriceDialog::makeCalls() {
  auto* const page = new PriceFields(
      callRows(), problemOfCallPrice,
      tr("For each call of a tool that the provider runs itself, beside the tokens."),
      tr("US dollars per call"), m_pages);
  page->addColumn(nullptr, lit("price.call.%1"), tr("%1, per call"), m_model.facts.usdPerCall,
                  true);
  return page;
}

void PriceDialog::addButtons() {
  m_reset = makeButton(lit("priceReset"), tr("Use the catalogue's"), this);
  m_reset->setVisible(m_model.facts.ownPrice);
  foot()->insertWidget(0, m_reset);
  QPushButton* const cancel = addButton(makeButton(lit("priceCancel"), tr("Cancel"), this));
  m_save = addButton(makeButton(lit("priceSave"), tr("Save"), this, ButtonRole::Primary));
  m_save->setDefault(true);
  connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
  connect(m_save, &QPushButton::clicked, this, &PriceDialog::submit);
  connect(m_reset, &QPushButton::clicked, this, [this] { send(QJsonValue::Null); });
}

WrongField PriceDialog::wrongLength() const {
  qint64 below = 0;
  for (int i = 0; i < m_lengths.size(); ++i) {
    const QString above = m_lengths[i]->text().trimmed();
    if (const QString problem = problemOfLength(above, below); !problem.isEmpty())
      return {m_lengths[i], problem};
    if (above.isEmpty() && !m_standard->isEmpty(i + 1))
      return {m_lengths[i], tr("Say above how many tokens of prompt these prices hold.")};
    if (!above.isEmpty()) below = above.toLongLong();
  }
  return {};
}

WrongField PriceDialog::wrong() const {
  for (const PriceFields* const page : {m_standard, m_services, m_calls})
    for (int i = 0; i < page->columns(); ++i)
      if (const WrongField found = page->check(i); found.field) return found;
  return wrongLength();
}

void PriceDialog::refuse(const WrongField& wrong) {
  for (const PriceFields* const page : {m_standard, m_services, m_calls})
    if (page->isAncestorOf(wrong.field)) showPage(page->objectName());
  setStyleProperty(wrong.field, "state", lit("error"));
  wrong.field->setFocus();
  showProblem(wrong.problem);
}

// Those beyond the fields stay.
QJsonArray PriceDialog::tiers() const {
  QJsonArray tiers;
  for (int i = 0; i < m_lengths.size(); ++i)
    if (const QString above = m_lengths[i]->text().trimmed(); !above.isEmpty())
      tiers.append(saidOf(above.toLongLong(), m_standard->prices(i + 1)));
  for (const PriceTier& hidden : m_model.facts.price.mid(m_standard->columns()))
    tiers.append(saidOf(hidden.aboveTokens, saidOf(hidden.usdPerMtok)));
  return tiers;
}

// Those without fields stay.
QJsonObject PriceDialog::services() const {
  QJsonObject all;
  const QJsonObject& known = m_model.facts.servicePrices;
  for (auto it = known.begin(); it != known.end(); ++it)
    all.insert(it.key(), QJsonObject{{lit("usd_per_mtok"), it.value()}});
  const QList<ServiceTier> tiers = serviceTiers();
  for (int i = 0; i < tiers.size(); ++i) {
    const QJsonObject usd = m_services->prices(i);
    if (usd.isEmpty())
      all.remove(tiers[i].key);
    else
      all.insert(tiers[i].key, QJsonObject{{lit("usd_per_mtok"), usd}});
  }
  return all;
}

// As the file has it.
QJsonObject PriceDialog::price() const {
  QJsonObject price{{lit("usd_per_mtok"), m_standard->prices(0)}};
  if (const QJsonArray lengths = tiers(); !lengths.isEmpty()) price.insert(lit("tiers"), lengths);
  if (const QJsonObject tiers = services(); !tiers.isEmpty())
    price.insert(lit("service_tiers"), tiers);
  if (const QJsonObject calls = m_calls->prices(0); !calls.isEmpty())
    price.insert(lit("usd_per_call"), calls);
  return price;
}

void PriceDialog::showProblem(const QString& problem) {
  m_problem->setText(problem);
  m_problem->setVisible(!problem.isEmpty());
}

// What was not changed is not saved: the catalogue's prices go on growing newer.
void PriceDialog::submit() {
  if (!m_save->isEnabled()) return;
  showProblem({});
  if (const WrongField found = wrong(); found.field) return refuse(found);
  const QJsonObject now = price();
  if (now == m_before) return accept();
  send(now);
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
