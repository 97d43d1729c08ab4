// What a person typed, looked at before anything is sent.
#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>
#include <algorithm>

#include "ui/providers/provider_edits.h"
#include "ui/widgets/outside_text.h"

namespace sb::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::ProviderInputs)
};

constexpr int kLongestId = 64, kLongestKeyName = 64, kLongestVariable = 64, kLongestUrl = 2'048,
              kLongestSecret = 8'192;

bool isIdSign(QChar c) {
  return (c >= QLatin1Char('a') && c <= QLatin1Char('z')) ||
         (c >= QLatin1Char('0') && c <= QLatin1Char('9')) || c == QLatin1Char('_') ||
         c == QLatin1Char('.') || c == QLatin1Char('-');
}

}  // namespace

QString problemOfId(const QString& id, const QStringList& taken) {
  if (id.isEmpty()) return Words::tr("Give it a name: routes and apps write it before the model.");
  if (id.size() > kLongestId) return Words::tr("The name is too long: use at most 64 characters.");
  if (!std::all_of(id.begin(), id.end(), isIdSign))
    return Words::tr("The name may contain only a–z, 0–9, dots, dashes and underscores.");
  if (taken.contains(id))
    return Words::tr("A provider named %1 already exists. Choose another name.").arg(id);
  return {};
}

QString problemOfKeyName(const QString& name, const QStringList& taken) {
  if (name.isEmpty()) return Words::tr("Give the key a name, to tell it from the others.");
  if (name.size() > kLongestKeyName)
    return Words::tr("The name is too long: use at most 64 characters.");
  if (hasHiddenSigns(name))
    return Words::tr("The name contains a line break or an invisible character.");
  if (taken.contains(name))
    return Words::tr("A key named %1 already exists. Choose another name.").arg(name);
  return {};
}

QString problemOfSecret(const QString& secret) {
  if (secret.isEmpty()) return Words::tr("Paste the key first.");
  if (secret.startsWith(QLatin1String("file:")))
    return Words::tr("This is the path of a file. Open the file and paste the key from it.");
  if (secret.size() > kLongestSecret)
    return Words::tr("This is too long for a key. Copy the key alone.");
  if (hasHiddenSigns(secret))
    return Words::tr(
        "The key contains a line break or an invisible character. Copy it again, in one piece.");
  const bool plain = std::all_of(secret.begin(), secret.end(),
                                 [](QChar c) { return c > QLatin1Char(' ') && c < QChar(0x7f); });
  if (!plain) return Words::tr("The key contains a space or an unusual letter. Copy it again.");
  return {};
}

QString problemOfVariable(const QString& name) {
  static const QRegularExpression rule(QStringLiteral("\\A[A-Za-z_][A-Za-z0-9_]*\\z"));
  if (name.isEmpty()) return Words::tr("Say which environment variable holds the key.");
  if (name.size() > kLongestVariable)
    return Words::tr("The name is too long: use at most 64 characters.");
  if (!rule.match(name).hasMatch())
    return Words::tr("A variable's name has only letters, digits and underscores.");
  return {};
}

QString problemOfUrl(const QString& url) {
  if (url.isEmpty()) return Words::tr("Give the address of the API.");
  if (url.size() > kLongestUrl) return Words::tr("The address is too long.");
  if (hasHiddenSigns(url) || url.contains(QLatin1Char(' ')))
    return Words::tr("The address contains a space or a line break.");
  if (!url.startsWith(QLatin1String("http://"), Qt::CaseInsensitive) &&
      !url.startsWith(QLatin1String("https://"), Qt::CaseInsensitive))
    return Words::tr("The address must begin with http:// or https://.");
  return {};
}

QString problemOfBlank(const QString& name, const QString& value, bool ofAddress) {
  static const QRegularExpression rule(QStringLiteral("\\A[A-Za-z0-9._-]+\\z"));
  if (value.isEmpty() && ofAddress)
    return Words::tr("%1 is missing: it is a part of the address.").arg(name);
  if (value.isEmpty()) return Words::tr("%1 is missing: every request names it.").arg(name);
  if (!rule.match(value).hasMatch())
    return Words::tr("%1 may contain only letters, digits, dots, dashes and underscores.")
        .arg(name);
  return {};
}

QString problemOf(const KeyInput& key) {
  switch (key.place) {
    case KeyInput::Place::Vault:
    case KeyInput::Place::Keychain:
      return problemOfSecret(key.secret);
    case KeyInput::Place::Environment:
      return problemOfVariable(key.variable);
    case KeyInput::Place::None:
      break;
  }
  return {};
}

QString freeId(const QString& wanted, const QStringList& taken) {
  QString base;
  for (const QChar c : wanted.toLower())
    if (isIdSign(c)) base.append(c);
  if (base.isEmpty()) base = QStringLiteral("provider");
  base.truncate(kLongestId - 4);
  QString id = base;
  for (int n = 2; taken.contains(id); ++n)
    id = QStringLiteral("%1-%2").arg(base).arg(n);
  return id;
}

}  // namespace sb::ui
