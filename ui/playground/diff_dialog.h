// Two answers side by side with what only one of them says marked. Owner: who opens it; GUI thread.
#pragma once

#include <QStringList>

#include "ui/widgets/dialog.h"

class QComboBox;
class QLabel;
class QTextBrowser;

namespace sb::ui {

struct LaneAnswer {
  QString title;  // "A  openai/gpt-4o"
  QString text;
};

class DiffDialog : public Dialog {
  Q_OBJECT

 public:
  // At least two.
  DiffDialog(const QList<LaneAnswer>& answers, QWidget* parent);

 private:
  QWidget* makeSide(const QString& name, const QString& label, int current, QComboBox*& choice,
                    QTextBrowser*& text);
  void compare();

  QList<LaneAnswer> m_answers;
  QComboBox* m_leftChoice = nullptr;
  QComboBox* m_rightChoice = nullptr;
  QTextBrowser* m_left = nullptr;
  QTextBrowser* m_right = nullptr;
  QLabel* m_summary;
};

}  // namespace sb::ui
