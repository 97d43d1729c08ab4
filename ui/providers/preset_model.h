// What could be added: servers that were found on this computer, then the presets (the well-known
// ones first, the others by kind and name), narrowed by a search. Headings are rows that cannot be
// chosen. Owner: the dialog; GUI thread.
#pragma once

#include <QAbstractListModel>
#include <QStyledItemDelegate>
#include <optional>

#include "ui/client/local_servers.h"

namespace sb::ui {

// One thing that could be added.
struct Offer {
  Preset preset;
  int port = 0;  // of a server that was found; 0: not of one
  QStringList models;
};

class PresetModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { kHeadingRole = Qt::UserRole + 1, kNoteRole, kFoundRole };

  explicit PresetModel(QObject* parent = nullptr);

  // The demo and the free address are no entries of the list.
  void setPresets(const QList<Preset>& presets);
  void setServers(const QList<LocalServer>& servers);
  void setSearch(const QString& text);
  int presetCount() const { return static_cast<int>(m_presets.size()); }

  std::optional<Offer> offer(const QModelIndex& index) const;
  // The first row that can be chosen; -1: none.
  int firstOffer() const;
  int rowOf(const QString& presetId, int port) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

 private:
  struct Row {
    QString heading;  // empty: an offer
    Offer offer;
  };
  void build();
  void addGroup(const QString& heading, const QList<Row>& rows);
  bool fits(const Preset& preset) const;

  QList<Preset> m_presets;
  QList<LocalServer> m_servers;
  QString m_search;
  QList<Row> m_rows;
};

class PresetDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace sb::ui
