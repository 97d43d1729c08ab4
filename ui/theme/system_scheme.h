// Whether the desktop prefers dark, and less motion: from the portal
// org.freedesktop.portal.Settings (https://flatpak.github.io/xdg-desktop-portal/), else from the
// desktop's palette. Asked without waiting; changed() says that an answer came. Owner: Theme.
#pragma once

#include <QObject>
#include <QPalette>
#include <optional>

class QDBusPendingCallWatcher;
class QDBusVariant;

namespace sb::ui {

class SystemScheme : public QObject {
  Q_OBJECT

 public:
  explicit SystemScheme(const QPalette& desktop, QObject* parent = nullptr);

  bool dark() const { return m_portalDark.value_or(m_paletteDark); }
  bool reducedMotion() const { return m_reducedMotion; }

 Q_SIGNALS:
  void changed();

 private Q_SLOTS:
  void take(const QString& group, const QString& key, const QDBusVariant& value);

 private:
  void connectToPortal();
  void ask(const QString& group, const QString& key);
  void takeValue(const QString& group, const QString& key, QVariant value);

  bool m_paletteDark;
  bool m_reducedMotion = false;
  std::optional<bool> m_portalDark;
};

}  // namespace sb::ui
