// The dialog of a provider's key, when the gateway fails and when the clipboard is hostile.
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPointer>
#include <QTableView>
#include <QTest>

#include "tests/support/between.h"
#include "tests/support/hostile.h"
#include "tests/support/test_main.h"
#include "tests/ui/providers/support.h"

using namespace sb;
using namespace sb::ui;
using sb::test::Between;
using sb::test::text;
using sb::test::until;

class KeyDialogTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void cleanup();

  void troubleOnTheWayLosesNothing_data() { test::addTroubles(); }
  void troubleOnTheWayLosesNothing();
  void troubleWhileChangingLosesNothing_data() { test::addTroubles(); }
  void troubleWhileChangingLosesNothing();
  void pastedTextsAreRefusedInWords_data();
  void pastedTextsAreRefusedInWords();
  void pastedWeightsAreNumbers_data();
  void pastedWeightsAreNumbers();

 private:
  void openKeys(const Endpoint& endpoint);
  void failOnce(Between& between, Between::Mode mode, const QString& said);
  QLineEdit* line(const char* name) { return m_window->wait<QLineEdit>(text(name)); }
  const QList<ProviderKey>& keys() { return m_window->providers().first().keys; }

  std::unique_ptr<test::Peer> m_upstream;
  std::unique_ptr<test::Engine> m_engine;
  std::unique_ptr<test::ProvidersWindow> m_window;
};

void KeyDialogTest::init() {
  m_upstream = std::make_unique<test::Peer>(test::models());
  m_engine =
      std::make_unique<test::Engine>("providers:\n" + test::providerLine("up", m_upstream->port()));
  QVERIFY(m_engine->started());
}

void KeyDialogTest::cleanup() {
  m_window.reset();
  m_engine.reset();
  m_upstream.reset();
}

void KeyDialogTest::openKeys(const Endpoint& endpoint) {
  m_window = std::make_unique<test::ProvidersWindow>(endpoint);
  m_window->click(text("open.up"));
  QVERIFY(m_window->wait(text("providerKeys")) != nullptr);
}

void KeyDialogTest::failOnce(Between& between, Between::Mode mode, const QString& said) {
  between.set(mode);
  m_window->click(text("keySave"));
  if (mode == Between::Mode::Silent) {
    QVERIFY(until([&] { return between.swallowed() > 0; }));
    QVERIFY(m_window->wait(text("keyCancel"))->isEnabled());
    between.set(Between::Mode::Gone);
  }
  const auto* const problem = m_window->wait<QLabel>(text("keyProblem"));
  QVERIFY(problem != nullptr);
  QVERIFY2(problem->text().contains(said), qPrintable(problem->text()));
  QVERIFY(m_window->wait(text("keySave"))->isEnabled());
  between.set(Between::Mode::Pass);
}

void KeyDialogTest::troubleOnTheWayLosesNothing() {
  QFETCH(const Between::Mode, mode);
  QFETCH(const QString, said);
  Between between(*m_engine);
  openKeys(between.endpoint());
  m_window->click(text("addKey"));
  line("keyName")->setText(text("second"));
  line("secret")->setText(text("sk-second-0123456789"));
  m_window->wait<QDoubleSpinBox>(text("keyWeight"))->setValue(3);
  failOnce(between, mode, said);
  QCOMPARE(line("keyName")->text(), text("second"));
  QCOMPARE(line("secret")->text(), text("sk-second-0123456789"));
  QCOMPARE(m_window->wait<QDoubleSpinBox>(text("keyWeight"))->value(), 3.0);
  m_window->click(text("keySave"));
  QVERIFY(until([&] { return keys().size() == 2; }));
  QCOMPARE(keys().at(1).name, text("second"));
  QCOMPARE(keys().at(1).weight, 3.0);
}

void KeyDialogTest::troubleWhileChangingLosesNothing() {
  QFETCH(const Between::Mode, mode);
  QFETCH(const QString, said);
  Between between(*m_engine);
  openKeys(between.endpoint());
  auto* const table = m_window->wait<QTableView>(text("providerKeys"));
  QVERIFY(until([&] { return table->model()->rowCount() == 1; }));
  table->setCurrentIndex(table->model()->index(0, 0));
  const QString before = keys().first().secret;
  m_window->click(text("editKey"));
  line("secret")->setText(text("sk-other-0123456789"));
  failOnce(between, mode, said);
  QCOMPARE(line("secret")->text(), text("sk-other-0123456789"));
  m_window->click(text("keySave"));
  QVERIFY(until([&] { return keys().first().secret != before; }));
  QCOMPARE(keys().size(), 1);
}

void KeyDialogTest::pastedTextsAreRefusedInWords_data() {
  QTest::addColumn<QString>("field");
  QTest::addColumn<QString>("pasted");
  for (const char* const field : {"keyName", "secret"})
    for (const auto& [what, pasted] : test::hostileTexts())
      QTest::addRow("%s: %s", field, what) << text(field) << pasted;
}

// Where a field takes it, it is in order, and comes back as it was typed.
void KeyDialogTest::pastedTextsAreRefusedInWords() {
  QFETCH(const QString, field);
  QFETCH(const QString, pasted);
  openKeys(test::endpointOf(*m_engine));
  m_window->click(text("addKey"));
  line("keyName")->setText(text("second"));
  line("secret")->setText(text("sk-second-0123456789"));
  const QPointer<QLineEdit> hostile = line(field.toLatin1().constData());
  test::pasteInto(hostile.data(), pasted);
  const QString before = hostile->text();
  m_window->click(text("keySave"));
  QVERIFY(until([&] {
    return keys().size() == 2 || m_window->find(text("keyProblem")) != nullptr ||
           (hostile && hostile->property("state").toString() == text("error"));
  }));
  QCOMPARE(test::richLabels(&m_window->window), QStringList());
  if (keys().size() == 2) {
    if (field == text("keyName")) QCOMPARE(keys().at(1).name, before.trimmed());
    return;
  }
  QCOMPARE(hostile->text(), before);
  QVERIFY(m_window->wait(text("keySave"))->isEnabled());
}

void KeyDialogTest::pastedWeightsAreNumbers_data() {
  QTest::addColumn<QString>("pasted");
  for (const auto& [what, pasted] : test::hostileTexts())
    QTest::newRow(what) << pasted;
  for (const char* const number : {"-1", "0", "1e309", "nan", "99999999999999999999", "0.001"})
    QTest::newRow(number) << text(number);
}

void KeyDialogTest::pastedWeightsAreNumbers() {
  QFETCH(const QString, pasted);
  openKeys(test::endpointOf(*m_engine));
  m_window->click(text("addKey"));
  line("keyName")->setText(text("second"));
  line("secret")->setText(text("sk-second-0123456789"));
  auto* const weight = m_window->wait<QDoubleSpinBox>(text("keyWeight"));
  test::pasteInto(weight->findChild<QLineEdit*>(), pasted);
  m_window->click(text("keySave"));
  QVERIFY(until([&] { return keys().size() == 2; }));
  QVERIFY(keys().at(1).weight >= 0.01 && keys().at(1).weight <= 1'000);
}

SB_TEST(KeyDialogTest);
#include "key_dialog_test.moc"
