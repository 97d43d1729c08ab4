#include "ui/logs/raw_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/logs/json_layout.h"
#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/copy_button.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/text_edit.h"

namespace sb::ui {
namespace {

constexpr qint64 kPiece = 512 * 1024;
constexpr qsizetype kMostLaidOut = 4 * 1024 * 1024;

QString lit(const char* text) { return QString::fromLatin1(text); }

}  // namespace

QString bodyNote(const BodyInfo& info, bool shed) {
  if (info.expired) return RawView::tr("The text was kept, but its time has run out.");
  if (shed) return RawView::tr("The text was not kept: the log could not keep up.");
  if (!info.kept) return RawView::tr("The text was not kept. Settings show what is recorded.");
  if (info.preview) return RawView::tr("Only the beginning of %1 was kept.").arg(bytes(info.bytes));
  if (info.redacted) return RawView::tr("Personal data and secrets were replaced.");
  return {};
}

RawView::RawView(Connection& connection, BodySide side, QWidget* parent)
    : QWidget(parent),
      m_connection(connection),
      m_side(side),
      m_note(makeLabel(lit("small"), {}, this)),
      m_form(new Segment(lit("rawForm"), {}, this)),
      m_copy(new CopyButton(
          lit("copyRaw"), {}, [this] { return m_text->toPlainText(); }, this)),
      m_text(new TextEdit(this)),
      m_more(makeSmallButton(lit("rawMore"), {}, this)) {
  m_form->addItem(lit("laid"), {});
  m_form->addItem(lit("sent"), {});
  m_text->setObjectName(side == BodySide::Request ? lit("rawRequest") : lit("rawResponse"));
  m_text->setProperty("role", lit("code"));
  m_text->setReadOnly(true);
  m_text->setTabChangesFocus(true);
  m_text->setLayoutDirection(Qt::LeftToRight);
  m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
  m_text->setWordWrapMode(QTextOption::WrapAnywhere);
  auto* const head = new QHBoxLayout;
  head->setSpacing(space::k8);
  head->addWidget(m_note, 1);
  head->addWidget(m_more);
  head->addWidget(m_form);
  head->addWidget(m_copy);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(space::k24, space::k12, space::k24, space::k16);
  column->setSpacing(space::k8);
  column->addLayout(head);
  column->addWidget(m_text, 1);
  connect(m_form, &Segment::chosen, this, &RawView::refresh);
  connect(m_more, &QPushButton::clicked, this, &RawView::fetch);
  retranslate();
}

void RawView::setRequest(const QString& id, const BodyInfo& info) {
  clear();
  m_id = id;
  m_info = info;
  if (isVisible()) fetch();
  refresh();
}

void RawView::clear() {
  m_call.cancel();
  m_id.clear();
  m_bytes.clear();
  m_problem.clear();
  m_info = {};
  m_whole = false;
  m_text->clear();
}

void RawView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (m_bytes.isEmpty() && !m_whole) fetch();
}

void RawView::fetch() {
  if (m_id.isEmpty() || !m_info.kept || m_whole || m_call.isRunning()) return;
  m_call = m_connection.client().logs().body(m_id, m_side, m_bytes.size(), kPiece, this,
                                             [this](const Reply<BodyPart>& reply) {
                                               if (reply) return take(*reply);
                                               m_problem = sentenceOf(reply.error());
                                               refresh();
                                             });
}

void RawView::take(const BodyPart& part) {
  m_bytes.append(part.bytes);
  m_whole = part.isLast() || part.bytes.isEmpty();
  m_problem.clear();
  refresh();
}

void RawView::refresh() {
  const QString note = m_id.isEmpty() ? QString() : bodyNote(m_info, false);
  const QString size = m_info.kept ? ui::bytes(m_info.bytes) : QString();
  m_note->setText(!m_problem.isEmpty() ? tr("It cannot be read: %1").arg(m_problem)
                  : note.isEmpty()     ? size
                                       : note);
  const bool any = !m_bytes.isEmpty();
  m_text->setVisible(any);
  m_form->setVisible(any && m_whole);
  m_copy->setVisible(any);
  m_more->setVisible(any && !m_whole);
  if (!any) return;
  const bool laid = m_whole && m_form->current() != lit("sent");
  const QString text = QString::fromUtf8(m_bytes);
  m_text->setWhole(laid ? laidOut(text, kMostLaidOut) : text);
}

void RawView::retranslate() {
  m_form->setAccessibleName(tr("Layout"));
  m_form->setItemText(lit("laid"), tr("Formatted"));
  m_form->setItemText(lit("sent"), tr("As sent"));
  m_copy->setTipText(tr("Copy the text"));
  m_more->setText(tr("Show more"));
  m_text->setAccessibleName(m_side == BodySide::Request ? tr("Raw request") : tr("Raw response"));
  refresh();
}

void RawView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace sb::ui
