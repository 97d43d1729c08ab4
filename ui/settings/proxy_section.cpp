#include <QCoreApplication>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QPushButton>

#include "ui/settings/proxy_choice.h"
#include "ui/settings/sections.h"
#include "ui/settings/setting_card.h"
#include "ui/settings/setting_fields.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/dialog.h"

namespace sb::ui {
namespace {

constexpr int kListWidth = 280, kListWidthOfLarge = 220;
constexpr qint64 kMostBytes = 16 * 1024 * 1024;
const QString kNetwork = QStringLiteral("network");
const QString kExtraCa = QStringLiteral("extra_ca");

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::ProxySection)
};

// Of a PEM file; a dump of gigabytes is not read to see that it is none.
bool holdsCertificates(const QString& path) {
  QFile file(path);
  if (!QFileInfo(path).isFile() || file.size() > kMostBytes || !file.open(QIODevice::ReadOnly))
    return false;
  return file.readAll().contains("-----BEGIN ");
}

void chooseFiles(SettingsModel& model, QWidget* parent);

void refuse(const QString& path, SettingsModel& model, QWidget* parent) {
  Question question;
  question.title = Words::tr("“%1” holds no certificate").arg(QFileInfo(path).fileName().left(80));
  question.text = Words::tr(
      "Choose a PEM file: a text with -----BEGIN CERTIFICATE----- in it. Nothing was "
      "changed.");
  question.accept = Words::tr("Choose another file");
  question.destructive = false;
  ask(parent, question, [&model, parent](const Answer& answer) {
    if (answer.accepted) chooseFiles(model, parent);
  });
}

void take(const QStringList& files, SettingsModel& model, QWidget* parent) {
  for (const QString& file : files)
    if (!holdsCertificates(file)) return refuse(file, model, parent);
  QJsonArray all = model.value(kNetwork, kExtraCa).toArray();
  for (const QString& file : files)
    if (!all.contains(file)) all.append(file);
  model.set(kNetwork, kExtraCa, all);
  Q_EMIT model.loaded();
}

void chooseFiles(SettingsModel& model, QWidget* parent) {
  auto* const dialog = new QFileDialog(parent, Words::tr("Certificate authorities"));
  dialog->setObjectName(QStringLiteral("authorityFiles"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFiles);
  dialog->setNameFilters(
      {Words::tr("Certificates (*.pem *.crt *.cer)"), Words::tr("All files (*)")});
  QObject::connect(dialog, &QFileDialog::filesSelected, parent,
                   [&model, parent](const QStringList& files) { take(files, model, parent); });
  dialog->open();
}

QWidget* makeAuthorities(const SettingsContext& context, QWidget* parent) {
  SettingsModel& model = context.model;
  auto* const control = new QWidget(parent);
  auto* const row = new QHBoxLayout(control);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k8);
  auto* const field = new SettingField(
      model, {kNetwork, kExtraCa, Words::tr("Further certificate authorities")},
      SettingField::Kind::List, isLargeText() ? kListWidthOfLarge : kListWidth, control);
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
