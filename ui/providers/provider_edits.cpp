#include "ui/providers/provider_edits.h"

#include <QJsonArray>
#include <algorithm>

#include "ui/providers/provider_words.h"

namespace sb::ui {
namespace {

const QString kVault = QStringLiteral("vault:"), kKeychain = QStringLiteral("keychain:");

QJsonArray keysOf(const QJsonObject& item) { return item.value(QLatin1String("keys")).toArray(); }

QString textOf(const QJsonValue& value, const char* name) {
  return value.toObject().value(QLatin1String(name)).toString();
}

// The file leaves the name out where it is "main".
QString nameOf(const QJsonValue& key) {
  const QString name = textOf(key, "name");
  return name.isEmpty() ? QStringLiteral("main") : name;
}

QJsonObject keyItem(const KeyInput& key, const QString& reference) {
  QJsonObject item{{QStringLiteral("name"), key.name}, {QStringLiteral("secret"), reference}};
  if (key.weight != 1) item.insert(QStringLiteral("weight"), key.weight);
  return item;
}

QJsonObject withKeys(QJsonObject item, const QJsonArray& keys) {
  if (keys.isEmpty())
    item.remove(QStringLiteral("keys"));
  else
    item.insert(QStringLiteral("keys"), keys);
  return item;
}

// The item with its key of that name changed.
QJsonObject withKey(const QJsonObject& item, const QString& name,
                    const std::function<void(QJsonObject&)>& change) {
  QJsonArray keys = keysOf(item);
  for (qsizetype i = 0; i < keys.size(); ++i) {
    if (nameOf(keys.at(i)) != name) continue;
    QJsonObject key = keys.at(i).toObject();
    change(key);
    keys.replace(i, key);
  }
  return withKeys(item, keys);
}

QString secretOf(const QJsonObject& item, const QString& name) {
  for (const QJsonValue& key : keysOf(item))
    if (nameOf(key) == name) return textOf(key, "secret");
  return {};
}

// "vault:" and the like; empty where the place keeps no secrets.
QString prefixOf(KeyInput::Place place) {
  if (place == KeyInput::Place::Vault) return kVault;
  return place == KeyInput::Place::Keychain ? kKeychain : QString();
}

bool isKept(const QString& reference) {
  return reference.startsWith(kVault) || reference.startsWith(kKeychain);
}

// A name that vault and keychain take: letters, digits and _-./@.
QString secretName(const QString& providerId, const QString& keyName) {
  if (keyName == QLatin1String("main")) return providerId;
  QString plain;
  for (const QChar c : keyName)
    plain.append(c.unicode() < 0x80 && c.isLetterOrNumber() ? c : QLatin1Char('-'));
  return (providerId + QLatin1Char('-') + plain).left(60);
}

}  // namespace

ProviderEdits::ProviderEdits(GatewayClient& client, QObject* parent)
    : QObject(parent), m_client(client) {}

// A name that is in use is never written over, unless by its own key.
void ProviderEdits::keep(const QString& providerId, const KeyInput& key, const QString& replaces,
                         const WhenKept& then) {
  if (key.place == KeyInput::Place::Environment)
    return then({}, QStringLiteral("env:") + key.variable);
  const QString prefix = prefixOf(key.place);
  if (replaces.startsWith(prefix)) return putSecret(replaces, key, then);
  m_client.secrets().list(this, [=, this](const Reply<Vault>& reply) {
    if (!reply) return then({sentenceOf(reply.error()), {}}, {});
    QStringList taken;
    for (const SecretName& secret : reply->secrets)
      taken.append(secret.reference());
    const QString wanted = prefix + secretName(providerId, key.name);
    QString reference = wanted;
    for (int n = 2; taken.contains(reference); ++n)
      reference = QStringLiteral("%1-%2").arg(wanted).arg(n);
    putSecret(reference, key, then);
  });
}

void ProviderEdits::putSecret(const QString& reference, const KeyInput& key, const WhenKept& then) {
  m_client.secrets().set(reference, key.secret, this, [then, reference](const Reply<Done>& reply) {
    if (reply) return then({}, reference);
    Outcome outcome{sentenceOf(reply.error()), {}};
    if (reference.startsWith(kKeychain)) {
      const QString refusal = sentenceOfKeychain(reply.error());
      outcome.keychainRefused = !refusal.isEmpty();
      if (outcome.keychainRefused) outcome.problem = refusal;
    }
    then(outcome, {});
  });
}

void ProviderEdits::saveItem(const QJsonObject& item, const QString& newSecret,
                             const WhenDone& done, const std::function<void()>& undo) {
  m_client.providers().save(item, this, [this, newSecret, done, undo](const Reply<Saved>& reply) {
    if (reply) return done({{}, undo});
    forget({newSecret});
    done({sentenceOf(reply.error()), {}});
  });
}

void ProviderEdits::add(const NewProvider& provider, bool again, const WhenDone& done) {
  QJsonObject item{{QStringLiteral("id"), provider.id}, {QStringLiteral("kind"), provider.kind}};
  if (!provider.baseUrl.isEmpty()) item.insert(QStringLiteral("base_url"), provider.baseUrl);
  QJsonObject headers;
  for (auto one = provider.headers.begin(); one != provider.headers.end(); ++one)
    headers.insert(one.key(), one.value());
  if (!headers.isEmpty()) item.insert(QStringLiteral("headers"), headers);
  if (provider.key.place == KeyInput::Place::None) return saveItem(item, {}, done);
  const QString before = again ? m_added.value(provider.id) : QString();
  keep(provider.id, provider.key, before,
       [=, this, id = provider.id, key = provider.key](const Outcome& kept, const QString& ref) {
         if (!kept.problem.isEmpty()) return done(kept);
         const auto saved = [=, this](const Outcome& outcome) {
           if (outcome.problem.isEmpty()) {
             m_added.insert(id, ref);
             if (before != ref) forget({before});
           }
           done(outcome);
         };
         saveItem(withKeys(item, QJsonArray{keyItem(key, ref)}), before == ref ? QString() : ref,
                  saved);
       });
}

// The file's text from before is what an undo brings back, comments and order included.
void ProviderEdits::remove(const Provider& provider, bool forgetSecrets, const WhenDone& done) {
  QStringList references;
  for (const QJsonValue& key : keysOf(provider.item))
    references.append(textOf(key, "secret"));
  const auto after = [=, this](const ConfigText& before, const Reply<Saved>& reply) {
    if (!reply) return done({sentenceOf(reply.error()), {}});
    if (forgetSecrets) {
      forget(references);
      return done({});
    }
    const auto undo = [this, before, revision = reply->revision, item = provider.item] {
      restore(before, revision, item);
    };
    done({{}, undo});
  };
  m_client.config().text(this, [=, this, id = provider.id](const Reply<ConfigText>& text) {
    if (!text) return done({sentenceOf(text.error()), {}});
    m_client.providers().remove(
        id, this, [after, before = *text](const Reply<Saved>& reply) { after(before, reply); });
  });
}

void ProviderEdits::restore(const ConfigText& before, const QString& revision,
                            const QJsonObject& item) {
  m_client.config().save(before.text, revision, this, [this, item](const Reply<Saved>& reply) {
    if (reply) return;
    // Somebody else changed the file meanwhile: then only this item comes back.
    saveItem(item, {}, [this](const Outcome& outcome) {
      if (!outcome.problem.isEmpty()) Q_EMIT failed(outcome.problem);
    });
  });
}

// Quietly: what another provider uses stays.
void ProviderEdits::forget(const QStringList& references) {
  for (const QString& reference : references)
    if (isKept(reference)) m_client.secrets().remove(reference, this, [](const Reply<Done>&) {});
}

void ProviderEdits::setDisabled(const Provider& provider, bool disabled, const WhenDone& done) {
  QJsonObject item = provider.item;
  item.remove(QStringLiteral("disabled"));
  if (disabled) item.insert(QStringLiteral("disabled"), true);
  saveItem(item, {}, done);
}

void ProviderEdits::addKey(const Provider& provider, const KeyInput& key, const WhenDone& done) {
  keep(provider.id, key, {},
       [this, item = provider.item, key, done](const Outcome& kept, const QString& ref) {
         if (!kept.problem.isEmpty()) return done(kept);
         QJsonArray keys = keysOf(item);
         keys.append(keyItem(key, ref));
         saveItem(withKeys(item, keys), ref, done);
       });
}

void ProviderEdits::changeKey(const Provider& provider, const KeyInput& key, const WhenDone& done) {
  const QString before = secretOf(provider.item, key.name);
  const auto save = [=, this, item = provider.item](const Outcome& kept, const QString& ref) {
    if (!kept.problem.isEmpty()) return done(kept);
    const QJsonObject changed = withKey(item, key.name, [&](QJsonObject& one) {
      one.remove(QStringLiteral("weight"));
      if (key.weight != 1) one.insert(QStringLiteral("weight"), key.weight);
      if (!ref.isEmpty()) one.insert(QStringLiteral("secret"), ref);
    });
    const bool moved = !ref.isEmpty() && ref != before;
    saveItem(changed, moved ? ref : QString(), [=, this](const Outcome& outcome) {
      if (moved && outcome.problem.isEmpty()) forget({before});
      done(outcome);
    });
  };
  if (key.place == KeyInput::Place::None) return save({}, {});
  keep(provider.id, key, before, save);
}

void ProviderEdits::setKeyDisabled(const Provider& provider, const QString& name, bool disabled,
                                   const WhenDone& done) {
  const QJsonObject changed = withKey(provider.item, name, [disabled](QJsonObject& key) {
    key.remove(QStringLiteral("disabled"));
    if (disabled) key.insert(QStringLiteral("disabled"), true);
  });
  saveItem(changed, {}, done);
}

void ProviderEdits::removeKey(const Provider& provider, const QString& name, bool forgetSecret,
                              const WhenDone& done) {
  QJsonArray keys;
  for (const QJsonValue& key : keysOf(provider.item))
    if (nameOf(key) != name) keys.append(key);
  const QString reference = secretOf(provider.item, name);
  const auto undo = [this, item = provider.item] {
    saveItem(item, {}, [this](const Outcome& outcome) {
      if (!outcome.problem.isEmpty()) Q_EMIT failed(outcome.problem);
    });
  };
  saveItem(withKeys(provider.item, keys), {},
           [this, done, forgetSecret, reference, undo](const Outcome& outcome) {
             if (!outcome.problem.isEmpty()) return done(outcome);
             if (!forgetSecret) return done({{}, undo});
             forget({reference});
             done({});
           });
}

}  // namespace sb::ui
