// The monogram of a provider on its hue, or an icon on a neutral square. Parents own it.
#pragma once

#include <QHash>
#include <QStringList>
#include <QWidget>

class QPainter;

namespace sb::ui {

// The letter of a provider's tile: the first letter or digit of its name, upper case.
QString monogram(const QString& name);

// The hues (`index` of providerHue()) of the configured providers, in the configuration's order:
// the same in every screen. Each has the hue that its id chooses, or the next that none before it
// has, so that a new one changes no other; the first 16 differ, eight of them without a pattern.
QHash<QString, int> huesOfProviders(const QStringList& ids);

// For delegates. `index` as in providerHue(); below zero: neutral.
void paintTile(QPainter& painter, const QRect& rect, const QString& letter, int index);

class Tile : public QWidget {
  Q_OBJECT

 public:
  enum class Size { Small, Large };  // 20 and 32

  explicit Tile(QWidget* parent = nullptr, Size size = Size::Small);

  void setProvider(const QString& name, int index);
  void setIcon(const QString& iconName);

  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Size m_size;
  QString m_letter, m_icon;
  int m_index = -1;
};

}  // namespace sb::ui
