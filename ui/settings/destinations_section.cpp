#include <QCoreApplication>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <algorithm>

#include "ui/settings/destinations.h"
#include "ui/settings/sections.h"
#include "ui/settings/setting_card.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/delegates.h"
#include "ui/widgets/row_hover.h"
#include "ui/widgets/table_header.h"

namespace sb::ui {
namespace {

constexpr int kMostRows = 12, kHostWidth = 260, kMostHostWidth = 320, kWhyWidth = 260;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::DestinationsSection)
};

QTableView* makeTable(QAbstractItemModel* model, QWidget* parent) {
  auto* const table = new QTableView(parent);
  table->setObjectName(QStringLiteral("destinations"));
  table->setAccessibleName(Words::tr("Destinations"));
  table->setModel(model);
  table->setItemDelegate(new CellDelegate(table));
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setShowGrid(false);
  table->setTabKeyNavigation(false);
  table->verticalHeader()->hide();
  table->verticalHeader()->setDefaultSectionSize(scaled(height::kRow));
  hoverRows(table);
  table->setHorizontalHeader(new TableHeader(table));
  table->setProperty(kTableEdge, space::k8);
  table->horizontalHeader()->setStretchLastSection(true);
  table->setColumnWidth(DestinationModel::Host, scaled(kHostWidth));
  table->setColumnWidth(DestinationModel::Why, scaled(kWhyWidth));
  return table;
}

void fit(QTableView* table) {
  const int rows = std::min(table->model()->rowCount(), kMostRows);
  table->setFixedHeight(scaled(height::kRow) * (rows + 1) + 2);
  table->resizeColumnToContents(DestinationModel::Host);
  const int wanted = table->columnWidth(DestinationModel::Host);
  table->setColumnWidth(DestinationModel::Host,
                        std::clamp(wanted, scaled(kHostWidth), scaled(kMostHostWidth)));
}

}  // namespace

QWidget* makeDestinationsSection(const SettingsContext& context, QWidget* parent) {
  auto* const page = new SectionPage(parent);
  auto* const card = new SettingCard(Words::tr("Everything this program contacts"), {}, page);
  auto* const model = new DestinationModel(page);
  auto* const table = makeTable(model, card);
  card->addWide(table);
  auto* const note =
      makeLabel(QStringLiteral("muted"),
                Words::tr("Nothing else: no telemetry, no check for updates, no list of models "
                          "from elsewhere. Updates come from the package manager."),
                card);
  note->setWordWrap(true);
  note->setContentsMargins(space::k16, space::k12, space::k16, space::k12);
  card->addWide(note);
  const auto ask = [&context = context.connection, &settings = context.model, model, table] {
    context.client().providers().list(
        table, [&settings, model, table](const Reply<QList<Provider>>& reply) {
          if (!reply) return;
          const QString proxy =
              settings.inForce(QStringLiteral("network"), QStringLiteral("proxy")).toString();
          model->set(destinationsOf(*reply, proxy));
          fit(table);
        });
  };
  model->set(destinationsOf({}, {}));
  fit(table);
  QObject::connect(&context.model, &SettingsModel::loaded, table, ask);
  ask();
  page->add(card);
  return page;
}

}  // namespace sb::ui
