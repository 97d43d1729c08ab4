#include <QCoreApplication>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QPushButton>

#include "ui/settings/proxy_choice.h"
#include "ui/settings/sections.h"
#include "ui/settings/setting_card.h"
#include "ui/settings/setting_fields.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {
namespace {

constexpr int kListWidth = 280;
const QString kNetwork = QStringLiteral("network");
const QString kExtraCa = QStringLiteral("extra_ca");

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::ProxySection)
};

void chooseFiles(SettingsModel& model, QWidget* parent) {
  auto* const dialog = new QFileDialog(parent, Words::tr("Certificate authorities"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFiles);
  dialog->setNameFilters(
      {Words::tr("Certificates (*.pem *.crt *.cer)"), Words::tr("All files (*)")});
  QObject::connect(dialog, &QFileDialog::filesSelected, parent, [&model](const QStringList& files) {
    QJsonArray all = model.value(kNetwork, kExtraCa).toArray();
    for (const QString& file : files)
      if (!all.contains(file)) all.append(file);
    model.set(kNetwork, kExtraCa, all);
    Q_EMIT model.loaded();
  });
  dialog->open();
}

QWidget* makeAuthorities(const SettingsContext& context, QWidget* parent) {
  SettingsModel& model = context.model;
  auto* const control = new QWidget(parent);
  auto* const row = new QHBoxLayout(control);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k8);
  auto* const field =
      new SettingField(model, {kNetwork, kExtraCa, Words::tr("Further certificate authorities")},
                       SettingField::Kind::List, kListWidth, control);
  row->addWidget(field);
  control->setFocusProxy(field);
  // A file of this computer is one of the gateway's only when both are the same.
  if (!context.ownGateway) return control;
  auto* const add = makeButton(QStringLiteral("addAuthority"), Words::tr("Add file…"), control);
  QObject::connect(add, &QPushButton::clicked, control,
                   [&model, control] { chooseFiles(model, control); });
  row->addWidget(add);
  return control;
}

}  // namespace

QWidget* makeProxySection(const SettingsContext& context, QWidget* parent) {
  auto* const page = new SectionPage(parent);
  auto* const card = new SettingCard(page);
  card->addRow(Words::tr("Connection to providers"),
               Words::tr("http, socks5 or socks5h. User and password belong in the environment. A "
                         "provider may have its own proxy."),
               new ProxyChoice(context.model, card));
  card->addRow(Words::tr("Further certificate authorities"),
               Words::tr("PEM files trusted in addition to the system's, for a company proxy that "
                         "inspects connections."),
               makeAuthorities(context, card));
  page->add(card);
  return page;
}

}  // namespace sb::ui
