#include "ui/playground/vote_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>

#include "ui/playground/comparison.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {
namespace {

// A button with the key that does the same behind its text.
class KeyButton : public QPushButton {
 public:
  KeyButton(const QString& key, QWidget* parent)
      : QPushButton(parent), m_key(makeLabel(QStringLiteral("key"), key, this)) {
    setAutoDefault(false);
    setCheckable(true);
    setStyleProperty(this, "size", QStringLiteral("small"));
    m_key->setAttribute(Qt::WA_TransparentForMouseEvents);
  }

  QSize sizeHint() const override {
    const QSize own = QPushButton::sizeHint();
    return {own.width() + m_key->sizeHint().width() + space::k8, own.height()};
  }
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void resizeEvent(QResizeEvent* event) override {
    QPushButton::resizeEvent(event);
    const QSize size = m_key->sizeHint();
    const int x = isRightToLeft() ? space::k8 : width() - size.width() - space::k8;
    m_key->setGeometry(x, (height() - size.height()) / 2, size.width(), size.height());
    setContentsMargins(0, 0, 0, 0);
  }

 private:
  QLabel* m_key;
};

}  // namespace

VoteBar::VoteBar(Comparison& comparison, QWidget* scope)
    : QFrame(scope),
      m_comparison(comparison),
      m_scope(scope),
      m_question(makeLabel(QStringLiteral("muted"), {}, this)),
      m_votes(new QHBoxLayout),
      m_diff(makeSmallButton(QStringLiteral("diffLanes"), {}, this, ButtonRole::Flat,
                             QStringLiteral("diff"))),
      m_stored(makeLabel(QStringLiteral("small"), {}, this)) {
  m_votes->setSpacing(space::k8);
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k8);
  row->addWidget(m_question);
  row->addLayout(m_votes);
  row->addWidget(m_diff);
  row->addStretch(1);
  row->addWidget(m_stored);
  m_stored->setObjectName(QStringLiteral("voteStored"));
  m_stored->setProperty("tone", QStringLiteral("ok"));
  connect(m_diff, &QPushButton::clicked, this, &VoteBar::diffRequested);
  connect(&comparison, &Comparison::lanesChanged, this, &VoteBar::rebuild);
  connect(&comparison, &Comparison::changed, this, &VoteBar::refresh);
  rebuild();
}

QPushButton* VoteBar::addVote(const QString& name, const QString& key, int vote) {
  auto* const button = new KeyButton(key, this);
  button->setObjectName(name);
  auto* const shortcut = new QShortcut(QKeySequence(key), m_scope);
  shortcut->setContext(Qt::WidgetWithChildrenShortcut);
  connect(button, &QPushButton::clicked, this, [this, vote] { cast(vote); });
  connect(shortcut, &QShortcut::activated, this, [this, vote] { cast(vote); });
  m_votes->addWidget(button);
  m_all.append({button, shortcut, vote});
  return button;
}

void VoteBar::rebuild() {
  for (const Vote& vote : std::as_const(m_all)) {
    vote.button->deleteLater();
    delete vote.shortcut;
  }
  m_all.clear();
  for (int i = 0; i < m_comparison.count(); ++i)
    addVote(QStringLiteral("vote%1").arg(Comparison::letter(i)), QString::number(i + 1), i);
  addVote(QStringLiteral("voteTie"), QStringLiteral("T"), Comparison::kTie);
  addVote(QStringLiteral("voteAllBad"), QStringLiteral("X"), Comparison::kAllBad);
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
    vote.button->setText(text);
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
