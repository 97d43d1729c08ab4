#include "ui/shell/sidebar.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/shell/navigation_button.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"

namespace sb::ui {
namespace {

class Sign : public QWidget {
 public:
  explicit Sign(QWidget* parent) : QWidget(parent) { setFixedSize(scaled(24), scaled(24)); }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter(this).drawPixmap(
        0, 0, iconPixmap(QStringLiteral("signalbox"), Qt::black, width(), devicePixelRatioF()));
  }
};

}  // namespace

Sidebar::Sidebar(QWidget* parent)
    : QFrame(parent),
      m_group(new QButtonGroup(this)),
      m_list(new QVBoxLayout),
      m_find(makeButton(QStringLiteral("find"), {}, this)),
      m_findKeys(makeLabel(QStringLiteral("key"), QStringLiteral("Ctrl K"), m_find)) {
  setObjectName(QStringLiteral("sidebar"));
  setProperty("role", QStringLiteral("sidebar"));
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(space::k8, 0, space::k8, space::k8);
  column->setSpacing(0);
  column->addWidget(makeBrand());
  m_list->setSpacing(2);
  column->addLayout(m_list);
  column->addStretch(1);
  m_find->setIcon(themedIcon(QStringLiteral("search"), Tone::Muted));
  setStyleProperty(m_find, "role", QStringLiteral("find"));
  auto* const inFind = new QHBoxLayout(m_find);
  inFind->setContentsMargins(space::k8, 0, space::k8, 0);
  inFind->addStretch(1);
  inFind->addWidget(m_findKeys, 0, Qt::AlignVCenter);
  m_findKeys->setAttribute(Qt::WA_TransparentForMouseEvents);
  column->addWidget(m_find);
  connect(m_find, &QPushButton::clicked, this, &Sidebar::findRequested);
  connect(m_group, &QButtonGroup::buttonClicked, this,
          [this](QAbstractButton* button) { Q_EMIT chosen(button->property("id").toString()); });
  retranslate();
  setNarrow(false);
}

QWidget* Sidebar::makeBrand() {
  auto* const brand = new QWidget(this);
  brand->setFixedHeight(scaled(height::kHeader));
  auto* const row = new QHBoxLayout(brand);
  row->setContentsMargins(space::k8, 0, space::k8, 0);
  row->setSpacing(space::k8);
  m_name = makeLabel(QStringLiteral("title"), QStringLiteral("Signalbox"), brand);
  row->addWidget(new Sign(brand));
  row->addWidget(m_name, 1);
  return brand;
}

void Sidebar::addScreen(const QString& id, const QString& title, const QString& iconName,
                        int number) {
  auto* const button = new NavigationButton(id, iconName, this);
  button->setProperty("number", number);
  button->setNarrow(m_narrow);
  m_buttons.insert(id, button);
  m_group->addButton(button);
  m_list->addWidget(button);
  setTitle(id, title);
}

void Sidebar::setTitle(const QString& id, const QString& title) {
  NavigationButton* const button = m_buttons.value(id);
  if (button == nullptr) return;
  const QKeySequence keys(Qt::CTRL |
                          static_cast<Qt::Key>(Qt::Key_0 + button->property("number").toInt()));
  button->setTitle(title, keys.toString(QKeySequence::NativeText));
}

void Sidebar::setCurrent(const QString& id) {
  if (NavigationButton* const button = m_buttons.value(id)) button->setChecked(true);
}

void Sidebar::setMarked(const QString& id, bool marked) {
  if (NavigationButton* const button = m_buttons.value(id)) button->setMarked(marked);
}

void Sidebar::setNarrow(bool narrow) {
  m_narrow = narrow;
  setFixedWidth(scaled(narrow ? kSidebarNarrow : kSidebar));
  m_name->setVisible(!narrow);
  m_findKeys->setVisible(!narrow);
  for (NavigationButton* const button : m_buttons) {
    button->setNarrow(narrow);
    setTitle(button->property("id").toString(), button->text());
  }
  retranslate();
}

void Sidebar::retranslate() {
  setStyleProperty(m_find, "state", m_narrow ? QStringLiteral("narrow") : QString());
  m_find->setText(m_narrow ? QString() : tr("Find or run"));
  m_find->setAccessibleName(tr("Find or run"));
  m_find->setToolTip(m_narrow ? tr("Find or run") : QString());
  setAccessibleName(tr("Navigation"));
}

void Sidebar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

}  // namespace sb::ui
