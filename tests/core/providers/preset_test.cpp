#include "core/providers/preset.h"

#include <QtTest/QtTest>
#include <boost/json.hpp>
#include <set>

#include "core/base/text.h"
#include "core/net/http_grammar.h"
#include "core/providers/embedded_presets.h"
#include "core/providers/url.h"
#include "tests/support/test_main.h"

namespace sb::providers {
namespace {

namespace bj = boost::json;

// A base URL as a person would complete it: every blank holds its own name.
std::optional<std::string> filled(const Preset& preset) {
  if (preset.urlTemplate.empty()) return std::nullopt;
  std::string url = preset.urlTemplate;
  for (const std::string& blank : preset.blanks) {
    const std::string place = "{" + blank + "}";
    for (std::size_t at = url.find(place); at != url.npos; at = url.find(place))
      url.replace(at, place.size(), blank == "port" ? "5273" : blank);
  }
  return url;
}

// The published address with the same values in its blanks; "{model}" is nobody's blank.
std::string filledUrl(std::string url) {
  for (std::size_t at = url.find('{'); at != url.npos; at = url.find('{', at + 1)) {
    const std::size_t end = url.find('}', at);
    const std::string name = url.substr(at + 1, end - at - 1);
    if (name != "model") url.replace(at, end - at + 1, name == "port" ? "5273" : name);
  }
  return url;
}

bool isVariable(const std::string& name) {
  static const QRegularExpression rule("\\A[A-Za-z_][A-Za-z0-9_]*\\z");
  return rule.match(QString::fromStdString(name)).hasMatch();
}

std::optional<Call> callNamed(std::string_view name) {
  for (const Call call : kAllCalls)
    if (callName(call) == name) return call;
  return std::nullopt;
}

QStringList fieldsOf(const QString& file) {
  QFile lines(file);
  if (!lines.open(QIODevice::ReadOnly)) return {};
  return QString::fromUtf8(lines.readAll()).split('\n', Qt::SkipEmptyParts);
}

}  // namespace

class PresetTest : public QObject {
  Q_OBJECT

 private slots:
  void thereAreMoreThanAHundredAndFiftyProviders() {
    int providers = 0;
    for (const std::string& id : presetIds())
      providers += preset(id)->kind != Preset::Kind::Custom && id != "demo";
    QVERIFY2(providers >= 150, qPrintable(QString::number(providers)));
  }

  // A misspelt member would be passed over in silence.
  void theFileHasNoMemberThatNobodyReads() {
    const std::set<std::string> known{"id",           "name",         "website",
                                      "kind",         "base_url",     "given_at_run_time",
                                      "root",         "aliases",      "auth",
                                      "auth_for",     "key",          "headers",
                                      "env",          "dialects",     "paths",
                                      "limit",        "retry",        "developer_role",
                                      "openai_hints", "media_urls",   "cache_marks",
                                      "stream_usage", "well_known",   "unsupported",
                                      "free",         "lists_models", "thinking_back",
                                      "states_cost"};
    const bj::value file =
        bj::parse(bj::string_view(embeddedPresets().data(), embeddedPresets().size()));
    for (const bj::value& one : file.at("providers").as_array()) {
      const bj::object& object = one.as_object();
      for (const auto& [name, value] : object)
        QVERIFY2(known.count(std::string(name)) == 1, std::string(name).c_str());
      const auto* paths = object.if_contains("paths");
      if (paths != nullptr)
        for (const auto& [name, value] : paths->as_object())
          QVERIFY2(callNamed(std::string(name)), std::string(name).c_str());
      const auto* auths = object.if_contains("auth_for");
      if (auths != nullptr)
        for (const auto& [name, value] : auths->as_object())
          QVERIFY2(callNamed(std::string(name)), std::string(name).c_str());
      const auto* dialects = object.if_contains("dialects");
      if (dialects != nullptr)
        QCOMPARE(preset(std::string(object.at("id").as_string()))->dialects.size(),
                 dialects->as_array().size());
    }
  }

