// Makes an ApiError of what came back instead of a good answer. For pending_call.cpp and
// event_stream.cpp. `error` brings status and path. GUI thread.
#pragma once

#include "ui/client/wire.h"

class QNetworkReply;

namespace sb::ui {

// Of a problem document (RFC 9457); "garbled" if it is none.
ApiError problemError(const RawAnswer& answer, ApiError error);
// Of a connection that failed.
ApiError networkError(const QNetworkReply& reply, ApiError error);

}  // namespace sb::ui
