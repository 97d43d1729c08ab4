// Changes of providers and their keys: the secret first, then the configuration that names it; what
// fails half-way is taken back. Nothing is asked here. Owner: the page; GUI thread.
#pragma once

#include <QHash>
#include <QObject>
#include <functional>

#include "ui/client/gateway_client.h"

namespace sb::ui {

// Where a key of a provider comes from: a text to be kept, or the name of a variable.
struct KeyInput {
  enum class Place { None, Vault, Keychain, Environment };
  QString name = QStringLiteral("main");
  Place place = Place::None;
  QString secret;    // for vault or keychain; never kept longer than the call
  QString variable;  // of the environment
  double weight = 1;
};

struct NewProvider {
  QString id, kind;
  QString baseUrl;                 // empty: the preset's
  QMap<QString, QString> headers;  // of its own, by name
  KeyInput key;
};

// What came of a change. `undo` may be empty; it is called at most once.
struct Outcome {
  QString problem;  // a sentence; empty: done
  std::function<void()> undo;
  bool keychainRefused = false;  // nothing was changed; another place may take the secret
};
using WhenDone = std::function<void(const Outcome&)>;

// What is wrong with an input, as a sentence; empty: nothing.
QString problemOfId(const QString& id, const QStringList& taken);
QString problemOfKeyName(const QString& name, const QStringList& taken);
QString problemOfSecret(const QString& secret);
QString problemOfVariable(const QString& name);
QString problemOfUrl(const QString& url);
// `name` as people call the blank of an address, or of a header, that `value` is for.
QString problemOfBlank(const QString& name, const QString& value, bool ofAddress);
QString problemOf(const KeyInput& key);

// "openai-2" where "openai" is taken; made of what the file allows in an id.
QString freeId(const QString& wanted, const QStringList& taken);

class ProviderEdits : public QObject {
  Q_OBJECT

 public:
  explicit ProviderEdits(GatewayClient& client, QObject* parent = nullptr);

  // `again`: it was added by this very dialog and may be replaced.
  void add(const NewProvider& provider, bool again, const WhenDone& done);
  void remove(const Provider& provider, bool forgetSecrets, const WhenDone& done);
  void setDisabled(const Provider& provider, bool disabled, const WhenDone& done);

  void addKey(const Provider& provider, const KeyInput& key, const WhenDone& done);
  // Weight and, unless the place is None, a new secret.
  void changeKey(const Provider& provider, const KeyInput& key, const WhenDone& done);
  void setKeyDisabled(const Provider& provider, const QString& name, bool disabled,
                      const WhenDone& done);
  void removeKey(const Provider& provider, const QString& name, bool forgetSecret,
                 const WhenDone& done);

 Q_SIGNALS:
  // An undo did not work.
  void failed(const QString& problem);

 private:
  // An outcome with a problem, or how the file names the secret.
  using WhenKept = std::function<void(const Outcome& outcome, const QString& reference)>;
  // Puts the secret where it belongs and says how the file names it.
  void keep(const QString& providerId, const KeyInput& key, const QString& replaces,
            const WhenKept& then);
  void putSecret(const QString& reference, const KeyInput& key, const WhenKept& then);
  void saveItem(const QJsonObject& item, const QString& newSecret, const WhenDone& done,
                const std::function<void()>& undo = {});
  void forget(const QStringList& references);
  void restore(const ConfigText& before, const QString& revision, const QJsonObject& item);

  GatewayClient& m_client;
  QHash<QString, QString> m_added;  // by id: how the file names the key that add() kept
};

}  // namespace sb::ui
