#include "ui/settings/settings_model.h"

#include <QJsonArray>
#include <QJsonObject>

namespace sb::ui {
namespace {

constexpr int kBadRequest = 400, kUnusable = 422;

bool isNothing(const QJsonValue& value) {
  return value.isNull() || value.isUndefined() ||
         (value.isObject() && value.toObject().isEmpty()) ||
         (value.isArray() && value.toArray().isEmpty());
}

// The file may say less than a list or a map: one listener without brackets, a time span for all.
QJsonValue normal(const QString& section, const QJsonValue& value) {
  if (isNothing(value)) return QJsonValue::Null;
  if (section == QLatin1String("listen") && value.isObject()) return QJsonArray{value};
  if (section == QLatin1String("timeouts") && !value.isObject())
    return QJsonObject{{QStringLiteral("total"), value}};
  return value;
}

QJsonValue member(const QJsonValue& section, const QString& key) {
  return key.isEmpty() ? section : section.toObject().value(key);
}

// As one reads it: numbers and texts of the same letters are the same.
bool same(const QJsonValue& a, const QJsonValue& b) {
  if (a == b || (isNothing(a) && isNothing(b))) return true;
  if (a.isObject() || a.isArray() || b.isObject() || b.isArray()) return false;
  return a.toVariant().toString() == b.toVariant().toString();
}

}  // namespace

SettingsModel::SettingsModel(Connection& connection, QObject* parent)
    : QObject(parent), m_connection(connection) {
  const auto again = [this] {
    if (m_active && m_connection.isConnected() && !m_saving) reload();
  };
  connect(&connection, &Connection::configChanged, this, again);
  connect(&connection, &Connection::stateChanged, this, again);
}

void SettingsModel::setActive(bool active) {
  m_active = active;
  if (active && m_connection.isConnected()) reload();
}

void SettingsModel::reload() {
  m_loading = m_connection.client().config().settings(
      this, [this](const Reply<Settings>& reply) { setLoaded(reply); });
}

void SettingsModel::reloadFile() {
  m_conflict = false;
  m_connection.client().config().reload(this, [this](const Reply<Saved>& reply) {
    m_saveProblem = reply ? QString() : sentenceOf(reply.error());
    Q_EMIT changed();
    reload();
  });
}

void SettingsModel::setLoaded(const Reply<Settings>& reply) {
  m_problem = reply ? QString() : sentenceOf(reply.error());
  if (reply) {
    m_settings = *reply;
    m_loaded = true;
  }
  Q_EMIT loaded();
}

QJsonValue SettingsModel::fileValue(const QString& section) const {
  return normal(section, m_settings.file.value(section));
}

QJsonValue SettingsModel::inForce(const QString& section, const QString& key) const {
  return member(m_settings.inForce.value(section), key);
}

QJsonValue SettingsModel::value(const QString& section, const QString& key) const {
  const Edits edits = m_edits.value(section);
  if (edits.contains(key)) return isNothing(edits.value(key)) ? QJsonValue() : edits.value(key);
  if (edits.contains({})) return {};
  const QJsonValue file = member(fileValue(section), key);
  return isNothing(file) ? inForce(section, key) : file;
}

void SettingsModel::set(const QString& section, const QString& key, const QJsonValue& value) {
  Edits edits = m_edits.value(section);
  const QJsonValue file = member(fileValue(section), key);
  const bool back = same(value, file) || (isNothing(file) && same(value, inForce(section, key)));
  if (key.isEmpty()) edits.clear();
  if (back)
    edits.remove(key);
  else
    edits.insert(key, isNothing(value) && !value.isArray() ? QJsonValue(QJsonValue::Null) : value);
  if (edits.isEmpty())
    m_edits.remove(section);
  else
    m_edits.insert(section, edits);
  m_saveProblem.clear();
  m_problems.clear();
  Q_EMIT changed();
}

int SettingsModel::changes() const {
  qsizetype all = 0;
  for (const Edits& edits : m_edits)
    all += edits.size();
  return static_cast<int>(all);
}

void SettingsModel::discard() {
  m_edits.clear();
  m_problems.clear();
  m_saveProblem.clear();
  m_conflict = false;
  Q_EMIT changed();
  Q_EMIT loaded();
}

// What is to stand in the file; nothing: the section goes.
QJsonValue SettingsModel::merged(const QString& section) const {
  const Edits edits = m_edits.value(section);
  if (edits.contains({}) && edits.size() == 1) return edits.value({});
  QJsonObject object = edits.contains({}) ? QJsonObject() : fileValue(section).toObject();
  for (auto it = edits.begin(); it != edits.end(); ++it) {
    if (it.key().isEmpty()) continue;
    if (isNothing(it.value()))
      object.remove(it.key());
    else
      object.insert(it.key(), it.value());
  }
  return object;
}

void SettingsModel::save() {
  if (m_saving || !isChanged()) return;
  m_saving = true;
  m_conflict = false;
  m_problems.clear();
  m_saveProblem.clear();
  m_needsRestart.clear();
  Q_EMIT changed();
  saveNext();
}

void SettingsModel::saveNext() {
  if (m_edits.isEmpty()) return finishSaving();
  const QString section = m_edits.firstKey();
  const QJsonValue value = merged(section);
  const auto then = [this, section](const Reply<Saved>& reply) {
    // A section that the file does not have needs no removal.
    if (!reply && !reply.error().isNotFound()) return refused(section, reply.error());
    if (reply) m_needsRestart += reply->needsRestart;
    m_edits.remove(section);
    saveNext();
  };
  ConfigApi& api = m_connection.client().config();
  if (isNothing(value))
    api.removeSetting(section, this, then);
  else
    api.saveSetting(section, value, this, then);
}

void SettingsModel::refused(const QString& section, const ApiError& error) {
  m_saving = false;
  m_conflict = error.isConflict();
  m_problems = error.configProblems;
  m_saveProblem = sentenceOf(error);
  const bool unread = error.status == kBadRequest || error.status == kUnusable;
  if (m_problems.isEmpty() && unread) return blameEdits(section);
  if (!m_problems.isEmpty())
    m_saveProblem = tr("%1: %2", "setting, what is wrong with it")
                        .arg(m_problems.first().path.isEmpty() ? section : m_problems.first().path,
                             m_problems.first().what);
  Q_EMIT changed();
}

// It could not even be read: each value that was changed may be to blame.
void SettingsModel::blameEdits(const QString& section) {
  const Edits edits = m_edits.value(section);
  for (auto it = edits.begin(); it != edits.end(); ++it) {
    ConfigProblem one;
    one.path = it.key().isEmpty() ? section : section + QLatin1Char('.') + it.key();
    one.what = m_saveProblem;
    m_problems.append(one);
  }
  Q_EMIT changed();
}

void SettingsModel::blame(const QString& section, const QString& problem) {
  ConfigProblem one;
  one.path = section;
  one.what = problem;
  m_problems = {one};
  Q_EMIT changed();
}

void SettingsModel::finishSaving() {
  m_saving = false;
  m_needsRestart.removeDuplicates();
  Q_EMIT changed();
  Q_EMIT saved(m_needsRestart);
  reload();
}

QString SettingsModel::problemOf(const QString& section, const QString& key) const {
  const QString path = key.isEmpty() ? section : section + QLatin1Char('.') + key;
  for (const ConfigProblem& problem : m_problems)
    if (problem.path == path || problem.path.startsWith(path + QLatin1Char('[')))
      return problem.what;
  return {};
}

}  // namespace sb::ui
