// What one model of a provider costs, over the catalogue. Owner: the page.
#pragma once

#include <QHash>

#include "ui/providers/providers_data.h"
#include "ui/widgets/dialog.h"

class QGridLayout;
class QLabel;
class QLineEdit;

namespace sb::ui {

// A price that was typed, in US dollars per million tokens: empty is "unknown". What is wrong with
// it as a sentence; empty: nothing.
QString problemOfPrice(const QString& text);

// The tokens of prompt above which other prices hold, likewise. `below` is the length before it.
QString problemOfLength(const QString& text, qint64 below);

class PriceDialog : public Dialog {
  Q_OBJECT

 public:
  PriceDialog(ProvidersData& source, const QString& providerId, const ProviderModel& model,
              QWidget* parent);

 Q_SIGNALS:
  void saved(const QString& model);

 private:
  // Prices that hold from some length of the prompt on.
  struct Column {
    QLineEdit* above = nullptr;                // tokens; null: for any length
    QList<QPair<QString, QLineEdit*>> prices;  // by bucket
  };

  void addLabels();
  void addColumn(const PriceTier& known, bool base);
  QLineEdit* addField(const QString& name, const QString& accessibleName, const QString& known);
  void addButtons();
  QJsonArray tiers() const;
  QJsonObject price() const;
  QString check();
  QString check(const Column& column, qint64& below);
  QString refuse(QLineEdit* field, const QString& problem);
  void submit();
  void send(const QJsonValue& price);
  void take(const Reply<Saved>& reply);
  void showProblem(const QString& problem);

  ProvidersData& m_data;
  QString m_provider;
  ProviderModel m_model;
  QGridLayout* m_grid;
  QList<Column> m_columns;  // that for any length first
  QLabel* m_problem;
  QPushButton* m_save = nullptr;
  QPushButton* m_reset = nullptr;
};

}  // namespace sb::ui
