#include "core/catalog/catalog.h"

#include <algorithm>
#include <utility>

#include "core/catalog/embedded_models.h"
#include "core/catalog/line_index.h"

namespace sb::catalog {
namespace {

constexpr std::string_view kAnyModel = "*";

std::string_view kindOf(const config::Config& config, std::string_view providerId) {
  const auto found = std::find_if(config.providers.begin(), config.providers.end(),
                                  [&](const auto& one) { return one.id == providerId; });
  return found == config.providers.end() ? std::string_view() : std::string_view(found->kind);
}

// What the file says of a model, over what was known of it.
ModelFacts overlaid(const ModelFacts* known, const config::Model& own) {
  ModelFacts facts = known == nullptr ? ModelFacts{} : *known;
  facts.provider = own.provider;
  facts.id = own.model;
  if (own.context) facts.context = own.context;
  if (own.maxOutput) facts.maxOutput = own.maxOutput;
  if (own.price) {
    facts.price = own.price;
    facts.disputed = false;
    facts.ownPrice = true;
  }
  return facts;
}

}  // namespace

Catalog::Catalog(std::shared_ptr<const LineIndex> lines) : m_lines(std::move(lines)) {}
Catalog::~Catalog() = default;

std::shared_ptr<const Catalog> Catalog::builtIn() { return of(embeddedModels()); }

std::shared_ptr<const Catalog> Catalog::of(std::string_view lines) {
  return std::shared_ptr<const Catalog>(new Catalog(std::make_shared<const LineIndex>(lines)));
}

std::shared_ptr<const Catalog> Catalog::owning(std::unique_ptr<const std::string> lines) {
  return std::shared_ptr<const Catalog>(
      new Catalog(std::make_shared<const LineIndex>(std::move(lines))));
}

const std::string& Catalog::date() const { return m_lines->date(); }
std::size_t Catalog::size() const { return m_lines->size(); }

std::shared_ptr<const Catalog> Catalog::with(const config::Config& config,
                                             std::shared_ptr<const Catalog> base) {
  const std::shared_ptr<Catalog> merged(new Catalog(base->m_lines));
  for (const config::Model& own : config.models) {
    const ModelFacts* known = base->find(kindOf(config, own.provider), own.model);
    merged->m_own[own.provider].insert_or_assign(own.model, overlaid(known, own));
  }
  return merged;
}

const ModelFacts* Catalog::find(std::string_view kind, std::string_view model) const {
  const ModelFacts* exact = m_lines->find(kind, model);
  return exact != nullptr ? exact : m_lines->find(kind, kAnyModel);
}

const ModelFacts* Catalog::findFor(std::string_view providerId, std::string_view kind,
                                   std::string_view model) const {
  if (const auto own = m_own.find(providerId); own != m_own.end())
    if (const auto found = own->second.find(model); found != own->second.end())
      return &found->second;
  return find(kind, model);
}

Catalog::Listing Catalog::list(std::size_t offset, std::size_t limit) const {
  Listing listing;
  listing.models = m_lines->list(offset, limit, listing.total);
  return listing;
}

std::vector<std::string_view> Catalog::models(std::string_view kind) const {
  return m_lines->models(kind);
}

std::vector<std::string_view> Catalog::modelsFor(std::string_view providerId,
                                                 std::string_view kind) const {
  std::vector<std::string_view> names = models(kind);
  if (const auto own = m_own.find(providerId); own != m_own.end())
    for (const auto& [model, facts] : own->second)
      names.push_back(model);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace sb::catalog
