// What one model of a provider costs, over the catalogue. Owner: the page.
#pragma once

#include <QHash>

#include "ui/providers/providers_data.h"
#include "ui/widgets/dialog.h"

class QLabel;
class QLineEdit;

namespace sb::ui {

// A price that was typed, in US dollars per million tokens: empty is "unknown". What is wrong with
// it as a sentence; empty: nothing.
QString problemOfPrice(const QString& text);

class PriceDialog : public Dialog {
  Q_OBJECT

 public:
  PriceDialog(ProvidersData& source, const QString& providerId, const ProviderModel& model,
              QWidget* parent);

 Q_SIGNALS:
  void saved(const QString& model);

 private:
  void addField(const QString& bucket, const QString& label);
  QJsonObject price() const;
  QString check();
  void submit();
  void send(const QJsonValue& price);
  void take(const Reply<Saved>& reply);
  void showProblem(const QString& problem);

  ProvidersData& m_data;
  QString m_provider;
  ProviderModel m_model;
  QList<QPair<QString, QLineEdit*>> m_fields;  // by bucket
  QLabel* m_problem;
  QPushButton* m_save = nullptr;
  QPushButton* m_reset = nullptr;
};

}  // namespace sb::ui
