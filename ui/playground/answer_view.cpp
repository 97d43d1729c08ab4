#include "ui/playground/answer_view.h"

#include <QAbstractTextDocumentLayout>
#include <QElapsedTimer>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextTable>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/outside_text.h"

namespace sb::ui {
namespace {

constexpr int kPauseMs = 100, kPauseFactor = 5;
constexpr int kQuoteMargin = 12, kCodePadding = 12, kIndent = 20;

bool isCode(const QTextBlock& block) {
  const QTextBlockFormat format = block.blockFormat();
  return format.hasProperty(QTextFormat::BlockCodeFence) ||
         format.hasProperty(QTextFormat::BlockCodeLanguage) || format.nonBreakableLines();
}

bool isQuote(const QTextBlock& block) {
  return block.blockFormat().hasProperty(QTextFormat::BlockQuoteLevel);
}

QRectF quoteBar(const QRectF& block, qreal width, bool mirrored) {
  return {mirrored ? width - space::k16 - 2 : space::k16, block.top(), 2, block.height()};
}

bool isCode(const QTextFragment& piece) { return piece.charFormat().fontFixedPitch(); }

void merge(QTextCursor& cursor, const QTextBlock& block, const QTextCharFormat& format) {
  cursor.setPosition(block.position());
  cursor.setPosition(block.position() + block.length() - 1, QTextCursor::KeepAnchor);
  cursor.mergeCharFormat(format);
}

void formatCode(QTextCursor& cursor, const QTextBlock& block) {
  QTextBlockFormat format = block.blockFormat();
  format.setProperty(QTextFormat::BlockCodeFence, QStringLiteral("`"));
  format.setNonBreakableLines(false);
  format.setLeftMargin(kCodePadding);
  format.setRightMargin(kCodePadding);
  format.setTopMargin(isCode(block.previous()) ? 0 : kCodePadding + space::k4);
  format.setBottomMargin(isCode(block.next()) ? 0 : kCodePadding + space::k8);
  format.setLineHeight(scaled(18), QTextBlockFormat::FixedHeight);
  cursor.setPosition(block.position());
  cursor.setBlockFormat(format);
  QTextCharFormat text;
  text.setFont(monoFont());
  merge(cursor, block, text);
}

void formatInline(QTextCursor& cursor, const QTextBlock& block) {
  QList<QPair<int, int>> pieces;
  for (auto it = block.begin(); !it.atEnd(); ++it)
    if (isCode(it.fragment())) pieces.append({it.fragment().position(), it.fragment().length()});
  QTextCharFormat mono;
  mono.setFont(monoFont());
  for (const auto& [at, length] : pieces) {
    cursor.setPosition(at);
    cursor.setPosition(at + length, QTextCursor::KeepAnchor);
    cursor.mergeCharFormat(mono);
  }
}

void formatTable(QTextTable* table) {
  QTextTableFormat format = table->format();
  if (format.borderCollapse() && format.borderBrush() == tokens().line) return;
  format.setBorderCollapse(true);
  format.setBorder(1);
  format.setBorderBrush(tokens().line);
  format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
  format.setCellPadding(space::k4);
  format.setCellSpacing(0);
  format.setBottomMargin(space::k8);
  table->setFormat(format);
}

void formatText(QTextCursor& cursor, const QTextBlock& block) {
  QTextBlockFormat format = block.blockFormat();
  const bool quote = isQuote(block);
  format.setLineHeight(scaled(20), QTextBlockFormat::MinimumHeight);
  format.setTopMargin(0);
  format.setBottomMargin(block.textList() != nullptr ? space::k4 : space::k8);
  if (quote) format.setLeftMargin(kQuoteMargin);
  cursor.setPosition(block.position());
  if (QTextTable* const table = cursor.currentTable()) {
    format.setBottomMargin(0);
    formatTable(table);
  }
  cursor.setBlockFormat(format);
  if (format.headingLevel() > 0) {
    QTextCharFormat heading;
    heading.setFont(
        textFont(format.headingLevel() < 3 ? type::kTitle : type::kBody, QFont::DemiBold));
    heading.setProperty(QTextFormat::FontSizeAdjustment, 0);
    merge(cursor, block, heading);
  }
  if (quote) {
    QTextCharFormat muted;
    muted.setForeground(tokens().muted);
    merge(cursor, block, muted);
  }
  formatInline(cursor, block);
}

// An answer that was stopped inside of a code block would swallow what follows.
QString closed(const QString& markdown) {
  int fences = 0;
  for (const QStringView line : QStringView(markdown).split(QLatin1Char('\n')))
    if (line.trimmed().startsWith(QLatin1String("```"))) ++fences;
  return fences % 2 == 0 ? markdown : markdown + QStringLiteral("\n```");
}

QString quoted(const QString& text) {
  QStringList lines = markdownEscaped(text).split(QLatin1Char('\n'));
  for (QString& line : lines)
    line = QStringLiteral("> %1  ").arg(line);
  return lines.join(QLatin1Char('\n'));
}

}  // namespace

QString markdownEscaped(const QString& text) {
  static const QString kSigns = QStringLiteral("\\`*_{}[]()<>#+-.!|~&=:@$^\"'");
  QString out;
  out.reserve(text.size() + 16);
  for (const QChar c : text) {
    if (kSigns.contains(c)) out += QLatin1Char('\\');
    out += c;
  }
  return out;
}

QString conversationMarkdown(const QList<Turn>& turns, const QString& reasoning) {
  QStringList parts;
  for (qsizetype i = 0; i < turns.size(); ++i) {
    const bool last = i + 1 == turns.size();
    if (i > 0) parts.append(quoted(turns[i].question.text));
    if (last && !reasoning.isEmpty() && turns[i].answer.isEmpty()) parts.append(quoted(reasoning));
    parts.append(closed(turns[i].answer));
  }
  return parts.join(QStringLiteral("\n\n"));
}

AnswerView::AnswerView(const QString& name, QWidget* parent) : QTextBrowser(parent) {
  setObjectName(name);
  setProperty("role", QStringLiteral("plain"));
  setOpenLinks(false);
  setUndoRedoEnabled(false);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  document()->setDocumentMargin(space::k16);
  m_timer.setSingleShot(true);
  connect(&m_timer, &QTimer::timeout, this, &AnswerView::renderNow);
}

void AnswerView::setMarkdownLater(const QString& markdown, bool live) {
  m_next = markdown;
  m_nextLive = live;
  if (!m_timer.isActive()) m_timer.start(0);
}

void AnswerView::renderNow() {
  m_timer.stop();
  if (m_next == m_shown && m_nextLive == m_live) return;
  QElapsedTimer clock;
  clock.start();
  m_shown = m_next;
  m_live = m_nextLive;
  QScrollBar* const bar = verticalScrollBar();
  const bool atEnd = bar->value() >= bar->maximum() - 4;
  const int before = bar->value();
  format();
  bar->setValue(atEnd ? bar->maximum() : std::min(before, bar->maximum()));
  m_timer.setInterval(std::max<int>(kPauseMs, static_cast<int>(clock.elapsed()) * kPauseFactor));
  if (m_live) m_timer.start();
}

void AnswerView::format() {
  const auto dialect = QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                       QTextDocument::MarkdownNoHTML;
  document()->setDefaultFont(textFont());
  document()->setIndentWidth(kIndent);
  // A picture in base64 would stop the window.
  setWordWrapMode(hasLongRun(m_shown) ? QTextOption::WrapAnywhere
                                      : QTextOption::WrapAtWordBoundaryOrAnywhere);
  document()->setMarkdown(m_shown, dialect);
  document()->setDocumentMargin(space::k16);
  QTextCursor cursor(document());
  cursor.beginEditBlock();
  for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
    if (isCode(block))
      formatCode(cursor, block);
    else
      formatText(cursor, block);
  }
  cursor.endEditBlock();
  if (!m_live) return;
  cursor.movePosition(QTextCursor::End);
  QTextCharFormat mark;
  mark.setForeground(tokens().accent);
  cursor.insertText(QStringLiteral("\u258c"), mark);
}

