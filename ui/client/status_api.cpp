#include "ui/client/status_api.h"

namespace sb::ui {

Call StatusApi::status(QObject* context, Then<GatewayStatus> then) {
  Request request;
  request.path = QStringLiteral("status");
  request.patienceMs = 10'000;
  return m_wire.object(request, statusFromJson, context, std::move(then));
}

Call StatusApi::live(QObject* context, Then<LivePicture> then) {
  Request request;
  request.path = QStringLiteral("live");
  return m_wire.object(request, liveFromJson, context, std::move(then));
}

Call StatusApi::start(QObject* context, Then<GatewayStatus> then) {
  Request request;
  request.method = "POST";
  request.path = QStringLiteral("gateway/start");
  return m_wire.object(request, statusFromJson, context, std::move(then));
}

Call StatusApi::startAt(int port, int insteadOf, QObject* context, Then<GatewayStatus> then) {
  Request request;
  request.method = "POST";
  request.path = QStringLiteral("gateway/start");
  request.body =
      jsonBody({{QStringLiteral("port"), port}, {QStringLiteral("instead_of"), insteadOf}});
  return m_wire.object(request, statusFromJson, context, std::move(then));
}

Call StatusApi::stop(QObject* context, Then<GatewayStatus> then) {
  Request request;
  request.method = "POST";
  request.path = QStringLiteral("gateway/stop");
  return m_wire.object(request, statusFromJson, context, std::move(then));
}

Call StatusApi::switchDemo(bool on, QObject* context, Then<GatewayStatus> then) {
  Request request;
  request.method = "POST";
  request.path = QStringLiteral("demo");
  request.body = jsonBody({{QStringLiteral("on"), on}});
  return m_wire.object(request, statusFromJson, context, std::move(then));
}

}  // namespace sb::ui
