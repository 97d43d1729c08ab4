#include "ui/settings/setting_fields.h"

#include <QJsonArray>
#include <QSignalBlocker>

#include "ui/settings/settings_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {
namespace {

constexpr int kMostText = 64'000;  // a list of files; the gateway says what is too long

QString nameOf(const SettingPlace& place) {
  return QStringLiteral("setting.%1.%2").arg(place.section, place.key);
}

QString textOf(const QJsonValue& value) {
  if (!value.isArray()) return value.toVariant().toString();
  QStringList all;
  for (const QJsonValue& one : value.toArray())
    all.append(one.toString());
  return all.join(QStringLiteral(", "));
}

QJsonArray listOf(const QString& text) {
  QJsonArray all;
  for (const QString& one : text.split(QLatin1Char(',')))
    if (!one.trimmed().isEmpty()) all.append(one.trimmed());
  return all;
}

}  // namespace

void markProblem(QWidget* field, const QString& problem) {
  setStyleProperty(field, "state", problem.isEmpty() ? QString() : QStringLiteral("error"));
  field->setToolTip(problem);
  field->setAccessibleDescription(problem);
}

SettingField::SettingField(SettingsModel& model, const SettingPlace& place, Kind kind, int width,
                           QWidget* parent)
    : QLineEdit(parent), m_model(model), m_place(place), m_kind(kind) {
  setObjectName(nameOf(place));
  setAccessibleName(place.label);
  setProperty("role", QStringLiteral("mono"));
  setMaxLength(kMostText);
  setFixedWidth(scaled(width));
  setPlaceholderText(kind == Kind::List ? tr("none") : tr("default"));
  connect(this, &QLineEdit::textEdited, this, &SettingField::take);
  connect(&model, &SettingsModel::loaded, this, &SettingField::showValue);
  connect(&model, &SettingsModel::changed, this, &SettingField::mark);
  showValue();
}

void SettingField::showValue() {
  const QString text = textOf(m_model.value(m_place.section, m_place.key));
  if (text != this->text()) setText(text);
  setEnabled(m_model.isWritable());
  mark();
}

void SettingField::take(const QString& text) {
  const QString clean = text.trimmed();
  if (m_kind == Kind::List) return m_model.set(m_place.section, m_place.key, listOf(clean));
  if (clean.isEmpty()) return m_model.set(m_place.section, m_place.key, QJsonValue::Null);
  bool number = false;
  const qint64 value = clean.toLongLong(&number);
  const QJsonValue json = m_kind == Kind::Number && number ? QJsonValue(value) : QJsonValue(clean);
  m_model.set(m_place.section, m_place.key, json);
}

void SettingField::mark() { markProblem(this, m_model.problemOf(m_place.section, m_place.key)); }

SettingToggle::SettingToggle(SettingsModel& model, const SettingPlace& place, QWidget* parent)
    : Toggle(nameOf(place), place.label, parent) {
  const auto fill = [this, &model, place] {
    const QSignalBlocker quiet(this);
    setChecked(model.value(place.section, place.key).toBool());
    setEnabled(model.isWritable());
    update();
  };
  connect(this, &QAbstractButton::toggled, this,
          [&model, place](bool on) { model.set(place.section, place.key, on); });
  connect(&model, &SettingsModel::loaded, this, fill);
  connect(&model, &SettingsModel::changed, this, fill);
  fill();
}

SettingChoice::SettingChoice(SettingsModel& model, const SettingPlace& place,
                             const QList<QPair<QString, QString>>& choices, QWidget* parent)
    : QComboBox(parent) {
  setObjectName(nameOf(place));
  setAccessibleName(place.label);
  for (const auto& [word, text] : choices)
    addItem(text, word);
  const auto fill = [this, &model, place] {
    const QSignalBlocker quiet(this);
    setCurrentIndex(findData(model.value(place.section, place.key).toString()));
    setPlaceholderText(tr("default"));
    setEnabled(model.isWritable());
  };
  connect(this, &QComboBox::activated, this, [this, &model, place](int index) {
    model.set(place.section, place.key, itemData(index).toString());
  });
  connect(&model, &SettingsModel::loaded, this, fill);
  connect(&model, &SettingsModel::changed, this, fill);
  fill();
}

}  // namespace sb::ui
