// The configuration file as text: numbered lines, what is wrong at its line, and a draft that
// survives a restart. Owner: the page; GUI thread.
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/client/config_draft.h"
#include "ui/preferences/preferences.h"

class QLabel;
class QListWidget;
class QListWidgetItem;

namespace sb::ui {

class CodeEditor;

class YamlView : public QWidget {
  Q_OBJECT

 public:
  YamlView(ConfigApi& api, Preferences& preferences, QWidget* parent = nullptr);

  ConfigDraft& draft() { return m_draft; }
  // Loads the file, or looks whether it is still the one that was edited.
  void load();
  // Scrolls to the route of that name.
  void showRoute(const QString& name);
  // How many pieces of the text differ from the file.
  int changes() const;
  // A sentence above the text; empty: none.
  void setNote(const QString& note);

 Q_SIGNALS:
  void changed();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void restore();
  void takeText();
  void refresh();
  void refreshProblems();
  // Until the text is checked again.
  QListWidgetItem* addProblem(const QString& said);
  void keep();

  Preferences& m_preferences;
  ConfigDraft m_draft;
  QTimer m_soon;
  QLabel* m_note;
  CodeEditor* m_editor;
  QListWidget* m_problems;
  bool m_taking = false;
};

// In how many places two texts differ, by lines.
int differingPlaces(const QString& before, const QString& after);

}  // namespace sb::ui
