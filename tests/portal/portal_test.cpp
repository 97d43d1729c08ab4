// The look of the desktop as its portal tells it, on a real bus.
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include "tests/portal/fake_portal.h"
#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "ui/theme/theme.h"

using namespace sb::ui;
using sb::test::FakePortal;
using sb::test::until;

namespace {

constexpr uint kNoPreference = 0, kPreferDark = 1, kPreferLight = 2;

// As portals answer `Read`: in a variant, within the variant of the method.
QVariant twice(const QVariant& value) {
  return QVariant::fromValue(QDBusVariant(QVariant::fromValue(QDBusVariant(value))));
}

bool isPainted(const Theme& theme, bool dark) {
  const Tokens& expected = dark ? darkTokens() : lightTokens();
  return theme.isDark() == dark && qApp->palette().color(QPalette::Window) == expected.bg;
}

struct Desktop {
  Desktop() {
    qApp->setPalette(QPalette(Qt::white));
    theme.install(*qApp);
  }
  bool isAsked() {
    return until([this] { return portal.waiting() == 2; });
  }
  bool becomes(bool dark) {
    return until([&] { return isPainted(theme, dark); });
  }

  FakePortal portal;
  Theme theme;
};

}  // namespace

class PortalTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void withoutAPortalItIsLight();
  void startsAsTheDesktopIs_data();
  void startsAsTheDesktopIs();
  void followsTheDesktop();
  void ownChoiceStands();
  void motionIsThatOfTheDesktop();
  void aLateAnswerIsNotWaitedFor();
  void nonsenseChangesNothing_data();
  void nonsenseChangesNothing();
  void aRefusalChangesNothing();
};

void PortalTest::withoutAPortalItIsLight() {
  Theme theme;
  theme.install(*qApp);
  // What asks after it has been refused has heard of it last.
  QDBusMessage same = QDBusMessage::createMethodCall(
      QStringLiteral("org.freedesktop.portal.Desktop"),
      QStringLiteral("/org/freedesktop/portal/desktop"),
      QStringLiteral("org.freedesktop.portal.Settings"), QStringLiteral("Read"));
  QCoreApplication::processEvents();
  const QDBusMessage refused = QDBusConnection::sessionBus().call(same, QDBus::BlockWithGui);
  QCOMPARE(refused.type(), QDBusMessage::ErrorMessage);
  QVERIFY(isPainted(theme, false));
  QVERIFY(!theme.reducedMotion());
}

void PortalTest::startsAsTheDesktopIs_data() {
  QTest::addColumn<QVariant>("answer");
  QTest::addColumn<bool>("dark");
  QTest::newRow("dark") << twice(kPreferDark) << true;
  QTest::newRow("light") << twice(kPreferLight) << false;
  QTest::newRow("no preference") << twice(kNoPreference) << false;
  // As `ReadOne` answers, and some portals `Read`.
  QTest::newRow("dark, wrapped once") << QVariant::fromValue(QDBusVariant(kPreferDark)) << true;
}

void PortalTest::startsAsTheDesktopIs() {
  QFETCH(const QVariant, answer);
  QFETCH(const bool, dark);
  Desktop desktop;
  QVERIFY(desktop.isAsked());
  QVERIFY(isPainted(desktop.theme, false));
  desktop.portal.answerScheme(answer);
  QVERIFY(desktop.becomes(dark));
  desktop.portal.changeScheme(dark ? kPreferLight : kPreferDark);
  QVERIFY(desktop.becomes(!dark));
}

void PortalTest::followsTheDesktop() {
  Desktop desktop;
  QVERIFY(desktop.isAsked());
  desktop.portal.answerScheme(twice(kPreferLight));
  QSignalSpy changed(&desktop.theme, &Theme::changed);
  for (const bool dark : {true, false, true}) {
    desktop.portal.changeScheme(dark ? kPreferDark : kNoPreference);
    QVERIFY(desktop.becomes(dark));
  }
  QCOMPARE(changed.size(), 3);
}

