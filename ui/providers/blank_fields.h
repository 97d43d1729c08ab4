// The blanks of a preset's address ("https://{region}.example/v1"), each a field of its own, and
// the address that they make. Owner: the form; GUI thread.
#pragma once

#include <QWidget>

#include "ui/client/provider_values.h"

class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace sb::ui {

class BlankFields : public QWidget {
  Q_OBJECT

 public:
  explicit BlankFields(QWidget* parent = nullptr);

  void setPreset(const Preset& preset);
  bool isEmpty() const { return m_fields.isEmpty(); }
  // The address with what was typed; a blank without a value stays as it is in the preset.
  QString url() const;
  // What is wrong with the values, said at the field; empty: nothing.
  QString check();
  // False while a field is empty.
  bool complete() const;
  void focusFirst();

 Q_SIGNALS:
  void changed();
  void submitted();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  struct Field {
    QString blank;
    QLabel* label = nullptr;
    QLineEdit* edit = nullptr;
  };
  void add(const QString& blank);
  void retranslate();

  QString m_template;
  QHBoxLayout* m_row;
  QList<Field> m_fields;
};

}  // namespace sb::ui
