// The screen of keys: its list, and the whole of it against a real gateway.
#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QVBoxLayout>

#include "tests/support/between.h"
#include "tests/support/hostile.h"
#include "tests/support/test_main.h"
#include "tests/ui/client/support.h"
#include "ui/access/access_screen.h"
#include "ui/access/key_words.h"
#include "ui/access/keys_model.h"
#include "ui/client/connection.h"

using namespace sb;
using namespace sb::ui;
using sb::test::until;

namespace {

QString text(const char* ascii) { return QString::fromLatin1(ascii); }

KeyInfo key(const char* name, KeyOrigin origin = KeyOrigin::Stored) {
  KeyInfo one;
  one.id = one.name = text(name);
  one.origin = origin;
  one.hint = text("sk-sb-abcdefghij-");
  return one;
}

// The screen in a window, on a gateway.
struct Desk {
  explicit Desk(const Endpoint& endpoint) : connection(endpoint), screen(connection) {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    window.resize(1096, 768);
    auto* const box = new QVBoxLayout(&window);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(screen.widget());
    QObject::connect(&screen, &Screen::noticed, &window,
                     [this](const QString& said) { notices.append(said); });
    screen.activated();
    connection.start();
    window.show();
    window.activateWindow();
  }

  template <class T = QWidget>
  T* wait(const char* name) const {
    T* found = nullptr;
    until([&] {
      for (T* const one : window.findChildren<T*>(text(name)))
        if (one->isVisible()) found = one;
      return found != nullptr;
    });
    if (found == nullptr) qCritical("there is no %s", name);
    return found;
  }
  void click(const char* name) const {
    if (auto* const button = wait<QAbstractButton>(name)) button->click();
  }
  bool waitFor(const char* part) const {
    return until([&] {
      for (const QLabel* const label : window.findChildren<QLabel*>())
        if (label->isVisible() && label->text().contains(text(part))) return true;
      return false;
    });
  }
  int rows() const {
    const auto* const table = window.findChild<QTableView*>(text("keyTable"));
    return table->model()->rowCount();
  }
  // Makes a key through the dialog and gives its text.
  QString make(const char* name) {
    click("newKey");
    wait<QLineEdit>("newKeyName")->setText(text(name));
    click("newKeyCreate");
    auto* const secret = wait<QLineEdit>("newKeySecret");
    QString value;
    until([&] { return !(value = secret->text()).isEmpty(); });
    wait<QCheckBox>("secretSaved")->setChecked(true);
    click("newKeyDone");
    return value;
  }

  Connection connection;
  AccessScreen screen;
  QWidget window;
  QStringList notices;
};

}  // namespace

class KeysModelTest : public QObject {
  Q_OBJECT

 private slots:
  void showsWhatMattersOfEachKey() {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    KeysModel model;
    const QAbstractItemModelTester tester(&model);
    KeyInfo alice = key("alice");
    alice.spend30d = 1'840'000'000;
    alice.models = QStringList{text("fast"), text("claude-*")};
    model.setKeys({alice, key("ci", KeyOrigin::File), key("console", KeyOrigin::Session)});
    QCOMPARE(model.rowCount(), 2);
    const auto show = [&](int row, int column) {
      return model.index(row, column).data().toString();
    };
    QCOMPARE(show(0, KeysModel::Spend), text("$1.84"));
    QCOMPARE(show(0, KeysModel::MayUse), text("fast, claude-*"));
    QCOMPARE(show(1, KeysModel::MayUse), text("all models"));
    QCOMPARE(show(1, KeysModel::LastUsed), text("never"));
  }

  void keepsRowsWhileTheSameKeysChange() {
    KeysModel model;
    const QAbstractItemModelTester tester(&model);
    model.setKeys({key("alice"), key("ci")});
    const QPersistentModelIndex second = model.index(1, 0);
    KeyInfo renamed = key("ci");
    renamed.name = text("builds");
    model.setKeys({key("alice"), renamed});
    QVERIFY(second.isValid());
    QCOMPARE(second.data().toString(), text("builds"));
    model.setKeys({});
    QVERIFY(!second.isValid());
  }

