#include "ui/playground/playground_screen.h"

#include "ui/playground/playground_page.h"

namespace sb::ui {

PlaygroundScreen::PlaygroundScreen(Connection& connection, Preferences& preferences,
                                   QObject* parent)
    : Screen(parent), m_connection(connection), m_preferences(preferences) {}

PlaygroundScreen::~PlaygroundScreen() = default;

PlaygroundPage* PlaygroundScreen::page() {
  if (!m_page) {
    m_page = new PlaygroundPage(m_connection, m_preferences);
    connect(m_page, &PlaygroundPage::navigationRequested, this, &Screen::navigationRequested);
    connect(m_page, &PlaygroundPage::noticed, this,
            [this](const QString& text) { Q_EMIT noticed(text, {}); });
  }
  return m_page;
}

QWidget* PlaygroundScreen::widget() { return page(); }

// From anywhere: the page comes first.
Command PlaygroundScreen::command(const QString& title, const QString& icon,
                                  std::function<void()> run) {
  Command command;
  command.title = title;
  command.iconName = icon;
  command.run = [this, run = std::move(run)] {
    Q_EMIT navigationRequested(id(), {{QStringLiteral("focus"), true}});
    run();
  };
  return command;
}

QList<Command> PlaygroundScreen::commands() {
  QList<Command> all;
  all.append(command(tr("New conversation"), QStringLiteral("rotate-ccw"),
                     [this] { page()->startOver(); }));
  if (!m_page) return all;
  if (m_page->comparison().count() < Comparison::kMost)
    all.append(command(tr("Add a lane"), QStringLiteral("plus"), [this] { page()->addLane(); }));
  if (m_page->comparison().isRunning())
    all.append(command(tr("Stop all answers"), QStringLiteral("stop"),
                       [this] { page()->comparison().stopAll(); }));
  return all;
}

void PlaygroundScreen::activated() {
  page()->setActive(true);
  page()->focusPrompt();
}

void PlaygroundScreen::deactivated() {
  if (m_page) m_page->setActive(false);
}

void PlaygroundScreen::open(const QVariantMap& where) {
  const QString model = where.value(QStringLiteral("model")).toString();
  const QString prompt = where.value(QStringLiteral("prompt")).toString();
  if (!model.isEmpty()) page()->useModel(model);
  if (!prompt.isEmpty()) page()->usePrompt(prompt);
  page()->focusPrompt();
}

}  // namespace sb::ui
