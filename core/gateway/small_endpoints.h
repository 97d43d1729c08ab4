// The endpoints that answer from what the gateway itself knows: model lists, health, metrics,
// feedback.
#pragma once

#include <string>

#include "core/gateway/exchange.h"

namespace sb::gateway {

net::Task<void> listModels(Exchange& x);
net::Task<void> showModel(Exchange& x, const std::string& id);
net::Task<void> takeFeedback(Exchange& x);
net::Task<void> answerHealth(Exchange& x);
net::Task<void> answerReady(Exchange& x);
net::Task<void> answerMetrics(Exchange& x);
net::Task<void> answerRoot(Exchange& x);

}  // namespace sb::gateway