// Neither a picture of this computer nor one of the network is shown because a model says so.
QVariant AnswerView::loadResource(int, const QUrl&) { return {}; }

// The frames around blocks of code and the lines beside quotes.
void AnswerView::paintEvent(QPaintEvent* event) {
  QPainter painter(viewport());
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
  const QAbstractTextDocumentLayout* const layout = document()->documentLayout();
  const qreal width = document()->size().width();
  QRectF frame;
  for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
    const QRectF rect = layout->blockBoundingRect(block);
    if (isQuote(block)) painter.fillRect(quoteBar(rect, width, isRightToLeft()), tokens().control);
    if (!isCode(block)) continue;
    frame = frame.isNull() ? rect : frame.united(rect);
    if (isCode(block.next())) continue;
    frame.setLeft(space::k16 + 0.5);
    frame.setRight(width - space::k16 - 0.5);
    painter.setPen(tokens().line);
    painter.setBrush(tokens().code);
    painter.drawRoundedRect(frame.adjusted(0, -space::k8 + 0.5, 0, space::k8 - 0.5),
                            radius::kControl, radius::kControl);
    frame = {};
  }
  painter.end();
  QTextBrowser::paintEvent(event);
}

void AnswerView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange && !m_shown.isEmpty()) format();
  QTextBrowser::changeEvent(event);
}

}  // namespace sb::ui
