#include "core/catalog/catalog_file.h"

#include <algorithm>
#include <utility>

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/catalog/model_line.h"

namespace sb::catalog {
namespace {

// Of a price per million tokens: what a slip of the comma or of the unit would exceed.
constexpr std::int64_t kMostPico = 100'000LL * 1'000'000;

Error wrong(std::size_t line, std::string_view what) {
  return {ErrorKind::ConfigInvalid, "line " + std::to_string(line) + ": " + std::string(what)};
}

bool isDate(std::string_view text) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  if (text.size() != kForm.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (kForm[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != '-') return false;
  return true;
}

bool sane(const config::PriceEntry& entry) {
  const auto below = [](const std::optional<PricePerMtok>& price) {
    return !price || price->picoUsdPerToken <= kMostPico;
  };
  return below(entry.input) && below(entry.output) && below(entry.cacheRead) &&
         below(entry.cacheWrite) && below(entry.cacheWrite1h) && below(entry.inputAudio) &&
         below(entry.cacheReadAudio) && below(entry.outputAudio) && below(entry.reasoning) &&
         below(entry.outputImage);
}

bool sane(const ModelFacts& facts) {
  if (!facts.price) return true;
  const auto tier = [](const Price::Tier& one) { return sane(one.entry); };
  const auto service = [](const auto& one) { return sane(one.second); };
  return std::all_of(facts.price->tiers.begin(), facts.price->tiers.end(), tier) &&
         std::all_of(facts.price->services.begin(), facts.price->services.end(), service);
}

bool searchable(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return c > ' ' - 1 && c < 0x7f && c != '"' && c != '\\';
  });
}

Status checkLine(std::string_view text, const LineKey& before, std::size_t number) {
  const LineKey key = keyOf(text);
  if (!searchable(key.provider) || !searchable(key.model))
    return wrong(number, "a line begins with provider and model");
  if (!(before < key)) return wrong(number, "the lines are out of order, or one stands twice");
  const auto facts = parseModelLine(text);
  if (!facts) return wrong(number, "no line of a catalogue");
  if (!sane(*facts)) return wrong(number, "a price above 100,000 dollars per million tokens");
  return {};
}

}  // namespace

Status checkCatalog(std::string_view text) {
  if (text.size() > kMostCatalog) return wrong(1, "the catalogue is too large");
  if (!text.ends_with('\n')) return wrong(1, "the catalogue is cut off");
  LineKey before;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (++number == 1) {
      const auto heading = parseHeading(line);
      if (!heading || !isDate(heading->date))
        return wrong(1, "no catalogue of this version: it begins with its heading and date");
      continue;
    }
    if (const Status right = checkLine(line, before, number); !right) return right.error();
    before = keyOf(line);
  }
  if (number < 2) return wrong(number, "the catalogue has no models");
  return {};
}

Result<std::shared_ptr<const Catalog>> readCatalog(std::string text) {
  if (const Status right = checkCatalog(text); !right) return right.error();
  return Catalog::owning(std::make_unique<const std::string>(std::move(text)));
}

std::string catalogFile(const std::string& dataFolder) { return dataFolder + "/models.jsonl"; }

Chosen chooseCatalog(const std::string& dataFolder) {
  Chosen chosen;
  chosen.catalog = Catalog::builtIn();
  const std::string path = catalogFile(dataFolder);
  Result<FileText> file = readSmallFile(path, kMostCatalog);
  if (!file) {
    if (file.error().kind != ErrorKind::NotFound) chosen.problem = file.error().message;
    return chosen;
  }
  const auto read = readCatalog(std::move(file->text));
  if (!read)
    chosen.problem = path + " is not used: " + read.error().message;
  else if ((*read)->date() < chosen.catalog->date())
    chosen.problem = path + " is older than the program's own catalogue and not used";
  else
    chosen.catalog = *read, chosen.fromFile = true;
  return chosen;
}

}  // namespace sb::catalog
