// Where the log's filter is written: whole words become tokens that can be taken away, the word
// under the cursor is completed. The text is that of docs/signalboxctl.md. Owner: the page.
#pragma once

#include <QFrame>
#include <QHash>
#include <QStringList>

class QCompleter;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QStringListModel;

namespace sb::ui {

class FilterBar : public QFrame {
  Q_OBJECT

 public:
  explicit FilterBar(QWidget* parent = nullptr);

  // Tokens and the word that is being written.
  QString text() const;
  // Becomes tokens; says nothing.
  void setText(const QString& text);
  // At the end: "284 of 2,318".
  void setNote(const QString& note);
  // What is wrong with the text; empty: nothing.
  void setProblem(const QString& problem);
  // Values that complete a field.
  void setValues(const QString& field, const QStringList& values);
  void focusInput();

 Q_SIGNALS:
  void changed(const QString& text);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void retranslate();
  void rebuild();
  QWidget* makeToken(int place);
  void take(int place, bool edit);
  void commit();
  void complete();
  void choose(const QString& completion);

  QStringList m_words;
  QHash<QString, QStringList> m_values;
  QHBoxLayout* m_row;
  QWidget* m_tokens = nullptr;
  QLineEdit* m_input;
  QLabel* m_note;
  QCompleter* m_completer;
  QStringListModel* m_completions;
  QString m_problem;
};

}  // namespace sb::ui
