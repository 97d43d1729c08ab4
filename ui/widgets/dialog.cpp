#include "ui/widgets/dialog.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"

namespace sb::ui {
namespace {

constexpr int kQuestionWidth = 420;

}  // namespace

Dialog::Dialog(const QString& name, const QString& title, QWidget* parent)
    : QDialog(parent), m_title(nullptr), m_body(new QVBoxLayout), m_foot(new QHBoxLayout) {
  setObjectName(name);
  m_title = makeLabel(QStringLiteral("title"), {}, this);
  auto* const head = new QHBoxLayout;
  head->setContentsMargins(space::k24, 0, space::k24, 0);
  head->addWidget(m_title, 1);
  head->addStrut(scaled(height::kHeader) - 1);
  m_body->setContentsMargins(space::k24, space::k24, space::k24, space::k24);
  m_body->setSpacing(space::k12);
  auto* const footFrame = new QFrame(this);
  footFrame->setProperty("role", QStringLiteral("foot"));
  footFrame->setLayout(m_foot);
  m_foot->setContentsMargins(space::k24, space::k12, space::k24, space::k12);
  m_foot->setSpacing(space::k8);
  m_foot->addStretch(1);
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(0);
  all->addLayout(head);
  all->addWidget(makeLine(this));
  all->addLayout(m_body, 1);
  all->addWidget(footFrame);
  setTitle(title);
}

void Dialog::setTitle(const QString& title) {
  m_title->setText(title);
  setWindowTitle(title);
  setAccessibleName(title);
}

QPushButton* Dialog::addButton(QPushButton* button) {
  m_foot->addWidget(button);
  return button;
}

void ask(QWidget* parent, const Question& question, std::function<void(Answer)> then) {
  auto* const dialog = new Dialog(QStringLiteral("question"), question.title, parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  auto* const text = makeLabel(QStringLiteral("muted"), question.text, dialog);
  text->setWordWrap(true);
  text->setMinimumWidth(scaled(kQuestionWidth));
  dialog->body()->addWidget(text);
  QCheckBox* remember = nullptr;
  if (!question.remember.isEmpty()) {
    remember = new QCheckBox(question.remember, dialog);
    remember->setObjectName(QStringLiteral("questionRemember"));
    dialog->body()->addWidget(remember);
  }
  dialog->setAccessibleDescription(question.text);
  const QString cancel = question.reject.isEmpty() ? Dialog::tr("Cancel") : question.reject;
  QPushButton* const reject = makeButton(QStringLiteral("questionReject"), cancel, dialog);
  QPushButton* const accept =
      makeButton(QStringLiteral("questionAccept"), question.accept, dialog,
                 question.destructive ? ButtonRole::Destroy : ButtonRole::Primary);
  dialog->addButton(reject);
  dialog->addButton(accept);
  (question.destructive ? reject : accept)->setDefault(true);
  (question.destructive ? reject : accept)->setFocus();
  QObject::connect(reject, &QPushButton::clicked, dialog, &QDialog::reject);
  QObject::connect(accept, &QPushButton::clicked, dialog, &QDialog::accept);
  QObject::connect(dialog, &QDialog::finished, dialog, [remember, then](int result) {
    then({result == QDialog::Accepted, remember != nullptr && remember->isChecked()});
  });
  dialog->open();
}

}  // namespace sb::ui
