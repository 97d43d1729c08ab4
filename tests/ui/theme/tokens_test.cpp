#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include "tests/support/test_main.h"
#include "ui/theme/icons.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/theme.h"

using namespace sb::ui;

class TokensTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void textReachesTheContrastOfWcagAa_data();
  void textReachesTheContrastOfWcagAa();
  void rulesOfTheStyleSheetReachIt_data() { themes(); }
  void rulesOfTheStyleSheetReachIt();
  void fieldsStandOut_data() { themes(); }
  void fieldsStandOut();
  void focusStandsOut_data() { themes(); }
  void focusStandsOut();
  void huesStandOutFromTheirGround_data() { themes(); }
  void huesStandOutFromTheirGround();
  void lettersOnTilesCanBeRead_data() { themes(); }
  void lettersOnTilesCanBeRead();
  void theNinthProviderHasAPattern();
  void styleSheetNamesOnlyWhatThereIs_data() { themes(); }
  void styleSheetNamesOnlyWhatThereIs();
  void sizesFollowTheTextScale();
  void drawnMarksHaveTheColoursOfTheTokens();
  void everyIconIsDrawn();

 private:
  static void themes() {
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
  }
  static const Tokens& of(bool dark) { return dark ? darkTokens() : lightTokens(); }
};

void TokensTest::textReachesTheContrastOfWcagAa_data() {
  QTest::addColumn<QColor>("text");
  QTest::addColumn<QColor>("ground");
  for (const bool dark : {false, true}) {
    const Tokens& t = of(dark);
    const auto add = [dark](const char* name, const QColor& text, const QColor& ground) {
      QTest::addRow("%s: %s", dark ? "dark" : "light", name) << text << ground;
    };
    for (const auto& [name, ground] :
         {std::pair{"bg", t.bg}, std::pair{"surface", t.surface}, std::pair{"chrome", t.chrome},
          std::pair{"card", t.card}, std::pair{"hover", t.hover}, std::pair{"sel", t.sel},
          std::pair{"live", t.live}, std::pair{"field", t.field}, std::pair{"current", t.current},
          std::pair{"code", t.code}, std::pair{"ok band", t.okSoft},
          std::pair{"warn band", t.warnSoft}, std::pair{"error band", t.errorSoft}}) {
      add(qPrintable(QStringLiteral("text on %1").arg(QLatin1String(name))), t.text, ground);
      add(qPrintable(QStringLiteral("muted on %1").arg(QLatin1String(name))), t.muted, ground);
    }
    for (const auto& [name, ground] :
         {std::pair{"bg", t.bg}, std::pair{"card", t.card}, std::pair{"sel", t.sel},
          std::pair{"surface", t.surface}, std::pair{"chrome", t.chrome},
          std::pair{"hover", t.hover}, std::pair{"live", t.live}, std::pair{"field", t.field}}) {
      add(qPrintable(QStringLiteral("accent on %1").arg(QLatin1String(name))), t.accent, ground);
      add(qPrintable(QStringLiteral("ok on %1").arg(QLatin1String(name))), t.ok, ground);
      add(qPrintable(QStringLiteral("warn on %1").arg(QLatin1String(name))), t.warn, ground);
      add(qPrintable(QStringLiteral("error on %1").arg(QLatin1String(name))), t.error, ground);
    }
    add("on accent", t.onAccent, t.accent);
    add("on accent, pressed", t.onAccent, t.accentStrong);
    add("on error", t.bg, t.error);
    add("ok chip", t.ok, t.okSoft);
    add("warn chip", t.warn, t.warnSoft);
    add("error chip", t.error, t.errorSoft);
    add("key word", t.synKey, t.code);
    add("text in code", t.synString, t.code);
    add("comment", t.synComment, t.code);
    add("tool tip", t.bg, t.text);
  }
}

void TokensTest::textReachesTheContrastOfWcagAa() {
  QFETCH(QColor, text);
  QFETCH(QColor, ground);
  const double ratio = contrast(text, ground);
  QVERIFY2(ratio >= 4.5,
           qPrintable(QStringLiteral("%1 on %2: %3").arg(text.name(), ground.name()).arg(ratio)));
}

// Wherever one rule sets a text's colour and its ground.
void TokensTest::rulesOfTheStyleSheetReachIt() {
  QFETCH(bool, dark);
  const QString sheet = styleSheet(of(dark), dark, 1.0);
  const QRegularExpression rule(QStringLiteral("([^{}]+)\\{([^}]*)\\}"));
  const QRegularExpression color(QStringLiteral("(?:^|[;\\s])color:\\s*(#[0-9a-f]{6})"));
  const QRegularExpression ground(QStringLiteral("background(?:-color)?:\\s*(#[0-9a-f]{6})"));
  int checked = 0;
  for (auto rules = rule.globalMatch(sheet); rules.hasNext();) {
    const QRegularExpressionMatch one = rules.next();
    const QString text = color.match(one.captured(2)).captured(1);
    const QString behind = ground.match(one.captured(2)).captured(1);
    if (text.isEmpty() || behind.isEmpty() || one.captured(1).contains(QLatin1String(":disabled")))
      continue;
    ++checked;
    QVERIFY2(contrast(QColor(text), QColor(behind)) >= 4.5, qPrintable(one.captured(0)));
  }
  QVERIFY(checked > 10);
}

