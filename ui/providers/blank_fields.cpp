#include "ui/providers/blank_fields.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/providers/provider_edits.h"
#include "ui/providers/provider_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {
namespace {

constexpr int kLongestValue = 253;  // a host name

}  // namespace

BlankFields::BlankFields(QWidget* parent) : QWidget(parent), m_row(new QHBoxLayout(this)) {
  m_row->setContentsMargins(0, 0, 0, 0);
  m_row->setSpacing(space::k12);
  setVisible(false);
}

void BlankFields::setPreset(const Preset& preset) {
  for (const Field& field : std::as_const(m_fields))
    delete field.edit->parentWidget();
  m_fields.clear();
  m_template = preset.urlTemplate;
  for (const QString& blank : preset.blanks)
    add(blank, {});
  for (const auto& [header, blank] : preset.ownHeaders)
    add(blank, header);
  retranslate();
  showAsked();
}

void BlankFields::setAddressAsked(bool asked) {
  m_addressAsked = asked;
  showAsked();
}

bool BlankFields::asksForAddress() const {
  return m_addressAsked && std::any_of(m_fields.begin(), m_fields.end(),
                                       [](const Field& one) { return one.ofAddress(); });
}

void BlankFields::showAsked() {
  bool any = false;
  for (const Field& field : std::as_const(m_fields)) {
    field.edit->parentWidget()->setVisible(asks(field));
    any = any || asks(field);
  }
  setVisible(any);
}

void BlankFields::add(const QString& blank, const QString& header) {
  auto* const group = new QWidget(this);
  auto* const column = new QVBoxLayout(group);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k4);
  Field field{blank, header, makeLabel(QStringLiteral("label"), {}, group), new QLineEdit(group)};
  field.edit->setObjectName(QStringLiteral("blank.%1").arg(blank));
  field.edit->setProperty("role", QStringLiteral("mono"));
  field.edit->setMaxLength(kLongestValue);
  column->addWidget(field.label);
  column->addWidget(field.edit);
  m_row->addWidget(group);
  connect(field.edit, &QLineEdit::textChanged, this, [this, edit = field.edit] {
    setStyleProperty(edit, "state", {});
    Q_EMIT changed();
  });
  connect(field.edit, &QLineEdit::returnPressed, this, &BlankFields::submitted);
  m_fields.append(field);
}

QString BlankFields::url() const {
  QString url = m_template;
  for (const Field& field : m_fields)
    if (const QString value = field.edit->text().trimmed(); field.ofAddress() && !value.isEmpty())
      url.replace(QLatin1Char('{') + field.blank + QLatin1Char('}'), value);
  return url;
}

QMap<QString, QString> BlankFields::headers() const {
  QMap<QString, QString> headers;
  for (const Field& field : m_fields)
    if (!field.ofAddress()) headers.insert(field.header, field.edit->text().trimmed());
  return headers;
}

bool BlankFields::complete() const {
  return std::all_of(m_fields.begin(), m_fields.end(), [](const Field& one) {
    return !one.ofAddress() || !one.edit->text().trimmed().isEmpty();
  });
}

QString BlankFields::check() {
  for (const Field& field : std::as_const(m_fields)) {
    if (!asks(field)) continue;
    const QString problem =
        problemOfBlank(nameOfBlank(field.blank), field.edit->text().trimmed(), field.ofAddress());
    setStyleProperty(field.edit, "state", problem.isEmpty() ? QString() : QStringLiteral("error"));
    if (problem.isEmpty()) continue;
    field.edit->setFocus();
    return problem;
  }
  return {};
}

void BlankFields::focusFirst() {
  if (!m_fields.isEmpty()) m_fields.first().edit->setFocus(Qt::OtherFocusReason);
}

void BlankFields::retranslate() {
  for (const Field& field : std::as_const(m_fields)) {
    field.label->setText(nameOfBlank(field.blank));
    field.edit->setAccessibleName(nameOfBlank(field.blank));
  }
}

void BlankFields::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace sb::ui
