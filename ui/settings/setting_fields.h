// Controls that are bound to one value of the settings: they show it, write it back as an edit, and
// say what is wrong with it after a refused save. Owner: their card; GUI thread.
#pragma once

#include <QComboBox>
#include <QLineEdit>

#include "ui/widgets/toggle.h"

namespace sb::ui {

class SettingsModel;

// What of the configuration a control stands for.
struct SettingPlace {
  QString section, key;
  QString label;  // translated; the accessible name
};

// What the gateway said of its value is also the description that a screen reader tells. Empty:
// nothing is wrong.
void markProblem(QWidget* field, const QString& problem);

class SettingField : public QLineEdit {
  Q_OBJECT

 public:
  enum class Kind { Text, Number, List };  // List: texts separated by commas

  SettingField(SettingsModel& model, const SettingPlace& place, Kind kind, int width,
               QWidget* parent);

 private:
  void showValue();
  void take(const QString& text);
  void mark();

  SettingsModel& m_model;
  SettingPlace m_place;
  Kind m_kind;
};

class SettingToggle : public Toggle {
  Q_OBJECT

 public:
  SettingToggle(SettingsModel& model, const SettingPlace& place, QWidget* parent);
};

// One of a few words of the file; `choices` are pairs of word and translated text.
class SettingChoice : public QComboBox {
  Q_OBJECT

 public:
  SettingChoice(SettingsModel& model, const SettingPlace& place,
                const QList<QPair<QString, QString>>& choices, QWidget* parent);
};

}  // namespace sb::ui
