// Whose web pages were refused, and the way to allow them, in Overview.
#include "ui/overview/refused_pages.h"

#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/accessible.h"
#include "tests/support/between.h"
#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "ui/overview/overview_page.h"
#include "ui/overview/overview_screen.h"
#include "ui/widgets/band.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/reading_order.h"

using namespace sb::ui;
using sb::test::Between;
using sb::test::until;

namespace {

constexpr const char* kYaml =
    "# Ours.\norigins: [ \"https://old.example\" ]  # the team's page\nhosts: [ gateway.local ]\n";

QString app(int number) { return QStringLiteral("https://app-%1.example").arg(number); }

struct Visit {
  Visit() {
    connection.setEndpoint(between.endpoint());
    connection.start();
    page = qobject_cast<Page*>(screen.widget());
    page->resize(1096, 720);
    page->show();
    screen.activated();
  }
  ~Visit() {
    delete page;
    connection.stop();
  }

  // The status of a request from a page of this origin.
  int ask(const QString& origin) const {
    return engine.chat("demo/hello", "hi", "", "Origin: " + origin.toStdString() + "\r\n").status;
  }
  RefusedPages* lines() const { return page->findChild<RefusedPages*>(); }
  QStringList texts() const {
    QStringList all;
    for (const ElidedLabel* const label : lines()->findChildren<ElidedLabel*>())
      if (label->isVisible()) all.append(label->fullText());
    return all;
  }
  bool says(const QStringList& wanted) const {
    return until([&] { return texts() == wanted; });
  }
  QPushButton* button(const QString& origin) const {
    for (QPushButton* const one : lines()->findChildren<QPushButton*>())
      if (one->isVisible() && one->accessibleName() == QStringLiteral("Allow %1").arg(origin))
        return one;
    return nullptr;
  }
  bool isShown(const QString& origin) const {
    return until([&] { return button(origin) != nullptr; });
  }
  bool isGone() const {
    return until([&] { return !lines()->isVisible(); });
  }
  QByteArray file() {
    QFile config(QString::fromStdString(engine.home().configFile()));
    return config.open(QIODevice::ReadOnly) ? config.readAll() : QByteArray();
  }

  sb::test::Engine engine{kYaml, true};
  Between between{engine};
  QTemporaryDir folder;
  Preferences preferences{folder.filePath(QStringLiteral("console.ini"))};
  Connection connection{Endpoint()};
  OverviewScreen screen{connection, preferences};
  Page* page = nullptr;
};

QString refusedLine(const QString& origin) {
  return QStringLiteral("Web pages of %1 were refused").arg(origin);
}

}  // namespace

class RefusedPagesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aLineStandsThereUntilItsPagesAreAllowed();
  void threeLinesAndHowManyMore();
  void linesKeepTheirPlaceUntilTheNextVisit();
  void aDoubleClickAllowsOne();
  void failureIsSaidAndTriedAgain_data();
  void failureIsSaidAndTriedAgain();
  void aFileThatWasChangedIsReadAgain();
};

void RefusedPagesTest::aLineStandsThereUntilItsPagesAreAllowed() {
  Visit v;
  QVERIFY(until([&] { return v.connection.status().phase == Phase::Ready; }));
  QVERIFY(!v.lines()->isVisible());
  QCOMPARE(v.ask(app(1)), 403);
  QVERIFY(v.says({refusedLine(app(1))}));
  QPushButton* const allow = v.button(app(1));
  QVERIFY(allow != nullptr);
  QVERIFY(tabStops(v.page).contains(allow));
  QCOMPARE(sb::test::unnamed(v.lines()), QStringList());
  QTest::keyClick(allow, Qt::Key_Space);
  QVERIFY(v.isGone());
  QCOMPARE(v.ask(app(1)), 200);
  QCOMPARE(v.ask(QStringLiteral("https://old.example")), 200);
  for (const char* const comment : {"# Ours.", "# the team's page"})
    QVERIFY2(v.file().contains(comment), v.file().constData());
}

