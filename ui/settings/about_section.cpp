#include <QCoreApplication>
#include <QDate>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSysInfo>

#include "ui/settings/licences.h"
#include "ui/settings/sections.h"
#include "ui/settings/setting_card.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/copy_button.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/elided_label.h"

namespace sb::ui {
namespace {

constexpr int kTextWidth = 640, kTextHeight = 420, kPathWidth = 420;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::AboutSection)
};

void showLicence(const Licence& licence, QWidget* parent) {
  auto* const dialog = new Dialog(QStringLiteral("licence"), licence.name, parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  auto* const text = new QPlainTextEdit(licenceText(licence.file), dialog);
  text->setObjectName(QStringLiteral("licenceText"));
  text->setAccessibleName(licence.licence);
  text->setProperty("role", QStringLiteral("code"));
  text->setReadOnly(true);
  text->setTabChangesFocus(true);
  text->setMinimumSize(scaled(kTextWidth), scaled(kTextHeight));
  dialog->body()->addWidget(text);
  QPushButton* const close = dialog->addButton(
      makeButton(QStringLiteral("licenceClose"), Words::tr("Close"), dialog, ButtonRole::Primary));
  close->setDefault(true);
  QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
  dialog->open();
}

QWidget* makePath(const QString& name, const QString& tip, const QString& path, QWidget* parent) {
  auto* const control = new QWidget(parent);
  auto* const row = new QHBoxLayout(control);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k8);
  auto* const label = new ElidedLabel(path, Qt::ElideMiddle, control);
  label->setProperty("role", QStringLiteral("mono"));
  label->setMaximumWidth(scaled(kPathWidth));
  auto* const copy = new CopyButton(
      name, tip, [path] { return path; }, control);
  row->addWidget(label);
  row->addWidget(copy);
  control->setFocusProxy(copy);
  return control;
}

Card* makeProgram(const GatewayStatus& status, QWidget* parent) {
  auto* const card = new SettingCard(parent);
  const QString version = status.version.isEmpty() ? Words::tr("not connected") : status.version;
  const QString system =
      QStringLiteral("Signalbox %1, Qt %2, %3")
          .arg(version, QLatin1String(qVersion()), QSysInfo::prettyProductName());
  card->addRow(
      Words::tr("Signalbox %1").arg(version),
      Words::tr("Free software under the GNU GPL, version 3 or later, without warranty."),
      makePath(QStringLiteral("copyVersion"), Words::tr("Copy the versions"), system, card));
  if (status.config)
    card->addRow(Words::tr("Configuration"), Words::tr("Holds all settings of the gateway."),
                 makePath(QStringLiteral("copyConfigPath"), Words::tr("Copy the file's path"),
                          status.config->path, card));
  if (!status.catalogDate.isEmpty())
    card->addRow(
        Words::tr("Models and prices"), Words::tr("What is known of models, and what they cost."),
        makeLabel(QStringLiteral("mono"),
                  Words::tr("%1 models, as of %2")
                      .arg(QLocale().toString(status.catalogModels))
                      .arg(QLocale().toString(QDate::fromString(status.catalogDate, Qt::ISODate),
                                              QLocale::ShortFormat)),
                  card));
  if (!status.dataFolder.isEmpty())
    card->addRow(Words::tr("Data"), Words::tr("Log, keys, vault, and what this console remembers."),
                 makePath(QStringLiteral("copyDataPath"), Words::tr("Copy the folder's path"),
                          status.dataFolder, card));
  return card;
}

Card* makeLicences(QWidget* parent) {
  auto* const card =
      new SettingCard(Words::tr("Licences"), Words::tr("for this program and its parts"), parent);
  auto* const table = new QWidget(card);
  auto* const grid = new QGridLayout(table);
  grid->setContentsMargins(space::k16, space::k8, space::k16, space::k16);
  grid->setHorizontalSpacing(space::k24);
  grid->setVerticalSpacing(space::k8);
  grid->setColumnStretch(2, 1);
  int row = 0;
  for (const Licence& licence : licences()) {
    grid->addWidget(makeLabel(QStringLiteral("medium"), licence.name, table), row, 0);
    grid->addWidget(makeLabel(QStringLiteral("mono-muted"), licence.licence, table), row, 1);
    if (!licence.file.isEmpty()) {
      auto* const read = makeButton(QStringLiteral("licence%1").arg(row), Words::tr("Read"), table,
                                    ButtonRole::Link);
      read->setAccessibleName(Words::tr("Read the licence of %1").arg(licence.name));
      QObject::connect(read, &QPushButton::clicked, table,
                       [licence, table] { showLicence(licence, table); });
      grid->addWidget(read, row, 2, Qt::AlignLeading);
    }
    ++row;
  }
  card->addWide(table);
  return card;
}

}  // namespace

QWidget* makeAboutSection(const SettingsContext& context, QWidget* parent) {
  auto* const page = new SectionPage(parent);
  page->add(makeProgram(context.connection.status(), page));
  page->add(makeLicences(page));
  return page;
}

}  // namespace sb::ui