void PortalTest::ownChoiceStands() {
  Desktop desktop;
  QVERIFY(desktop.isAsked());
  desktop.theme.setMode(Theme::Mode::Light);
  desktop.portal.answerScheme(twice(kPreferDark));
  desktop.portal.changeAnimations(false);
  QVERIFY(until([&] { return desktop.theme.reducedMotion(); }));
  QVERIFY(isPainted(desktop.theme, false));
  desktop.theme.setMode(Theme::Mode::System);
  QVERIFY2(desktop.becomes(true), "what was said meanwhile is known");
}

void PortalTest::motionIsThatOfTheDesktop() {
  Desktop desktop;
  QVERIFY(desktop.isAsked());
  desktop.portal.answerAnimations(twice(false));
  QVERIFY(until([&] { return desktop.theme.reducedMotion(); }));
  desktop.portal.changeAnimations(true);
  QVERIFY(until([&] { return !desktop.theme.reducedMotion(); }));
}

// The portal lives in this thread: who waited for its answer would have given up before it is
// given.
void PortalTest::aLateAnswerIsNotWaitedFor() {
  Desktop desktop;
  QVERIFY(desktop.isAsked());
  QVERIFY(isPainted(desktop.theme, false));
  desktop.portal.changeAnimations(false);
  QVERIFY(until([&] { return desktop.theme.reducedMotion(); }));
  desktop.portal.answerScheme(twice(kPreferDark));
  QVERIFY(desktop.becomes(true));
}

void PortalTest::nonsenseChangesNothing_data() {
  QTest::addColumn<QVariant>("value");
  QTest::newRow("a word") << QVariant(QStringLiteral("dark"));
  QTest::newRow("a number as a word") << QVariant(QStringLiteral("1"));
  QTest::newRow("a fraction") << QVariant(1.0);
  QTest::newRow("yes") << QVariant(true);
  QTest::newRow("bytes") << QVariant(QByteArray("\x01"));
  QTest::newRow("a list") << QVariant(QStringList{QStringLiteral("1")});
  QTest::newRow("a map") << QVariant(QVariantMap{{QStringLiteral("color-scheme"), 1U}});
  QTest::newRow("unknown") << QVariant(4'000'000'000U);
  QTest::newRow("deep") << twice(twice(twice(QStringLiteral("dark"))));
}

void PortalTest::nonsenseChangesNothing() {
  QFETCH(const QVariant, value);
  Desktop desktop;
  QVERIFY(desktop.isAsked());
  const bool isMotion = value.typeId() == QMetaType::Bool;
  desktop.portal.answerScheme(value);
  desktop.portal.answerAnimations(isMotion ? twice(true) : value);
  desktop.portal.changeScheme(value);
  desktop.portal.change(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("contrast"),
                        kPreferDark);
  desktop.portal.change(QString(), QStringLiteral("color-scheme"), kPreferDark);
  desktop.portal.changeAnimations(false);
  QVERIFY(until([&] { return desktop.theme.reducedMotion(); }));
  QVERIFY(isPainted(desktop.theme, false));
  desktop.portal.changeAnimations(true);
  QVERIFY(until([&] { return !desktop.theme.reducedMotion(); }));
  if (!isMotion) desktop.portal.changeAnimations(value);
  desktop.portal.changeScheme(kPreferDark);
  QVERIFY(desktop.becomes(true));
  QVERIFY(!desktop.theme.reducedMotion());
}

void PortalTest::aRefusalChangesNothing() {
  Desktop desktop;
  QVERIFY(desktop.isAsked());
  desktop.portal.refuseAll();
  desktop.portal.changeAnimations(false);
  QVERIFY(until([&] { return desktop.theme.reducedMotion(); }));
  QVERIFY(isPainted(desktop.theme, false));
}

SB_TEST(PortalTest);
#include "portal_test.moc"
