#include "ui/settings/demo_card.h"

#include <QLabel>

#include "ui/widgets/buttons.h"
#include "ui/widgets/toggle.h"

namespace sb::ui {

DemoCard::DemoCard(Connection& connection, QWidget* parent)
    : SettingCard(parent),
      m_connection(connection),
      m_toggle(new Toggle(QStringLiteral("demoSwitch"), tr("Demo provider"), this)),
      m_note(nullptr) {
  m_note = addRow(tr("Demo provider"),
                  tr("Answers without a key, from inside the gateway, until you switch it off or "
                     "the gateway stops. Its requests are marked and cost nothing."),
                  m_toggle);
  connect(m_toggle, &QAbstractButton::clicked, this, &DemoCard::turn);
  connect(&connection, &Connection::statusChanged, this, &DemoCard::refresh);
  connect(&connection, &Connection::configChanged, this, &DemoCard::refresh);
  refresh();
}

void DemoCard::refresh() {
  const auto& config = m_connection.status().config;
  m_toggle->setEnabled(config.has_value());
  m_toggle->setChecked(config && config->demo);
  m_toggle->update();
}

void DemoCard::turn(bool on) {
  m_toggle->setEnabled(false);
  m_call = m_connection.client().status().switchDemo(
      on, this, [this](const Reply<GatewayStatus>& reply) {
        setStyleProperty(m_note, "tone", reply ? QString() : QStringLiteral("error"));
        if (reply) return m_connection.setStatus(*reply);
        m_note->setText(
            tr("It could not be switched on or off: %1").arg(sentenceOf(reply.error())));
        refresh();
      });
}

}  // namespace sb::ui