void RefusedPagesTest::threeLinesAndHowManyMore() {
  Visit v;
  for (int i = 1; i <= 5; ++i)
    QCOMPARE(v.ask(app(i)), 403);
  QVERIFY(until([&] { return v.connection.status().refusedOrigins.size() == 5; }));
  v.screen.deactivated();
  v.screen.activated();
  QVERIFY(v.says({refusedLine(app(5)), refusedLine(app(4)), refusedLine(app(3))}));
  const auto says = [&](const char* text) {
    for (const QLabel* const label : v.lines()->findChildren<QLabel*>())
      if (label->isVisible() && label->text() == QLatin1String(text)) return true;
    return false;
  };
  QVERIFY(says("and 2 more"));
  v.button(app(4))->click();
  QVERIFY(v.says({refusedLine(app(5)), refusedLine(app(3)), refusedLine(app(2))}));
  QVERIFY(says("and 1 more"));
  v.button(app(2))->click();
  QVERIFY(v.says({refusedLine(app(5)), refusedLine(app(3)), refusedLine(app(1))}));
  QVERIFY(!says("and 1 more") && !says("and 0 more"));
}

void RefusedPagesTest::linesKeepTheirPlaceUntilTheNextVisit() {
  Visit v;
  QCOMPARE(v.ask(app(1)), 403);
  QVERIFY(v.isShown(app(1)));
  QPushButton* const first = v.button(app(1));
  QCOMPARE(v.ask(app(2)), 403);
  QVERIFY(v.says({refusedLine(app(1)), refusedLine(app(2))}));
  QCOMPARE(v.button(app(1)), first);
  v.screen.deactivated();
  v.screen.activated();
  QVERIFY(v.says({refusedLine(app(2)), refusedLine(app(1))}));
}

// What comes up under the pointer was not meant.
void RefusedPagesTest::aDoubleClickAllowsOne() {
  Visit v;
  QCOMPARE(v.ask(app(1)), 403);
  QVERIFY(v.isShown(app(1)));
  QPushButton* const allow = v.button(app(1));
  QSignalSpy clicked(allow, &QPushButton::clicked);
  QTest::mouseClick(allow, Qt::LeftButton);
  QTest::mouseDClick(allow, Qt::LeftButton);
  QTest::mouseRelease(allow, Qt::LeftButton);
  QCOMPARE(clicked.size(), 1);
  QVERIFY(v.isGone());
}

void RefusedPagesTest::failureIsSaidAndTriedAgain_data() {
  QTest::addColumn<Between::Mode>("mode");
  QTest::addColumn<QString>("said");
  QTest::newRow("gone") << Between::Mode::Gone << QStringLiteral("The gateway does not answer");
  QTest::newRow("500") << Between::Mode::Broken << QStringLiteral("Try again");
  QTest::newRow("garbage") << Between::Mode::Garbage << QStringLiteral("is not Signalbox");
}

void RefusedPagesTest::failureIsSaidAndTriedAgain() {
  QFETCH(const Between::Mode, mode);
  QFETCH(const QString, said);
  Visit v;
  QCOMPARE(v.ask(app(1)), 403);
  QVERIFY(v.isShown(app(1)));
  v.between.set(mode);
  v.button(app(1))->click();
  const Band* const band = v.page->band();
  QVERIFY(until([&] { return band->isVisible(); }));
  QVERIFY2(band->accessibleName().contains(said), qPrintable(band->accessibleName()));
  QVERIFY(band->accessibleName().startsWith(QStringLiteral("%1 was not allowed.").arg(app(1))));
  QCOMPARE(v.ask(app(1)), 403);
  QVERIFY(v.isShown(app(1)));
  v.between.set(Between::Mode::Pass);
  v.connection.retryNow();
  QVERIFY(until([&] { return v.connection.isConnected(); }));
  band->actionButton()->click();
  QVERIFY(v.isGone());
  QVERIFY(!band->isVisible());
  QCOMPARE(v.ask(app(1)), 200);
}

void RefusedPagesTest::aFileThatWasChangedIsReadAgain() {
  Visit v;
  QCOMPARE(v.ask(app(1)), 403);
  QVERIFY(v.isShown(app(1)));
  QFile config(QString::fromStdString(v.engine.home().configFile()));
  QVERIFY(config.open(QIODevice::Append));
  config.write("# by hand\n");
  config.close();
  v.button(app(1))->click();
  const Band* const band = v.page->band();
  QVERIFY(until([&] { return band->isVisible(); }));
  QVERIFY(band->accessibleName().contains(QStringLiteral("Someone else has changed")));
  QCOMPARE(band->actionButton()->text(), QStringLiteral("Read it again"));
  QTest::keyClick(band->actionButton(), Qt::Key_Space);
  QVERIFY(v.isGone());
  QVERIFY(!band->isVisible());
  QCOMPARE(v.ask(app(1)), 200);
  QVERIFY(v.file().contains("# by hand"));
}

SB_TEST(RefusedPagesTest);
#include "refused_pages_test.moc"
