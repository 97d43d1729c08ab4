// The one place where the configuration's text is edited: what was loaded, what it became, and what
// is wrong with it. A draft may be wrong; it is published only when it is right and the file on the
// disk is still the one that was loaded. Owner: the screen that edits. GUI thread.
#pragma once

#include <QObject>

#include "ui/client/config_api.h"

namespace sb::ui {

class ConfigDraft : public QObject {
  Q_OBJECT

 public:
  explicit ConfigDraft(ConfigApi& api, QObject* parent = nullptr);

  // Loads the file; a changed draft is kept and compared with it: see isOutdated().
  void load();
  // A draft of an earlier run goes on: `text` was made from `base`. load() then says whether the
  // file is still that one.
  void resume(const ConfigText& base, const QString& text);
  // The draft becomes what is on the disk.
  void discard();
  void setText(const QString& text);
  // Asks what is wrong; problemsChanged() answers. A later call takes the place of one that runs.
  void check();
  // published(), or failed(); on a conflict isOutdated() and theirs() say with what.
  void publish();
  // The draft is to replace what theirs() says.
  void keepMine();

  bool isLoaded() const { return m_loaded; }
  const QString& text() const { return m_text; }
  const ConfigText& base() const { return m_base; }
  bool isChanged() const { return m_loaded && m_text != m_base.text; }
  bool isWritable() const { return m_base.writable; }
  // The file is another one than that which was edited; theirs() is its text.
  bool isOutdated() const { return m_outdated; }
  const ConfigText& theirs() const { return m_theirs; }
  bool isBusy() const { return m_loading.isRunning() || m_publishing.isRunning(); }
  const QList<ConfigProblem>& problems() const { return m_problems; }

 Q_SIGNALS:
  // Text, base or theirs.
  void changed();
  void problemsChanged();
  void published(const sb::ui::Saved& saved);
  void failed(const sb::ui::ApiError& error);

 private:
  void loaded(const ConfigText& text);
  void refused(const ApiError& error);
  void setProblems(const QList<ConfigProblem>& problems);

  ConfigApi& m_api;
  ConfigText m_base, m_theirs;
  QString m_text;
  QList<ConfigProblem> m_problems;
  bool m_loaded = false, m_outdated = false;
  LatestCall m_loading, m_checking, m_publishing;
};

}  // namespace sb::ui
