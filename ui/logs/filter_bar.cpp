#include "ui/logs/filter_bar.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QStringListModel>
#include <QToolButton>

#include "ui/logs/filter_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/completions.h"
#include "ui/widgets/outside_text.h"

namespace sb::ui {
namespace {

constexpr int kLongestFilter = 12'000, kLongestToken = 40, kMostCompletions = 12;

const QStringList& fields() {
  static const QStringList all = QStringLiteral(
                                     "text: status: outcome: model: asked: provider: key: route: "
                                     "endpoint: tag: cost:> ms:> first_ms:> attempts:> stream: "
                                     "priced: since: until: id:")
                                     .split(QLatin1Char(' '));
  return all;
}

QStringList fixedValues(const QString& field) {
  static const QHash<QString, QStringList> all = {
      {QStringLiteral("status"), QStringLiteral("200 4xx 5xx 429 >=400").split(QLatin1Char(' '))},
      {QStringLiteral("outcome"),
       QStringLiteral("ok error client_closed interrupted").split(QLatin1Char(' '))},
      {QStringLiteral("stream"), QStringLiteral("true false").split(QLatin1Char(' '))},
      {QStringLiteral("priced"), QStringLiteral("true false").split(QLatin1Char(' '))},
      {QStringLiteral("since"), QStringLiteral("15m 1h 24h 7d 30d").split(QLatin1Char(' '))},
      {QStringLiteral("until"), QStringLiteral("15m 1h 24h 7d").split(QLatin1Char(' '))}};
  return all.value(field);
}

QString whatWordsFind() {
  return FilterBar::tr(
      "A word is looked for in the names of models, providers, keys and routes, in error messages "
      "and in request ids, not in conversations.");
}

}  // namespace

FilterBar::FilterBar(QWidget* parent)
    : QFrame(parent),
      m_row(new QHBoxLayout(this)),
      m_input(new QLineEdit(this)),
      m_note(makeLabel(QStringLiteral("mono-muted"), {}, this)),
      m_completer(new QCompleter(this)),
      m_completions(new QStringListModel(this)) {
  setObjectName(QStringLiteral("filterBar"));
  setFixedHeight(scaled(height::kControl));
  m_row->setContentsMargins(space::k8, 1, space::k8, 1);
  m_row->setSpacing(space::k8);
  auto* const sign = new QLabel(this);
  sign->setPixmap(themedIcon(QStringLiteral("filter"), Tone::Muted).pixmap(scaled(14), scaled(14)));
  m_row->addWidget(sign);
  m_input->setObjectName(QStringLiteral("filterInput"));
  m_input->setProperty("role", QStringLiteral("bare"));
  m_input->setMaxLength(kLongestFilter);
  m_input->setFont(monoFont());
  m_input->installEventFilter(this);
  m_row->addWidget(m_input, 1);
  m_row->addWidget(m_note);
  setFocusProxy(m_input);
  m_completer->setModel(m_completions);
  m_completer->setWidget(m_input);
  m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
  styleCompletions(m_completer);
  m_completer->popup()->setFont(monoFont());
  m_completer->popup()->installEventFilter(this);
  connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &FilterBar::choose);
  connect(m_input, &QLineEdit::textEdited, this, [this](const QString& text) {
    if (text.endsWith(QLatin1Char(' ')) && filterWords(text).size() > 0 &&
        text.count(QLatin1Char('"')) % 2 == 0)
      commit();
    complete();
  });
  retranslate();
}

QString FilterBar::text() const {
  QStringList all = m_words;
  const QString open = m_input->text().simplified();
  if (!open.isEmpty()) all.append(open);
  return all.join(QLatin1Char(' '));
}

void FilterBar::setText(const QString& text) {
  m_words.clear();
  for (const FilterWord& word : filterWords(text.left(kLongestFilter)))
    m_words.append(word.text);
  m_input->clear();
  rebuild();
}

void FilterBar::setNote(const QString& note) { m_note->setText(note); }

void FilterBar::setProblem(const QString& problem) {
  m_problem = problem;
  const QString help = problem.isEmpty() ? whatWordsFind() : problem;
  setToolTip(help);
  m_input->setAccessibleDescription(help);
  update();
}

void FilterBar::setValues(const QString& field, const QStringList& values) {
  m_values.insert(field, values);
}

void FilterBar::focusInput() {
  m_input->setFocus(Qt::ShortcutFocusReason);
  m_input->selectAll();
}

void FilterBar::rebuild() {
  delete m_tokens;
  m_tokens = new QWidget(this);
  auto* const row = new QHBoxLayout(m_tokens);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k8);
  for (int i = 0; i < m_words.size(); ++i)
    row->addWidget(makeToken(i));
  m_row->insertWidget(1, m_tokens);
  m_tokens->setVisible(!m_words.isEmpty());
  m_input->setPlaceholderText(
      m_words.isEmpty()
          ? tr("Filter, for example %1").arg(QStringLiteral("status:5xx model:claude* cost:>0.01"))
          : QString());
}

