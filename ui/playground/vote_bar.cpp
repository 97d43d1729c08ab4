#include "ui/playground/vote_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>

#include "ui/playground/comparison.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flow_layout.h"

namespace sb::ui {

// A button with the key that does the same behind its text.
class KeyButton : public QPushButton {
 public:
  KeyButton(const QString& key, QWidget* parent)
      : QPushButton(parent), m_text(makeLabel(QStringLiteral("medium"), {}, this)) {
    setAutoDefault(false);
    setCheckable(true);
    setStyleProperty(this, "measure", QStringLiteral("small"));
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(space::k8, 0, space::k4, 0);
    row->setSpacing(space::k8);
    row->addWidget(m_text);
    row->addWidget(makeLabel(QStringLiteral("key"), key, this), 0, Qt::AlignVCenter);
  }

  void setWords(const QString& text) { m_text->setText(text); }
  QSize sizeHint() const override {
    return {layout()->sizeHint().width(), QPushButton::sizeHint().height()};
  }
  QSize minimumSizeHint() const override { return sizeHint(); }

 private:
  QLabel* m_text;
};

VoteBar::VoteBar(Comparison& comparison, QWidget* scope)
    : QFrame(scope),
      m_comparison(comparison),
      m_scope(scope),
      m_question(makeLabel(QStringLiteral("muted"), {}, this)),
      m_row(new FlowLayout(this, space::k8)),
      m_diff(makeSmallButton(QStringLiteral("diffLanes"), {}, this, ButtonRole::Flat,
                             QStringLiteral("diff"))),
      m_stored(makeLabel(QStringLiteral("small"), {}, this)) {
  for (QLabel* const label : {m_question, m_stored})
    label->setFixedHeight(scaled(height::kSmall));
  m_stored->setObjectName(QStringLiteral("voteStored"));
  m_stored->setProperty("tone", QStringLiteral("ok"));
  connect(m_diff, &QPushButton::clicked, this, &VoteBar::diffRequested);
  connect(&comparison, &Comparison::lanesChanged, this, &VoteBar::rebuild);
  connect(&comparison, &Comparison::changed, this, &VoteBar::refresh);
  rebuild();
}

void VoteBar::addVote(const QString& name, const QString& key, int vote) {
  auto* const button = new KeyButton(key, this);
  button->setObjectName(name);
  auto* const shortcut = new QShortcut(QKeySequence(key), m_scope);
  shortcut->setContext(Qt::WidgetWithChildrenShortcut);
  connect(button, &QPushButton::clicked, this, [this, vote] { cast(vote); });
  connect(shortcut, &QShortcut::activated, this, [this, vote] { cast(vote); });
  m_row->addWidget(button);
  m_all.append({button, shortcut, vote});
}

void VoteBar::rebuild() {
  for (const Vote& vote : std::as_const(m_all)) {
    delete vote.button;
    delete vote.shortcut;
  }
  m_all.clear();
  for (QWidget* const widget : std::initializer_list<QWidget*>{m_question, m_diff, m_stored})
    m_row->removeWidget(widget);
  m_row->addWidget(m_question);
  for (int i = 0; i < m_comparison.count(); ++i)
    addVote(QStringLiteral("vote%1").arg(Comparison::letter(i)), QString::number(i + 1), i);
  addVote(QStringLiteral("voteTie"), QStringLiteral("T"), Comparison::kTie);
  addVote(QStringLiteral("voteAllBad"), QStringLiteral("X"), Comparison::kAllBad);
  m_row->addWidget(m_diff);
  m_row->addWidget(m_stored);
  retranslate();
}

void VoteBar::cast(int vote) {
  if (!m_comparison.canVote()) return refresh();
  if (vote == Comparison::kTie)
    m_comparison.voteTie();
  else if (vote == Comparison::kAllBad)
    m_comparison.voteAllBad();
  else
    m_comparison.voteFor(vote);
  refresh();
}

void VoteBar::refresh() {
  const bool can = m_comparison.canVote();
  for (const Vote& vote : std::as_const(m_all)) {
    const bool lane = vote.vote < Comparison::kTie;
    vote.button->setEnabled(can && (!lane || m_comparison.lane(vote.vote)->isAnswered()));
    vote.button->setChecked(vote.vote == m_comparison.vote());
    vote.shortcut->setEnabled(vote.button->isEnabled());
  }
  m_diff->setEnabled(can);
  m_stored->setVisible(m_comparison.vote() >= 0);
}

void VoteBar::retranslate() {
  m_question->setText(tr("Which is better?"));
  m_stored->setText(tr("Stored with the requests"));
  m_diff->setText(m_comparison.count() == 2 ? tr("Diff A and B") : tr("Diff two lanes"));
  for (const Vote& vote : std::as_const(m_all)) {
    const QString text = vote.vote == Comparison::kTie      ? tr("Tie")
                         : vote.vote == Comparison::kAllBad ? tr("All bad")
                                                            : Comparison::letter(vote.vote);
    vote.button->setWords(text);
    vote.button->setAccessibleName(vote.vote < Comparison::kTie ? tr("Lane %1 is better").arg(text)
                                                                : text);
    vote.button->updateGeometry();
  }
  refresh();
}

void VoteBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

}  // namespace sb::ui
