#include "ui/routes/code_editor.h"

#include <QHelpEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSyntaxHighlighter>
#include <QTextBlock>
#include <QToolTip>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr int kIcon = 12;

}  // namespace

class CodeEditor::Gutter : public QWidget {
 public:
  explicit Gutter(CodeEditor* editor) : QWidget(editor), m_editor(editor) {}

 protected:
  void paintEvent(QPaintEvent* event) override { m_editor->paintGutter(event); }

 private:
  CodeEditor* m_editor;
};

// Keys, texts in quotes, comments.
class CodeEditor::Colours : public QSyntaxHighlighter {
 public:
  using QSyntaxHighlighter::QSyntaxHighlighter;

 protected:
  void highlightBlock(const QString& text) override {
    static const QRegularExpression key(QStringLiteral("[\\w.-]+(?=\\s*:(\\s|$))"));
    static const QRegularExpression quoted(QStringLiteral("\"[^\"]*\"|'[^']*'"));
    static const QRegularExpression comment(QStringLiteral("(^|\\s)#.*$"));
    mark(text, key, tokens().synKey);
    mark(text, quoted, tokens().synString);
    mark(text, comment, tokens().synComment);
  }

 private:
  void mark(const QString& text, const QRegularExpression& what, const QColor& color) {
    auto found = what.globalMatch(text);
    while (found.hasNext()) {
      const auto match = found.next();
      setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()),
                color);
    }
  }
};

CodeEditor::CodeEditor(const QString& name, QWidget* parent)
    : TextEdit(parent), m_gutter(new Gutter(this)), m_colours(new Colours(document())) {
  setObjectName(name);
  setProperty("role", QStringLiteral("mono"));
  setFont(monoFont());
  setLineWrapMode(QPlainTextEdit::NoWrap);
  setTabChangesFocus(true);
  connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeEditor::arrange);
  connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int by) {
    if (by != 0)
      m_gutter->scroll(0, by);
    else
      m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
  });
  arrange();
}

int CodeEditor::gutterWidth() const {
  const auto digits = std::max<qsizetype>(3, QString::number(blockCount()).size());
  return static_cast<int>(digits) * fontMetrics().horizontalAdvance(QLatin1Char('9')) +
         scaled(kIcon) + 3 * space::k8;
}

// Code runs from left to right in every language.
void CodeEditor::arrange() {
  setLayoutDirection(Qt::LeftToRight);
  setViewportMargins(gutterWidth(), 0, 0, 0);
  const QRect inner = contentsRect();
  m_gutter->setGeometry(inner.left(), inner.top(), gutterWidth(), inner.height());
}

void CodeEditor::resizeEvent(QResizeEvent* event) {
  TextEdit::resizeEvent(event);
  arrange();
}

void CodeEditor::changeEvent(QEvent* event) {
  TextEdit::changeEvent(event);
  if (event->type() != QEvent::StyleChange && event->type() != QEvent::PaletteChange) return;
  m_colours->rehighlight();
  markLines();
}

void CodeEditor::paintGutter(QPaintEvent* event) {
  QPainter painter(m_gutter);
  painter.fillRect(event->rect(), tokens().chrome);
  painter.setFont(monoFont());
  const int number = textCursor().blockNumber();
  QTextBlock block = firstVisibleBlock();
  qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
  for (; block.isValid() && top <= event->rect().bottom(); block = block.next()) {
    const qreal height = blockBoundingRect(block).height();
    const QRectF line(0, top, m_gutter->width() - space::k8, height);
    const bool wrong = m_problems.contains(block.blockNumber() + 1);
    const int icon = scaled(kIcon);
    if (wrong)
      painter.drawPixmap(
          space::k4, static_cast<int>(top + (height - icon) / 2),
          iconPixmap(QStringLiteral("circle-x"), tokens().error, icon, devicePixelRatioF()));
    const QColor plain = block.blockNumber() == number ? tokens().text : tokens().muted;
    painter.setPen(wrong ? tokens().error : plain);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                     QString::number(block.blockNumber() + 1));
    top += height;
  }
}

void CodeEditor::setProblems(const QHash<int, QString>& problems) {
  m_problems = problems;
  markLines();
  m_gutter->update();
}

void CodeEditor::markLines() {
  QList<QTextEdit::ExtraSelection> marks;
  for (auto it = m_problems.keyBegin(); it != m_problems.keyEnd(); ++it) {
    QTextEdit::ExtraSelection mark;
    mark.cursor = QTextCursor(document()->findBlockByNumber(*it - 1));
    mark.format.setBackground(tokens().errorSoft);
    mark.format.setProperty(QTextFormat::FullWidthSelection, true);
    if (!mark.cursor.isNull()) marks.append(mark);
  }
  setExtraSelections(marks);
}

void CodeEditor::goTo(int line, int column) {
  const QTextBlock block = document()->findBlockByNumber(std::max(0, line - 1));
  if (!block.isValid()) return;
  QTextCursor cursor(block);
  cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::MoveAnchor,
                      std::min(std::max(0, column - 1), block.length() - 1));
  setTextCursor(cursor);
  centerCursor();
}

int CodeEditor::lineAt(const QPoint& position) const {
  return cursorForPosition(position).blockNumber() + 1;
}

bool CodeEditor::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return TextEdit::viewportEvent(event);
  auto* const help = static_cast<QHelpEvent*>(event);
  QToolTip::showText(help->globalPos(), m_problems.value(lineAt(help->pos())), this);
  return true;
}

}  // namespace sb::ui
