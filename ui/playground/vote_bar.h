// The row above the prompt: which lane is better, and the difference of two. Owner: the page; GUI
// thread.
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QShortcut;

namespace sb::ui {

class Comparison;
class FlowLayout;
class KeyButton;

class VoteBar : public QFrame {
  Q_OBJECT

 public:
  // Keys 1 to 8, T and X act within `scope` while no text field has the focus.
  VoteBar(Comparison& comparison, QWidget* scope);

  void refresh();

 Q_SIGNALS:
  void diffRequested();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void addVote(const QString& name, const QString& key, int vote);
  void rebuild();
  void cast(int vote);
  void retranslate();

  struct Vote {
    KeyButton* button;
    QShortcut* shortcut;
    int vote;
  };

  Comparison& m_comparison;
  QWidget* m_scope;
  QLabel* m_question;
  FlowLayout* m_row;
  QList<Vote> m_all;
  QPushButton* m_diff;
  QLabel* m_stored;
};

}  // namespace sb::ui
