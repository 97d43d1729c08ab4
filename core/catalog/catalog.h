// What is known of models: limits, abilities, prices. An immutable snapshot, shared by all threads
// as shared_ptr<const Catalog>; every call is safe from any thread and takes no lock. The built-in
// facts are the text of resources/catalog/models.jsonl (described in scripts/make-catalog),
// searched in place: a line is parsed when it is first asked for and kept.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/cost.h"
#include "core/config/config.h"

namespace sb::catalog {

class LineIndex;

struct ModelFacts {
  std::string provider;  // provider kind, or the configured provider's id where the file says more
  std::string id;        // the name that its API takes; "*" stands for all models of a local server
  std::string aliasOf;   // of a line that stands for another; never of what find() gives
  std::string name;      // for people; may be empty
  std::string mode;      // chat, embedding, image … where known
  std::optional<std::int64_t> context, maxOutput;  // tokens
  std::vector<std::string> supports;               // tools, image, pdf …
  std::optional<Price> price;                      // none = unknown, never free
  bool deprecated = false;
  bool disputed = false;  // the sources of the price differ
  bool ownPrice = false;  // the configuration says the price
};

class Catalog {
 public:
  // The facts that come with the program.
  static std::shared_ptr<const Catalog> builtIn();

  // Facts in the format of models.jsonl; `lines` must outlive the catalogue.
  static std::shared_ptr<const Catalog> of(std::string_view lines);

  // The same of a text of its own, such as readCatalog() has checked.
  static std::shared_ptr<const Catalog> owning(std::unique_ptr<const std::string> lines);

  // `base` with the `models:` section of a configuration over it. A price there replaces the whole
  // known price; buckets that it does not name are unknown.
  static std::shared_ptr<const Catalog> with(const config::Config& config,
                                             std::shared_ptr<const Catalog> base);

  ~Catalog();

  // The day of the facts ("2026-11-23"; empty: unknown) and how many models they are of; without
  // the configuration's own.
  const std::string& date() const;
  std::size_t size() const;

  // By provider kind and name (exact, an alias, or with a date at its end), or null. Local kinds
  // know every name (id "*"). The facts live as long as the catalogue that gave them.
  const ModelFacts* find(std::string_view kind, std::string_view model) const;

  // The same for a configured provider: the configuration's own entry first.
  const ModelFacts* findFor(std::string_view providerId, std::string_view kind,
                            std::string_view model) const;

  // All models of all kinds, by kind and name, without the configuration's own: `limit` of them
  // from `offset` on. Nothing of it is kept, however often and much is asked for.
  struct Listing {
    std::vector<ModelFacts> models;
    std::size_t total = 0;
  };
  Listing list(std::size_t offset, std::size_t limit) const;

  // Names known for a kind, sorted; without "*".
  std::vector<std::string_view> models(std::string_view kind) const;

  // … for a configured provider: those of its kind and the configuration's own.
  std::vector<std::string_view> modelsFor(std::string_view providerId, std::string_view kind) const;

 private:
  using OwnModels = std::map<std::string, ModelFacts, std::less<>>;

  explicit Catalog(std::shared_ptr<const LineIndex> lines);

  std::shared_ptr<const LineIndex> m_lines;
  std::map<std::string, OwnModels, std::less<>> m_own;  // by provider id, then model
};

}  // namespace sb::catalog
