#include "ui/client/config_api.h"

namespace sb::ui {

Call ConfigApi::text(QObject* context, Then<ConfigText> then) {
  Request request;
  request.path = QStringLiteral("config");
  return m_wire.object(request, configTextFromJson, context, std::move(then));
}

Call ConfigApi::save(const QString& text, const QString& revision, QObject* context,
                     Then<Saved> then) {
  Request request;
  request.method = "PUT";
  request.path = QStringLiteral("config");
  request.body = jsonBody({{QStringLiteral("text"), text}, {QStringLiteral("revision"), revision}});
  return m_wire.object(request, savedFromJson, context, std::move(then));
}

Call ConfigApi::check(const QString& text, QObject* context, Then<ConfigVerdict> then) {
  Request request;
  request.method = "POST";
  request.path = QStringLiteral("config/check");
  request.body = jsonBody({{QStringLiteral("text"), text}});
  return m_wire.object(request, verdictFromJson, context, std::move(then));
}

Call ConfigApi::reload(QObject* context, Then<Saved> then) {
  Request request;
  request.method = "POST";
  request.path = QStringLiteral("config/reload");
  return m_wire.object(request, savedFromJson, context, std::move(then));
}

Call ConfigApi::settings(QObject* context, Then<Settings> then) {
  Request request;
  request.path = QStringLiteral("settings");
  return m_wire.object(request, settingsFromJson, context, std::move(then));
}

Call ConfigApi::saveSetting(const QString& section, const QJsonValue& value, QObject* context,
                            Then<Saved> then) {
  Request request;
  request.method = "PUT";
  request.path = QStringLiteral("settings/%1").arg(escaped(section));
  request.body = jsonBody({{QStringLiteral("value"), value}});
  return m_wire.object(request, savedFromJson, context, std::move(then));
}

Call ConfigApi::removeSetting(const QString& section, QObject* context, Then<Saved> then) {
  Request request;
  request.method = "DELETE";
  request.path = QStringLiteral("settings/%1").arg(escaped(section));
  return m_wire.object(request, savedFromJson, context, std::move(then));
}

}  // namespace sb::ui