// A button that takes the word away: chips do not take the focus, their crosses do.
QWidget* FilterBar::makeToken(int place) {
  auto* const button = new QToolButton(m_tokens);
  button->setObjectName(QStringLiteral("filterToken"));
  const QString word = m_words[place];
  button->setProperty("role", QStringLiteral("token"));
  button->setFont(monoFont());
  const bool cut = word.size() > kLongestToken;
  button->setText(withoutMnemonics(cut ? word.left(kLongestToken) + QStringLiteral("…") : word));
  button->setToolTip(tr("Remove %1").arg(word.left(200)));
  button->setAccessibleName(tr("Remove %1").arg(word.left(200)));
  button->setIcon(themedIcon(QStringLiteral("x"), Tone::Muted));
  button->setIconSize(QSize(scaled(12), scaled(12)));
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setLayoutDirection(Qt::RightToLeft);  // the cross behind the word
  button->setFocusPolicy(Qt::StrongFocus);
  connect(button, &QToolButton::clicked, this, [this, place] { take(place, false); });
  return button;
}

void FilterBar::take(int place, bool edit) {
  if (place < 0 || place >= m_words.size()) return;
  const QString word = m_words.takeAt(place);
  QMetaObject::invokeMethod(this, &FilterBar::rebuild, Qt::QueuedConnection);
  if (edit) m_input->setText(word);
  m_input->setFocus();
  Q_EMIT changed(text());
}

void FilterBar::commit() {
  for (const FilterWord& word : filterWords(m_input->text()))
    m_words.append(word.text);
  m_input->clear();
  rebuild();
  Q_EMIT changed(text());
}

// Of the last word: its field, then the field's values.
void FilterBar::complete() {
  const QString typed = m_input->text();
  const QList<FilterWord> words = filterWords(typed);
  QStringList fitting;
  if (!words.isEmpty() && !typed.endsWith(QLatin1Char(' '))) {
    const FilterWord& word = words.last();
    const bool values = word.text.contains(QLatin1Char(':'));
    const QStringList all =
        !values ? fields()
                : (m_values.contains(word.field) ? m_values[word.field] : fixedValues(word.field));
    for (const QString& one : all)
      if (one.startsWith(word.value, Qt::CaseInsensitive) && one != word.value &&
          fitting.size() < kMostCompletions)
        fitting.append(one);
  }
  m_completions->setStringList(fitting);
  if (fitting.isEmpty()) return m_completer->popup()->hide();
  m_completer->complete(QRect(m_input->inputMethodQuery(Qt::ImCursorRectangle).toRect().left(),
                              height(), scaled(232), 0));
}

void FilterBar::choose(const QString& completion) {
  QList<FilterWord> words = filterWords(m_input->text());
  if (words.isEmpty()) return;
  const FilterWord last = words.takeLast();
  const QString sign = last.negated ? QStringLiteral("-") : QString();
  const bool isField = last.field.isEmpty();
  const QString word = isField ? completion : filterWord(last.field, {completion}).text;
  const QString before = words.isEmpty() ? QString() : filterText(words) + QLatin1Char(' ');
  m_input->setText(before + sign + word);
  if (isField)
    complete();
  else
    commit();
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
  if (event->type() != QEvent::KeyPress) return QFrame::eventFilter(watched, event);
  const auto* const key = static_cast<QKeyEvent*>(event);
  // The list of completions takes the keys while it is open: Enter means it only with a choice.
  if (watched == m_completer->popup()) {
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (!enter || m_completer->popup()->currentIndex().isValid()) return false;
    m_completer->popup()->hide();
  }
  if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
    commit();
    return true;
  }
  if (key->key() == Qt::Key_Backspace && m_input->text().isEmpty() && !m_words.isEmpty()) {
    take(static_cast<int>(m_words.size()) - 1, true);
    return true;
  }
  if (key->key() == Qt::Key_Escape && !text().isEmpty()) {
    setText({});
    Q_EMIT changed({});
    return true;
  }
  return QFrame::eventFilter(watched, event);
}

void FilterBar::paintEvent(QPaintEvent*) {
  const Tokens& t = tokens();
  const bool focused = m_input->hasFocus();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const qreal pen = focused ? 2 : 1;
  painter.setPen(QPen(!m_problem.isEmpty() ? t.error : (focused ? t.accent : t.fieldLine), pen));
  painter.setBrush(t.field);
  painter.drawRoundedRect(QRectF(rect()).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2),
                          radius::kControl, radius::kControl);
}

void FilterBar::retranslate() {
  m_input->setAccessibleName(tr("Filter"));
  setProblem(m_problem);
  rebuild();
}

void FilterBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::StyleChange) setFixedHeight(scaled(height::kControl));
  QFrame::changeEvent(event);
}

}  // namespace sb::ui
