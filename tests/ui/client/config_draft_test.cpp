// A draft of the configuration: kept while it is wrong, published when it is right, and never over
// what somebody else wrote.
#include "ui/client/config_draft.h"

#include <QTest>

#include <QSignalSpy>

#include "tests/support/test_main.h"
#include "tests/ui/client/support.h"

using namespace sb::ui;
using namespace sb::test;

class ConfigDraftTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init();
  void cleanup();
  void loadsWhatIsThere();
  void publishesAChange();
  void aWrongDraftIsKept();
  void theTextOfOthersIsNotWrittenOver();
  void discardTakesWhatIsThere();
  void aChangedDraftSurvivesLoading();
  void aResumedDraftKnowsWhetherTheFileIsStillTheOne();
  void withoutAGatewayItFails();

 private:
  // Somebody else adds a line.
  QString writeMeanwhile();
  bool publish();

  std::unique_ptr<Engine> m_engine;
  std::unique_ptr<GatewayClient> m_client;
  std::unique_ptr<ConfigDraft> m_draft;
};

void ConfigDraftTest::init() {
  m_engine = std::make_unique<Engine>("", true);
  m_client = std::make_unique<GatewayClient>(endpointOf(*m_engine));
  m_draft = std::make_unique<ConfigDraft>(m_client->config());
  m_draft->load();
  QTRY_VERIFY(m_draft->isLoaded());
}

void ConfigDraftTest::cleanup() {
  m_draft.reset();
  m_client.reset();
  m_engine.reset();
}

QString ConfigDraftTest::writeMeanwhile() {
  const auto now = get<ConfigText>([&](auto* c, auto t) { return m_client->config().text(c, t); });
  const QString text = now->text + QStringLiteral("# theirs\n");
  const auto saved = get<Saved>(
      [&](auto* c, auto t) { return m_client->config().save(text, now->revision, c, t); });
  return saved ? text : QString();
}

bool ConfigDraftTest::publish() {
  QSignalSpy published(m_draft.get(), &ConfigDraft::published);
  QSignalSpy failed(m_draft.get(), &ConfigDraft::failed);
  m_draft->publish();
  until([&] { return !published.isEmpty() || !failed.isEmpty(); });
  return !published.isEmpty();
}

void ConfigDraftTest::loadsWhatIsThere() {
  QVERIFY(m_draft->text().startsWith(QStringLiteral("version: 1")));
  QVERIFY(!m_draft->isChanged());
  QVERIFY(m_draft->isWritable());
  QVERIFY(!m_draft->isOutdated());
  QVERIFY(!m_draft->isBusy());
}

void ConfigDraftTest::publishesAChange() {
  const QString text = m_draft->text() + QStringLiteral("workers: 2\n");
  m_draft->setText(text);
  QVERIFY(m_draft->isChanged());
  QVERIFY(publish());
  QVERIFY(!m_draft->isChanged());
  m_draft->setText(text + QStringLiteral("# more\n"));
  QVERIFY(publish());
}

void ConfigDraftTest::aWrongDraftIsKept() {
  const QString wrong = m_draft->text() + QStringLiteral("wrokers: 2\n");
  m_draft->setText(wrong);
  m_draft->check();
  QTRY_COMPARE(m_draft->problems().size(), 1);
  QVERIFY(!publish());
  QCOMPARE(m_draft->text(), wrong);
  QCOMPARE(m_draft->problems().size(), 1);
  QVERIFY(!m_draft->isOutdated());
}

void ConfigDraftTest::theTextOfOthersIsNotWrittenOver() {
  const QString mine = m_draft->text() + QStringLiteral("# mine\n");
  m_draft->setText(mine);
  const QString theirs = writeMeanwhile();
  QVERIFY(!publish());
  QVERIFY(m_draft->isOutdated());
  QCOMPARE(m_draft->theirs().text, theirs);
  QCOMPARE(m_draft->text(), mine);
  m_draft->keepMine();
  QVERIFY(!m_draft->isOutdated());
  QVERIFY(m_draft->isChanged());
  QVERIFY(publish());
}

void ConfigDraftTest::discardTakesWhatIsThere() {
  m_draft->setText(m_draft->text() + QStringLiteral("# mine\n"));
  const QString theirs = writeMeanwhile();
  QVERIFY(!publish());
  m_draft->discard();
  QCOMPARE(m_draft->text(), theirs);
  QVERIFY(!m_draft->isChanged());
  QVERIFY(!m_draft->isOutdated());
}

void ConfigDraftTest::aChangedDraftSurvivesLoading() {
  const QString mine = m_draft->text() + QStringLiteral("# mine\n");
  m_draft->setText(mine);
  QSignalSpy changed(m_draft.get(), &ConfigDraft::changed);
  m_draft->load();
  QTRY_COMPARE(changed.size(), 1);
  QCOMPARE(m_draft->text(), mine);
  QVERIFY(!m_draft->isOutdated());
  const QString theirs = writeMeanwhile();
  m_draft->load();
  QTRY_VERIFY(m_draft->isOutdated());
  QCOMPARE(m_draft->text(), mine);
  QCOMPARE(m_draft->theirs().text, theirs);
}

void ConfigDraftTest::aResumedDraftKnowsWhetherTheFileIsStillTheOne() {
  const ConfigText base = m_draft->base();
  const QString mine = base.text + QStringLiteral("# mine\n");
  ConfigDraft later(m_client->config());
  later.resume(base, mine);
  QVERIFY(later.isChanged());
  QSignalSpy changed(&later, &ConfigDraft::changed);
  later.load();
  QTRY_COMPARE(changed.size(), 1);
  QVERIFY(!later.isOutdated());
  const QString theirs = writeMeanwhile();
  later.resume(base, mine);
  later.load();
  QTRY_VERIFY(later.isOutdated());
  QCOMPARE(later.text(), mine);
  QCOMPARE(later.theirs().text, theirs);
}

void ConfigDraftTest::withoutAGatewayItFails() {
  m_engine.reset();
  const QString mine = m_draft->text() + QStringLiteral("# mine\n");
  m_draft->setText(mine);
  QVERIFY(!publish());
  QCOMPARE(m_draft->text(), mine);
  QVERIFY(m_draft->isChanged());
}

SB_TEST(ConfigDraftTest);
#include "config_draft_test.moc"
