// A key's name behind its icon, with the beginning of its text. Owner: the table.
#pragma once

#include "ui/widgets/delegates.h"

namespace sb::ui {

class KeyCell : public CellDelegate {
  Q_OBJECT

 public:
  using CellDelegate::CellDelegate;

 protected:
  void paintContent(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
                    const QModelIndex& index) const override;
};

}  // namespace sb::ui
