#include "ui/access/key_words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>

namespace sb::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::Access)
};

constexpr int kLongestName = 64, kLongestModel = 256, kMostModels = 100;

bool hasControl(const QString& text) {
  return std::any_of(text.begin(), text.end(),
                     [](QChar c) { return c.category() == QChar::Other_Control; });
}

}  // namespace

QString problemOfName(const QString& name, const QStringList& taken) {
  if (name.isEmpty()) return Words::tr("Give the key a name, usually that of the app or person.");
  if (name.size() > kLongestName) return Words::tr("The name is too long, at most 64 signs.");
  if (hasControl(name)) return Words::tr("The name has a line break or an invisible sign in it.");
  if (taken.contains(name))
    return Words::tr("There is a key %1 already. Choose another name.").arg(name);
  return {};
}

QString problemOfModels(const QStringList& models) {
  if (models.size() > kMostModels) return Words::tr("These are too many names, at most 100.");
  for (const QString& model : models) {
    if (model.size() > kLongestModel) return Words::tr("One of the model names is too long.");
    if (hasControl(model)) return Words::tr("A model name has an invisible sign in it.");
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
  if (error.isGone())
    return Words::tr("The gateway does not answer. Nothing is lost: try again when it is back.");
  if (error.isUnauthorised())
    return Words::tr("The gateway does not accept this console. Start the console again.");
  if (error.isNotFound()) return Words::tr("This key is not there any more.");
  if (error.status == 409 && error.path.startsWith(QLatin1String("DELETE")))
    return Words::tr("This key stands in the configuration file: take it out of `keys` there.");
  if (error.status == 409)
    return Words::tr("There is a key of that name already. Choose another name.");
  if (error.isStarting()) return Words::tr("The gateway is still starting. Try again in a moment.");
  return Words::tr("The gateway said: %1").arg(error.message);
}

}  // namespace sb::ui
