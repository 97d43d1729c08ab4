// Where a model is named as provider/model: typed, or found in the list of those that are known.
// One that is not in the list is taken too: not every provider lists its models. Parents own it.
#pragma once

#include <QComboBox>

namespace sb::ui {

class TargetField : public QComboBox {
  Q_OBJECT

 public:
  // `name` is the object's, `label` the accessible name and the placeholder.
  TargetField(const QString& name, QWidget* parent = nullptr);

  void setLabel(const QString& label);
  // Keeps what is typed.
  void setTargets(const QStringList& targets);
  QString target() const { return currentText().trimmed(); }
  void setTarget(const QString& target);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 Q_SIGNALS:
  // Chosen from the list, or typed and ended by Enter.
  void accepted();

 private:
  QString targetOfModel(const QString& model) const;
};

// Why a text cannot be a target, as a sentence; empty: it can.
QString problemOfTarget(const QString& target);

}  // namespace sb::ui
