#include "ui/playground/diff_dialog.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

#include "ui/playground/text_diff.h"
#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fields.h"

namespace sb::ui {
namespace {

constexpr int kWidth = 920, kHeight = 560;

void write(QTextBrowser* view, const QList<DiffPiece>& pieces, DiffPiece::Kind own,
           const QTextCharFormat& marked) {
  view->clear();
  QTextCursor cursor(view->document());
  for (const DiffPiece& piece : pieces) {
    if (piece.kind == DiffPiece::Kind::Same)
      cursor.insertText(piece.text, QTextCharFormat());
    else if (piece.kind == own)
      cursor.insertText(piece.text, marked);
  }
  view->moveCursor(QTextCursor::Start);
}

QTextCharFormat mark(const QColor& text, const QColor& ground) {
  QTextCharFormat format;
  format.setForeground(text);
  format.setBackground(ground);
  // Not by colour alone.
  format.setFontUnderline(true);
  return format;
}

}  // namespace

DiffDialog::DiffDialog(const QList<LaneAnswer>& answers, QWidget* parent)
    : Dialog(QStringLiteral("diff"), tr("What differs"), parent),
      m_answers(answers),
      m_summary(makeLabel(QStringLiteral("muted"), {}, this)) {
  resize(scaled(kWidth), scaled(kHeight));
  auto* const row = new QHBoxLayout;
  row->setSpacing(space::k16);
  row->addWidget(makeSide(QStringLiteral("diffLeft"), tr("First answer"), 0, m_leftChoice, m_left));
  row->addWidget(
      makeSide(QStringLiteral("diffRight"), tr("Second answer"), 1, m_rightChoice, m_right));
  body()->addLayout(row, 1);
  foot()->insertWidget(0, m_summary);
  QPushButton* const close =
      addButton(makeButton(QStringLiteral("diffClose"), tr("Close"), this, ButtonRole::Primary));
  close->setDefault(true);
  connect(close, &QPushButton::clicked, this, &QDialog::accept);
  for (QComboBox* const choice : {m_leftChoice, m_rightChoice})
    connect(choice, &QComboBox::currentIndexChanged, this, &DiffDialog::compare);
  compare();
}

QWidget* DiffDialog::makeSide(const QString& name, const QString& label, int current,
                              QComboBox*& choice, QTextBrowser*& text) {
  auto* const side = new QWidget(this);
  choice = new QComboBox(side);
  choice->setObjectName(name + QStringLiteral("Choice"));
  nameChoice(choice, label);
  choice->setProperty("role", QStringLiteral("mono"));
  choice->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  for (const LaneAnswer& answer : m_answers)
    choice->addItem(answer.title);
  choice->setCurrentIndex(current);
  text = new QTextBrowser(side);
  text->setObjectName(name);
  text->setAccessibleName(label);
  text->setOpenLinks(false);
  auto* const column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k8);
  column->addWidget(choice);
  column->addWidget(text, 1);
  return side;
}

void DiffDialog::compare() {
  const QString& left = m_answers.value(m_leftChoice->currentIndex()).text;
  const QString& right = m_answers.value(m_rightChoice->currentIndex()).text;
  const QList<DiffPiece> pieces = diffOf(left, right);
  const Tokens& t = tokens();
  write(m_left, pieces, DiffPiece::Kind::Left, mark(t.error, t.errorSoft));
  write(m_right, pieces, DiffPiece::Kind::Right, mark(t.ok, t.okSoft));
  m_summary->setText(left == right
                         ? tr("Both say the same, word for word.")
                         : tr("%1 of the text is the same.").arg(percent(likeness(pieces), 0)));
}

}  // namespace sb::ui