// WCAG 1.4.11: where the keyboard is.
void TokensTest::focusStandsOut() {
  QFETCH(bool, dark);
  const Tokens& t = of(dark);
  for (const QColor& ground : {t.bg, t.surface, t.chrome, t.card, t.field, t.sel, t.hover})
    QVERIFY2(contrast(t.accent, ground) >= 3.0, qPrintable(ground.name()));
}

// WCAG 1.4.11: where one can type or switch.
void TokensTest::fieldsStandOut() {
  QFETCH(bool, dark);
  const Tokens& t = of(dark);
  for (const QColor& ground : {t.bg, t.surface, t.chrome, t.card, t.field, t.hover})
    QVERIFY2(contrast(t.fieldLine, ground) >= 3.0, qPrintable(ground.name()));
  const QString sheet = styleSheet(t, dark, 1.0);
  for (const char* const input : {"QLineEdit", "QPlainTextEdit", "QComboBox", "QDateEdit"}) {
    const QRegularExpression rule(
        QStringLiteral("(^|[\\s,])%1(,[^{]*)?\\s*\\{[^}]*border: 1px solid %2")
            .arg(QLatin1String(input), t.fieldLine.name()));
    QVERIFY2(sheet.contains(rule), input);
  }
}

void TokensTest::huesStandOutFromTheirGround() {
  QFETCH(bool, dark);
  const Tokens& t = of(dark);
  for (const QColor& hue : t.hue)
    for (const QColor& ground : {t.bg, t.chrome, t.card})
      QVERIFY2(contrast(hue, ground) >= 3.0, qPrintable(hue.name()));
}

void TokensTest::lettersOnTilesCanBeRead() {
  QFETCH(bool, dark);
  const Tokens& t = of(dark);
  for (std::size_t i = 0; i < t.hue.size(); ++i)
    QVERIFY2(contrast(t.ink[i], t.hue[i]) >= 4.5, qPrintable(t.hue[i].name()));
}

void TokensTest::theNinthProviderHasAPattern() {
  const Tokens& t = lightTokens();
  QVERIFY(!providerHue(t, 7).patterned);
  QVERIFY(providerHue(t, 8).patterned);
  QCOMPARE(providerHue(t, 8).fill, providerHue(t, 0).fill);
}

void TokensTest::styleSheetNamesOnlyWhatThereIs() {
  QFETCH(bool, dark);
  const QString text = styleSheet(of(dark), dark, 1.0);
  QVERIFY(!text.isEmpty());
  QVERIFY2(!text.contains(QLatin1Char('$')), "a colour that no token has");
  const QRegularExpression image(QStringLiteral("url\\(([^)]+)\\)"));
  auto matches = image.globalMatch(text);
  while (matches.hasNext()) {
    const QString path = matches.next().captured(1);
    QVERIFY2(QFile::exists(path), qPrintable(path));
  }
}

void TokensTest::sizesFollowTheTextScale() {
  const QString text = QStringLiteral("min-height: 30sp; width: 24px; color: $accent;");
  QCOMPARE(styleSheet(text, lightTokens(), false, 2.0),
           QStringLiteral("min-height: 60px; width: 24px; color: #4f46e5;"));
}

void TokensTest::drawnMarksHaveTheColoursOfTheTokens() {
  for (const bool dark : {false, true}) {
    QFile file(QStringLiteral(":/sb/style/chevron-%1.svg")
                   .arg(dark ? QStringLiteral("dark") : QStringLiteral("light")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(QString::fromUtf8(file.readAll()).contains(of(dark).muted.name(), Qt::CaseInsensitive));
  }
}

void TokensTest::everyIconIsDrawn() {
  QVERIFY(iconNames().size() > 40);
  for (const QString& name : iconNames()) {
    const QImage image = iconPixmap(name, Qt::red, 24, 1.0).toImage();
    bool any = false;
    for (int y = 0; y < image.height() && !any; ++y)
      for (int x = 0; x < image.width() && !any; ++x)
        any = image.pixelColor(x, y).alpha() > 0;
    QVERIFY2(any, qPrintable(name));
  }
}

SB_TEST(TokensTest);
#include "tokens_test.moc"