  void narrowsByLifeAndSearch() {
    KeysModel model;
    KeysFilter filter;
    filter.setSourceModel(&model);
    const QAbstractItemModelTester tester(&filter);
    KeyInfo old = key("old"), gone = key("gone");
    old.expires = 1;
    gone.revoked = 1;
    model.setKeys({key("alice"), old, gone});
    const auto rows = [&](KeysFilter::Which which) {
      filter.setWhich(which);
      return filter.rowCount();
    };
    QCOMPARE(rows(KeysFilter::Which::Active), 1);
    QCOMPARE(rows(KeysFilter::Which::Expired), 1);
    QCOMPARE(rows(KeysFilter::Which::Revoked), 1);
    QCOMPARE(rows(KeysFilter::Which::All), 3);
    filter.setSearch(text(" ALI"));
    QCOMPARE(filter.rowCount(), 1);
  }

  void holdsTenThousandKeys() {
    KeysModel model;
    QList<KeyInfo> many(10'000);
    for (KeyInfo& one : many)
      one = key("k");
    model.setKeys(many);
    QCOMPARE(model.rowCount(), 10'000);
  }

  void readsALineOfModels() {
    QCOMPARE(modelsOf(text(" fast, claude-*;fast\n gpt-4o ")),
             (QStringList{text("fast"), text("claude-*"), text("gpt-4o")}));
    QVERIFY(modelsOf(text(" , ")).isEmpty());
  }
};

class AccessTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_engine = std::make_unique<test::Engine>(test::kUnusedProvider);
    m_desk = std::make_unique<Desk>(test::endpointOf(*m_engine));
    QVERIFY(until([&] { return m_desk->rows() == 1; }));
  }
  void cleanup() {
    m_desk.reset();
    m_engine.reset();
  }

  void makesAKeyByKeyboardAndShowsItOnce();
  void asksBeforeAnUnsavedSecretIsLost();
  void revokesAndTheGatewayAnswers401();
  void showsLastUseAndSpendAsTheyHappen();
  void renames();
  void leavesKeysOfTheFileAlone();
  void answersHostileInputPlainly_data();
  void answersHostileInputPlainly();
  void saysWhatToDoFirst();
  void saysWhenTheGatewayIsGone();
  void pastedNamesAreRefusedOrTakenAsText_data();
  void pastedNamesAreRefusedOrTakenAsText();
  void keysAreRenamedToNamesOnly_data() { pastedNamesAreRefusedOrTakenAsText_data(); }
  void keysAreRenamedToNamesOnly();
  void troubleOnTheWayLosesNothing_data();
  void troubleOnTheWayLosesNothing();
  void namesEverythingThatTakesTheFocus();

 private:
  int statusWith(const QString& secret) const {
    return m_engine
        ->ask("GET", "/v1/models", {}, "Authorization: Bearer " + secret.toStdString() + "\r\n")
        .status;
  }
  void choose(const QString& name) {
    auto* const table = m_desk->wait<QTableView>("keyTable");
    for (int row = 0; row < table->model()->rowCount(); ++row)
      if (table->model()->index(row, 0).data().toString() == name) table->selectRow(row);
  }

  std::unique_ptr<test::Engine> m_engine;
  std::unique_ptr<Desk> m_desk;
};

