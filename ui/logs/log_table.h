// The table of the log: columns that can be chosen, rows opened by Enter or a double click, copied
// as text. It tells its model what is seen. Owner: the page.
#pragma once

#include <QTableView>

#include "ui/preferences/preferences.h"
#include "ui/widgets/column_fit.h"

class QMenu;

namespace sb::ui {

class LogModel;
struct LogRow;

class LogTable : public QTableView {
  Q_OBJECT

 public:
  LogTable(LogModel& model, Preferences& preferences, QWidget* parent = nullptr);

  QList<const LogRow*> selectedRows() const;
  void copySelection() const;
  // Puts a row's id into view and under the keyboard.
  void showRow(int row);
  bool isAtTop() const;
  void fillColumnMenu(QMenu* menu);

 Q_SIGNALS:
  void openRequested(const QString& id);
  void pauseRequested();
  void curlRequested(const QString& id);
  void scrolledFromTop(bool away);
  void selectionMoved();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;
  void selectionChanged(const QItemSelection& now, const QItemSelection& before) override;
  void changeEvent(QEvent* event) override;

 private:
  void setUpColumns();
  QList<ColumnRoom> rooms() const;
  void tellWhatIsSeen();
  void openCurrent();
  bool isHiddenByUser(int column) const;

  LogModel& m_model;
  Preferences& m_preferences;
  TableFit* m_fit = nullptr;
};

}  // namespace sb::ui
