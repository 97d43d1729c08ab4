#include "ui/widgets/copy_button.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTimer>
#include <QToolTip>

#include "ui/theme/icons.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {
namespace {

constexpr int kShownMs = 1'500;

}  // namespace

CopyButton::CopyButton(const QString& name, const QString& tip, std::function<QString()> text,
                       QWidget* parent)
    : QToolButton(parent), m_text(std::move(text)) {
  setObjectName(name);
  setFocusPolicy(Qt::StrongFocus);
  setProperty("role", QStringLiteral("icon-flat"));
  setTipText(tip);
  showCopied(false);
  connect(this, &QToolButton::clicked, this, &CopyButton::copy);
}

void CopyButton::setTipText(const QString& tip) {
  m_tip = tip;
  setTip(this, tip);
}

void CopyButton::copy() {
  QGuiApplication::clipboard()->setText(m_text());
  showCopied(true);
  QToolTip::showText(mapToGlobal(QPoint(0, height())), tr("Copied"), this);
  QTimer::singleShot(kShownMs, this, [this] { showCopied(false); });
}

void CopyButton::showCopied(bool copied) {
  setIcon(copied ? themedIcon(QStringLiteral("check"), Tone::Ok)
                 : themedIcon(QStringLiteral("copy"), Tone::Muted));
}

}  // namespace sb::ui