void AccessTest::makesAKeyByKeyboardAndShowsItOnce() {
  QVERIFY(QTest::qWaitForWindowActive(&m_desk->window));
  const auto press = [](Qt::Key which) { QTest::keyClick(QApplication::focusWidget(), which); };
  m_desk->wait("newKey")->setFocus(Qt::TabFocusReason);
  press(Qt::Key_Space);
  auto* const name = m_desk->wait<QLineEdit>("newKeyName");
  QVERIFY(until([&] { return QApplication::focusWidget() == name; }));
  QTest::keyClicks(name, text("claude-code"));
  press(Qt::Key_Return);
  auto* const secret = m_desk->wait<QLineEdit>("newKeySecret");
  QVERIFY(until([&] { return secret->text().startsWith(text("sk-sb-")); }));
  const QString value = secret->text();
  QVERIFY(!m_desk->wait("newKeyDone")->isEnabled());
  QVERIFY(until([&] { return QApplication::focusWidget() == m_desk->wait("copySecret"); }));
  press(Qt::Key_Space);
  QCOMPARE(QGuiApplication::clipboard()->text(), value);
  QCOMPARE(statusWith(value), 200);
  m_desk->wait<QCheckBox>("secretSaved")->setFocus(Qt::TabFocusReason);
  press(Qt::Key_Space);
  m_desk->wait("newKeyDone")->setFocus(Qt::TabFocusReason);
  press(Qt::Key_Space);
  QVERIFY(until([&] { return m_desk->rows() == 2; }));
  for (const QLineEdit* const field : m_desk->window.findChildren<QLineEdit*>())
    QVERIFY(!field->text().contains(value));
}

void AccessTest::asksBeforeAnUnsavedSecretIsLost() {
  m_desk->click("newKey");
  m_desk->wait<QLineEdit>("newKeyName")->setText(text("alice"));
  m_desk->click("newKeyCreate");
  auto* const dialog = m_desk->wait("newKeyDialog");
  QVERIFY(m_desk->wait("newKeySecret") != nullptr);
  QTest::keyClick(dialog, Qt::Key_Escape);
  m_desk->click("questionReject");
  QVERIFY(dialog->isVisible());
  QTest::keyClick(dialog, Qt::Key_Escape);
  const QSignalSpy gone(dialog, &QObject::destroyed);
  m_desk->click("questionAccept");
  QVERIFY(until([&] { return !gone.isEmpty(); }));
}

void AccessTest::revokesAndTheGatewayAnswers401() {
  const QString secret = m_desk->make("alice");
  QCOMPARE(statusWith(secret), 200);
  QVERIFY(until([&] { return m_desk->rows() == 2; }));
  choose(text("alice"));
  QTest::keyClick(m_desk->wait("keyTable"), Qt::Key_Delete);
  QVERIFY(m_desk->wait("question")->accessibleName().contains(text("alice")));
  m_desk->click("questionAccept");
  QVERIFY(until([&] { return m_desk->rows() == 1; }));
  QCOMPARE(statusWith(secret), 401);
  QCOMPARE(m_desk->notices.last(), text("Key alice is revoked."));
}

void AccessTest::showsLastUseAndSpendAsTheyHappen() {
  const auto* const table = m_desk->wait<QTableView>("keyTable");
  const auto cell = [&](int column) { return table->model()->index(0, column).data().toString(); };
  QCOMPARE(cell(KeysModel::LastUsed), text("never"));
  m_engine->chat("up/nobody");
  QVERIFY(until([&] { return cell(KeysModel::LastUsed) == text("just now"); }));
  QVERIFY(until([&] { return cell(KeysModel::Spend) == text("$0.00"); }));
}

void AccessTest::renames() {
  m_desk->make("alice");
  QVERIFY(until([&] { return m_desk->rows() == 2; }));
  choose(text("alice"));
  m_desk->click("renameKey");
  auto* const name = m_desk->wait<QLineEdit>("renameName");
  name->setText(text("ci"));
  m_desk->click("renameSave");
  QVERIFY(m_desk->waitFor("A key named ci already exists"));
  name->setText(text("bob"));
  m_desk->click("renameSave");
  QVERIFY(until([&] { return !m_desk->notices.isEmpty(); }));
  QCOMPARE(m_desk->notices.last(), text("Key alice is now called bob."));
}

