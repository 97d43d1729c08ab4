// The frame of every screen: a head of 52 px with title, breadcrumb, search and actions, optional
// tabs of 40 px, a band, and the body. Owner: the screen.
#pragma once

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace sb::ui {

class Band;
class ElidedLabel;

class Page : public QWidget {
  Q_OBJECT

 public:
  // `id` of the screen; the page's object name is "page.ID".
  explicit Page(const QString& id, QWidget* parent = nullptr);

  void setTitle(const QString& title);
  // Behind the title, muted; empty: none. The title becomes a way back.
  // An id stands in the face of ids: the other one draws 0x as a sign of multiplication.
  enum class Crumb { Name, Id };
  void setCrumb(const QString& crumb, Crumb kind = Crumb::Name);
  // Right behind title and crumb: chips.
  void addBesideTitle(QWidget* widget);
  // At the end of the head, in reading order; the primary button comes last.
  void addAction(QWidget* widget);

  // Tabs below the head appear with the first one.
  void addTab(const QString& id, const QString& text);
  void setTabText(const QString& id, const QString& text);
  void setTabVisible(const QString& id, bool visible);
  void setCurrentTab(const QString& id);
  QString currentTab() const;

  // Between head and body, hidden until set(). The upper one belongs to the shell.
  Band* band() { return m_band; }
  Band* shellBand() { return m_shellBand; }
  // Margins of 24; setDense() makes it 16, setFlush() none.
  QVBoxLayout* body() { return m_body; }
  void setDense();
  void setFlush();

 Q_SIGNALS:
  void tabChosen(const QString& id);
  void backRequested();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QWidget* makeHead();
  QWidget* makeTabs();
  Band* makeBand(const QString& name, QVBoxLayout* column);
  QToolButton* tab(const QString& id) const;

  QLabel* m_title = nullptr;
  ElidedLabel* m_crumb = nullptr;
  QLabel* m_slash = nullptr;
  QToolButton* m_back = nullptr;
  QHBoxLayout* m_beside = nullptr;
  QHBoxLayout* m_actions = nullptr;
  QWidget* m_tabs = nullptr;
  QHBoxLayout* m_tabRow = nullptr;
  QButtonGroup* m_tabGroup = nullptr;
  Band* m_band = nullptr;
  Band* m_shellBand = nullptr;
  QVBoxLayout* m_body = nullptr;
};

}  // namespace sb::ui
