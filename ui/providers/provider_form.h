// The fields of a provider that is added: name, key, and the address that its requests will go to.
// Owner: the dialog.
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/providers/preset_model.h"
#include "ui/providers/provider_edits.h"

class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace sb::ui {

class BlankFields;
class ElidedLabel;
class SecretInput;
class Tile;

class ProviderForm : public QWidget {
  Q_OBJECT

 public:
  ProviderForm(GatewayClient& client, QWidget* parent = nullptr);

  // `taken`: the ids of providers, in the configuration's order.
  void setOffer(const Offer& offer, const QStringList& taken);
  // What was typed, if all of it is right; else says at the fields what is wrong.
  std::optional<NewProvider> read();
  // The id is fixed once it was added.
  void setAdded(bool added);
  void showProblem(const QString& problem);
  void setPlaces(const Vault& vault);
  // The secret stays typed; the encrypted file is offered instead.
  void keychainRefused(const QString& problem);
  void focusFirst();
  void wipe();

 Q_SIGNALS:
  void submitted();
  // The address or the key is no more what it was.
  void edited();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeHead();
  QWidget* makeAddress();
  bool isCustom() const { return !m_offer.preset.hasAddress(); }
  bool hasBlanks() const;
  // As typed so far; empty: it is not complete.
  QString address() const;
  QString problemOfAddress();
  // As it will stand in the file; empty: the preset's own.
  QString baseUrl() const;
  void preview();
  void showPreview(const Reply<UrlPreview>& reply);
  void editAddress();
  void refresh();

  GatewayClient& m_client;
  Offer m_offer;
  QStringList m_taken;
  bool m_added = false, m_editsAddress = false;
  QString m_urlProblem;
  QTimer m_soon;
  LatestCall m_callPreview;
  Tile* m_tile = nullptr;
  QLabel* m_title = nullptr;
  QLabel* m_about = nullptr;
  QPushButton* m_website = nullptr;
  QLabel* m_idLabel;
  QLineEdit* m_id;
  QLabel* m_idHint;
  SecretInput* m_secret;
  BlankFields* m_blanks;
  QLabel* m_baseLabel;
  QLineEdit* m_base;
  QLabel* m_goesLabel = nullptr;
  ElidedLabel* m_url = nullptr;
  QToolButton* m_pencil = nullptr;
  QLabel* m_problem;
};

}  // namespace sb::ui
