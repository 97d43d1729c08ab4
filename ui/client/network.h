// What every connection of the console to an admin API has in common. GUI thread.
#pragma once

#include <QNetworkRequest>

#include "ui/client/endpoint.h"

class QNetworkAccessManager;

namespace sb::ui {

// No proxy for this computer, no redirects, no cookies.
void prepare(QNetworkAccessManager& manager, const Endpoint& endpoint);
// With the token. `target` is everything behind "/admin/v1/", encoded.
QNetworkRequest requestFor(const Endpoint& endpoint, const QByteArray& target);

}  // namespace sb::ui
