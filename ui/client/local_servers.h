// Model servers that run on this computer: asks the loopback addresses of the presets of kind
// "local" for their models, once, without a key. Owner: who shows them; GUI thread.
#pragma once

#include <QList>
#include <QNetworkAccessManager>
#include <QObject>
#include <QStringList>

#include "ui/client/provider_values.h"

namespace sb::ui {

struct LocalServer {
  Preset preset;
  int port = 0;
  QStringList models;
};

class LocalServers : public QObject {
  Q_OBJECT

 public:
  explicit LocalServers(QObject* parent = nullptr);

  // Those of `presets` that are local; what was found before is forgotten.
  void look(const QList<Preset>& presets);
  const QList<LocalServer>& found() const { return m_found; }

 Q_SIGNALS:
  // One more was found.
  void changed();

 private:
  void ask(const Preset& preset);

  QNetworkAccessManager m_manager;
  QList<LocalServer> m_found;
  int m_round = 0;
};

// The host is this computer, as its name or as an address; no other name is looked up.
bool isLoopback(const QUrl& url);

// The ids of an answer of /v1/models; empty if it is none.
QStringList modelsOfAnswer(const QByteArray& body);

}  // namespace sb::ui
