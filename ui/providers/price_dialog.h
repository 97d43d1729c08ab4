// What one model of a provider costs, over the catalogue: by the token, in the service tiers, and
// by the call of a tool that the provider runs. Owner: the page.
#pragma once

#include "ui/providers/price_fields.h"
#include "ui/providers/providers_data.h"
#include "ui/widgets/dialog.h"

class QLabel;
class QStackedWidget;

namespace sb::ui {

class Segment;

class PriceDialog : public Dialog {
  Q_OBJECT

 public:
  PriceDialog(ProvidersData& source, const QString& providerId, const ProviderModel& model,
              QWidget* parent);

 Q_SIGNALS:
  void saved(const QString& model);

 private:
  PriceFields* makeStandard();
  PriceFields* makeServices();
  PriceFields* makeCalls();
  void addLength(PriceFields* to, const PriceTier& known);
  void addPage(const QString& id, const QString& title, PriceFields* page);
  void showPage(const QString& id);
  void addButtons();
  QJsonArray tiers() const;
  QJsonObject services() const;
  QJsonObject price() const;
  WrongField wrongLength() const;
  WrongField wrong() const;
  void refuse(const WrongField& wrong);
  void submit();
  void send(const QJsonValue& price);
  void take(const Reply<Saved>& reply);
  void showProblem(const QString& problem);

  ProvidersData& m_data;
  QString m_provider;
  ProviderModel m_model;
  Segment* m_which;
  QStackedWidget* m_pages;
  QList<QLineEdit*> m_lengths;  // of the standard page's columns but the first
  PriceFields* m_standard;
  PriceFields* m_services;
  PriceFields* m_calls;
  QJsonObject m_before;  // as the fields had it at first
  QLabel* m_problem;
  QPushButton* m_save = nullptr;
  QPushButton* m_reset = nullptr;
};

}  // namespace sb::ui
