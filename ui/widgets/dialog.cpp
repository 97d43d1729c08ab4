#include "ui/widgets/dialog.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/fitting_area.h"
#include "ui/widgets/reading_order.h"
#include "ui/widgets/scrim.h"

namespace sb::ui {
namespace {

constexpr int kQuestionWidth = 420;

// What a dialog may take: the screen, but for a frame by the window manager.
QSize most(const QWidget& dialog) {
  return dialog.screen()->availableSize() - QSize(space::k24, 2 * space::k24);
}

// A dialog grows when a text in it needs more lines.
class Growth : public QObject {
 public:
  explicit Growth(QDialog* dialog) : QObject(dialog), m_dialog(dialog) {
    dialog->installEventFilter(this);
  }

 protected:
  bool eventFilter(QObject*, QEvent* event) override {
    if (event->type() == QEvent::LayoutRequest && m_dialog->layout()->hasHeightForWidth())
      QMetaObject::invokeMethod(this, &Growth::grow, Qt::QueuedConnection);
    return false;
  }

 private:
  void grow() {
    const int needed = m_dialog->layout()->totalHeightForWidth(m_dialog->width());
    const int height = std::min(needed, most(*m_dialog).height());
    if (height > m_dialog->height()) m_dialog->resize(m_dialog->width(), height);
  }

  QDialog* m_dialog;
};

}  // namespace

Dialog::Dialog(const QString& name, const QString& title, QWidget* parent)
    : QDialog(parent), m_title(nullptr), m_body(nullptr), m_foot(new QHBoxLayout) {
  setObjectName(name);
  auto* const content = new QWidget(this);
  m_body = new QVBoxLayout(content);
  m_title = new ElidedLabel(this);
  m_title->setProperty("role", QStringLiteral("title"));
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
  all->setContentsMargins(1, 1, 1, 1);  // of the outline
  all->setSpacing(0);
  all->addLayout(head);
  all->addWidget(makeLine(this));
  all->addWidget(new FittingArea(content, this), 1);
  all->addWidget(footFrame);
  setTitle(title);
  new Growth(this);
}

void Dialog::setTitle(const QString& title) {
  m_title->setText(title);
  setWindowTitle(title);
  setAccessibleName(title);
}

void Dialog::setVisible(bool visible) {
  if (visible && !isVisible()) fit();
  QDialog::setVisible(visible);
}

void Dialog::fit() {
  ensurePolished();
  layout()->activate();
  QSize wanted = testAttribute(Qt::WA_Resized) ? size() : sizeHint().expandedTo(minimumSize());
  if (layout()->hasHeightForWidth())
    wanted.setHeight(std::max(wanted.height(), layout()->totalHeightForWidth(wanted.width())));
  resize(wanted.boundedTo(most(*this)));
}

void Dialog::paintEvent(QPaintEvent* event) {
  QDialog::paintEvent(event);
  QPainter painter(this);
  painter.setPen(tokens().control);
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void Dialog::showEvent(QShowEvent* event) {
  QDialog::showEvent(event);
  QWidget* const behind = parentWidget() != nullptr ? parentWidget()->window() : nullptr;
  if (behind != nullptr && !m_scrim) m_scrim = new Scrim(behind);
}

void Dialog::hideEvent(QHideEvent* event) {
  if (m_scrim) m_scrim->deleteLater();
  m_scrim = nullptr;
  QDialog::hideEvent(event);
}

bool Dialog::focusNextPrevChild(bool next) { return focusNextIn(this, next); }

QPushButton* Dialog::addButton(QPushButton* button) {
  m_foot->addWidget(button);
  return button;
}

namespace {

enum Result { kDismissed = QDialog::Rejected, kAccepted = QDialog::Accepted, kRejected };

QPushButton* addAnswer(Dialog* dialog, const QString& name, const QString& text, ButtonRole role,
                       int result) {
  QPushButton* const button = makeButton(name, text, dialog, role);
  QObject::connect(button, &QPushButton::clicked, dialog,
                   [dialog, result] { dialog->done(result); });
  return dialog->addButton(button);
}

void addAnswers(Dialog* dialog, const Question& question) {
  if (!question.third.isEmpty())
    addAnswer(dialog, QStringLiteral("questionThird"), question.third, ButtonRole::Flat,
              kDismissed);
  QPushButton* const reject =
      addAnswer(dialog, QStringLiteral("questionReject"),
                question.reject.isEmpty() ? Dialog::tr("Cancel") : question.reject,
                ButtonRole::Plain, kRejected);
  QPushButton* const accept =
      addAnswer(dialog, QStringLiteral("questionAccept"), question.accept,
                question.destructive ? ButtonRole::Destroy : ButtonRole::Primary, kAccepted);
  QPushButton* const safe = question.destructive ? reject : accept;
  safe->setDefault(true);
  safe->setFocus();
}

}  // namespace

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
    remember->setChecked(question.rememberAtFirst);
    dialog->body()->addWidget(remember);
  }
  dialog->setAccessibleDescription(question.text);
  addAnswers(dialog, question);
  QObject::connect(dialog, &QDialog::finished, dialog, [remember, then](int result) {
    Answer answer;
    answer.accepted = result == kAccepted;
    answer.dismissed = result == kDismissed;
    answer.remembered = remember != nullptr && remember->isChecked();
    then(answer);
  });
  dialog->open();
}

}  // namespace sb::ui
