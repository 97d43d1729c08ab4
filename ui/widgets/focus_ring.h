// The accent ring around what has the keyboard's focus: shown after Tab, arrows or a shortcut, not
// after a click. One for the application. Fields show their focus by their own edge, lists and
// tables inside of the row.
#pragma once

#include <QFocusFrame>
#include <QObject>
#include <QPointer>

class QApplication;

namespace sb::ui {

class FocusRing : public QObject {
  Q_OBJECT

 public:
  explicit FocusRing(QApplication& app);
  ~FocusRing() override;

  // What it surrounds now; for tests.
  QWidget* surrounded() const;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QPointer<QFocusFrame> m_frame;
};

}  // namespace sb::ui
