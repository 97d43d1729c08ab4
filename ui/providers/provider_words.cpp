#include "ui/providers/provider_words.h"

#include <QCoreApplication>
#include <QUrl>
#include <algorithm>

#include "ui/theme/format.h"

namespace sb::ui {
namespace {

constexpr qsizetype kMostName = 24;  // of a model, within a mark

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::Providers)
};

Mark good(const QString& text) {
  return {text, ChipTone::Ok, Tone::Ok, QStringLiteral("circle-check")};
}
Mark bad(const QString& text) {
  return {text, ChipTone::Error, Tone::Error, QStringLiteral("circle-x")};
}
Mark slow(const QString& text) {
  return {text, ChipTone::Warn, Tone::Warn, QStringLiteral("clock")};
}
Mark plain(const QString& text, const QString& iconName) {
  return {text, ChipTone::Neutral, Tone::Muted, iconName};
}

bool all(const Provider& provider, KeyState state) {
  return !provider.keys.isEmpty() &&
         std::all_of(provider.keys.begin(), provider.keys.end(),
                     [state](const ProviderKey& key) { return key.state == state; });
}

bool any(const Provider& provider, KeyState state) {
  return std::any_of(provider.keys.begin(), provider.keys.end(),
                     [state](const ProviderKey& key) { return key.state == state; });
}

// Of one none of whose keys serves all models: the state that a person can do most about.
Mark markOfKeys(const Provider& provider) {
  if (all(provider, KeyState::Disabled))
    return plain(Words::tr("Keys off"), QStringLiteral("power"));
  if (any(provider, KeyState::Resting)) return slow(Words::tr("Some models rest"));
  if (any(provider, KeyState::Waiting)) return slow(Words::tr("Keychain locked"));
  if (any(provider, KeyState::Refused)) return bad(Words::tr("Key rejected"));
  return bad(Words::tr("Key missing"));
}

QString restOf(const QString& secret) { return secret.section(QLatin1Char(':'), 1); }

bool isIn(const ProviderKey& key, const char* prefix) {
  return key.secret.startsWith(QLatin1String(prefix));
}

// Which models a key does not serve for now; it serves all others.
QString restText(const ProviderKey& key, const QString& until) {
  const QStringList& models = key.restingModels;
  if (models.isEmpty()) return Words::tr("until %1").arg(until);
  const QString first = models.first().size() > kMostName
                            ? models.first().left(kMostName) + QStringLiteral("…")
                            : models.first();
  const QString who = models.size() == 1
                          ? first
                          : Words::tr("%Ln models", nullptr, static_cast<int>(models.size()));
  return Words::tr("%1 rests until %2").arg(who, until);
}

}  // namespace

Mark markOf(const Provider& provider, const Evidence& evidence) {
  if (provider.disabled) return plain(Words::tr("Off"), QStringLiteral("power"));
  if (!provider.problem.isEmpty() && provider.keys.isEmpty())
    return bad(Words::tr("Cannot be used"));
  const bool serves = any(provider, KeyState::Usable);
  const bool rests = !serves && any(provider, KeyState::Resting);
  if (!provider.keys.isEmpty() && !serves && !rests) return markOfKeys(provider);
  if (!provider.problem.isEmpty()) return bad(Words::tr("Cannot be used"));
  if (evidence.notConnected) return bad(Words::tr("Not running"));
  if (evidence.failed) return bad(Words::tr("Test failed"));
  if (rests) return markOfKeys(provider);
  if (evidence.worked) return good(Words::tr("Healthy"));
  return plain(Words::tr("Not tested"), QStringLiteral("circle-help"));
}

Mark markOf(const ProviderKey& key, const QDateTime& now) {
  switch (key.state) {
    case KeyState::Usable:
      return good(Words::tr("ok"));
    case KeyState::Disabled:
      return plain(Words::tr("off"), QStringLiteral("power"));
    case KeyState::Waiting:
      return slow(Words::tr("waiting for the keychain"));
    case KeyState::Missing:
      return bad(Words::tr("missing"));
    case KeyState::Resting:
      return slow(restText(key, timeOfDay(now.addMSecs(key.restsForMs.value_or(0)))));
    case KeyState::Refused:
      return bad(key.refusedWith ? Words::tr("rejected (%1)").arg(*key.refusedWith)
                                 : Words::tr("rejected"));
    case KeyState::Unknown:
      break;
  }
  return plain(Words::tr("unknown"), QStringLiteral("circle-help"));
}

