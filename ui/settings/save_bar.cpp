#include "ui/settings/save_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/settings/settings_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {

SaveBar::SaveBar(SettingsModel& model, QWidget* parent)
    : QFrame(parent),
      m_model(model),
      m_icon(new QLabel(this)),
      m_count(makeLabel(QStringLiteral("strong"), {}, this)),
      m_text(makeLabel(QStringLiteral("muted"), {}, this)),
      m_again(makeButton(QStringLiteral("readFileAgain"), {}, this)),
      m_discard(makeButton(QStringLiteral("discardSettings"), {}, this)),
      m_save(makeButton(QStringLiteral("saveSettings"), {}, this, ButtonRole::Primary)) {
  setObjectName(QStringLiteral("saveBar"));
  setProperty("role", QStringLiteral("foot"));
  m_text->setObjectName(QStringLiteral("saveText"));
  m_text->setWordWrap(true);
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(space::k24, space::k12, space::k24, space::k12);
  row->setSpacing(space::k8);
  row->addWidget(m_icon);
  row->addWidget(m_count);
  row->addWidget(m_text, 1);
  row->addWidget(m_again);
  row->addWidget(m_discard);
  row->addWidget(m_save);
  connect(m_again, &QPushButton::clicked, &model, &SettingsModel::reloadFile);
  connect(m_discard, &QPushButton::clicked, &model, &SettingsModel::discard);
  connect(m_save, &QPushButton::clicked, &model, &SettingsModel::save);
  connect(&model, &SettingsModel::changed, this, &SaveBar::refresh);
  retranslate();
}

void SaveBar::refresh() {
  const bool failed = !m_model.saveProblem().isEmpty();
  setVisible(m_model.isChanged() || m_model.isSaving());
  m_count->setText(failed ? tr("Not saved.") : tr("%Ln changes", nullptr, m_model.changes()));
  m_text->setText(m_model.isConflict()
                      ? tr("Someone else has changed signalbox.yaml in the meantime. Read it "
                           "again, then save: your changes are kept.")
                  : failed ? m_model.saveProblem()
                           : tr("not saved to signalbox.yaml yet"));
  setStyleProperty(m_text, "tone", failed ? QStringLiteral("error") : QString());
  m_icon->setPixmap(iconPixmap(failed ? QStringLiteral("circle-x") : QStringLiteral("pencil"),
                               failed ? tokens().error : tokens().accent, scaled(16),
                               devicePixelRatioF()));
  m_again->setVisible(m_model.isConflict());
  for (QPushButton* const button : {m_again, m_discard, m_save})
    button->setEnabled(!m_model.isSaving());
  m_save->setText(m_model.isChanged(QStringLiteral("listen")) ? tr("Save and restart listeners")
                                                              : tr("Save"));
}

void SaveBar::retranslate() {
  m_again->setText(tr("Read it again"));
  m_discard->setText(tr("Discard"));
  refresh();
}

void SaveBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
    retranslate();
  QFrame::changeEvent(event);
}

}  // namespace sb::ui
