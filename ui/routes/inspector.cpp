#include "ui/routes/inspector.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/client/time_limits.h"
#include "ui/routes/node_words.h"
#include "ui/routes/target_field.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"

namespace sb::ui {
namespace {

constexpr int kFieldWidth = 92, kMostRetries = 10, kLongestSpan = 16, kLongestInput = 1'000;

QVBoxLayout* section(QVBoxLayout* all) {
  auto* const column = new QVBoxLayout;
  column->setContentsMargins(space::k16, space::k12, space::k16, space::k12);
  column->setSpacing(space::k4);
  all->addLayout(column);
  return column;
}

// What it does can be read here, but not changed.
bool hasNoEditor(const QJsonObject& node) {
  const NodeKind kind = kindOf(node);
  return !node.isEmpty() && kind != NodeKind::Target && kind != NodeKind::Fallback;
}

}  // namespace

Inspector::Inspector(RoutesData& source, QWidget* parent)
    : QFrame(parent),
      m_data(source),
      m_kind(makeLabel(QStringLiteral("small"), {}, this)),
      m_title(new ElidedLabel(this)),
      m_targetLabel(makeLabel(QStringLiteral("label"), {}, this)),
      m_target(new TargetField(QStringLiteral("nodeTarget"), this)),
      m_limitsTitle(makeLabel(QStringLiteral("label"), {}, this)),
      m_retryRow(new QWidget(this)),
      m_retryLabel(makeLabel({}, {}, m_retryRow)),
      m_retries(new QSpinBox(m_retryRow)),
      m_problem(makeLabel(QStringLiteral("small"), {}, this)),
      m_note(makeLabel(QStringLiteral("small"), {}, this)),
      m_yaml(makeSmallButton(QStringLiteral("nodeYaml"), {}, this, ButtonRole::Plain)),
      m_rename(makeSmallButton(QStringLiteral("renameRoute"), {}, this, ButtonRole::Plain)),
      m_remove(makeSmallButton(QStringLiteral("removeNode"), {}, this, ButtonRole::Danger)) {
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(0);
  QVBoxLayout* const head = section(all);
  setStyleProperty(m_title, "role", QStringLiteral("mono"));
  head->addWidget(m_kind);
  head->addWidget(m_title);
  head->addWidget(m_targetLabel);
  head->addWidget(m_target);
  all->addWidget(makeLine(this));
  makeLimits(section(all));
  all->addWidget(makeLine(this));
  QVBoxLayout* const rest = section(all);
  auto* const row = new QHBoxLayout(m_retryRow);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(m_retryLabel, 1);
  row->addWidget(m_retries);
  m_retries->setObjectName(QStringLiteral("nodeRetries"));
  m_retries->setRange(-1, kMostRetries);
  m_retries->setKeyboardTracking(false);
  rest->addWidget(m_retryRow);
  for (QLabel* label : {m_problem, m_note}) {
    label->setWordWrap(true);
    rest->addWidget(label);
  }
  m_problem->setObjectName(QStringLiteral("nodeProblem"));
  setStyleProperty(m_problem, "tone", QStringLiteral("error"));
  m_problem->hide();
  all->addStretch(1);
  QVBoxLayout* const foot = section(all);
  foot->addWidget(m_yaml, 0, Qt::AlignLeading);
  foot->addWidget(m_rename, 0, Qt::AlignLeading);
  foot->addWidget(m_remove, 0, Qt::AlignLeading);
  connect(m_target, &TargetField::accepted, this, &Inspector::setTarget);
  connect(m_target->lineEdit(), &QLineEdit::editingFinished, this, &Inspector::setTarget);
  connect(m_retries, &QSpinBox::valueChanged, this, &Inspector::setRetries);
  connect(m_yaml, &QPushButton::clicked, this, &Inspector::yamlRequested);
  connect(m_rename, &QPushButton::clicked, this, &Inspector::renameRequested);
  connect(m_remove, &QPushButton::clicked, this, &Inspector::removeRequested);
  retranslate();
}

void Inspector::makeLimits(QVBoxLayout* column) {
  column->addWidget(m_limitsTitle);
  for (const QString& name : timeLimits()) {
    auto* const row = new QHBoxLayout;
    auto* const label = makeLabel({}, {}, this);
    label->setWordWrap(true);
    auto* const field = new QLineEdit(this);
    field->setObjectName(QStringLiteral("limit.") + name);
    field->setFixedWidth(scaled(kFieldWidth));
    field->setMaxLength(kLongestInput);
    setStyleProperty(field, "role", QStringLiteral("mono"));
    setStyleProperty(field, "measure", QStringLiteral("small"));
    row->addWidget(label, 1);
    row->addWidget(field);
    column->addLayout(row);
    m_labels.insert(name, label);
    m_limits.insert(name, field);
    connect(field, &QLineEdit::editingFinished, this, [this, name] { setLimit(name); });
  }
}

void Inspector::retranslate() {
  setAccessibleName(tr("Inspector"));
  m_targetLabel->setText(tr("Model"));
  m_target->setLabel(tr("Model"));
  m_limitsTitle->setText(tr("Time limits"));
  m_retryLabel->setText(tr("Retries"));
  m_retries->setAccessibleName(tr("Retries"));
  m_retries->setSpecialValueText(tr("inherited"));
  m_yaml->setText(tr("Edit in YAML"));
  m_rename->setText(tr("Rename…"));
  for (const QString& name : timeLimits()) {
    m_labels[name]->setText(timeLimitName(name));
    m_limits[name]->setAccessibleName(tr("Time limit: %1").arg(timeLimitName(name)));
  }
  refresh();
}

void Inspector::show(const RouteRow& row, const MaybePath& path) {
  const bool other = row.key != m_row.key || path != m_path;
  m_row = row;
  m_path = path;
  if (other) m_problem->hide();
  // What cannot be taken stays in its field until something else is chosen.
  if (other || m_problem->isHidden()) refresh();
}

QJsonObject Inspector::node() const { return nodeAt(m_row.now.flow, m_path.value_or(NodePath())); }

QJsonValue Inspector::timeout() const {
  return isRoute() ? m_row.now.timeout : node().value(QLatin1String("timeout"));
}

// The nearest above that says it: nodes, the route, the settings.
QString Inspector::inherited(const QString& limit) const {
  for (qsizetype length = m_path.value_or(NodePath()).size() - 1; length >= 0; --length) {
    const QJsonObject above = nodeAt(m_row.now.flow, m_path->first(length));
    const QString found = timeLimit(above.value(QLatin1String("timeout")), limit);
    if (!found.isEmpty()) return found;
  }
  const QString ofRoute = isRoute() ? QString() : timeLimit(m_row.now.timeout, limit);
  return ofRoute.isEmpty() ? m_data.defaultLimit(limit) : ofRoute;
}

void Inspector::refresh() {
  const QJsonObject here = node();
  const bool target = !isRoute() && kindOf(here) == NodeKind::Target;
  const bool root = !isRoute() && m_path->isEmpty();
  m_kind->setText(isRoute() ? tr("Route") : kindTitle(kindOf(here)));
  m_title->setText(isRoute() || root ? m_row.now.name : tr("Place %1").arg(placeText(*m_path)));
  m_title->setVisible(isRoute() || !target);
  m_targetLabel->hide();
  m_target->setVisible(target);
  m_target->setTargets(m_data.targets());
  if (target && !m_target->lineEdit()->hasFocus())
    m_target->setTarget(here.value(QLatin1String("target")).toString());
  for (const QString& name : timeLimits()) {
    QLineEdit* const field = m_limits[name];
    field->setPlaceholderText(inherited(name));
    const QString value = timeLimit(timeout(), name);
    if (field->text() != value) field->setText(value);
  }
  const QSignalBlocker quiet(m_retries);
  m_retryRow->setVisible(!isRoute());
  m_retries->setValue(retriesOf(here).value_or(-1));
  m_note->setText(noteText());
  m_yaml->setVisible(hasNoEditor(here));
  m_rename->setVisible(isRoute());
  m_remove->setText(isRoute() ? tr("Delete route…") : tr("Remove from the route"));
  m_remove->setEnabled(isRoute() || canRemove(m_row.now.flow, *m_path));
}

QString Inspector::noteText() const {
  if (!m_row.now.inFile) return tr("This route comes with the demo and is not in the file.");
  if (!isRoute() && hasNoEditor(node()))
    return summaryOf(node()) + QLatin1Char('\n') + tr("What it does is changed in the YAML.");
  return isRoute() ? tr("Choose a model on the canvas to give it limits of its own.")
                   : tr("Grey values are inherited. A retry calls the same model again.");
}

void Inspector::complain(const QString& problem) {
  m_problem->setText(problem);
  m_problem->setVisible(!problem.isEmpty());
}

void Inspector::change(const QString& member, const QJsonValue& value) {
  complain({});
  Route route = m_row.now;
  if (isRoute())
    route.timeout = value.isUndefined() ? QJsonValue() : value;
  else
    route.flow = withNode(route.flow, *m_path, withMember(node(), member, value));
  Q_EMIT edited(route);
}

void Inspector::setLimit(const QString& name) {
  const QString text = m_limits[name]->text().trimmed();
  if (text == timeLimit(timeout(), name)) return;
  if (!text.isEmpty() && (text.size() > kLongestSpan || !isTimeSpan(text)))
    return complain(
        tr("%1: write a time with its unit, such as 250ms, 30s or 5m.").arg(timeLimitName(name)));
  change(QStringLiteral("timeout"), withTimeLimit(timeout(), name, text));
}

void Inspector::setTarget() {
  if (isRoute() || kindOf(node()) != NodeKind::Target) return;
  const QString target = m_target->target();
  if (target == node().value(QLatin1String("target")).toString()) return complain({});
  const QString problem = problemOfTarget(target);
  if (!problem.isEmpty()) return complain(problem);
  change(QStringLiteral("target"), target);
}

void Inspector::setRetries() {
  if (isRoute()) return;
  const int retries = m_retries->value();
  change(QStringLiteral("retry"),
         retries < 0 ? QJsonValue(QJsonValue::Undefined) : QJsonValue(retries));
}

void Inspector::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange && m_remove != nullptr) retranslate();
  QFrame::changeEvent(event);
}

}  // namespace sb::ui
