// Today in four figures, each with its curve over the hours: requests, errors, time to the first
// token, spend. A click opens what is behind a figure. Owner: the page.
#pragma once

#include <QList>
#include <QWidget>

#include "ui/overview/overview_data.h"

namespace sb::ui {

class FigureCard;

class Figures : public QWidget {
  Q_OBJECT

 public:
  explicit Figures(OverviewData& source, QWidget* parent = nullptr);

 Q_SIGNALS:
  void opened(const QString& screenId, const QVariantMap& where);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();

  OverviewData& m_data;
  QList<FigureCard*> m_cards;
};

}  // namespace sb::ui
