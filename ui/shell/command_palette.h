// Ctrl+K: every action and every object by name. An overlay of the window; typing filters, arrows
// choose, Enter runs, Escape closes. Owner: the window.
#pragma once

#include <QFrame>
#include <QList>

#include "ui/widgets/screen.h"

class QListView;
class QStandardItemModel;

namespace sb::ui {

class SearchField;

class CommandPalette : public QFrame {
  Q_OBJECT

 public:
  explicit CommandPalette(QWidget* window);

  void openWith(const QList<Command>& commands);
  // What is listed now, best first; for tests.
  QStringList listed() const;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void filter();
  void choose(int by);
  void run();
  void place();
  void fit();
  int top() const;
  void dismiss();

  SearchField* m_input;
  QListView* m_list;
  QStandardItemModel* m_model;
  QList<Command> m_commands;
  QWidget* m_before = nullptr;  // had the focus
};

}  // namespace sb::ui
