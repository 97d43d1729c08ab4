// The keys of apps: made when an app is opened, named after it, and known in full until they are
// forgotten. Owner: the panel; GUI thread.
#pragma once

#include <QHash>
#include <QObject>
#include <QSet>

#include "ui/client/gateway_client.h"

namespace sb::ui {

class AppKeys : public QObject {
  Q_OBJECT

 public:
  explicit AppKeys(GatewayClient& client, QObject* parent = nullptr);

  // What the gateway has, the newest first; keys made before are known by their hint.
  void setKnown(const QList<KeyInfo>& keys);
  // Makes a key for the app, unless there is one already or `anew`.
  void open(const QString& appId, bool anew = false);
  // Texts are shown once: nobody sees them after this.
  void forget();

  // Empty: not known (any more).
  QString text(const QString& appId) const { return m_texts.value(appId); }
  // The key's name in the gateway; empty: there is none.
  QString name(const QString& appId) const { return m_names.value(appId); }
  QString hint(const QString& appId) const {
    return m_names.contains(appId) ? m_hints.value(appId) : QString();
  }
  // Why the app has none; empty: nothing went wrong.
  QString problem(const QString& appId) const { return m_problems.value(appId); }

 Q_SIGNALS:
  void changed(const QString& appId);

 private:
  void make(const QString& appId, int number);
  QString freeName(const QString& appId, int number) const;

  GatewayClient& m_client;
  QHash<QString, QString> m_texts, m_names, m_hints, m_problems;
  QStringList m_taken;
  QSet<QString> m_making;
};

}  // namespace sb::ui
