#include <QtTest>
#include <random>

#include "complete.h"
#include "core/config/edit.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::config;

namespace {

constexpr std::string_view kPieces[] = {"- ",  ": ", "[",  "]",    "{",  "}",  "\"", "'",   "#",
                                        "\n",  "\t", "& ", "*a",   "? ", "| ", ">",  "!x",  "---",
                                        "...", "%",  ",",  "\r\n", "~",  "0",  "  ", "<<: "};

class Mutator {
 public:
  std::string mutate(std::string text) {
    const std::size_t times = 1 + pick(4);
    for (std::size_t i = 0; i < times; ++i)
      change(text);
    return text;
  }

 private:
  std::size_t pick(std::size_t below) { return m_random() % below; }

  void change(std::string& text) {
    const std::size_t at = pick(text.size() + 1), length = pick(40);
    switch (pick(5)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, text.substr(pick(text.size() + 1), length));
        break;
      case 2:
        text.insert(at, kPieces[pick(std::size(kPieces))]);
        break;
      case 3:
        if (at < text.size()) text[at] = static_cast<char>(pick(256));
        break;
      default:
        if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << pick(8)));
    }
  }

  std::mt19937 m_random{20261122};
};

bool placed(const Problem& problem) {
  return problem.where.line >= 1 && problem.where.column >= 1 && !problem.what.empty();
}

}  // namespace

class Garbage : public QObject {
  Q_OBJECT

 private slots:
  void neverThrows() {
    Mutator mutator;
    int bad = 0;
    for (int i = 0; i < 4'000; ++i) {
      const std::string text = mutator.mutate(std::string(test::kComplete));
      const Loaded loaded = load(text, test::known());
      QVERIFY(loaded.problems.empty() == static_cast<bool>(loaded.config));
      QVERIFY(std::ranges::all_of(loaded.problems, placed));
      bad += loaded.config ? 0 : 1;
    }
    QVERIFY(bad > 1'000 && bad < 4'000);
  }

  // Whatever an edit gives is still readable and holds the new item.
  void editsOrRefuses() {
    Mutator mutator;
    int edited = 0;
    for (int i = 0; i < 1'000; ++i) {
      const std::string text = mutator.mutate(std::string(test::kComplete));
      const auto added = upsertItem(text, "providers", "id", "openai", "id: openai\nkind: groq");
      const auto removed = removeItem(text, "routes", "name", "fast");
      const auto replaced = upsertMap(text, "network", "proxy: none");
      if (!added) continue;
      ++edited;
      const auto again = upsertItem(*added, "providers", "id", "openai", "id: openai\nkind: groq");
      QVERIFY(again);
      QCOMPARE(*again, *added);
    }
    QVERIFY(edited > 100);
  }

  void survivesShortTexts() {
    for (const std::string_view a : kPieces)
      for (const std::string_view b : kPieces)
        for (const std::string_view c : kPieces)
          load(std::string(a).append(b).append(c), test::known());
  }
};

SB_TEST(Garbage);
#include "garbage.moc"
