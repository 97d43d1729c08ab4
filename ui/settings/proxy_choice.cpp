#include "ui/settings/proxy_choice.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

#include "ui/settings/setting_fields.h"
#include "ui/settings/settings_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fields.h"

namespace sb::ui {
namespace {

constexpr int kUrlWidth = 240, kLongestUrl = 12'000;  // the gateway says what is too long
const QString kNetwork = QStringLiteral("network");
const QString kProxy = QStringLiteral("proxy");
const QString kSystem = QStringLiteral("system");
const QString kNone = QStringLiteral("none");
const QString kOwn = QStringLiteral("own");

}  // namespace

ProxyChoice::ProxyChoice(SettingsModel& model, QWidget* parent)
    : QWidget(parent), m_model(model), m_choice(new QComboBox(this)), m_url(new QLineEdit(this)) {
  m_choice->setObjectName(QStringLiteral("proxyChoice"));
  nameChoice(m_choice, tr("Connection to providers"));
  m_choice->addItem(tr("System proxy"), kSystem);
  m_choice->addItem(tr("No proxy"), kNone);
  m_choice->addItem(tr("This proxy"), kOwn);
  m_url->setObjectName(QStringLiteral("proxyUrl"));
  m_url->setAccessibleName(tr("Address of the proxy"));
  m_url->setPlaceholderText(QStringLiteral("http://proxy.example:3128"));
  m_url->setProperty("role", QStringLiteral("mono"));
  m_url->setFixedWidth(scaled(kUrlWidth));
  m_url->setMaxLength(kLongestUrl);
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k8);
  row->addWidget(m_url);
  row->addWidget(m_choice);
  setFocusProxy(m_choice);
  connect(m_choice, &QComboBox::activated, this, [this] {
    m_url->setVisible(m_choice->currentData() == kOwn);
    if (m_url->isVisible() && m_url->text().isEmpty()) return m_url->setFocus();
    take();
  });
  connect(m_url, &QLineEdit::textEdited, this, &ProxyChoice::take);
  connect(&model, &SettingsModel::loaded, this, &ProxyChoice::showValue);
  connect(&model, &SettingsModel::changed, this, &ProxyChoice::mark);
  showValue();
}

void ProxyChoice::showValue() {
  const QString value = m_model.value(kNetwork, kProxy).toString(kSystem);
  const bool own = value != kSystem && value != kNone;
  m_choice->setCurrentIndex(m_choice->findData(own ? kOwn : value));
  if (own && m_url->text() != value) m_url->setText(value);
  m_url->setVisible(own);
  m_choice->setEnabled(m_model.isWritable());
  m_url->setEnabled(m_model.isWritable());
  mark();
}

void ProxyChoice::mark() { markProblem(m_url, m_model.problemOf(kNetwork, kProxy)); }

void ProxyChoice::take() {
  const QString choice = m_choice->currentData().toString();
  m_model.set(kNetwork, kProxy, choice == kOwn ? m_url->text().trimmed() : choice);
}

}  // namespace sb::ui
