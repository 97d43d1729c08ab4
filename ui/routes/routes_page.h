// The page of Routes: list, canvas or YAML, inspector or dry run. Owner: the shell, once shown.
#pragma once

#include <QHash>
#include <functional>

#include "ui/routes/canvas.h"
#include "ui/routes/routes_data.h"
#include "ui/widgets/band.h"
#include "ui/widgets/page.h"

class QPushButton;
class QStackedWidget;

namespace sb::ui {

class Chip;
class DryRunPanel;
class ElidedLabel;
class EmptyState;
class Inspector;
class RouteList;
class YamlView;

class RoutesPage : public Page {
  Q_OBJECT

 public:
  RoutesPage(Connection& connection, Preferences& preferences);

  void setActive(bool active);
  const RoutesData& data() const { return m_data; }
  bool hasDrafts() const;
  void openRoute(const QString& name);
  void askForNew();
  void focusSearch();

 Q_SIGNALS:
  void noticed(const QString& text, const std::function<void()>& undo);
  void draftsChanged(bool any);

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* makeBody();
  void makeHead();
  void connectAll();
  void connectParts();
  void readText();
  void retranslate();
  void refresh();
  void refreshHead();
  void refreshBand();
  void refreshEmpty();
  void showRow();
  const RouteRow* row() const { return m_data.drafts().find(m_key); }
  void choose(const QString& key);
  void chooseWhatIsThere();
  bool onYaml() const;
  void showTab(const QString& id);
  void showDryRun(bool shown);
  void edit(const Route& route);
  void offerNodeBack(const QJsonObject& node, const QJsonObject& before);
  void askForName(const QString& key);
  void askToRemove(const QString& key);
  void discard();
  void publish();
  void takePublished(const QString& name, const Saved& saved);
  void takeRefused(const QString& name, const ApiError& error);
  void say(Band::Kind kind, const QString& title, const QString& text, const QString& action = {},
           const std::function<void()>& run = {});

  Preferences& m_preferences;
  Connection& m_connection;
  RoutesData m_data;
  QString m_key;
  bool m_active = false;
  struct Trouble {
    QString title, text, action;
    std::function<void()> run;
  } m_trouble;  // of the last publishing; goes with the next edit
  std::function<void()> m_bandRun;
  Chip* m_chip;
  ElidedLabel* m_name;
  QPushButton* m_discard;
  QPushButton* m_dry;
  QPushButton* m_publish;
  QStackedWidget* m_stack;
  EmptyState* m_empty;
  RouteList* m_list;
  Canvas* m_canvas;
  YamlView* m_yaml;
  Inspector* m_inspector;
  DryRunPanel* m_dryRun;
  QStackedWidget* m_centre = nullptr;
  QStackedWidget* m_side = nullptr;
  QWidget* m_sideLine = nullptr;
};

}  // namespace sb::ui
