// The boxes beside the log, by which it is filtered. Owner: the page.
#pragma once

#include <QTreeView>

namespace sb::ui {

class FacetModel;

class FacetList : public QTreeView {
  Q_OBJECT

 public:
  explicit FacetList(FacetModel& model, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;
  void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;

 private:
  void hideEmptyGroups();
};

}  // namespace sb::ui
