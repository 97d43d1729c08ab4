#include "ui/logs/logs_page.h"

#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/logs/curl.h"
#include "ui/logs/log_detail_view.h"
#include "ui/logs/log_list.h"
#include "ui/logs/log_table.h"
#include "ui/theme/format.h"
#include "ui/theme/icons.h"
#include "ui/widgets/band.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"

namespace sb::ui {
namespace {

constexpr qint64 kMostCurl = 4 * 1024 * 1024;

QString lit(const char* text) { return QString::fromLatin1(text); }

}  // namespace

LogsPage::LogsPage(Connection& connection, Preferences& preferences)
    : Page(lit("logs")),
      m_connection(connection),
      m_model(connection),
      m_facets(connection),
      m_stack(new QStackedWidget(this)),
      m_list(new LogList(connection, m_model, m_facets, preferences, this)),
      m_detail(new LogDetailView(connection, this)),
      m_live(new Chip({}, ChipTone::Accent, {}, this)),
      m_new(makeSmallButton(lit("newRows"), {}, this, ButtonRole::Plain, lit("arrow-up"))),
      m_pause(makeButton(lit("pauseLogs"), {}, this, ButtonRole::Plain, lit("pause"))),
      m_export(makeButton(lit("exportLogs"), {}, this, ButtonRole::Plain, lit("download"))),
      m_curl(makeButton(lit("copyCurl"), {}, this, ButtonRole::Plain, lit("terminal"))),
      m_previous(makeIconButton(lit("previousRequest"), lit("arrow-up"), {}, this)),
      m_next(makeIconButton(lit("nextRequest"), lit("arrow-down"), {}, this)) {
  setFlush();
  m_stack->addWidget(m_list);
  m_stack->addWidget(m_detail);
  body()->addWidget(m_stack);
  addActions();
  connectAll();
  retranslate();
}

// Views go before the models that they show.
LogsPage::~LogsPage() { delete m_stack; }

void LogsPage::addActions() {
  for (QWidget* const action : std::initializer_list<QWidget*>{m_live, m_new, m_pause, m_export,
                                                               m_previous, m_next, m_curl})
    addAction(action);
}

void LogsPage::connectAll() {
  connect(&m_model, &LogModel::stateChanged, this, &LogsPage::refresh);
  connect(&m_model, &LogModel::waitingChanged, this, &LogsPage::refresh);
  connect(&m_connection.events(), &EventStream::rowsArrived, &m_facets, &FacetModel::addRows);
  connect(&m_connection, &Connection::configChanged, this, [this] {
    if (m_active) askProviders();
  });
  connect(&m_connection, &Connection::stateChanged, this, [this](Connection::State state) {
    if (!m_active || state != Connection::State::Connected) return;
    askProviders();
    m_facets.setActive(true);
  });
  LogTable* const table = m_list->table();
  connect(table, &LogTable::openRequested, this, &LogsPage::openRequest);
  connect(table, &LogTable::pauseRequested, this, &LogsPage::togglePause);
  connect(table, &LogTable::curlRequested, this, &LogsPage::copyCurl);
  connect(table, &LogTable::scrolledFromTop, this, [this](bool away) {
    m_away = away;
    follow();
  });
  connect(m_list, &LogList::filterChanged, this, &LogsPage::refresh);
  connect(m_list, &LogList::connectRequested, this, [this] {
    Q_EMIT navigationRequested(lit("overview"), {{lit("connect"), true}});
  });
  connect(m_detail, &LogDetailView::loaded, this, &LogsPage::refresh);
  connect(m_new, &QPushButton::clicked, this, [this, table] {
    m_paused = m_away = false;
    follow();
    table->scrollToTop();
  });
  connect(m_pause, &QPushButton::clicked, this, &LogsPage::togglePause);
  connect(m_export, &QPushButton::clicked, this, &LogsPage::exportRows);
  connect(m_curl, &QPushButton::clicked, this, [this] { copyCurl(m_detail->id()); });
  connect(m_previous, &QToolButton::clicked, this, [this] { step(-1); });
  connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
  connect(this, &Page::backRequested, this, &LogsPage::showList);
  connect(band(), &Band::acted, this, [this] {
    if (m_model.error().filterProblems.isEmpty())
      m_model.reload();
    else
      setFilter({});
  });
}

void LogsPage::setActive(bool active) {
  m_active = active;
  if (active && m_connection.isConnected()) askProviders();
  m_model.setActive(active);
  m_facets.setActive(active);
  refresh();
}

void LogsPage::askProviders() {
  m_callProviders =
      m_connection.client().providers().list(this, [this](const Reply<QList<Provider>>& reply) {
        if (!reply) return;
        QStringList ids;
        for (const Provider& provider : *reply)
          ids.append(provider.id);
        m_model.setProviders(ids);
        m_facets.setProviders(ids);
        m_detail->setProviders(ids);
      });
}

void LogsPage::setFilter(const QString& filter) {
  showList();
  m_list->setFilter(filter);
}

void LogsPage::focusFilter() {
  showList();
  m_list->focusFilter();
}

const QString& LogsPage::openId() const { return m_detail->id(); }

void LogsPage::openRequest(const QString& id) {
  m_detail->open(id);
  m_stack->setCurrentWidget(m_detail);
  setCrumb(id, Crumb::Id);
  refresh();
}

void LogsPage::showList() {
  if (m_stack->currentWidget() == m_list) return;
  m_list->table()->showRow(m_model.rowOf(m_detail->id()));
  m_detail->close();
  m_stack->setCurrentWidget(m_list);
  setCrumb({});
  m_list->table()->setFocus();
  refresh();
}

void LogsPage::step(int by) {
  const int row = m_model.rowOf(m_detail->id());
  const LogRow* const next = row < 0 ? nullptr : m_model.rowAt(row + by);
  if (next != nullptr) openRequest(next->id);
}

void LogsPage::togglePause() {
  m_paused = !m_paused;
  if (!m_paused && m_away) m_list->table()->scrollToTop();
  m_away = m_away && m_paused;
  follow();
}

void LogsPage::follow() {
  m_model.setFollowing(!m_paused && !m_away);
  refresh();
}

void LogsPage::refresh() {
  const bool list = m_stack->currentWidget() == m_list;
  const bool rows = list && !m_list->isEmpty() && !m_list->isBroken();
  const bool following = m_model.isFollowing();
  m_live->setVisible(rows && (following || m_model.waiting() == 0));
  m_live->set(following ? tr("Live, following") : (m_paused ? tr("Paused") : tr("Live, above")),
              following ? ChipTone::Accent : ChipTone::Neutral, lit("led"));
  m_new->setVisible(rows && !following && m_model.waiting() > 0);
  m_new->setText(m_model.waiting() >= LogModel::kMostWaiting
                     ? tr("More than %1 new").arg(number(LogModel::kMostWaiting - 1))
                     : tr("%Ln new", "rows of the log", m_model.waiting()));
  m_pause->setVisible(list && !m_list->isBroken());
  m_pause->setText(m_paused ? tr("Follow") : tr("Pause"));
  m_pause->setIcon(themedIcon(m_paused ? lit("play") : lit("pause")));
  m_export->setVisible(rows);
  const int row = list ? -1 : m_model.rowOf(m_detail->id());
  for (QWidget* const widget : std::initializer_list<QWidget*>{m_previous, m_next, m_curl})
    widget->setVisible(!list);
  m_previous->setEnabled(row > 0 && m_model.rowAt(row - 1) != nullptr);
  m_next->setEnabled(row >= 0 && m_model.rowAt(row + 1) != nullptr);
  m_curl->setEnabled(m_detail->detail() != nullptr);
  refreshBand();
}

void LogsPage::refreshBand() {
  const ApiError& error = m_model.error();
  if (m_model.state() != LogModel::State::Failed || error.isGone() || m_list->isBroken())
    return band()->hide();
  if (!error.filterProblems.isEmpty())
    return band()->set(Band::Kind::Warning, tr("The filter cannot be read."),
                       error.filterProblems.first().what, tr("Clear the filter"));
  band()->set(
      Band::Kind::Error,
      error.status == 408 ? tr("The search takes too long.") : tr("The log cannot be read."),
      sentenceOf(error), tr("Try again"));
}

// The body as it came is fetched: JSON that was read and written again may be another text.
void LogsPage::copyCurl(const QString& id) {
  m_callCurl =
      m_connection.client().logs().detail(id, this, [this, id](const Reply<LogDetail>& reply) {
        if (!reply)
          return Q_EMIT noticed(
              tr("The request cannot be read: %1").arg(sentenceOf(reply.error())));
        const BodyInfo info = reply->requestBody;
        const QString endpoint = reply->row.endpoint;
        if (!info.kept || info.preview || info.bytes > kMostCurl)
          return Q_EMIT noticed(
              tr("The request's text was not kept in full, so it cannot be sent again."));
        m_callCurl = m_connection.client().logs().body(
            id, BodySide::Request, 0, kMostCurl, this,
            [this, endpoint, info](const Reply<BodyPart>& body) {
              if (!body)
                return Q_EMIT noticed(
                    tr("The request cannot be read: %1").arg(sentenceOf(body.error())));
              putCurl(endpoint, body->bytes, !info.redacted);
            });
      });
}

void LogsPage::putCurl(const QString& endpoint, const QByteArray& body, bool whole) {
  const QStringList& addresses = m_connection.status().addresses;
  CurlRequest request;
  request.gateway = addresses.isEmpty() ? lit("http://127.0.0.1:7411") : addresses.first();
  request.endpoint = endpoint;
  request.body = body;
  QGuiApplication::clipboard()->setText(curlText(request));
  Q_EMIT noticed(whole ? tr("Copied. It takes the key from the variable SIGNALBOX_KEY.")
                       : tr("Copied. Parts of the text were replaced before it was kept."));
}

void LogsPage::exportRows() {
  auto* const dialog = new QFileDialog(this, tr("Export the log"));
  dialog->setObjectName(lit("exportDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setFileMode(QFileDialog::AnyFile);
  dialog->setNameFilters(
      {tr("Table (%1)").arg(lit("*.csv")), tr("JSON lines (%1)").arg(lit("*.jsonl"))});
  dialog->setDefaultSuffix(lit("csv"));
  dialog->selectFile(lit("signalbox-log.csv"));
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
    const auto format = path.endsWith(lit(".jsonl")) ? ExportFormat::Jsonl : ExportFormat::Csv;
    m_export->setEnabled(false);
    m_callExport = m_connection.client().logs().exportToFile(
        path, m_list->filter(), format,
        [this](qint64 done) { m_export->setText(tr("Exporting, %1").arg(bytes(done))); }, this,
        [this, path](const Reply<qint64>& reply) {
          m_export->setEnabled(true);
          m_export->setText(tr("Export"));
          Q_EMIT noticed(reply ? tr("Exported to %1").arg(path)
                               : tr("The export failed: %1").arg(sentenceOf(reply.error())));
        });
  });
  dialog->open();
}

void LogsPage::retranslate() {
  setTitle(tr("Logs"));
  m_export->setText(tr("Export"));
  m_curl->setText(tr("Copy as curl"));
  setTip(m_previous, tr("Newer request"));
  setTip(m_next, tr("Older request"));
  m_pause->setToolTip(tr("Space in the list"));
  refresh();
}

void LogsPage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  Page::changeEvent(event);
}

}  // namespace sb::ui
