#include "ui/routes/yaml_view.h"

#include <QEvent>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QListWidget>
#include <QRegularExpression>
#include <QVBoxLayout>
#include <algorithm>
#include <vector>

#include "ui/routes/code_editor.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {
namespace {

constexpr int kCheckMs = 300, kProblemsHeight = 112;
constexpr qsizetype kMostCells = 4'000'000;
constexpr qsizetype kMostText = 4 * 1024 * 1024;  // what the gateway reads

const QString kScreen = QStringLiteral("routes"), kName = QStringLiteral("yaml"),
              kDosEnd = QStringLiteral("\r\n");

// The pieces between lines that both have, by the longest common sequence.
int piecesOf(const QStringList& a, const QStringList& b) {
  const qsizetype width = b.size() + 1;
  std::vector<int> common(static_cast<std::size_t>((a.size() + 1) * width));
  const auto cell = [&](qsizetype i, qsizetype j) -> int& {
    return common[static_cast<std::size_t>(i * width + j)];
  };
  for (qsizetype i = a.size() - 1; i >= 0; --i)
    for (qsizetype j = b.size() - 1; j >= 0; --j)
      cell(i, j) = a[i] == b[j] ? cell(i + 1, j + 1) + 1 : std::max(cell(i + 1, j), cell(i, j + 1));
  int pieces = 0;
  bool inside = false;
  for (qsizetype i = 0, j = 0; i < a.size() || j < b.size();) {
    const bool same = i < a.size() && j < b.size() && a[i] == b[j];
    if (!same && !inside) ++pieces;
    inside = !same;
    const bool down = j == b.size() || (i < a.size() && cell(i + 1, j) >= cell(i, j + 1));
    if (same || down) ++i;
    if (same || !down) ++j;
  }
  return pieces;
}

}  // namespace

int differingPlaces(const QString& before, const QString& after) {
  QStringList a = before.split(QLatin1Char('\n')), b = after.split(QLatin1Char('\n'));
  while (!a.isEmpty() && !b.isEmpty() && a.first() == b.first()) {
    a.removeFirst();
    b.removeFirst();
  }
  while (!a.isEmpty() && !b.isEmpty() && a.last() == b.last()) {
    a.removeLast();
    b.removeLast();
  }
  if (a.isEmpty() && b.isEmpty()) return 0;
  return a.size() * b.size() > kMostCells ? 1 : piecesOf(a, b);
}

YamlView::YamlView(ConfigApi& api, Preferences& preferences, QWidget* parent)
    : QWidget(parent),
      m_preferences(preferences),
      m_draft(api),
      m_note(makeLabel(QStringLiteral("small"), {}, this)),
      m_editor(new CodeEditor(QStringLiteral("yamlText"), this)),
      m_problems(new QListWidget(this)) {
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(space::k16, space::k12, space::k16, space::k12);
  column->setSpacing(space::k8);
  m_note->setWordWrap(true);
  m_problems->setObjectName(QStringLiteral("yamlProblems"));
  m_problems->setMaximumHeight(scaled(kProblemsHeight));
  m_problems->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
  m_problems->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
  m_problems->hide();
  column->addWidget(m_note);
  column->addWidget(m_editor, 1);
  column->addWidget(m_problems);
  m_soon.setSingleShot(true);
  m_soon.setInterval(kCheckMs);
  connect(&m_soon, &QTimer::timeout, &m_draft, &ConfigDraft::check);
  m_editor->setLongest(kMostText);
  connect(m_editor, &TextEdit::pasteRefused, this, [this](const QString& said) {
    refreshProblems();
    addProblem(said);
  });
  connect(m_editor, &QPlainTextEdit::textChanged, this, &YamlView::takeText);
  connect(&m_draft, &ConfigDraft::changed, this, &YamlView::refresh);
  connect(&m_draft, &ConfigDraft::problemsChanged, this, &YamlView::refreshProblems);
  const auto go = [this](const QListWidgetItem* item) {
    m_editor->goTo(item->data(Qt::UserRole).toInt(), item->data(Qt::UserRole + 1).toInt());
    m_editor->setFocus(Qt::OtherFocusReason);
  };
  connect(m_problems, &QListWidget::itemActivated, this, go);
  connect(m_problems, &QListWidget::itemClicked, this, go);
  restore();
  retranslate();
}

