// One key of a provider: a new one, or another weight or secret of one that is there. Owner: the
// page.
#pragma once

#include "ui/providers/provider_edits.h"
#include "ui/providers/providers_data.h"
#include "ui/widgets/dialog.h"

class QDoubleSpinBox;
class QLabel;
class QLineEdit;

namespace sb::ui {

class SecretInput;

class KeyDialog : public Dialog {
  Q_OBJECT

 public:
  // An empty key name: a new key.
  KeyDialog(ProvidersData& source, ProviderEdits& edits, const Provider& provider,
            const QString& keyName, QWidget* parent);

 Q_SIGNALS:
  void saved(const QString& providerId, const QString& keyName);

 private:
  void addField(const QString& label, QWidget* field, const QString& hint = {});
  void submit();
  void showProblem(const QString& problem);
  void showPlace();

  ProvidersData& m_data;
  ProviderEdits& m_edits;
  Provider m_provider;
  QString m_keyName;
  QLineEdit* m_name;
  QDoubleSpinBox* m_weight;
  SecretInput* m_secret;
  QLabel* m_place;
  QLabel* m_problem;
  QPushButton* m_save = nullptr;
};

}  // namespace sb::ui
