#include "ui/client/network.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>

namespace sb::ui {

void prepare(QNetworkAccessManager& manager, const Endpoint& endpoint) {
  manager.setProxy(endpoint.isLoopback() ? QNetworkProxy(QNetworkProxy::NoProxy)
                                         : QNetworkProxy(QNetworkProxy::DefaultProxy));
  manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
  manager.setAutoDeleteReplies(false);
}

QNetworkRequest requestFor(const Endpoint& endpoint, const QByteArray& target) {
  const QByteArray base = endpoint.url.toEncoded(QUrl::RemovePath | QUrl::RemoveQuery |
                                                 QUrl::RemoveFragment | QUrl::RemoveUserInfo);
  QNetworkRequest request(QUrl::fromEncoded(base + "/admin/v1/" + target));
  request.setRawHeader("Authorization", "Bearer " + endpoint.token);
  request.setRawHeader("Accept-Encoding", "identity");
  request.setRawHeader("User-Agent", "signalbox-console");
  for (const auto what :
       {QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute,
        QNetworkRequest::AuthenticationReuseAttribute})
    request.setAttribute(what, QNetworkRequest::Manual);
  request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
  request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
  request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
  return request;
}

}  // namespace sb::ui
