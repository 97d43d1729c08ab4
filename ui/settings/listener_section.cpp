#include <QCoreApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/client/time_limits.h"
#include "ui/settings/demo_card.h"
#include "ui/settings/listeners_card.h"
#include "ui/settings/sections.h"
#include "ui/settings/setting_fields.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flow_layout.h"

namespace sb::ui {
namespace {

constexpr int kListWidth = 280, kNumberWidth = 72, kSpanWidth = 104;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::ListenerSection)
};

QString l1(const char* text) { return QLatin1String(text); }

Card* makeAccess(SettingsModel& model, QWidget* parent) {
  auto* const card = new SettingCard(parent);
  const auto list = [&](const char* section, const QString& label) {
    return new SettingField(model, {l1(section), {}, label}, SettingField::Kind::List, kListWidth,
                            card);
  };
  card->addRow(Words::tr("Require a gateway key"),
               Words::tr("Can be off only while every listener is on this computer."),
               new SettingToggle(
                   model, {l1("auth"), l1("required"), Words::tr("Require a gateway key")}, card));
  card->addRow(Words::tr("Host names besides addresses"),
               Words::tr("Requests that name another host are refused. Separate with commas."),
               list("hosts", Words::tr("Host names")));
  card->addRow(Words::tr("Web origins that may call"),
               Words::tr("None: pages in a browser are refused. Separate with commas."),
               list("origins", Words::tr("Web origins")));
  card->addRow(Words::tr("Worker threads"),
               Words::tr("One carries tens of thousands of requests a second."),
               new SettingField(model, {l1("workers"), {}, Words::tr("Worker threads")},
                                SettingField::Kind::Number, kNumberWidth, card));
  return card;
}

QWidget* makeSpan(SettingsModel& model, const QString& key, const QString& label, QWidget* parent) {
  auto* const cell = new QWidget(parent);
  auto* const column = new QVBoxLayout(cell);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k4);
  auto* const field = new SettingField(model, {l1("timeouts"), key, label},
                                       SettingField::Kind::Text, kSpanWidth, cell);
  auto* const name = makeLabel(QStringLiteral("label"), label, cell);
  name->setBuddy(field);
  column->addWidget(name);
  column->addWidget(field);
  return cell;
}

Card* makeTimeLimits(SettingsModel& model, QWidget* parent) {
  auto* const card =
      new SettingCard(Words::tr("Time limits"),
                      Words::tr("such as 250ms, 30s or 15m; routes may set their own"), parent);
  auto* const defaults = makeSmallButton(QStringLiteral("defaultTimeouts"),
                                         Words::tr("Back to defaults"), card, ButtonRole::Flat);
  QObject::connect(defaults, &QPushButton::clicked, card, [&model] {
    for (const QString& key : timeLimits())
      model.set(l1("timeouts"), key, QJsonValue::Null);
    // The fields show what was set from elsewhere.
    Q_EMIT model.loaded();
  });
  card->addAction(defaults);
  auto* const spans = new QWidget(card);
  auto* const row = new FlowLayout(spans, space::k16);
  row->setContentsMargins(space::k16, space::k4, space::k16, space::k16);
  for (const QString& key : timeLimits())
    row->addWidget(makeSpan(model, key, timeLimitName(key), spans));
  card->addWide(spans);
  return card;
}

}  // namespace

QWidget* makeListenerSection(const SettingsContext& context, QWidget* parent) {
  auto* const page = new SectionPage(parent);
  page->add(new ListenersCard(context.model, page));
  page->add(makeAccess(context.model, page));
  page->add(makeTimeLimits(context.model, page));
  page->add(new DemoCard(context.connection, page));
  return page;
}

}  // namespace sb::ui
