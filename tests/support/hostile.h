// What people and their clipboards put into fields, and how it is looked at. GUI thread.
#pragma once

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QList>
#include <QPair>
#include <QPlainTextEdit>
#include <QTextDocument>

namespace sb::test {

// By name. Texts that begin with "fine" in their name are odd and all the same in order.
inline QList<QPair<const char*, QString>> hostileTexts() {
  QString binary;
  for (int i = 0; i < 512; ++i)
    binary += QChar((i * 37) % 256);
  return {{"empty", QString()},
          {"blanks", QStringLiteral("   ")},
          {"line break", QStringLiteral("one\ntwo")},
          {"zero", QStringLiteral("one") + QChar(0) + QStringLiteral("two")},
          {"bell and escape", QStringLiteral("\x07\x1b[31mred")},
          {"line separator", QStringLiteral("one") + QChar(0x2028) + QStringLiteral("two")},
          {"turned around", QStringLiteral("txt") + QChar(0x202e) + QStringLiteral("exe")},
          {"half a pair", QString(QChar(0xd83d))},
          {"binary", binary},
          {"10 KB", QString(10'240, QLatin1Char('k'))},
          {"1 MB", QString(1'048'576, QLatin1Char('m'))},
          {"fine: emoji", QStringLiteral("\U0001F469\u200D\U0001F680 key")},
          {"fine: bold", QStringLiteral("<b>bold</b>")},
          {"fine: picture", QStringLiteral("<img src=file:///etc/passwd>")},
          {"fine: placeholders", QStringLiteral("%1 %2 %n %L1")},
          {"fine: ampersands", QStringLiteral("a & b && c")}};
}

inline bool isFine(const char* name) { return QByteArray(name).startsWith("fine"); }

// As Ctrl+A, Ctrl+V do.
template <class Field>
void pasteInto(Field* field, const QString& text) {
  QGuiApplication::clipboard()->setText(text);
  field->setFocus();
  field->selectAll();
  if (text.isEmpty())
    field->clear();
  else
    field->paste();
}

// Labels under `window` that would take a name of others for markup.
inline QStringList richLabels(const QWidget* window) {
  QStringList rich;
  for (const QLabel* const label : window->findChildren<QLabel*>())
    if (label->textFormat() == Qt::AutoText && Qt::mightBeRichText(label->text()))
      rich.append(label->objectName() + QLatin1String(": ") + label->text().left(80));
  return rich;
}

}  // namespace sb::test
