#include "ui/logs/thumbnail.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>
#include <QPointer>
#include <QThreadPool>

#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr int kWidth = 280, kHeight = 180;
constexpr qint64 kMostPixels = 30'000'000;  // Qt's own limit is 128 MB, at four bytes each

// One at a time, on a thread of their own: what else is read does not wait for them.
QThreadPool& decoders() {
  static QThreadPool pool;
  pool.setMaxThreadCount(1);
  return pool;
}

}  // namespace

QImage decodedSmall(const QByteArray& bytes, QSize most) {
  static const QList<QByteArray> kFormats{"png", "jpeg", "jpg", "gif", "webp", "bmp"};
  QBuffer buffer;
  buffer.setData(bytes);
  if (!buffer.open(QIODevice::ReadOnly)) return {};
  const QByteArray format = QImageReader::imageFormat(&buffer);
  if (!kFormats.contains(format)) return {};
  QImageReader reader(&buffer, format);
  reader.setAutoDetectImageFormat(false);
  const QSize size = reader.size();
  if (!size.isValid() || qint64{size.width()} * size.height() > kMostPixels) return {};
  if (size.width() > most.width() || size.height() > most.height())
    reader.setScaledSize(size.scaled(most, Qt::KeepAspectRatio).expandedTo({1, 1}));
  return reader.read();
}

Thumbnail::Thumbnail(const QByteArray& bytes, const QString& accessibleName, QWidget* parent)
    : QLabel(parent) {
  setObjectName(QStringLiteral("thumbnail"));
  setAccessibleName(accessibleName);
  hide();
  const qreal ratio = devicePixelRatioF();
  const QSize most = QSize(scaled(kWidth), scaled(kHeight)) * ratio;
  const auto gone = m_gone;
  decoders().start([bytes, most, ratio, gone, self = QPointer<Thumbnail>(this)] {
    if (*gone) return;
    QImage image = decodedSmall(bytes, most);
    image.setDevicePixelRatio(ratio);
    QMetaObject::invokeMethod(
        qApp,
        [self, image] {
          if (self) self->take(image);
        },
        Qt::QueuedConnection);
  });
}

Thumbnail::~Thumbnail() { *m_gone = true; }

void Thumbnail::take(QImage image) {
  if (image.isNull()) return;
  setPixmap(QPixmap::fromImage(std::move(image)));
  show();
}

}  // namespace sb::ui
