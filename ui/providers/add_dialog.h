// Adds a provider: presets and servers of this computer on the left, the fields on the right. It is
// saved and tested in one go; what the test used and found is shown before the dialog ends, and a
// provider that does not work can be mended or taken out again. Owner: the page.
#pragma once

#include "ui/providers/provider_edits.h"
#include "ui/providers/providers_data.h"
#include "ui/widgets/dialog.h"

class QLabel;
class QListView;
class QPushButton;

namespace sb::ui {

class PresetModel;
class ProviderForm;
class SearchField;
class TrialPanel;

class AddDialog : public Dialog {
  Q_OBJECT

 public:
  AddDialog(ProvidersData& source, ProviderEdits& edits, QWidget* parent);

  // A preset's id; of a server that was found, with its port. Also before the presets are there.
  void choose(const QString& presetId, int port = 0);

 Q_SIGNALS:
  void added(const QString& id, const QString& name);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QWidget* makeList();
  QWidget* makeRight();
  void makeFoot();
  void fill();
  void take(const QModelIndex& index);
  void takeOffer(const struct Offer& offer);
  void chooseCustom();
  void submit();
  void takeOut();
  void saved(const NewProvider& provider, const Outcome& outcome);
  void refresh();
  void leave();
  bool works() const;

  ProvidersData& m_data;
  ProviderEdits& m_edits;
  PresetModel* m_model;
  SearchField* m_search = nullptr;
  QListView* m_list = nullptr;
  QPushButton* m_custom = nullptr;
  ProviderForm* m_form = nullptr;
  TrialPanel* m_panel = nullptr;
  QLabel* m_note = nullptr;
  QPushButton* m_remove = nullptr;
  QPushButton* m_cancel = nullptr;
  QPushButton* m_add = nullptr;
  QString m_wantedPreset;
  int m_wantedPort = 0;
  QString m_kindName, m_addedId, m_title;  // m_title: what was added is called
  bool m_saving = false, m_edited = false;
};

}  // namespace sb::ui
