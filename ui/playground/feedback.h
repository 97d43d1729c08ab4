// Stores how good answers were: POST /v1/feedback, one call an answer. GUI thread.
#pragma once

#include <QObject>
#include <functional>

#include "ui/playground/gateway_access.h"

namespace sb::ui {

struct Judgement {
  QString requestId;
  double score = 0;  // 0 to 1
  QString comment;
};

// `then` hears once why one of them was not stored, or an empty text when all are. Not called when
// the context has died.
void storeFeedback(GatewayAccess& access, const QList<Judgement>& judgements, QObject* context,
                   std::function<void(const QString& problem)> then);

}  // namespace sb::ui
