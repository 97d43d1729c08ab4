// A popup with a search over the names that a lane can ask for. Any other name can be typed, as a
// route may match it. Owner: the page; GUI thread.
#pragma once

#include <QFrame>
#include <functional>

class QLabel;
class QListView;

namespace sb::ui {

class NameModel;
class NameOrder;
class SearchField;

class NamePicker : public QFrame {
  Q_OBJECT

 public:
  explicit NamePicker(NameModel& names, QWidget* parent = nullptr);

  // Below `anchor`; `then` hears the choice, if there is one.
  void openAt(QWidget* anchor, const QString& current, std::function<void(const QString&)> then);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void filter(const QString& text);
  void choose();
  void retranslate();

  NameModel& m_names;
  NameOrder* m_proxy;
  SearchField* m_search;
  QListView* m_list;
  QLabel* m_hint;
  std::function<void(const QString&)> m_then;
};

}  // namespace sb::ui
