#include "ui/settings/listeners_card.h"

#include <QHBoxLayout>
#include <QHostAddress>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/settings/setting_fields.h"
#include "ui/settings/settings_model.h"
#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flow_layout.h"

namespace sb::ui {
namespace {

constexpr int kAddressWidth = 240, kPortWidth = 96, kFirstPort = 7411;
const QString kListen = QStringLiteral("listen");

QString textOf(const QJsonObject& listener, const char* key) {
  return listener.value(QLatin1String(key)).toVariant().toString();
}

bool isLocal(const QString& address) {
  return address.isEmpty() || address == QLatin1String("localhost") ||
         QHostAddress(address).isLoopback();
}

QJsonValue numberOrText(const QString& text) {
  bool number = false;
  const int value = text.toInt(&number);
  return number ? QJsonValue(value) : QJsonValue(text);
}

}  // namespace

ListenersCard::ListenersCard(SettingsModel& model, QWidget* parent)
    : SettingCard(tr("Listeners"), tr("where apps reach the gateway"), parent),
      m_model(model),
      m_rows(new QWidget(this)),
      m_warning(makeLabel(QStringLiteral("small"), {}, this)),
      m_add(makeSmallButton(QStringLiteral("addListener"), tr("Add listener"), this,
                            ButtonRole::Plain, QStringLiteral("plus"))) {
  auto* const column = new QVBoxLayout(m_rows);
  column->setContentsMargins(space::k16, space::k8, space::k16, space::k8);
  column->setSpacing(space::k8);
  addAction(m_add);
  addWide(m_rows);
  m_warning->setWordWrap(true);
  m_warning->setProperty("tone", QStringLiteral("warn"));
  m_warning->setContentsMargins(space::k16, 0, space::k16, space::k12);
  body()->addWidget(m_warning);
  connect(m_add, &QPushButton::clicked, this, [this] {
    QJsonArray listeners = m_model.value(kListen).toArray();
    listeners.append(QJsonObject{{QStringLiteral("address"), QStringLiteral("127.0.0.1")},
                                 {QStringLiteral("port"), kFirstPort + 2 + listeners.size()}});
    write(listeners);
    rebuild();
  });
  connect(&model, &SettingsModel::loaded, this, &ListenersCard::rebuild);
  connect(&model, &SettingsModel::changed, this, &ListenersCard::mark);
  rebuild();
}

// Rows stay while one types in them.
void ListenersCard::rebuild() {
  const QJsonArray listeners = m_model.value(kListen).toArray();
  m_add->setEnabled(m_model.isWritable());
  if (listeners == m_shown && !listeners.isEmpty()) return mark();
  m_shown = listeners;
  m_reach.clear();
  m_fields.clear();
  m_edited = -1;
  while (QLayoutItem* const item = m_rows->layout()->takeAt(0)) {
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
  }
  for (qsizetype i = 0; i < listeners.size(); ++i)
    m_rows->layout()->addWidget(makeRow(static_cast<int>(i), listeners[i].toObject()));
  mark();
}

QWidget* ListenersCard::makeRow(int place, const QJsonObject& listener) {
  auto* const row = new QWidget(m_rows);
  QLayout* line =
      isLargeText() ? static_cast<QLayout*>(new FlowLayout(row, space::k12)) : new QHBoxLayout(row);
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(space::k12);
  const auto field = [&](const char* key, const QString& label, int width) {
    auto* const edited = new QLineEdit(textOf(listener, key), row);
    edited->setObjectName(QStringLiteral("listener%1.%2").arg(place).arg(QLatin1String(key)));
    edited->setProperty("role", QStringLiteral("mono"));
    edited->setAccessibleName(label);
    edited->setMaxLength(200);
    edited->setFixedWidth(scaled(width));
    edited->setEnabled(m_model.isWritable());
    const qsizetype number = m_fields.size();
    m_fields.append({edited, place, QLatin1String(key)});
    connect(edited, &QLineEdit::textEdited, this, [this, place, key, number](const QString& text) {
      m_edited = number;
      edit(place, QLatin1String(key), numberOrText(text.trimmed()));
    });
    line->addWidget(edited);
  };
  field("address", tr("Address of listener %1").arg(place + 1), kAddressWidth);
  field("port", tr("Port of listener %1").arg(place + 1), kPortWidth);
  const bool tls = listener.value(QLatin1String("tls")).isObject();
  line->addWidget(
      makeLabel(QStringLiteral("muted"), tls ? tr("with TLS") : tr("without TLS"), row));
  auto* const reach = makeLabel(QStringLiteral("muted"), {}, row);
  reach->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  reach->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
  line->addWidget(reach);
  m_reach.append(reach);
  auto* const remove =
      makeIconButton(QStringLiteral("removeListener%1").arg(place), QStringLiteral("trash-2"),
                     tr("Remove listener %1").arg(place + 1), row);
  remove->setVisible(m_model.isWritable() && m_shown.size() > 1);
  connect(remove, &QToolButton::clicked, this, [this, place] {
    QJsonArray listeners = m_model.value(kListen).toArray();
    listeners.removeAt(place);
    write(listeners);
    rebuild();
  });
  line->addWidget(remove);
  return row;
}

void ListenersCard::edit(int place, const QString& key, const QJsonValue& value) {
  QJsonArray listeners = m_model.value(kListen).toArray();
  if (place >= listeners.size()) return;
  QJsonObject listener = listeners[place].toObject();
  listener.insert(key, value);
  listeners[place] = listener;
  m_shown = listeners;
  write(listeners);
}

void ListenersCard::write(const QJsonArray& listeners) { m_model.set(kListen, {}, listeners); }

// What is wrong with the list as a whole came with the last change.
void ListenersCard::markFields() {
  bool found = false;
  for (const Field& field : m_fields) {
    const QString problem =
        m_model.problemOf(QStringLiteral("listen[%1]").arg(field.place), field.key);
    found = found || !problem.isEmpty();
    markProblem(field.edit, problem);
  }
  if (!found && m_edited >= 0) markProblem(m_fields[m_edited].edit, m_model.problemOf(kListen, {}));
}

void ListenersCard::mark() {
  markFields();
  QStringList open;
  const QJsonArray listeners = m_model.value(kListen).toArray();
  for (qsizetype i = 0; i < listeners.size(); ++i) {
    const QString address = textOf(listeners[i].toObject(), "address");
    if (!isLocal(address)) open.append(address);
    if (QLabel* const reach = m_reach.value(i))
      reach->setText(isLocal(address) ? tr("this computer") : tr("the network"));
  }
  const QString problem = m_model.problemOf(kListen, {});
  m_warning->setVisible(!open.isEmpty() || !problem.isEmpty());
  setStyleProperty(m_warning, "tone",
                   problem.isEmpty() ? QStringLiteral("warn") : QStringLiteral("error"));
  m_warning->setText(!problem.isEmpty()
                         ? problem
                         : tr("Other computers can then reach this one at %1. They need a key, and "
                              "no bodies are recorded unless you choose otherwise.")
                               .arg(listed(open).left(200)));
}

}  // namespace sb::ui
