// The languages of the surface, and the one in force. A change reaches every widget as
// QEvent::LanguageChange; the locale of numbers and dates and the direction of layouts change with
// it. Owner: the application; thread: the one of the windows.
#pragma once

#include <QList>
#include <QLocale>
#include <QObject>
#include <QTranslator>
#include <memory>

namespace sb::ui {

struct Language {
  QString code;     // "en", "de", "ar"; "xa" is the pseudo-locale
  QString ownName;  // "Deutsch"
};

// Makes every translated text 40 % longer and gives its letters accents: what is cut off, glued
// together or not translated shows at once.
QString pseudo(const QString& text);

class Languages : public QObject {
  Q_OBJECT

 public:
  explicit Languages(QObject* parent = nullptr);
  ~Languages() override;

  // Those a person may choose; the pseudo-locale is not among them.
  static QList<Language> all();
  // What the desktop asks for, as far as there is a translation; else "en".
  static QString ofDesktop();

  // Empty: the desktop's. An unknown code counts as "en".
  void use(const QString& code);
  QString current() const { return m_code; }

 private:
  void load(const QString& code);

  QString m_code;
  std::unique_ptr<QTranslator> m_texts, m_qt;
};

}  // namespace sb::ui
