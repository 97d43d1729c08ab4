#include "ui/widgets/wrapped_text.h"

#include <QAbstractTextDocumentLayout>
#include <QMimeData>
#include <QTextDocument>
#include <QWheelEvent>
#include <cmath>
#include <memory>

#include "ui/widgets/outside_text.h"

namespace sb::ui {

WrappedText::WrappedText(const QString& role, const QString& label, QWidget* parent)
    : QTextEdit(parent) {
  setProperty("role", role);
  setAccessibleName(label);
  setReadOnly(true);
  setTextInteractionFlags(Qt::TextSelectableByMouse);
  setFocusPolicy(Qt::ClickFocus);
  setFrameShape(QFrame::NoFrame);
  setUndoRedoEnabled(false);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  viewport()->setAutoFillBackground(false);
  document()->setDocumentMargin(0);
  connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
          [this] { updateGeometry(); });
}

void WrappedText::setWords(const QString& shown, const QString& original) {
  m_original = original.isNull() ? shown : original;
  setWordWrapMode(hasLongRun(shown) ? QTextOption::WrapAnywhere
                                    : QTextOption::WrapAtWordBoundaryOrAnywhere);
  // Each paragraph in the direction of its own language.
  QTextOption option = document()->defaultTextOption();
  option.setTextDirection(Qt::LayoutDirectionAuto);
  document()->setDefaultTextOption(option);
  setPlainText(shown);
}

QSize WrappedText::sizeHint() const {
  const QSizeF size = document()->size();
  return {static_cast<int>(std::ceil(size.width())), static_cast<int>(std::ceil(size.height()))};
}

QSize WrappedText::minimumSizeHint() const { return {0, sizeHint().height()}; }

// Nothing but plain text, with the blanks that it has.
QMimeData* WrappedText::createMimeDataFromSelection() const {
  const QTextCursor chosen = textCursor();
  const bool all =
      chosen.selectionStart() == 0 && chosen.selectionEnd() == document()->characterCount() - 1;
  auto copied = std::make_unique<QMimeData>();
  copied->setText(
      all ? m_original
          : chosen.selectedText().replace(QChar::ParagraphSeparator, QLatin1Char('\n')));
  return copied.release();
}

// The page scrolls, not a text of it.
void WrappedText::wheelEvent(QWheelEvent* event) { event->ignore(); }

}  // namespace sb::ui