void AccessTest::leavesKeysOfTheFileAlone() {
  choose(text("ci"));
  QVERIFY(!m_desk->wait("revokeKey")->isEnabled());
  QVERIFY(!m_desk->wait("renameKey")->isEnabled());
  QVERIFY(!m_desk->wait("revokeKey")->toolTip().isEmpty());
}

void AccessTest::answersHostileInputPlainly_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QString>("models");
  QTest::addColumn<QString>("message");
  const QString large(10'240, QLatin1Char('x'));
  QTest::newRow("nothing") << QString() << QString() << text("Give the key a name");
  QTest::newRow("a name of 10 KB") << large << QString() << text("too long");
  QTest::newRow("a name with a line break") << text("a\nb") << QString() << text("line break");
  QTest::newRow("a taken name") << text("ci") << QString() << text("already");
  QTest::newRow("a model of 10 KB") << text("a") << large << text("too long");
  QTest::newRow("pasted binary") << text("a") << text("x\x01y") << text("invisible");
}

void AccessTest::answersHostileInputPlainly() {
  QFETCH(const QString, name);
  QFETCH(const QString, models);
  QFETCH(const QString, message);
  m_desk->click("newKey");
  auto* const field = m_desk->wait<QLineEdit>("newKeyName");
  field->setText(name);
  m_desk->wait<QLineEdit>("newKeyModels")->setText(models);
  m_desk->click("newKeyCreate");
  QVERIFY(m_desk->waitFor(message.toLatin1().constData()));
  QCOMPARE(field->text(), name);
  QCOMPARE(m_desk->rows(), 1);
}

void AccessTest::saysWhatToDoFirst() {
  m_desk.reset();
  m_engine = std::make_unique<test::Engine>(std::string(test::kUnusedProvider) + "keys: []\n");
  m_desk = std::make_unique<Desk>(test::endpointOf(*m_engine));
  QVERIFY(m_desk->waitFor("No key yet"));
  m_desk->click("emptyAction");
  QVERIFY(m_desk->wait("newKeyName") != nullptr);
}

void AccessTest::saysWhenTheGatewayIsGone() {
  m_desk->click("newKey");
  m_desk->wait<QLineEdit>("newKeyName")->setText(text("alice"));
  m_engine.reset();
  m_desk->click("newKeyCreate");
  QVERIFY(m_desk->waitFor("The gateway does not answer"));
  QCOMPARE(m_desk->wait<QLineEdit>("newKeyName")->text(), text("alice"));
  QVERIFY(m_desk->wait("newKeyCreate")->isEnabled());
  QCOMPARE(m_desk->rows(), 1);
}

void AccessTest::pastedNamesAreRefusedOrTakenAsText_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<bool>("fine");
  for (const auto& [what, name] : test::hostileTexts())
    QTest::newRow(what) << name << test::isFine(what);
}

void AccessTest::pastedNamesAreRefusedOrTakenAsText() {
  QFETCH(const QString, name);
  QFETCH(const bool, fine);
  m_desk->click("newKey");
  auto* const field = m_desk->wait<QLineEdit>("newKeyName");
  test::pasteInto(field, name);
  const QString before = field->text();
  m_desk->click("newKeyCreate");
  if (!fine) {
    QVERIFY(!m_desk->wait<QLabel>("newKeyProblem")->text().isEmpty());
    QCOMPARE(field->text(), before);
    QCOMPARE(m_desk->rows(), 1);
    return;
  }
  QVERIFY(m_desk->wait<QLineEdit>("newKeySecret") != nullptr);
  QCOMPARE(test::richLabels(&m_desk->window), QStringList());
  m_desk->wait<QCheckBox>("secretSaved")->setChecked(true);
  m_desk->click("newKeyDone");
  QVERIFY(until([&] { return m_desk->rows() == 2; }));
  choose(name);
  m_desk->click("renameKey");
  QCOMPARE(m_desk->wait<QLineEdit>("renameName")->text(), name);
  QVERIFY(m_desk->wait("renameDialog")->windowTitle().contains(name));
  m_desk->click("renameCancel");
  m_desk->click("revokeKey");
  QVERIFY(m_desk->wait("question")->accessibleName().contains(name));
  QCOMPARE(test::richLabels(&m_desk->window), QStringList());
  m_desk->click("questionAccept");
  QVERIFY(until([&] { return !m_desk->notices.isEmpty(); }));
  QVERIFY(m_desk->notices.last().contains(name));
}

