// A framed area with an optional head of title, note and actions. Parents own it.
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace sb::ui {

class Card : public QFrame {
  Q_OBJECT

 public:
  explicit Card(QWidget* parent = nullptr);
  Card(const QString& title, QWidget* parent = nullptr);

  // Makes the head at the first call.
  void setTitle(const QString& title);
  void setNote(const QString& note);
  // At the end of the head.
  void addAction(QWidget* widget);
  // Below the head; margins of 16 unless changed.
  QVBoxLayout* body() { return m_body; }
  // "", "selected", "warn", "error" or "add": the outline.
  void setState(const QString& state);

 private:
  void makeHead();

  QVBoxLayout* m_body = nullptr;
  QVBoxLayout* m_all = nullptr;
  QHBoxLayout* m_head = nullptr;
  QLabel* m_title = nullptr;
  QLabel* m_note = nullptr;
};

// A line of 1 px, "line" or "line-soft".
QFrame* makeLine(QWidget* parent = nullptr, bool soft = false);

}  // namespace sb::ui
