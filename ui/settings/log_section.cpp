#include <QCoreApplication>
#include <QLabel>

#include "ui/settings/sections.h"
#include "ui/settings/setting_card.h"
#include "ui/settings/setting_fields.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {
namespace {

constexpr int kWidth = 120;
const QString kLedger = QStringLiteral("ledger");

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::LogSection)
};

QString l1(const char* text) { return QLatin1String(text); }

Card* makeBodies(SettingsModel& model, QWidget* parent) {
  auto* const card = new SettingCard(Words::tr("What is recorded"), {}, parent);
  card->addRow(
      Words::tr("Bodies of requests and answers"),
      Words::tr(
          "Redacted keeps their shape without what people and models wrote. Times, tokens and cost "
          "are always kept."),
      new SettingChoice(model, {kLedger, l1("bodies"), Words::tr("Bodies")},
                        {{l1("full"), Words::tr("Full")},
                         {l1("redacted"), Words::tr("Redacted")},
                         {l1("none"), Words::tr("None")}},
                        card));
  return card;
}

Card* makeStorage(SettingsModel& model, QWidget* parent) {
  auto* const card = new SettingCard(Words::tr("Storage and retention"), {}, parent);
  const auto field = [&](const char* key, const QString& label) {
    return new SettingField(model, {kLedger, l1(key), label}, SettingField::Kind::Text, kWidth,
                            card);
  };
  card->addRow(Words::tr("Keep for"), Words::tr("Such as 12h or 30d. Older rows are deleted."),
               field("retain", Words::tr("Keep for")));
  card->addRow(Words::tr("Keep at most"),
               Words::tr("Such as 500MB or 5GB. The oldest bodies are deleted first."),
               field("max_bytes", Words::tr("Keep at most")));
  return card;
}

Card* makeSafety(SettingsModel& model, QWidget* parent) {
  auto* const card = new SettingCard(Words::tr("Safety"), {}, parent);
  card->addRow(
      Words::tr("Writing"),
      Words::tr("Strict ends an answer only once its row is on the disk. In batches, a power cut "
                "loses up to 50 ms of rows."),
      new SettingChoice(
          model, {kLedger, l1("durability"), Words::tr("Writing")},
          {{l1("batched"), Words::tr("In batches")}, {l1("strict"), Words::tr("Strict")}}, card));
  card->addRow(
      Words::tr("When the disk is full"),
      Words::tr("Serving without a log counts what is lost and shows it."),
      new SettingChoice(model, {kLedger, l1("on_full"), Words::tr("When the disk is full")},
                        {{l1("serve"), Words::tr("Serve without a log")},
                         {l1("refuse"), Words::tr("Refuse requests")}},
                        card));
  return card;
}

}  // namespace

QWidget* makeLogSection(const SettingsContext& context, QWidget* parent) {
  auto* const page = new SectionPage(parent);
  page->add(makeBodies(context.model, page));
  page->add(makeStorage(context.model, page));
  page->add(makeSafety(context.model, page));
  return page;
}

}  // namespace sb::ui
