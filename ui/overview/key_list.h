// The apps that have a key, and when each was last heard of. Owner: the page.
#pragma once

#include "ui/overview/overview_data.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace sb::ui {

class KeyList : public Card {
  Q_OBJECT

 public:
  explicit KeyList(OverviewData& source, QWidget* parent = nullptr);

 Q_SIGNALS:
  void connectRequested();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();

  OverviewData& m_data;
  QWidget* m_rows = nullptr;
  QPushButton* m_connect;
};

}  // namespace sb::ui
