// How the log's cells are painted where the common delegates do not suffice. Owner: the table.
#pragma once

#include "ui/widgets/delegates.h"

namespace sb::ui {

inline constexpr int kDurationBarWidth = 28;  // at 100 %

// The first column stands 16 from the edge, as the head's text.
class LogStatusDelegate : public StatusDelegate {
  Q_OBJECT

 public:
  using StatusDelegate::StatusDelegate;

 protected:
  void paintContent(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
                    const QModelIndex& index) const override;
};

// Tile and model; at the end how many attempts it took, and whether the cache answered.
class LogModelDelegate : public TileDelegate {
  Q_OBJECT

 public:
  using TileDelegate::TileDelegate;

 protected:
  void paintContent(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
                    const QModelIndex& index) const override;
};

// "1,120 → 164": what still grows at the end is in the accent.
class LogTokensDelegate : public NumberDelegate {
  Q_OBJECT

 public:
  using NumberDelegate::NumberDelegate;

 protected:
  void paintContent(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
                    const QModelIndex& index) const override;
};

// A small bar and the time; the bar has the tone of the row's end.
class LogDurationDelegate : public NumberDelegate {
  Q_OBJECT

 public:
  using NumberDelegate::NumberDelegate;

 protected:
  void paintContent(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
                    const QModelIndex& index) const override;
};

}  // namespace sb::ui
