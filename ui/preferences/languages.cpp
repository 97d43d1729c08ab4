#include "ui/preferences/languages.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QLibraryInfo>
#include <algorithm>

namespace sb::ui {
namespace {

QString pseudoCode() { return QStringLiteral("xa"); }

// How long the placeholder at i is ("%1", "%L1", "%n", "%Ln"): it stays as it is. 0: there is none.
qsizetype placeholderAt(const QString& text, qsizetype i) {
  if (text[i] != u'%') return 0;
  const qsizetype end = text.mid(i + 1, 1) == u"L" ? i + 2 : i + 1;
  const bool is = end < text.size() && (text[end].isDigit() || text[end] == u'n');
  return is ? end + 1 - i : 0;
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
  const QLocale wanted = system.language() == own.language() ? system : own;
  // One system of digits beside addresses, model names and times that are typed: Arabic with the
  // digits that those are written in.
  const bool otherDigits = wanted.zeroDigit() != u"0";
  return otherDigits ? QLocale(own.language(), QLocale::UnitedArabEmirates) : wanted;
}

}  // namespace

QString pseudo(const QString& text) {
  QString out = QStringLiteral("[");
  for (qsizetype i = 0; i < text.size();) {
    const qsizetype whole = placeholderAt(text, i);
    out += whole > 0 ? text.mid(i, whole) : QString(accented(text[i]));
    i += std::max<qsizetype>(whole, 1);
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