void YamlView::retranslate() {
  m_editor->setAccessibleName(tr("Configuration as YAML"));
  m_problems->setAccessibleName(tr("Problems in the text"));
}

void YamlView::restore() {
  const QByteArray kept = m_preferences.of(kScreen, kName).toByteArray();
  const QJsonObject json = QJsonDocument::fromJson(kept).object();
  const QString text = json.value(QLatin1String("text")).toString();
  if (!json.contains(QLatin1String("text"))) return;
  ConfigText base;
  base.text = json.value(QLatin1String("base")).toString();
  base.revision = json.value(QLatin1String("revision")).toString();
  base.writable = true;
  m_draft.resume(base, text);
  m_soon.start();
}

void YamlView::keep() {
  if (!m_draft.isLoaded()) return;
  if (!m_draft.isChanged()) return m_preferences.setOf(kScreen, kName, QVariant());
  const QJsonObject json{{QStringLiteral("text"), m_draft.text()},
                         {QStringLiteral("base"), m_draft.base().text},
                         {QStringLiteral("revision"), m_draft.base().revision}};
  m_preferences.setOf(kScreen, kName, QJsonDocument(json).toJson(QJsonDocument::Compact));
}

void YamlView::load() { m_draft.load(); }

// The line ends of the file stay; an editor knows one kind only.
void YamlView::takeText() {
  if (m_taking) return;
  QString text = m_editor->toPlainText();
  if (m_draft.base().text.contains(kDosEnd)) text.replace(QLatin1Char('\n'), kDosEnd);
  m_draft.setText(text);
  m_soon.start();
}

void YamlView::refresh() {
  m_editor->setReadOnly(!m_draft.isLoaded() || !m_draft.isWritable());
  const QString text = QString(m_draft.text()).replace(kDosEnd, QStringLiteral("\n"));
  if (m_editor->toPlainText() != text) {
    m_taking = true;
    m_editor->setPlainText(text);
    m_taking = false;
  }
  keep();
  Q_EMIT changed();
}

void YamlView::refreshProblems() {
  QHash<int, QString> byLine;
  m_problems->clear();
  for (const ConfigProblem& problem : m_draft.problems()) {
    if (problem.line > 0) byLine[problem.line] = problem.what;
    const QString where =
        problem.line > 0 ? tr("Line %1: %2").arg(problem.line).arg(problem.what) : problem.what;
    auto* const item = addProblem(where);
    item->setToolTip(problem.path.isEmpty() ? where : problem.path + QLatin1Char('\n') + where);
    item->setData(Qt::UserRole, problem.line);
    item->setData(Qt::UserRole + 1, problem.column);
  }
  m_problems->setVisible(!m_draft.problems().isEmpty());
  m_editor->setProblems(byLine);
  Q_EMIT changed();
}

QListWidgetItem* YamlView::addProblem(const QString& said) {
  m_problems->show();
  return new QListWidgetItem(themedIcon(QStringLiteral("circle-x"), Tone::Error), said, m_problems);
}

void YamlView::showRoute(const QString& name) {
  const QRegularExpression item(QStringLiteral(".*name:\\s*[\"']?%1[\"']?\\s*([,}#].*)?")
                                    .arg(QRegularExpression::escape(name)));
  const QStringList lines = m_draft.text().split(QLatin1Char('\n'));
  const qsizetype section = lines.indexOf(QRegularExpression(QStringLiteral("^routes:.*")));
  const qsizetype line = lines.indexOf(item, std::max<qsizetype>(0, section));
  if (line >= 0) m_editor->goTo(static_cast<int>(line) + 1);
}

int YamlView::changes() const {
  return m_draft.isChanged() ? differingPlaces(m_draft.base().text, m_draft.text()) : 0;
}

void YamlView::setNote(const QString& note) {
  m_note->setText(note);
  m_note->setVisible(!note.isEmpty());
}

void YamlView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    retranslate();
    refreshProblems();
  }
  QWidget::changeEvent(event);
}

}  // namespace sb::ui
