// Temperature and the longest answer of one lane; empty leaves them to the route or the provider.
// Owner: who opens it; GUI thread.
#pragma once

#include "ui/playground/chat_request.h"
#include "ui/widgets/dialog.h"

class QCheckBox;
class QLabel;
class QLineEdit;

namespace sb::ui {

class TextEdit;

class ParametersDialog : public Dialog {
  Q_OBJECT

 public:
  ParametersDialog(const QString& laneLetter, const LaneSetup& setup, QWidget* parent);

 Q_SIGNALS:
  void chosen(const sb::ui::LaneSetup& setup, bool forAllLanes);

 private:
  void accept() override;
  void complain(QLineEdit* field, const QString& what);
  QLineEdit* addField(const QString& name, const QString& title, const QString& hint);

  LaneSetup m_setup;
  QLineEdit* m_temperature;
  QLineEdit* m_most;
  QLabel* m_problem;
  QCheckBox* m_all;
};

// The system prompt that all lanes share.
class SystemPromptDialog : public Dialog {
  Q_OBJECT

 public:
  static constexpr qsizetype kMost = 100'000;  // characters

  SystemPromptDialog(const QString& text, QWidget* parent);

 Q_SIGNALS:
  void chosen(const QString& text);

 private:
  void accept() override;

  TextEdit* m_text;
  QLabel* m_problem;
};

}  // namespace sb::ui
