// The screen of providers against a real gateway.
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QTableView>
#include <QTest>

#include "tests/support/test_main.h"
#include "tests/ui/providers/support.h"

using namespace sb;
using namespace sb::ui;
using sb::test::text;
using sb::test::until;

namespace {

std::string twoProviders(quint16 port) {
  return "providers:   # mine\n" + test::providerLine("first", port) +
         test::providerLine("second", port) + "# the end\n";
}

QString configText(test::ProvidersWindow& window) {
  return test::get<ConfigText>(
             [&](auto* c, auto t) { return window.connection.client().config().text(c, t); })
      ->text;
}

}  // namespace

class ProvidersScreenTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_upstream = std::make_unique<test::Peer>(test::models());
    m_engine = std::make_unique<test::Engine>(twoProviders(m_upstream->port()));
    m_window = std::make_unique<test::ProvidersWindow>(test::endpointOf(*m_engine));
    QVERIFY(until([&] { return m_window->providers().size() == 2; }));
  }
  void cleanup() {
    m_window.reset();
    m_engine.reset();
    m_upstream.reset();
  }

  void showsCardsInTheOrderOfTheConfiguration();
  void testsAndShowsModels();
  void addsWeighsAndRemovesKeys();
  void marksARejectedKey();
  void removesAProviderAndBringsItBackByteForByte();
  void refusesToRemoveWhatARouteNeeds();
  void turnsAProviderOffAndOn();
  void searchesAndSaysWhenNothingFits();
  void keepsTheListWhenTheGatewayGoes();
  void namesEverythingThatTakesTheFocus();

 private:
  void openFirst() {
    m_window->click(text("open.first"));
    QVERIFY(m_window->wait(text("providerKeys")) != nullptr);
  }

  std::unique_ptr<test::Peer> m_upstream;
  std::unique_ptr<test::Engine> m_engine;
  std::unique_ptr<test::ProvidersWindow> m_window;
};

void ProvidersScreenTest::showsCardsInTheOrderOfTheConfiguration() {
  const QWidget* const first = m_window->wait(text("provider.first"));
  const QWidget* const second = m_window->wait(text("provider.second"));
  QVERIFY(until([&] { return first->x() < second->x(); }));
  QVERIFY(m_window->waitFor(text("file")));
  QVERIFY(m_window->waitFor(text("Not tested")));
}

void ProvidersScreenTest::testsAndShowsModels() {
  m_window->click(text("test.first"));
  QVERIFY(m_window->waitFor(text("Healthy")));
  openFirst();
  auto* const models = m_window->wait<QTableView>(text("providerModels"));
  QVERIFY(until([&] { return models->model()->rowCount() == 2; }));
  QVERIFY(m_window->waitFor(text("Works")));
  m_window->wait<QLineEdit>(text("modelSearch"))->setText(text("BET"));
  QCOMPARE(models->model()->rowCount(), 1);
}

void ProvidersScreenTest::addsWeighsAndRemovesKeys() {
  openFirst();
  m_window->click(text("addKey"));
  m_window->wait<QLineEdit>(text("keyName"))->setText(text("main"));
  m_window->wait<QLineEdit>(text("secret"))->setText(text("sk-second-0123456789"));
  m_window->click(text("keySave"));
  QVERIFY(m_window->waitFor(text("A key named main already exists")));
  m_window->wait<QLineEdit>(text("keyName"))->setText(text("spare"));
  m_window->wait<QDoubleSpinBox>(text("keyWeight"))->setValue(3);
  m_window->click(text("keySave"));
  QVERIFY(until([&] { return m_window->providers().first().keys.size() == 2; }));
  QCOMPARE(m_window->providers().first().keys.at(1).weight, 3.0);
  QCOMPARE(m_window->providers().first().keys.at(1).secret, text("vault:first-spare"));
  auto* const keys = m_window->wait<QTableView>(text("providerKeys"));
  keys->setCurrentIndex(keys->model()->index(1, 0));
  m_window->click(text("editKey"));
  auto* const weight = m_window->wait<QDoubleSpinBox>(text("keyWeight"));
  weight->setValue(1);
  QTest::keyClick(weight, Qt::Key_Return);
  QVERIFY(until([&] { return m_window->providers().first().keys.at(1).weight == 1.0; }));
  keys->setCurrentIndex(keys->model()->index(1, 0));
  QTest::keyClick(keys, Qt::Key_Delete);
  m_window->click(text("questionRemember"));
  m_window->click(text("questionAccept"));
  QVERIFY(until([&] { return m_window->providers().first().keys.size() == 1; }));
  QVERIFY(m_window->lastUndo);
  m_window->lastUndo();
  QVERIFY(until([&] { return m_window->providers().first().keys.size() == 2; }));
}