QString placeOf(const ProviderKey& key) {
  if (isIn(key, "vault:")) return Words::tr("vault");
  if (isIn(key, "keychain:")) return Words::tr("keychain");
  if (isIn(key, "file:")) return Words::tr("file");
  return restOf(key.secret);
}

QString placeSentence(const ProviderKey& key, const QString& vaultFile) {
  const QString name = restOf(key.secret);
  if (isIn(key, "vault:"))
    return vaultFile.isEmpty()
               ? Words::tr("Kept in the encrypted vault, as %1").arg(name)
               : Words::tr("Kept in the encrypted file %1, as %2").arg(vaultFile, name);
  if (isIn(key, "keychain:")) return Words::tr("Kept in the system's keychain, as %1").arg(name);
  if (isIn(key, "file:")) return Words::tr("Read from the file %1").arg(name);
  if (isIn(key, "env:")) return Words::tr("Read from the environment variable %1").arg(name);
  return {};
}

QString sentenceOfWaiting(const ProviderKey& key) {
  if (key.state != KeyState::Waiting) return {};
  if (isIn(key, "keychain:"))
    return Words::tr(
        "Waiting for the system's keychain. Unlock it where it asks for its password, or try "
        "again.");
  return Words::tr("The vault is locked. Start Signalbox with the vault's passphrase.");
}

QString sentenceOfKeychain(const ApiError& error) {
  if (error.code == QLatin1String("secret_waiting"))
    return Words::tr(
        "The keychain stayed locked, so nothing was saved. Save again to keep the key in the "
        "encrypted file instead, or choose the keychain once more.");
  if (error.code == QLatin1String("secret_missing"))
    return Words::tr(
        "There is no keychain on this desktop now. Save again to keep the key in the encrypted "
        "file instead.");
  if (error.code != QLatin1String("store_failed")) return {};
  return Words::tr(
      "The keychain did not accept the key. Save again to keep it in the encrypted file instead.");
}

QString shortUrl(const QString& url) {
  const QString https = QStringLiteral("https://");
  return url.startsWith(https) ? url.mid(https.size()) : url;
}

QString nameOfBlank(const QString& blank) {
  const QHash<QString, QString> names{{QStringLiteral("account"), Words::tr("Account")},
                                      {QStringLiteral("app"), Words::tr("App")},
                                      {QStringLiteral("endpoint"), Words::tr("Endpoint")},
                                      {QStringLiteral("gateway"), Words::tr("Gateway name")},
                                      {QStringLiteral("port"), Words::tr("Port")},
                                      {QStringLiteral("region"), Words::tr("Region")},
                                      {QStringLiteral("resource"), Words::tr("Resource name")},
                                      {QStringLiteral("tenant"), Words::tr("Tenant")},
                                      {QStringLiteral("workspace"), Words::tr("Workspace")}};
  return names.value(blank, blank);
}

QString nameOfPresetKind(const QString& kind) {
  if (kind == QLatin1String("cloud")) return Words::tr("In the cloud, with your key");
  if (kind == QLatin1String("aggregator")) return Words::tr("Many providers behind one key");
  if (kind == QLatin1String("local")) return Words::tr("On your own machine");
  return Words::tr("Any OpenAI-compatible address");
}

QString sentenceOf(const Trial& trial) {
  if (trial.ok) return {};
  if (trial.status == 401 || trial.status == 403)
    return Words::tr("The key was rejected. Check that it is whole and belongs to this provider.");
  if (trial.status == 404)
    return Words::tr("Something answers, but there is no list of models. Check the address.");
  if (trial.status == 429)
    return Words::tr("The provider asks to slow down. The key works; try again later.");
  if (trial.errorKind.contains(QLatin1String("connect")))
    return Words::tr("Nothing answers at this address. Check it, or start the server.");
  if (trial.errorKind.contains(QLatin1String("dns")))
    return Words::tr("The server's name cannot be found. Check the address and the network.");
  if (trial.errorKind.contains(QLatin1String("proxy")))
    return Words::tr("The proxy did not let it through: %1").arg(trial.errorMessage);
  if (trial.errorKind.contains(QLatin1String("secret")))
    return Words::tr("The key is not where it should be: %1").arg(trial.errorMessage);
  if (trial.errorKind.contains(QLatin1String("tls")))
    return Words::tr("The certificate was not accepted: %1").arg(trial.errorMessage);
  if (trial.errorKind.contains(QLatin1String("timeout")))
    return Words::tr("There was no answer in time. Try again, or check the proxy.");
  return trial.errorMessage;
}

}  // namespace sb::ui
