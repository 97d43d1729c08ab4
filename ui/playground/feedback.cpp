#include "ui/playground/feedback.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <memory>

#include "ui/client/network.h"
#include "ui/playground/chat_answer.h"

namespace sb::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::Feedback)
};

struct Run {
  int open = 0;
  QString problem;
  std::function<void(const QString&)> then;
};

QByteArray bodyOf(const Judgement& judgement) {
  const QJsonObject body{{QStringLiteral("request_id"), judgement.requestId},
                         {QStringLiteral("score"), judgement.score},
                         {QStringLiteral("comment"), judgement.comment}};
  return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

QNetworkRequest requestTo(const QUrl& url, const QByteArray& key) {
  QNetworkRequest request(url);
  request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
  request.setRawHeader("Authorization", "Bearer " + key);
  request.setTransferTimeout(30'000);
  return request;
}

QString problemOf(QNetworkReply& reply) {
  const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
  if (status >= 200 && status < 300) return {};
  const QString said = chatPieceFromBody(reply.read(64 * 1024)).errorText;
  return said.isEmpty() ? reply.errorString() : said;
}

void send(GatewayAccess& access, const QByteArray& key, const QList<Judgement>& judgements,
          QObject* context, const std::shared_ptr<Run>& run) {
  const QUrl url = access.url(QStringLiteral("feedback"));
  auto* const manager = new QNetworkAccessManager(context);
  prepare(*manager, {url, key});
  run->open = static_cast<int>(judgements.size());
  for (const Judgement& judgement : judgements) {
    QNetworkReply* const reply = manager->post(requestTo(url, key), bodyOf(judgement));
    QObject::connect(reply, &QNetworkReply::finished, manager, [reply, manager, run] {
      if (const QString problem = problemOf(*reply); !problem.isEmpty()) run->problem = problem;
      if (--run->open > 0) return;
      manager->deleteLater();
      run->then(run->problem);
    });
  }
}

}  // namespace

void storeFeedback(GatewayAccess& access, const QList<Judgement>& judgements, QObject* context,
                   std::function<void(const QString& problem)> then) {
  auto run = std::make_shared<Run>();
  run->then = std::move(then);
  access.withKey(context, [&access, judgements, context, run](const Reply<QByteArray>& key) {
    if (!key) return run->then(sentenceOf(key.error()));
    if (!access.isOpen()) return run->then(Words::tr("the gateway is stopped"));
    if (judgements.isEmpty()) return run->then({});
    send(access, *key, judgements, context, run);
  });
}

}  // namespace sb::ui
