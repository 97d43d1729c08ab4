// How cells of tables are painted: one delegate a kind of column. The base paints the row's ground
// (hover, selection, live, keyboard focus); the others paint their content upon it. Owner: the
// view's parent.
#pragma once

#include <QStyledItemDelegate>

namespace sb::ui {

// A view's property (int): how much further than the usual 8 its first and last column keep from
// the edges of the table.
inline constexpr const char* kTableEdge = "edge";

// What cells hand to the delegates besides the text of Qt::DisplayRole.
enum CellRole {
  kToneRole = Qt::UserRole + 100,  // int of Tone; of icon, bar and (if set) text
  kIconRole,                       // QString: an icon's name
  kProviderRole,                   // int: the provider's place in the configuration; unset: no tile
  kLetterRole,                     // QString: what the tile stands for, its name
  kShareRole,                      // double 0 to 1: the bar's length
  kLiveRole,                       // bool: the row still grows
  kNoteRole,                       // QString: muted text behind the main one
  kMonoRole,                       // bool: the text in the monospace face
};

class CellDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  explicit CellDelegate(QObject* parent = nullptr, int rowHeight = 32);

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 protected:
  // Within the margins of 8; mirrored views are the painter's own concern.
  virtual void paintContent(QPainter& painter, const QRect& rect,
                            const QStyleOptionViewItem& option, const QModelIndex& index) const;

 private:
  int m_rowHeight;
};

// An icon in a status colour and a word or number.
class StatusDelegate : public CellDelegate {
  Q_OBJECT

 public:
  using CellDelegate::CellDelegate;

 protected:
  void paintContent(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
                    const QModelIndex& index) const override;
};

// A provider's tile and a name in the monospace face that gives way, with a note behind it.
class TileDelegate : public CellDelegate {
  Q_OBJECT

 public:
  using CellDelegate::CellDelegate;

 protected:
  void paintContent(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
                    const QModelIndex& index) const override;
};

// A number in the monospace face at the end of the cell; it never elides.
class NumberDelegate : public CellDelegate {
  Q_OBJECT

 public:
  using CellDelegate::CellDelegate;

 protected:
  void paintContent(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
                    const QModelIndex& index) const override;
};

// A small bar before such a number.
class BarDelegate : public NumberDelegate {
  Q_OBJECT

 public:
  BarDelegate(QObject* parent = nullptr, int rowHeight = 32, int barWidth = 28);

 protected:
  void paintContent(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
                    const QModelIndex& index) const override;

 private:
  int m_barWidth;
};

}  // namespace sb::ui
