#include "ui/preferences/languages.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QLibraryInfo>
#include <algorithm>

namespace sb::ui {
namespace {

QString pseudoCode() { return QStringLiteral("xa"); }

// Placeholders and entities stay as they are.
bool skipsAt(const QString& text, qsizetype i) {
  return text[i] == u'%' && i + 1 < text.size() &&
         (text[i + 1].isDigit() || text[i + 1] == u'n' || text[i + 1] == u'L');
}

QChar accented(QChar letter) {
  static const QString plain = QStringLiteral("aceginoruyACEGINORUY");
  static const QString with = QString::fromUtf8("áçéğíñöŕüýÁÇÉĞÍÑÖŔÜÝ");
  const qsizetype at = plain.indexOf(letter);
  return at < 0 ? letter : with[at];
}

class PseudoTranslator : public QTranslator {
 public:
  using QTranslator::QTranslator;
  bool isEmpty() const override { return false; }
  QString translate(const char* context, const char* source, const char*, int) const override {
    // Qt's own texts hold the direction of layouts and names of keys.
    if (qstrncmp(context, "Q", 1) == 0) return {};
    return pseudo(QString::fromUtf8(source));
  }
};

QLocale localeOf(const QString& code) {
  if (code == pseudoCode()) return QLocale(QLocale::English);
  const QLocale system = QLocale::system();
  const QLocale own(code);
  // "de" on an Austrian desktop means de_AT.
  return system.language() == own.language() ? system : own;
}

}  // namespace

QString pseudo(const QString& text) {
  QString out = QStringLiteral("[");
  for (qsizetype i = 0; i < text.size(); ++i) {
    if (skipsAt(text, i)) {
      out += text[i];
      out += text[++i];
    } else {
      out += accented(text[i]);
    }
  }
  const auto more = static_cast<qsizetype>(std::max(1.0, static_cast<double>(text.size()) * 0.4));
  out += QString(more, QChar(u'·'));
  return out + QLatin1Char(']');
}

Languages::Languages(QObject* parent) : QObject(parent) {}

Languages::~Languages() {
  for (QTranslator* const translator : {m_texts.get(), m_qt.get()})
    if (translator != nullptr) QCoreApplication::removeTranslator(translator);
}

QList<Language> Languages::all() {
  return {{QStringLiteral("en"), QStringLiteral("English")},
          {QStringLiteral("de"), QStringLiteral("Deutsch")},
          {QStringLiteral("ar"), QString::fromUtf8("العربية")}};
}

QString Languages::ofDesktop() {
  const QList<Language> known = all();
  for (const QString& wish : QLocale::system().uiLanguages())
    for (const Language& language : known)
      if (QLocale(wish).language() == QLocale(language.code).language()) return language.code;
  return QStringLiteral("en");
}

void Languages::load(const QString& code) {
  if (code == pseudoCode()) {
    m_texts = std::make_unique<PseudoTranslator>();
    return;
  }
  m_texts = std::make_unique<QTranslator>();
  if (!m_texts->load(QStringLiteral(":/sb/translations/signalbox_") + code)) m_texts.reset();
  m_qt = std::make_unique<QTranslator>();
  const QString folder = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
  if (!m_qt->load(QStringLiteral("qtbase_") + code, folder)) m_qt.reset();
}

void Languages::use(const QString& code) {
  const QList<Language> known = all();
  const auto is = [&](const Language& language) { return language.code == code; };
  QString wanted = code.isEmpty() ? ofDesktop() : code;
  if (!code.isEmpty() && code != pseudoCode() && std::none_of(known.begin(), known.end(), is))
    wanted = QStringLiteral("en");
  if (wanted == m_code) return;
  for (auto* const old : {&m_texts, &m_qt}) {
    if (*old) QCoreApplication::removeTranslator(old->get());
    old->reset();
  }
  m_code = wanted;
  const QLocale locale = localeOf(wanted);
  QLocale::setDefault(locale);
  load(wanted);
  QGuiApplication::setLayoutDirection(locale.textDirection());
  // Installing sends LanguageChange: the locale and the direction are right by then.
  if (m_qt) QCoreApplication::installTranslator(m_qt.get());
  if (m_texts) QCoreApplication::installTranslator(m_texts.get());
}

}  // namespace sb::ui
