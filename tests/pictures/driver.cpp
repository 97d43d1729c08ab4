#include "tests/pictures/driver.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QCursor>
#include <QJsonArray>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QLocalSocket>
#include <QMenu>
#include <QScreen>
#include <QTimer>

namespace sb::pictures {
namespace {

QString str(const char* text) { return QString::fromLatin1(text); }

QString said(const QJsonObject& order, const char* name) {
  return order.value(QLatin1String(name)).toString();
}

QWidget* visibleChild(const QWidget& of, const QString& name) {
  for (QWidget* child : of.findChildren<QWidget*>(name))
    if (child->isVisible()) return child;
  return nullptr;
}

// The visible widget of this name, in the front window first; a/b is b inside of a.
QWidget* find(const QString& name) {
  if (const auto slash = name.lastIndexOf(QLatin1Char('/')); slash > 0) {
    const QWidget* outer = find(name.left(slash));
    return outer == nullptr ? nullptr : visibleChild(*outer, name.mid(slash + 1));
  }
  QWidgetList windows = QApplication::topLevelWidgets();
  if (QWidget* front = QApplication::activeModalWidget()) windows.prepend(front);
  for (QWidget* window : windows) {
    if (!window->isVisible()) continue;
    if (window->objectName() == name) return window;
    if (QWidget* child = visibleChild(*window, name)) return child;
  }
  return nullptr;
}

// Later, because a dialog that opens would hold the answer back.
template <class What>
void later(QObject* context, What what) {
  QTimer::singleShot(0, context, what);
}

void press(QWidget& widget, QEvent::Type type, Qt::MouseButton button) {
  const QPoint at = widget.rect().center();
  QMouseEvent event(type, at, widget.mapToGlobal(at), button,
                    type == QEvent::MouseButtonRelease ? Qt::NoButton : button, Qt::NoModifier);
  QApplication::sendEvent(&widget, &event);
}

void click(QWidget& widget) {
  if (auto* button = qobject_cast<QAbstractButton*>(&widget))
    return later(button, [button] { button->click(); });
  later(&widget, [&widget] {
    press(widget, QEvent::MouseButtonPress, Qt::LeftButton);
    press(widget, QEvent::MouseButtonRelease, Qt::LeftButton);
  });
}

void send(QWidget& widget, int key, Qt::KeyboardModifiers modifiers, const QString& text) {
  QKeyEvent down(QEvent::KeyPress, key, modifiers, text);
  QApplication::sendEvent(&widget, &down);
  QKeyEvent up(QEvent::KeyRelease, key, modifiers, text);
  QApplication::sendEvent(&widget, &up);
}

void type(QWidget& widget, const QString& text) {
  widget.setFocus(Qt::OtherFocusReason);
  QWidget* const into = widget.focusProxy() != nullptr ? widget.focusProxy() : &widget;
  for (const QChar letter : text)
    send(*into, letter == QLatin1Char('\n') ? Qt::Key_Return : 0, Qt::NoModifier, letter);
}

void key(const QString& keys) {
  QWidget* target = QApplication::focusWidget();
  if (target == nullptr) target = QApplication::activeWindow();
  if (target == nullptr) return;
  const QKeyCombination combination = QKeySequence(keys)[0];
  later(target, [target, combination] {
    // By the window system's way, so that shortcuts are looked at too.
    send(*target, combination.key(), combination.keyboardModifiers(), {});
  });
}

// Row `text` (from 0) of a list or table, or of a combo box.
bool choose(QWidget& widget, int row, bool open) {
  if (auto* box = qobject_cast<QComboBox*>(&widget)) {
    if (row >= box->count()) return false;
    later(box, [box, row] {
      box->setCurrentIndex(row);
      Q_EMIT box->activated(row);
    });
    return true;
  }
  auto* view = qobject_cast<QAbstractItemView*>(&widget);
  if (view == nullptr || view->model() == nullptr || row >= view->model()->rowCount()) return false;
  const QModelIndex index = view->model()->index(row, 0);
  later(view, [view, index, open] {
    view->setFocus(Qt::OtherFocusReason);
    view->setCurrentIndex(index);
    view->scrollTo(index);
    Q_EMIT view->clicked(index);
    if (open) Q_EMIT view->doubleClicked(index);
  });
  return true;
}

// "Name class" of what can be seen, for whoever writes a walk.
QJsonArray names() {
  QJsonArray all;
  for (QWidget* window : QApplication::topLevelWidgets()) {
    if (!window->isVisible()) continue;
    for (QWidget* widget : window->findChildren<QWidget*>())
      if (widget->isVisible() && !widget->objectName().isEmpty() &&
          !widget->objectName().startsWith(QLatin1String("qt_")))
        all.append(widget->objectName() + QLatin1Char(' ') +
                   QLatin1String(widget->metaObject()->className()));
  }
  return all;
}

// The pointer out of the picture, and no button under it lit.
void park() {
  const QRect screen = QGuiApplication::primaryScreen()->geometry();
  QCursor::setPos(screen.right(), screen.bottom());
  if (QWidget* focus = QApplication::focusWidget()) focus->clearFocus();
}

}  // namespace

Driver::Driver(const QString& socket) {
  QLocalServer::removeServer(socket);
  connect(&m_server, &QLocalServer::newConnection, this, [this] {
    QLocalSocket* one = m_server.nextPendingConnection();
    connect(one, &QLocalSocket::readyRead, this, [this, one] { taken(*one); });
    connect(one, &QLocalSocket::disconnected, one, &QObject::deleteLater);
  });
  if (!m_server.listen(socket)) qWarning("no driver: %s", qPrintable(m_server.errorString()));
}

void Driver::taken(QLocalSocket& socket) {
  while (socket.canReadLine()) {
    const QJsonObject order = QJsonDocument::fromJson(socket.readLine()).object();
    socket.write(QJsonDocument(answer(order)).toJson(QJsonDocument::Compact) + '\n');
  }
}

QJsonObject Driver::answer(const QJsonObject& order) {
  const QString what = said(order, "do"), text = said(order, "text");
  QJsonObject told{{str("ok"), true}};
  if (what == str("names")) told.insert(str("names"), names());
  if (what == str("names")) return told;
  if (what == str("park")) park();
  if (what == str("key")) key(text);
  if (what == str("park") || what == str("key")) return told;
  QWidget* widget = find(said(order, "name"));
  bool ok = widget != nullptr;
  if (ok && what == str("click")) click(*widget);
  if (ok && what == str("type")) type(*widget, text);
  if (ok && what == str("enabled")) ok = widget->isEnabled();
  if (ok && what == str("choose")) ok = choose(*widget, text.toInt(), false);
  if (ok && what == str("open")) ok = choose(*widget, text.toInt(), true);
  told.insert(str("ok"), ok);
  return told;
}

}  // namespace sb::pictures
