#include "ui/access/key_words.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include "ui/widgets/outside_text.h"

namespace sb::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::Access)
};

constexpr int kLongestName = 64, kLongestModel = 128, kMostModels = 100;

}  // namespace

QString problemOfName(const QString& name, const QStringList& taken) {
  if (name.isEmpty()) return Words::tr("Give the key a name, usually that of the app or person.");
  if (name.size() > kLongestName)
    return Words::tr("The name is too long: use at most 64 characters.");
  if (hasHiddenSigns(name))
    return Words::tr("The name contains a line break or an invisible character.");
  if (taken.contains(name))
    return Words::tr("A key named %1 already exists. Choose another name.").arg(name);
  return {};
}

QString problemOfModels(const QStringList& models) {
  if (models.size() > kMostModels) return Words::tr("Too many names: use at most 100.");
  for (const QString& model : models) {
    if (model.size() > kLongestModel) return Words::tr("One of the model names is too long.");
    if (hasHiddenSigns(model)) return Words::tr("A model name contains an invisible character.");
  }
  return {};
}

QStringList modelsOf(const QString& line) {
  static const QRegularExpression between(QStringLiteral("[,;\\s]+"));
  QStringList models = line.split(between, Qt::SkipEmptyParts);
  models.removeDuplicates();
  return models;
}

QString keySentence(const ApiError& error) {
  if (error.isNotFound()) return Words::tr("This key no longer exists.");
  if (error.status == 409 && error.path.startsWith(QLatin1String("DELETE")))
    return Words::tr("This key is in the configuration file: remove it from `keys` there.");
  if (error.status == 409)
    return Words::tr("A key of that name already exists. Choose another name.");
  return sentenceOf(error);
}

}  // namespace sb::ui
