// The frame of every dialog: a head with title, a body, a foot with buttons. Escape and the cross
// close it. No dialog is larger than the screen: then its body scrolls. Owner: who opens it.
#pragma once

#include <QDialog>
#include <QPointer>
#include <functional>

class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace sb::ui {

class ElidedLabel;

class Dialog : public QDialog {
  Q_OBJECT

 public:
  Dialog(const QString& name, const QString& title, QWidget* parent);

  void setTitle(const QString& title);
  // Margins of 24.
  QVBoxLayout* body() { return m_body; }
  // Left of the buttons.
  QHBoxLayout* foot() { return m_foot; }
  // At the end of the foot, in reading order.
  QPushButton* addButton(QPushButton* button);

  void setVisible(bool visible) override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  bool focusNextPrevChild(bool next) override;

 private:
  void fit();

  ElidedLabel* m_title;
  QVBoxLayout* m_body;
  QHBoxLayout* m_foot;
  QPointer<QWidget> m_scrim;  // over the window behind
};

// A question about something that is hard to take back. The text names the thing.
struct Question {
  QString title;   // "Delete route “private”?"
  QString text;    // what follows from it
  QString accept;  // "Delete route"
  QString reject;  // "Cancel" if empty
  QString third;   // a way out that is neither; empty: none
  bool destructive = true;
  QString remember;  // a tick box, empty: none
  bool rememberAtFirst = false;
};

struct Answer {
  bool accepted = false;
  bool dismissed = false;  // closed, or the third: neither accepted nor rejected by its button
  bool remembered = false;
};

// Asks without blocking; `then` is called once, when it was answered or closed.
void ask(QWidget* parent, const Question& question, std::function<void(Answer)> then);

}  // namespace sb::ui