void AccessTest::keysAreRenamedToNamesOnly() {
  QFETCH(const QString, name);
  QFETCH(const bool, fine);
  m_desk->click("newKey");
  m_desk->wait<QLineEdit>("newKeyName")->setText(text("bob"));
  m_desk->click("newKeyCreate");
  m_desk->wait<QCheckBox>("secretSaved")->setChecked(true);
  m_desk->click("newKeyDone");
  QVERIFY(until([&] { return m_desk->rows() == 2; }));
  choose(text("bob"));
  m_desk->click("renameKey");
  auto* const field = m_desk->wait<QLineEdit>("renameName");
  test::pasteInto(field, name);
  const QString before = field->text();
  m_desk->click("renameSave");
  QCOMPARE(test::richLabels(&m_desk->window), QStringList());
  if (!fine) {
    QVERIFY(!m_desk->wait<QLabel>("renameProblem")->text().isEmpty());
    QCOMPARE(field->text(), before);
    m_desk->click("renameCancel");
    choose(text("bob"));
    return;
  }
  QVERIFY(until([&] { return !m_desk->notices.isEmpty(); }));
  choose(name);
}

void AccessTest::troubleOnTheWayLosesNothing_data() {
  using Mode = test::Between::Mode;
  test::addTroubles({Mode::Gone, Mode::Silent, Mode::Garbage});
}

void AccessTest::troubleOnTheWayLosesNothing() {
  QFETCH(const test::Between::Mode, mode);
  QFETCH(const QString, said);
  test::Between between(*m_engine);
  m_desk = std::make_unique<Desk>(between.endpoint());
  QVERIFY(until([&] { return m_desk->rows() == 1; }));
  m_desk->click("newKey");
  m_desk->wait<QLineEdit>("newKeyName")->setText(text("alice"));
  between.set(mode);
  m_desk->click("newKeyCreate");
  if (mode == test::Between::Mode::Silent) {
    QVERIFY(until([&] { return between.swallowed() > 0; }));
    QVERIFY(m_desk->wait("newKeyCancel")->isEnabled());
    between.set(test::Between::Mode::Gone);
  }
  QVERIFY(m_desk->waitFor(said.toLatin1().constData()));
  QCOMPARE(m_desk->wait<QLineEdit>("newKeyName")->text(), text("alice"));
  QVERIFY(m_desk->wait("newKeyCreate")->isEnabled());
  between.set(test::Between::Mode::Pass);
  m_desk->click("newKeyCreate");
  auto* const secret = m_desk->wait<QLineEdit>("newKeySecret");
  QVERIFY(secret->text().startsWith(text("sk-sb-")));
  QCOMPARE(statusWith(secret->text()), 200);
}

void AccessTest::namesEverythingThatTakesTheFocus() {
  const auto check = [&] {
    for (const QWidget* const widget : m_desk->window.findChildren<QWidget*>()) {
      if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()) continue;
      const auto* const button = qobject_cast<const QAbstractButton*>(widget);
      const bool named =
          !widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty());
      QVERIFY2(named, qPrintable(QLatin1String(widget->metaObject()->className()) +
                                 QLatin1Char(' ') + widget->objectName()));
    }
  };
  check();
  m_desk->click("newKey");
  QVERIFY(m_desk->wait("newKeyName") != nullptr);
  check();
}

SB_TEST(KeysModelTest);
SB_TEST(AccessTest);
#include "access_test.moc"
