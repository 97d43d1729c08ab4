#include "ui/routes/target_field.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/completions.h"
#include "ui/widgets/fields.h"

namespace sb::ui {
namespace {

constexpr int kWidth = 200, kLongest = 1'000, kShown = 12;

}  // namespace

TargetField::TargetField(const QString& name, QWidget* parent) : QComboBox(parent) {
  setObjectName(name);
  setEditable(true);
  setInsertPolicy(QComboBox::NoInsert);
  setProperty("role", QStringLiteral("mono"));
  setMaxVisibleItems(kShown);
  setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  lineEdit()->setObjectName(name + QStringLiteral("Text"));
  lineEdit()->setFont(monoFont());
  lineEdit()->setProperty("role", QStringLiteral("bare"));
  completer()->setFilterMode(Qt::MatchContains);
  completer()->setCompletionMode(QCompleter::PopupCompletion);
  completer()->setCaseSensitivity(Qt::CaseInsensitive);
  styleCompletions(completer());
  connect(this, &QComboBox::activated, this, &TargetField::accepted);
  // A text that is in the list was activated already.
  connect(lineEdit(), &QLineEdit::returnPressed, this, [this] {
    const QString whole = targetOfModel(currentText().trimmed());
    if (!whole.isEmpty()) setTarget(whole);
    const QString typed = currentText();
    const bool known = findText(typed, Qt::MatchExactly | Qt::MatchCaseSensitive) >= 0;
    if (!typed.isEmpty() && (!known || !whole.isEmpty())) Q_EMIT accepted();
  });
}

void TargetField::setLabel(const QString& label) {
  nameChoice(this, label);
  lineEdit()->setAccessibleName(label);
  lineEdit()->setPlaceholderText(label);
}

void TargetField::setTargets(const QStringList& targets) {
  QStringList present;
  for (int i = 0; i < count(); ++i)
    present.append(itemText(i));
  if (present == targets) return;
  const QString typed = currentText();
  const QSignalBlocker quiet(this);
  clear();
  addItems(targets);
  setTarget(typed);
}

// The first provider's, of a model that was typed whole without its provider.
QString TargetField::targetOfModel(const QString& model) const {
  for (int i = 0; i < count() && !model.isEmpty(); ++i)
    if (itemText(i).section(QLatin1Char('/'), 1) == model) return itemText(i);
  return {};
}

void TargetField::setTarget(const QString& target) {
  const QSignalBlocker quiet(this);
  setCurrentIndex(findText(target, Qt::MatchFixedString | Qt::MatchCaseSensitive));
  setEditText(target);
  lineEdit()->setCursorPosition(0);
}

QSize TargetField::sizeHint() const { return {scaled(kWidth), QComboBox::sizeHint().height()}; }

QSize TargetField::minimumSizeHint() const {
  return {scaled(kWidth) / 2, QComboBox::minimumSizeHint().height()};
}

QString problemOfTarget(const QString& target) {
  if (target.isEmpty()) return TargetField::tr("Choose a model, or write provider/model.");
  if (target.size() > kLongest)
    return TargetField::tr("The name is too long: use at most %Ln characters.", nullptr, kLongest);
  const bool clean = std::all_of(target.begin(), target.end(),
                                 [](QChar c) { return c.isPrint() && !c.isSpace(); });
  if (!clean)
    return TargetField::tr("A model's name has no spaces, line breaks or invisible characters.");
  const qsizetype slash = target.indexOf(QLatin1Char('/'));
  if (slash <= 0 || slash == target.size() - 1)
    return TargetField::tr("Write provider/model, as in openai/gpt-4o.");
  return {};
}

}  // namespace sb::ui