void ProvidersScreenTest::marksARejectedKey() {
  m_upstream->setAnswer(test::Peer::saying(test::Peer::answer("{}", "401 Unauthorized")));
  openFirst();
  m_window->click(text("testKey"));
  QVERIFY(m_window->waitFor(text("Does not work")));
  QVERIFY(m_window->waitFor(text("main was rejected (401)")));
  QVERIFY2(
      until([&] { return m_window->providers().first().keys.first().state == KeyState::Refused; }),
      "the list of keys still says ok");
}

void ProvidersScreenTest::removesAProviderAndBringsItBackByteForByte() {
  const QString before = configText(*m_window);
  QMetaObject::invokeMethod(m_window->wait(text("provider.first")), "removeRequested",
                            Q_ARG(QString, text("first")));
  QVERIFY(m_window->wait(text("question"))->accessibleName().contains(text("first")));
  m_window->click(text("questionReject"));
  QCOMPARE(configText(*m_window), before);
  QMetaObject::invokeMethod(m_window->wait(text("provider.first")), "removeRequested",
                            Q_ARG(QString, text("first")));
  m_window->click(text("questionAccept"));
  QVERIFY(until([&] { return m_window->providers().size() == 1; }));
  QVERIFY(until([&] { return static_cast<bool>(m_window->lastUndo); }));
  m_window->lastUndo();
  QVERIFY(until([&] { return m_window->providers().size() == 2; }));
  QCOMPARE(configText(*m_window), before);
  QCOMPARE(m_window->providers().first().id, text("first"));
}

void ProvidersScreenTest::refusesToRemoveWhatARouteNeeds() {
  m_window.reset();
  m_engine =
      std::make_unique<test::Engine>(twoProviders(m_upstream->port()) +
                                     "routes: [ { name: fast, flow: { target: first/alpha } } ]\n");
  m_window = std::make_unique<test::ProvidersWindow>(test::endpointOf(*m_engine));
  QMetaObject::invokeMethod(m_window->wait(text("provider.first")), "removeRequested",
                            Q_ARG(QString, text("first")));
  m_window->click(text("questionAccept"));
  QVERIFY(until([&] { return !m_window->notices.isEmpty(); }));
  QVERIFY2(m_window->notices.last().contains(text("first")), qPrintable(m_window->notices.last()));
  QCOMPARE(m_window->providers().size(), 2);
}

void ProvidersScreenTest::turnsAProviderOffAndOn() {
  const auto turn = [&](bool off) {
    QMetaObject::invokeMethod(m_window->wait(text("provider.first")), "disableRequested",
                              Q_ARG(QString, text("first")), Q_ARG(bool, off));
    return until([&] { return m_window->providers().first().disabled == off; });
  };
  QVERIFY(turn(true));
  QVERIFY(m_window->waitFor(text("Off")));
  QVERIFY(turn(false));
  QVERIFY(!m_window->providers().first().item.contains(text("disabled")));
}

void ProvidersScreenTest::searchesAndSaysWhenNothingFits() {
  QVERIFY(m_window->screen.focusSearch());
  auto* const search = m_window->wait<QLineEdit>(text("providerSearch"));
  search->setText(text("sec"));
  QVERIFY(until([&] { return m_window->find(text("provider.first")) == nullptr; }));
  QVERIFY(m_window->find(text("provider.second")) != nullptr);
  search->setText(text("nobody"));
  QVERIFY(m_window->waitFor(text("No providers match")));
  search->clear();
  QVERIFY(until([&] { return m_window->find(text("provider.first")) != nullptr; }));
}

void ProvidersScreenTest::keepsTheListWhenTheGatewayGoes() {
  m_engine.reset();
  QVERIFY(until([&] { return !m_window->connection.isConnected(); }));
  QVERIFY(m_window->find(text("provider.first")) != nullptr);
  m_window->click(text("test.first"));
  QVERIFY(m_window->waitFor(text("The gateway does not answer")));
}

void ProvidersScreenTest::namesEverythingThatTakesTheFocus() {
  const auto check = [&] {
    for (const QWidget* const widget : m_window->window.findChildren<QWidget*>()) {
      if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()) continue;
      const auto* const button = qobject_cast<const QAbstractButton*>(widget);
      const bool named =
          !widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty());
      QVERIFY2(named, qPrintable(QLatin1String(widget->metaObject()->className()) +
                                 QLatin1Char(' ') + widget->objectName()));
    }
  };
  check();
  m_window->click(text("addProvider"));
  QVERIFY(m_window->wait(text("presetSearch")) != nullptr);
  check();
  QTest::keyClick(m_window->wait(text("addProviderDialog")), Qt::Key_Escape);
  openFirst();
  check();
  m_window->click(text("addKey"));
  QVERIFY(m_window->wait(text("keyName")) != nullptr);
  check();
}

SB_TEST(ProvidersScreenTest);
#include "screen_test.moc"
