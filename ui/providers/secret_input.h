// Where a key is kept, and the field for it: the text for keychain or vault, or the name of a
// variable.
// Owner: the dialog.
#pragma once

#include <QWidget>

#include "ui/providers/provider_edits.h"

class QBoxLayout;
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

  // The keychain is offered where there is one, and is chosen where new secrets go there, unless a
  // person has chosen already.
  void setPlaces(const Vault& vault);
  // The place of this reference is chosen at first, where it can be.
  void preferPlaceOf(const QString& reference);
  // Chooses the encrypted file, keeps what was typed and says why.
  void keychainRefused(const QString& problem);
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

  QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void changed();
  void submitted();

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  bool isKept() const;
  QString placeText() const;
  void refresh();
  void arrange();

  bool m_optional = false, m_chosen = false;
  Vault m_vault;
  QString m_hintText, m_problem, m_placeholder;
  QBoxLayout* m_head;
  QLabel* m_label;
  QLabel* m_placeLabel;
  Segment* m_place;
  QStackedWidget* m_fields;
  SecretField* m_secret;
  QLineEdit* m_variable;
  QLabel* m_hint;
};

}  // namespace sb::ui
