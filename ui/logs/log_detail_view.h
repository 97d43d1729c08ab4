// One request with everything that is known: facts, the waterfall of its attempts, conversation,
// price, and what went over the wire. Owner: the page.
#pragma once

#include <QHash>
#include <QWidget>

#include "ui/client/connection.h"

class QBoxLayout;
class QButtonGroup;
class QFrame;
class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QVBoxLayout;

namespace sb::ui {

class AttemptTable;
class ConversationView;
class EmptyState;
class PriceTable;
class RawView;
class Waterfall;

class LogDetailView : public QWidget {
  Q_OBJECT

 public:
  explicit LogDetailView(Connection& connection, QWidget* parent = nullptr);

  // Fetches it; what was shown before goes.
  void open(const QString& id);
  void close();
  const QString& id() const { return m_id; }
  const LogDetail* detail() const { return m_loaded ? &m_detail : nullptr; }
  void setProviders(const QStringList& ids);

 Q_SIGNALS:
  // detail() is another one.
  void loaded();

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* makeBody();
  QWidget* makeTabs();
  QWidget* makeTalk();
  QWidget* makeSide();
  void arrange();
  void addTab(const QString& id, QWidget* page);
  void show(const LogDetail& detail);
  void showProblem(const ApiError& error);
  void showFacts();
  void addFact(const QString& title, QWidget* value);
  void addFact(const QString& title, const QString& value);
  void refresh();
  void retranslate();
  QString priceNote() const;
  QString noConversation() const;

  Connection& m_connection;
  QString m_id;
  LogDetail m_detail;
  bool m_loaded = false;
  QHash<QString, int> m_providers;
  QStackedWidget* m_places;
  QWidget* m_loading;
  EmptyState* m_problem;
  QWidget* m_facts = nullptr;
  QVBoxLayout* m_top = nullptr;
  QLabel* m_attemptCount;
  QLabel* m_error;
  Waterfall* m_waterfall;
  QButtonGroup* m_tabs;
  QHBoxLayout* m_tabRow = nullptr;
  QStackedWidget* m_pages;
  ConversationView* m_talk;
  QBoxLayout* m_talkRow = nullptr;
  QFrame* m_talkLine = nullptr;
  QWidget* m_side = nullptr;
  PriceTable* m_price;
  QLabel *m_priceTitle, *m_priceUnit, *m_priceNote, *m_whyTitle, *m_why;
  AttemptTable* m_attempts;
  RawView *m_request, *m_response;
  LatestCall m_call;
};

}  // namespace sb::ui
