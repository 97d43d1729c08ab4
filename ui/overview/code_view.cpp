#include "ui/overview/code_view.h"

#include <QEvent>
#include <QRegularExpression>
#include <QSyntaxHighlighter>

#include "ui/theme/theme.h"

namespace sb::ui {

class CodeView::Colours : public QSyntaxHighlighter {
 public:
  using QSyntaxHighlighter::QSyntaxHighlighter;

 protected:
  void highlightBlock(const QString& text) override {
    static const QRegularExpression words(QStringLiteral(
        "\\b(from|import|const|await|new|print|curl|docker|run|name|version|schema|models|provider|"
        "model|apiBase|apiKey)\\b(?!=)"));
    static const QRegularExpression texts(QStringLiteral("\"[^\"]*\""));
    mark(text, words, tokens().synKey);
    mark(text, texts, tokens().synString);
  }

 private:
  void mark(const QString& text, const QRegularExpression& pattern, const QColor& color) {
    auto matches = pattern.globalMatch(text);
    while (matches.hasNext()) {
      const QRegularExpressionMatch match = matches.next();
      setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()),
                color);
    }
  }
};

CodeView::CodeView(const QString& name, QWidget* parent)
    : QPlainTextEdit(parent), m_colours(new Colours(document())) {
  setObjectName(name);
  setProperty("role", QStringLiteral("code"));
  setReadOnly(true);
  setTabChangesFocus(true);
  setLineWrapMode(QPlainTextEdit::NoWrap);
  // Code is read from the left in every language.
  setLayoutDirection(Qt::LeftToRight);
  QTextOption option = document()->defaultTextOption();
  option.setTextDirection(Qt::LeftToRight);
  document()->setDefaultTextOption(option);
}

void CodeView::setCode(const QString& code, const QString& language) {
  setProperty("language", language);
  setPlainText(code);
  const int lines = document()->blockCount();
  ensurePolished();
  setFixedHeight((lines + 1) * fontMetrics().lineSpacing() + 2 * space::k12);
}

void CodeView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange) m_colours->rehighlight();
  QPlainTextEdit::changeEvent(event);
}

}  // namespace sb::ui
