// Where applications connect: one row a listener. Owner: the section; GUI thread.
#pragma once

#include <QJsonArray>
#include <QList>

#include "ui/settings/setting_card.h"

class QLineEdit;
class QPushButton;

namespace sb::ui {

class SettingsModel;

class ListenersCard : public SettingCard {
  Q_OBJECT

 public:
  ListenersCard(SettingsModel& model, QWidget* parent);

 private:
  void rebuild();
  QWidget* makeRow(int place, const QJsonObject& listener);
  void edit(int place, const QString& key, const QJsonValue& value);
  void write(const QJsonArray& listeners);
  void mark();
  void markFields();

  SettingsModel& m_model;
  QWidget* m_rows;
  QLabel* m_warning;
  QPushButton* m_add;
  struct Field {
    QLineEdit* edit;
    int place;
    QString key;
  };
  QList<Field> m_fields;
  qsizetype m_edited = -1;  // of them: the last that somebody typed in
  QList<QLabel*> m_reach;   // of each row: from where it is reached
  QJsonArray m_shown;
};

}  // namespace sb::ui
