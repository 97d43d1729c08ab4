// The demo's card.
#include <QTest>

#include <QMenu>
#include <QToolButton>

#include "tests/support/test_main.h"
#include "tests/ui/providers/support.h"

using namespace sb::ui;
namespace test = sb::test;
using test::text;
using test::until;

class DemoCardTest : public QObject {
  Q_OBJECT

 private slots:
  void itGoesByItsMenuAndComesBackByUndo() {
    const test::Engine engine("", true);
    test::ProvidersWindow window(test::endpointOf(engine));
    QVERIFY(until([&] { return window.providers().size() == 1; }));
    auto* const more = window.wait<QToolButton>(text("more.demo"));
    QVERIFY(more != nullptr);
    more->click();
    auto* const menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    QVERIFY(menu != nullptr);
    QAction* off = nullptr;
    for (QAction* const action : menu->actions())
      if (action->objectName() == text("demoOff")) off = action;
    QVERIFY(off != nullptr);
    off->trigger();
    menu->close();
    QVERIFY(until([&] { return window.providers().isEmpty(); }));
    QVERIFY(until([&] { return !window.notices.isEmpty(); }));
    QCOMPARE(engine.chat("demo").status, 404);
    window.lastUndo();
    QVERIFY(until([&] { return window.providers().size() == 1; }));
    QCOMPARE(engine.chat("demo").status, 200);
  }
};

SB_TEST(DemoCardTest);
#include "demo_test.moc"