  void everyPresetIsSound_data() {
    QTest::addColumn<QString>("id");
    for (const std::string& id : presetIds())
      QTest::newRow(id.c_str()) << QString::fromStdString(id);
  }
  void everyPresetIsSound() {
    QFETCH(QString, id);
    const Preset& one = *preset(id.toStdString());
    QVERIFY(QRegularExpression("\\A[a-z0-9][a-z0-9_.-]{0,63}\\z").match(id).hasMatch());
    QVERIFY(!one.name.empty() && !one.dialects.empty());
    QVERIFY(one.baseUrl.empty() || one.urlTemplate.empty());
    const std::string& url = one.baseUrl.empty() ? one.urlTemplate : one.baseUrl;
    if (one.kind == Preset::Kind::Cloud || one.kind == Preset::Kind::Aggregator)
      QVERIFY2(url.starts_with("https://"), url.c_str());
    if (one.kind == Preset::Kind::Local && !one.givenAtRunTime)
      QVERIFY2(url.starts_with("http://127.0.0.1:"), url.c_str());
    QVERIFY(!url.ends_with('/'));
    QVERIFY(one.website.empty() || one.website.starts_with("https://"));
    for (const std::string& name : one.env)
      QVERIFY2(isVariable(name), name.c_str());
    for (const std::string& name : one.blanks)
      QVERIFY2(isVariable(name), name.c_str());
    for (const config::Header& header : one.headers) {
      QVERIFY(net::validHeaderName(header.name) && net::validHeaderValue(header.value));
      QVERIFY2(header.value.find_first_of("{}") == std::string::npos, header.value.c_str());
    }
    for (const OwnHeader& header : one.ownHeaders)
      QVERIFY(net::validHeaderName(header.name) && isVariable(header.blank));
    if (one.auth.scheme != Auth::Scheme::None) QVERIFY(net::validHeaderName(one.auth.header));
    if (one.kind == Preset::Kind::Custom || one.givenAtRunTime) return;
    for (const Call call : kAllCalls) {
      const auto dialect = dialectOf(call);
      const bool there = !one.paths[static_cast<std::size_t>(call)].empty();
      if (dialect && !one.speaks(*dialect)) continue;
      const auto endpoint = resolve(one, filled(one), call);
      QCOMPARE(endpoint.has_value(), there);
      if (!endpoint) continue;
      const bool model = endpoint->target.find("{model}") != std::string::npos;
      QCOMPARE(endpoint->target.find('{') != std::string::npos, model);
      QVERIFY2(endpoint->target.find("//") == std::string::npos, endpoint->preview.c_str());
      QVERIFY2(endpoint->target.find("..") == std::string::npos, endpoint->preview.c_str());
    }
  }

  void everyCallGoesToThePublishedAddress_data() {
    QTest::addColumn<QStringList>("fields");
    for (const QString& line : fieldsOf(SB_SOURCE_DIR "/tests/core/providers/published_urls.tsv"))
      if (!line.startsWith('#'))
        QTest::addRow("%s", qPrintable(line.section('\t', 0, 1))) << line.split('\t');
  }
  void everyCallGoesToThePublishedAddress() {
    QFETCH(QStringList, fields);
    QCOMPARE(fields.size(), 3);
    const Preset* one = preset(fields[0].toStdString());
    QVERIFY(one != nullptr);
    const auto call = callNamed(fields[1].toStdString());
    QVERIFY(call);
    const auto endpoint = resolve(*one, filled(*one), *call);
    QVERIFY(endpoint);
    QCOMPARE(endpoint->origin + endpoint->target, filledUrl(fields[2].toStdString()));
  }

  void anAddressWithBlanksMustBeFilledIn() {
    const Preset& azure = *preset("azure-openai");
    QVERIFY(azure.baseUrl.empty());
    QCOMPARE(azure.blanks, std::vector<std::string>{"resource"});
    const auto unfilled = resolve(azure, std::nullopt, Call::Chat);
    QVERIFY(!unfilled);
    QCOMPARE(static_cast<int>(unfilled.error().kind), static_cast<int>(ErrorKind::ConfigInvalid));
    const auto typed = resolve(azure, std::string(azure.urlTemplate), Call::Chat);
    QVERIFY2(!typed, "a URL that still has a blank");
    const auto whole =
        resolve(azure, std::string("https://mine.openai.azure.com/openai/v1"), Call::Chat);
    QVERIFY(whole);
    QCOMPARE(QString::fromStdString(whole->preview),
             QString("https://mine.openai.azure.com/openai/v1/chat/completions"));
  }

  void aHeaderMayHaveABlankOfItsOwn() {
    const Preset& aws = *preset("claude-platform-aws");
    QCOMPARE(aws.blanks, std::vector<std::string>{"region"});
    QCOMPARE(aws.ownHeaders.size(), std::size_t{1});
    QCOMPARE(aws.ownHeaders[0].name, "anthropic-workspace-id");
    QCOMPARE(aws.ownHeaders[0].blank, "workspace");
    QCOMPARE(aws.headers.size(), std::size_t{1});
    const std::pair<std::string, std::string> wanted(aws.id, "anthropic-workspace-id");
    const auto toFill = presetHeadersToFill();
    QVERIFY(std::find(toFill.begin(), toFill.end(), wanted) != toFill.end());
  }
};

SB_TEST(PresetTest);

}  // namespace sb::providers

#include "preset_test.moc"
