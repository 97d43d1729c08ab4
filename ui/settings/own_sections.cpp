// What belongs to this console and not to the gateway: it acts at once and is kept in its
// preferences.
#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <array>

#include "ui/preferences/languages.h"
#include "ui/settings/sections.h"
#include "ui/settings/setting_card.h"
#include "ui/theme/format.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/toggle.h"

namespace sb::ui {
namespace {

using Look = Preferences::Look;
using OnClose = Preferences::OnClose;

constexpr std::array<double, 7> kScales = {0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0};
constexpr std::array<const char*, 3> kLooks = {"system", "light", "dark"};

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::OwnSections)
};

QWidget* makeLook(Preferences& preferences, QWidget* parent) {
  auto* const look = new Segment(QStringLiteral("look"), Words::tr("Light or dark"), parent);
  look->addItem(QLatin1String(kLooks[0]), Words::tr("System"), QStringLiteral("monitor"));
  look->addItem(QLatin1String(kLooks[1]), Words::tr("Light"), QStringLiteral("sun"));
  look->addItem(QLatin1String(kLooks[2]), Words::tr("Dark"), QStringLiteral("moon"));
  const auto show = [look, &preferences] {
    look->setCurrent(QLatin1String(kLooks[static_cast<std::size_t>(preferences.look())]));
  };
  show();
  QObject::connect(&preferences, &Preferences::lookChanged, look, show);
  QObject::connect(look, &Segment::chosen, look, [&preferences](const QString& id) {
    for (std::size_t i = 0; i < kLooks.size(); ++i)
      if (id == QLatin1String(kLooks[i])) preferences.setLook(static_cast<Look>(i));
  });
  return look;
}

QWidget* makeScale(Preferences& preferences, QWidget* parent) {
  auto* const scale = new QComboBox(parent);
  scale->setObjectName(QStringLiteral("textScale"));
  for (const double each : kScales)
    scale->addItem(percent(each, 0), each);
  for (int i = 0; i < scale->count(); ++i)
    if (qFuzzyCompare(scale->itemData(i).toDouble(), preferences.textScale()))
      scale->setCurrentIndex(i);
  QObject::connect(scale, &QComboBox::activated, scale, [scale, &preferences](int index) {
    preferences.setTextScale(scale->itemData(index).toDouble());
  });
  return scale;
}

QWidget* makeLanguage(Preferences& preferences, QWidget* parent) {
  auto* const language = new QComboBox(parent);
  language->setObjectName(QStringLiteral("language"));
  language->addItem(Words::tr("Same as the desktop"), QString());
  for (const Language& each : Languages::all())
    language->addItem(each.ownName, each.code);
  language->setCurrentIndex(std::max(0, language->findData(preferences.language())));
  QObject::connect(language, &QComboBox::activated, language, [language, &preferences](int index) {
    preferences.setLanguage(language->itemData(index).toString());
  });
  return language;
}

QWidget* makeOnClose(Preferences& preferences, QWidget* parent) {
  auto* const choice = new QComboBox(parent);
  choice->setObjectName(QStringLiteral("onClose"));
  choice->addItem(Words::tr("Ask me"), static_cast<int>(OnClose::Ask));
  choice->addItem(Words::tr("Keep running in the tray, or minimised"),
                  static_cast<int>(OnClose::Tray));
  choice->addItem(Words::tr("Quit"), static_cast<int>(OnClose::Quit));
  choice->setCurrentIndex(static_cast<int>(preferences.onClose()));
  QObject::connect(choice, &QComboBox::activated, choice, [&preferences](int index) {
    preferences.setOnClose(static_cast<OnClose>(index));
  });
  QObject::connect(&preferences, &Preferences::onCloseChanged, choice, [choice, &preferences] {
    choice->setCurrentIndex(static_cast<int>(preferences.onClose()));
  });
  return choice;
}

void addAutostart(SettingCard* card, Autostart& autostart) {
  auto* const toggle = new Toggle(QStringLiteral("autostart"), Words::tr("Start at login"), card);
  toggle->setChecked(autostart.isOn());
  const QString text =
      Words::tr("The gateway answers as soon as you log in; the window stays closed.");
  QLabel* const note = card->addRow(Words::tr("Start at login"), text, toggle);
  QObject::connect(toggle, &QAbstractButton::toggled, toggle,
                   [toggle, note, text, &autostart](bool on) {
                     const bool done = autostart.set(on);
                     note->setText(done ? text
                                        : Words::tr("It could not be changed: %1. Check that you "
                                                    "can write to the folder, then try again.")
                                              .arg(autostart.problem()));
                     setStyleProperty(note, "tone", done ? QString() : QStringLiteral("error"));
                     if (done) return;
                     const QSignalBlocker quiet(toggle);
                     toggle->setChecked(autostart.isOn());
                     toggle->update();
                   });
}

}  // namespace

QWidget* makeAppearanceSection(const SettingsContext& context, QWidget* parent) {
  auto* const page = new SectionPage(parent);
  auto* const card = new SettingCard(page);
  card->addRow(Words::tr("Light or dark"), Words::tr("System follows the desktop."),
               makeLook(context.preferences, card));
  card->addRow(Words::tr("Text size"), {}, makeScale(context.preferences, card));
  card->addRow(Words::tr("Language"), Words::tr("Also for dates, numbers and money."),
               makeLanguage(context.preferences, card));
  page->add(card);
  return page;
}

QWidget* makeComputerSection(const SettingsContext& context, QWidget* parent) {
  auto* const page = new SectionPage(parent);
  auto* const card = new SettingCard(page);
  if (context.ownGateway) addAutostart(card, context.autostart);
  card->addRow(Words::tr("When the window is closed"),
               context.ownGateway ? Words::tr("Quitting stops the gateway for all apps.")
                                  : Words::tr("The gateway runs elsewhere and keeps running."),
               makeOnClose(context.preferences, card));
  page->add(card);
  return page;
}

}  // namespace sb::ui
