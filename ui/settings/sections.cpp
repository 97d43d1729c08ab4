#include "ui/settings/sections.h"

#include <QCoreApplication>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr int kMostWidth = 880;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::SettingsSections)
};

}  // namespace

QList<SettingsSection> settingsSections() {
  const auto s = [](const char* text) { return QLatin1String(text); };
  return {
      {s("listener"), Words::tr("Listener and network"), s("routes"),
       Words::tr("address port key host origin worker time limit timeout"), makeListenerSection},
      {s("proxy"), Words::tr("Proxy and trust"), s("globe"),
       Words::tr("proxy certificate authority CA PEM"), makeProxySection},
      {s("log"), Words::tr("Log and storage"), s("hard-drive"),
       Words::tr("body bodies privacy retention size disk record"), makeLogSection},
      {s("backup"), Words::tr("Backup and restore"), s("save"),
       Words::tr("backup restore save copy archive"), makeBackupSection},
      {s("appearance"), Words::tr("Appearance"), s("monitor"),
       Words::tr("dark light theme language text size font"), makeAppearanceSection},
      {s("computer"), Words::tr("This computer"), s("laptop"),
       Words::tr("login start tray close window"), makeComputerSection},
      {s("destinations"), Words::tr("Destinations"), s("external-link"),
       Words::tr("privacy telemetry update contact"), makeDestinationsSection},
      {s("about"), Words::tr("About"), s("info"), Words::tr("version licence license folder file"),
       makeAboutSection},
  };
}

SectionPage::SectionPage(QWidget* parent) : QWidget(parent) {
  setMaximumWidth(scaled(kMostWidth));
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k16);
  column->addStretch(1);
}

void SectionPage::add(QWidget* card) {
  auto* const column = static_cast<QVBoxLayout*>(layout());
  column->insertWidget(column->count() - 1, card);
}

}  // namespace sb::ui
