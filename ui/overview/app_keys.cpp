#include "ui/overview/app_keys.h"

#include "ui/overview/snippets.h"

namespace sb::ui {
namespace {

constexpr int kMostTries = 20;

}  // namespace

AppKeys::AppKeys(GatewayClient& client, QObject* parent) : QObject(parent), m_client(client) {}

void AppKeys::setKnown(const QList<KeyInfo>& keys) {
  m_taken.clear();
  // Some may be revoked since; what can be read here may be younger than the list.
  for (const App& app : apps())
    if (!m_texts.contains(app.id)) m_names.remove(app.id);
  for (const KeyInfo& key : keys) {
    if (key.isRevoked()) continue;
    m_taken.append(key.name);
    for (const App& app : apps()) {
      const bool isApps = key.name == app.id || key.name.startsWith(app.id + QLatin1Char('-'));
      if (!isApps || key.origin != KeyOrigin::Stored || m_names.contains(app.id)) continue;
      m_names.insert(app.id, key.name);
      m_hints.insert(app.id, key.hint);
    }
  }
}

QString AppKeys::freeName(const QString& appId, int number) const {
  const QString name = number == 1 ? appId : QStringLiteral("%1-%2").arg(appId).arg(number);
  return m_taken.contains(name) ? freeName(appId, number + 1) : name;
}

void AppKeys::open(const QString& appId, bool anew) {
  if (m_making.contains(appId)) return;
  if (!anew && (m_texts.contains(appId) || m_names.contains(appId))) return;
  make(appId, 1);
}

void AppKeys::make(const QString& appId, int number) {
  m_making.insert(appId);
  m_problems.remove(appId);
  KeyDraft draft;
  draft.name = freeName(appId, number);
  draft.tags = {QStringLiteral("app")};
  m_client.keys().create(draft, this, [this, appId, number](const Reply<NewKey>& reply) {
    m_making.remove(appId);
    if (!reply && reply.error().status == 409 && number < kMostTries)
      return make(appId, number + 1);
    if (reply) {
      m_texts.insert(appId, reply->text);
      m_names.insert(appId, reply->key.name);
      m_hints.insert(appId, reply->key.hint);
      m_taken.append(reply->key.name);
    } else {
      m_problems.insert(appId, sentenceOf(reply.error()));
    }
    Q_EMIT changed(appId);
  });
}

void AppKeys::forget() {
  for (QString& text : m_texts)
    text.fill(QLatin1Char('x'));
  m_texts.clear();
}

}  // namespace sb::ui
