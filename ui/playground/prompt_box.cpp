#include "ui/playground/prompt_box.h"

#include <QBuffer>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QImage>
#include <QLabel>
#include <QMimeData>
#include <QMouseEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/playground/prompt_edit.h"
#include "ui/theme/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/outside_text.h"

namespace sb::ui {
namespace {

constexpr int kTextHeight = 44;

PictureResult pictureFromImage(const QImage& image, const QString& name) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return pictureFromBytes(name, bytes);
}

}  // namespace

PromptBox::PromptBox(QWidget* parent)
    : QFrame(parent), m_text(new PromptEdit(this)), m_pictureRow(new QHBoxLayout) {
  setObjectName(QStringLiteral("promptBox"));
  setProperty("role", QStringLiteral("prompt"));
  m_text->setObjectName(QStringLiteral("promptText"));
  m_text->setFixedHeight(scaled(kTextHeight));
  m_pictureRow->setSpacing(space::k8);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(space::k12, space::k8, space::k12, space::k8);
  column->setSpacing(space::k4);
  column->addWidget(m_text);
  column->addLayout(m_pictureRow);
  column->addWidget(makeTools());
  m_text->setLongest(kMostText);
  connect(m_text, &PromptEdit::pasteRefused, this, &PromptBox::refused);
  connect(m_text, &PromptEdit::focusChanged, this, [this](bool in) {
    setStyleProperty(this, "state", in ? QStringLiteral("focus") : QString());
  });
  connect(m_text, &PromptEdit::sendRequested, m_send, &QPushButton::click);
  connect(m_text, &QPlainTextEdit::textChanged, this, &PromptBox::refreshSend);
  connect(m_text, &PromptEdit::mimeOffered, this,
          [this](const QMimeData* mime, bool* taken) { *taken = takeMime(*mime); });
  retranslate();
}

QWidget* PromptBox::makeTools() {
  auto* const tools = new QWidget(this);
  m_attach = makeSmallButton(QStringLiteral("attachPicture"), {}, tools, ButtonRole::FlatMuted,
                             QStringLiteral("paperclip"));
  m_system = makeSmallButton(QStringLiteral("editSystemPrompt"), {}, tools, ButtonRole::FlatMuted,
                             QStringLiteral("terminal"));
  m_note = makeLabel(QStringLiteral("small"), {}, tools);
  m_note->setObjectName(QStringLiteral("promptNote"));
  m_stop = makeSmallButton(QStringLiteral("stopAll"), {}, tools, ButtonRole::Plain,
                           QStringLiteral("stop"));
  m_send = makeSmallButton(QStringLiteral("send"), {}, tools, ButtonRole::Primary,
                           QStringLiteral("send"));
  auto* const row = new QHBoxLayout(tools);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k8);
  row->addWidget(m_attach);
  row->addWidget(m_system);
  row->addStretch(1);
  row->addWidget(m_note);
  row->addWidget(m_stop);
  row->addWidget(m_send);
  connect(m_attach, &QPushButton::clicked, this, &PromptBox::chooseFiles);
  connect(m_system, &QPushButton::clicked, this, &PromptBox::systemPromptRequested);
  connect(m_stop, &QPushButton::clicked, this, &PromptBox::stopRequested);
  connect(m_send, &QPushButton::clicked, this, [this] {
    if (m_send->isEnabled()) Q_EMIT sendRequested();
  });
  return tools;
}

void PromptBox::setState(bool running, bool canSend, const QString& note) {
  m_running = running;
  m_canSend = canSend;
  m_note->setText(note);
  m_stop->setVisible(running);
  refreshSend();
}

void PromptBox::setSystemPrompt(bool set) {
  m_system->setIcon(themedIcon(QStringLiteral("terminal"), set ? Tone::Accent : Tone::Muted));
}

void PromptBox::setText(const QString& text) { m_text->setWhole(text.left(kMostText)); }

// A click beside the text means the text: what is typed next must not go elsewhere.
void PromptBox::mousePressEvent(QMouseEvent* event) {
  focusText();
  event->accept();
}

void PromptBox::focusText() { m_text->setFocus(); }

void PromptBox::clear() {
  m_text->clear();
  m_pictures.clear();
  refreshPictures();
}

Prompt PromptBox::question() const { return {m_text->toPlainText().trimmed(), m_pictures}; }

void PromptBox::refreshSend() {
  const bool something = !m_text->document()->isEmpty() || !m_pictures.isEmpty();
  m_send->setEnabled(m_canSend && !m_running && something);
}

void PromptBox::chooseFiles() {
  auto* const dialog = new QFileDialog(this, tr("Attach pictures"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFiles);
  dialog->setNameFilter(tr("Pictures (*.png *.jpg *.jpeg *.webp *.gif)"));
  connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& files) {
    for (const QString& file : files)
      attachFile(file);
  });
  dialog->open();
}

void PromptBox::attachFile(const QString& path) { attach(pictureFromFile(path)); }

void PromptBox::attach(const PictureResult& result) {
  if (!result.picture) return Q_EMIT refused(result.problem);
  if (m_pictures.size() >= kMostPictures)
    return Q_EMIT refused(tr("A question can have at most %Ln pictures.", nullptr, kMostPictures));
  m_pictures.append(*result.picture);
  refreshPictures();
}

bool PromptBox::takeMime(const QMimeData& mime) {
  if (mime.hasUrls() && mime.urls().first().isLocalFile()) {
    for (const QUrl& url : mime.urls().mid(0, kMostPictures + 1))
      attachFile(url.toLocalFile());
    return true;
  }
  if (mime.hasImage()) {
    attach(pictureFromImage(qvariant_cast<QImage>(mime.imageData()), tr("Pasted picture")));
    return true;
  }
  return false;
}

// One button for each picture; a click takes it away.
void PromptBox::refreshPictures() {
  while (QLayoutItem* const item = m_pictureRow->takeAt(0)) {
    if (item->widget() != nullptr) item->widget()->deleteLater();
    delete item;
  }
  for (qsizetype i = 0; i < m_pictures.size(); ++i) {
    const Picture& picture = m_pictures[i];
    auto* const button = makeSmallButton(
        QStringLiteral("picture%1").arg(i),
        tr("%1, %2").arg(withoutMnemonics(picture.name.left(30)), bytes(picture.bytes.size())),
        this, ButtonRole::Plain, QStringLiteral("x"));
    button->setAccessibleName(tr("Remove %1").arg(picture.name));
    button->setToolTip(button->accessibleName());
    connect(button, &QPushButton::clicked, this, [this, i] {
      m_pictures.removeAt(i);
      refreshPictures();
    });
    m_pictureRow->addWidget(button);
  }
  if (!m_pictures.isEmpty()) m_pictureRow->addStretch(1);
  refreshSend();
}

void PromptBox::retranslate() {
  m_text->setAccessibleName(tr("Question for all lanes"));
  m_text->setPlaceholderText(tr("Ask all lanes… Enter sends, Shift+Enter starts a new line"));
  m_attach->setText(tr("Attach pictures"));
  m_system->setText(tr("System prompt"));
  m_stop->setText(tr("Stop all"));
  m_send->setText(tr("Send"));
}

void PromptBox::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

}  // namespace sb::ui
