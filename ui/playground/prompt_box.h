// Where the question is written: text, pictures, system prompt, send and stop. Enter sends, with
// Shift it begins a new line. Pictures come by the button, by drop, and by paste. Owner: the page;
// GUI thread.
#pragma once

#include <QFrame>

#include "ui/playground/chat_request.h"

class QHBoxLayout;
class QLabel;
class QMimeData;
class QPushButton;

namespace sb::ui {

class PromptEdit;

class PromptBox : public QFrame {
  Q_OBJECT

 public:
  static constexpr qsizetype kMostText = 2'000'000;  // characters
  static constexpr int kMostPictures = 8;

  explicit PromptBox(QWidget* parent = nullptr);

  // `note` stands before the buttons: what is running, or why nothing can be sent.
  void setState(bool running, bool canSend, const QString& note);
  void setSystemPrompt(bool set);
  void setText(const QString& text);
  void focusText();
  // After it was sent.
  void clear();

  Prompt question() const;
  void attachFile(const QString& path);
  // What a drop or a paste brings; false: nothing for the playground.
  bool takeMime(const QMimeData& mime);

 Q_SIGNALS:
  void sendRequested();
  void stopRequested();
  void systemPromptRequested();
  void refused(const QString& why);

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeTools();
  void chooseFiles();
  void attach(const PictureResult& result);
  void refreshPictures();
  void refreshSend();
  void retranslate();

  PromptEdit* m_text;
  QHBoxLayout* m_pictureRow;
  QList<Picture> m_pictures;
  QPushButton* m_attach;
  QPushButton* m_system;
  QLabel* m_note;
  QPushButton* m_stop;
  QPushButton* m_send;
  bool m_running = false, m_canSend = false;
};

}  // namespace sb::ui
