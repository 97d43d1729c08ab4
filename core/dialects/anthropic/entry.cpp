#include "core/dialects/anthropic/entry.h"

#include <array>

#include "core/dialects/anthropic/answer.h"
#include "core/dialects/anthropic/count.h"
#include "core/dialects/anthropic/errors.h"
#include "core/dialects/anthropic/foreign.h"
#include "core/dialects/anthropic/messages_codec.h"
#include "core/dialects/anthropic/models.h"

namespace sb::dialects::anthropic {
namespace {

const MessagesCodec kCodec;

constexpr TokenCounting kCounting{readCountRequest, writeCountRequest, readCount, countBody};

// Kinds that speak this dialect beside others do not send it with every call.
constexpr std::array<FixedHeader, 1> kFixed{{{"anthropic-version", "2023-06-01"}}};
// The version that the caller was written for, and the betas that it and the provider's settings
// name together.
constexpr std::array<CallerHeader, 2> kOfCaller{
    {{"anthropic-version", false}, {"anthropic-beta", true}}};

constexpr std::array<std::string_view, 3> kBesideAnswer{"stream", "metadata", "service_tier"};

constexpr std::array<std::string_view, 7> kHarmless{
    "context_management", "cache_control",    "speed", "diagnostics", "betas",
    "anthropic_beta",     "anthropic_version"};

}  // namespace

DialectTools entry() {
  DialectTools entry;
  entry.dialect = Dialect::Anthropic;
  entry.form = Form::Messages;
  entry.codec = &kCodec;
  entry.readAnswer = readAnswer;
  entry.watch = watchWith<MessageWatch>;
  entry.errorBody = errorBody;
  entry.toolNames.most = 128;
  entry.counting = &kCounting;
  entry.models = {modelBody, modelsBody};
  entry.fixedHeaders = kFixed;
  entry.callerHeaders = kOfCaller;
  entry.requestIdHeader = "request-id";
  entry.besideAnswer = kBesideAnswer;
  entry.harmless = kHarmless;
  entry.withoutForeign = withoutForeign;
  return entry;
}

}  // namespace sb::dialects::anthropic
