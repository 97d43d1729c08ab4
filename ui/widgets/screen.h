// One page of the console. The shell lists the screens that it is given, shows the widget of one,
// and asks all of them for commands. Owner: the application; thread: the one of the windows.
#pragma once

#include <QIcon>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QVariantMap>
#include <functional>

class QWidget;

namespace sb::ui {

// An entry of the command palette: an action ("New route…") or an object ("Open route fast").
struct Command {
  QString title;     // translated
  QString iconName;  // of resources/icons
  std::function<void()> run;
  QKeySequence shortcut;  // shown, and in force while the screen is; empty: none
  QString keywords;       // further words that find it
};

class Screen : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  // Stable and not shown: "overview", "playground", "routes", "providers", "access", "logs",
  // "spend", "settings".
  virtual QString id() const = 0;
  // Asked again after a change of language.
  virtual QString title() const = 0;
  virtual QString iconName() const = 0;
  // Made at the first call, which is when the screen is first shown; the shell owns it then.
  virtual QWidget* widget() = 0;

  // Asked each time that the palette opens: actions first, then objects, from what is known.
  virtual QList<Command> commands() { return {}; }
  // What Ctrl+F does here; false: nothing to search.
  virtual bool focusSearch() { return false; }
  // The page is seen, or no longer seen. Timers and event topics belong between the two.
  virtual void activated() {}
  virtual void deactivated() {}
  // Another screen leads here: {"filter": "model:gpt-4o"}, {"id": "req_…"}, {"add": true} …
  // What each screen takes stands in its header. Called after activated().
  virtual void open(const QVariantMap& where) { Q_UNUSED(where) }
  // Work that leaving would lose, as a sentence for the question; empty: none.
  virtual QString unsavedWork() const { return {}; }

 Q_SIGNALS:
  void navigationRequested(const QString& screenId, const QVariantMap& where);
  // A dot beside the title in the navigation.
  void markChanged(bool marked);
  // Something happened; `undo` may be empty.
  void noticed(const QString& text, const std::function<void()>& undo);
};

}  // namespace sb::ui
