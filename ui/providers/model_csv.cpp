#include "ui/providers/model_csv.h"

#include "ui/widgets/csv.h"

namespace sb::ui {
namespace {

constexpr const char* kBuckets[] = {"input", "output", "cache_read", "cache_write"};

QString numberOf(const std::optional<qint64>& number) {
  return number ? QString::number(*number) : QString();
}

QString priceOf(const ModelFacts& facts, const char* bucket) {
  const QHash<QString, double> prices = facts.price.value(0).usdPerMtok;
  const auto found = prices.constFind(QLatin1String(bucket));
  return found == prices.constEnd() ? QString()
                                    : QString::number(*found, 'f', QLocale::FloatingPointShortest);
}

QString flagOf(bool on) { return on ? QStringLiteral("true") : QStringLiteral("false"); }

}  // namespace

QByteArray csvOf(const QList<ProviderModel>& models) {
  QByteArray text =
      "provider,model,title,mode,context,max_output,input_usd_per_mtok,output_usd_per_mtok,"
      "cache_read_usd_per_mtok,cache_write_usd_per_mtok,supports,deprecated,configured\r\n";
  for (const ProviderModel& one : models) {
    QStringList fields{one.model.section(QLatin1Char('/'), 0, 0),
                       one.model.section(QLatin1Char('/'), 1),
                       one.facts.title,
                       one.facts.mode,
                       numberOf(one.facts.context),
                       numberOf(one.facts.maxOutput)};
    for (const char* const bucket : kBuckets)
      fields.append(priceOf(one.facts, bucket));
    fields.append(one.facts.supports.join(QLatin1Char(' ')));
    fields.append(flagOf(one.facts.deprecated));
    fields.append(flagOf(one.configured));
    text += csvLine(fields);
  }
  return text;
}

}  // namespace sb::ui
