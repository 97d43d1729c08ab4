// What a test used and found: connection, certificate, key, models, and how long each took. Owner:
// the dialog or page.
#pragma once

#include <QFrame>

#include "ui/providers/providers_data.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace sb::ui {

class Spinner;

class TrialPanel : public QFrame {
  Q_OBJECT

 public:
  explicit TrialPanel(QWidget* parent = nullptr);

  // `exampleModel` is one of those listed; a provider without a test hides the panel.
  void setState(const TestState& state, const QString& exampleModel = {});

 Q_SIGNALS:
  void againRequested();
  void stopRequested();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void showTrial(const Trial& trial);
  void addRow(const QString& iconName, const QColor& color, const QString& what,
              const QString& text, const QString& time);
  void addRows(const Trial& trial);

  TestState m_state;
  QString m_example;
  QLabel* m_icon;
  Spinner* m_spinner;
  QLabel* m_title;
  QLabel* m_note;
  QPushButton* m_action;
  QLabel* m_text;
  QWidget* m_rows = nullptr;
  QGridLayout* m_grid = nullptr;
};

}  // namespace sb::ui
