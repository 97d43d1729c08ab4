// The pages of the settings, made anew after a change of language: what is not saved yet lives in
// the model. GUI thread.
#pragma once

#include <QString>
#include <QWidget>

#include "ui/preferences/autostart.h"
#include "ui/preferences/preferences.h"
#include "ui/settings/settings_model.h"

namespace sb::ui {

struct SettingsContext {
  SettingsModel& model;
  Connection& connection;
  Preferences& preferences;
  Autostart& autostart;
  bool ownGateway;  // it runs in this process
};

struct SettingsSection {
  QString id;  // "listener", "proxy", "log", "backup", "appearance", "computer", "destinations",
               // "about"
  QString title, iconName;
  QString keywords;  // that the search finds it by
  QWidget* (*make)(const SettingsContext& context, QWidget* parent);
};
QList<SettingsSection> settingsSections();

QWidget* makeListenerSection(const SettingsContext& context, QWidget* parent);
QWidget* makeProxySection(const SettingsContext& context, QWidget* parent);
QWidget* makeLogSection(const SettingsContext& context, QWidget* parent);
QWidget* makeBackupSection(const SettingsContext& context, QWidget* parent);
QWidget* makeAppearanceSection(const SettingsContext& context, QWidget* parent);
QWidget* makeComputerSection(const SettingsContext& context, QWidget* parent);
QWidget* makeDestinationsSection(const SettingsContext& context, QWidget* parent);
QWidget* makeAboutSection(const SettingsContext& context, QWidget* parent);

// A column of cards, 880 wide at most.
class SectionPage : public QWidget {
  Q_OBJECT

 public:
  explicit SectionPage(QWidget* parent);
  void add(QWidget* card);
};

}  // namespace sb::ui
