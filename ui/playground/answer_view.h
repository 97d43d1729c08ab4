// Shows a lane's conversation as formatted Markdown while the last answer grows. Renders at most
// every 100 ms, and less often the longer rendering takes. Nothing is loaded from files or the
// network, HTML stays text. Owner: the lane's view; GUI thread.
#pragma once

#include <QTextBrowser>
#include <QTimer>

#include "ui/playground/chat_request.h"

namespace sb::ui {

// Text as it stands, with nothing that Markdown would take as a sign.
QString markdownEscaped(const QString& text);
// The whole conversation; earlier questions are quotes. The last question is left out: the page
// shows it once for all lanes.
QString conversationMarkdown(const QList<Turn>& turns, const QString& reasoning);

class AnswerView : public QTextBrowser {
  Q_OBJECT

 public:
  explicit AnswerView(const QString& name, QWidget* parent = nullptr);

  // `live`: more is coming, which a mark at the end shows.
  void setMarkdownLater(const QString& markdown, bool live);
  // What is waiting is shown now.
  void renderNow();

  QVariant loadResource(int type, const QUrl& name) override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void format();

  QString m_next, m_shown;
  bool m_nextLive = false, m_live = false;
  QTimer m_timer;
};

}  // namespace sb::ui
