// The blanks of a preset's address ("https://{region}.example/v1") and of its headers, each a field
// of its own, and what they make. Owner: the form; GUI thread.
#pragma once

#include <QMap>
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
  // Those of the address are not asked for where it is typed as a whole.
  void setAddressAsked(bool asked);
  bool asksForAddress() const;
  // The address with what was typed; a blank without a value stays as it is in the preset.
  QString url() const;
  QMap<QString, QString> headers() const;
  // What is wrong with the values that are asked for, said at the field; empty: nothing.
  QString check();
  // False while a field of the address is empty.
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
    QString header;  // empty: of the address
    QLabel* label = nullptr;
    QLineEdit* edit = nullptr;
    bool ofAddress() const { return header.isEmpty(); }
  };
  void add(const QString& blank, const QString& header);
  bool asks(const Field& field) const { return m_addressAsked || !field.ofAddress(); }
  void showAsked();
  void retranslate();

  QString m_template;
  bool m_addressAsked = true;
  QHBoxLayout* m_row;
  QList<Field> m_fields;
};

}  // namespace sb::ui
