// A small picture of an image that came from outside: decoded on a thread of Qt's pool, only in
// formats of pixels, and never above 40 megapixels; where that fails it stays hidden. Parents own
// it.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QLabel>

namespace sb::ui {

class Thumbnail : public QLabel {
  Q_OBJECT

 public:
  Thumbnail(const QByteArray& bytes, const QString& accessibleName, QWidget* parent = nullptr);

 private:
  void take(QImage image);
};

// At most `most` wide and high; null: no image, one of another format, or too large.
QImage decodedSmall(const QByteArray& bytes, QSize most);

}  // namespace sb::ui
