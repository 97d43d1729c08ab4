#include "ui/client/config_draft.h"

namespace sb::ui {

ConfigDraft::ConfigDraft(ConfigApi& api, QObject* parent) : QObject(parent), m_api(api) {}

void ConfigDraft::load() {
  m_loading = m_api.text(this, [this](Reply<ConfigText> reply) {
    if (!reply) return Q_EMIT failed(reply.error());
    loaded(*reply);
  });
}

void ConfigDraft::loaded(const ConfigText& text) {
  const bool same = text.revision == m_base.revision && text.text == m_base.text;
  if (isChanged() && !same && text.text != m_text) {
    m_theirs = text;
    m_outdated = true;
  } else {
    if (!isChanged()) m_text = text.text;
    m_base = text;
    m_loaded = true;
    m_outdated = false;
  }
  Q_EMIT changed();
}

void ConfigDraft::resume(const ConfigText& base, const QString& text) {
  m_base = base;
  m_text = text;
  m_loaded = true;
  m_outdated = false;
  Q_EMIT changed();
}

void ConfigDraft::discard() {
  if (m_outdated) m_base = m_theirs;
  m_outdated = false;
  m_text = m_base.text;
  setProblems({});
  Q_EMIT changed();
}

void ConfigDraft::keepMine() {
  if (!m_outdated) return;
  m_base = m_theirs;
  m_outdated = false;
  Q_EMIT changed();
}

void ConfigDraft::setText(const QString& text) {
  if (text == m_text) return;
  m_text = text;
  Q_EMIT changed();
}

void ConfigDraft::check() {
  m_checking = m_api.check(m_text, this, [this](Reply<ConfigVerdict> reply) {
    if (!reply) return Q_EMIT failed(reply.error());
    setProblems(reply->problems);
  });
}

void ConfigDraft::publish() {
  const QString text = m_text;
  m_publishing = m_api.save(text, m_base.revision, this, [this, text](Reply<Saved> reply) {
    if (!reply) return refused(reply.error());
    m_base.text = text;
    m_base.revision = m_base.revisionInForce = reply->revision;
    m_outdated = false;
    setProblems({});
    Q_EMIT changed();
    Q_EMIT published(*reply);
  });
}

void ConfigDraft::refused(const ApiError& error) {
  if (error.isConflict()) {
    m_theirs = m_base;
    m_theirs.text = error.theirText();
    m_theirs.revision = error.theirRevision();
    m_outdated = true;
    Q_EMIT changed();
  }
  if (!error.configProblems.isEmpty()) setProblems(error.configProblems);
  Q_EMIT failed(error);
}

void ConfigDraft::setProblems(const QList<ConfigProblem>& problems) {
  m_problems = problems;
  Q_EMIT problemsChanged();
}

}  // namespace sb::ui
