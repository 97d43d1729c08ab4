// A small picture of an image that came from outside: decoded on a thread of its own, only in
// formats of pixels, and never above 30 megapixels; where that fails it stays hidden. Parents own
// it.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QLabel>
#include <atomic>
#include <memory>

namespace sb::ui {

class Thumbnail : public QLabel {
  Q_OBJECT

 public:
  Thumbnail(const QByteArray& bytes, const QString& accessibleName, QWidget* parent = nullptr);
  ~Thumbnail() override;

 private:
  void take(QImage image);

  const std::shared_ptr<std::atomic<bool>> m_gone = std::make_shared<std::atomic<bool>>(false);
};

// At most `most` wide and high; null: no image, one of another format, or too large.
QImage decodedSmall(const QByteArray& bytes, QSize most);

}  // namespace sb::ui
