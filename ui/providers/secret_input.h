// Where a key is kept, and the field for it: the text for the vault or the name of a variable.
// Owner: the dialog.
#pragma once

#include <QWidget>

#include "ui/providers/provider_edits.h"

class QLabel;
class QLineEdit;
class QStackedWidget;

namespace sb::ui {

class SecretField;
class Segment;

class SecretInput : public QWidget {
  Q_OBJECT

 public:
  explicit SecretInput(QWidget* parent = nullptr);

  // Usual names of the variable.
  void setVariables(const QStringList& names);
  // An empty field is right then, and means no key (or the old one); `placeholder` says so.
  void setOptional(bool optional, const QString& placeholder = {});
  // Below the field, from the owner: where it is sent.
  void setHint(const QString& text);
  void focusField();

  // Place, secret and variable; None where the field is empty and may be.
  KeyInput input() const;
  // Shows what is wrong at the field; empty: nothing is.
  void showProblem(const QString& problem);
  // Overwrites what was typed.
  void wipe();

 Q_SIGNALS:
  void changed();
  void submitted();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  bool inVault() const;
  void refresh();

  bool m_optional = false;
  QString m_hintText, m_problem, m_placeholder;
  QLabel* m_label;
  QLabel* m_placeLabel;
  Segment* m_place;
  QStackedWidget* m_fields;
  SecretField* m_secret;
  QLineEdit* m_variable;
  QLabel* m_hint;
};

}  // namespace sb::ui
