#include "core/dialects/dialect_tools.h"

#include <algorithm>
#include <array>

#include "core/dialects/anthropic/answer.h"
#include "core/dialects/anthropic/messages_codec.h"
#include "core/dialects/openai_chat/answer.h"
#include "core/dialects/openai_chat/chat_codec.h"

namespace sb::dialects {
namespace {

const openai_chat::ChatCodec kChatCodec;
const anthropic::MessagesCodec kMessagesCodec;

template <class Watch>
std::unique_ptr<StreamWatch> watchWith(JsonIndex* shared) {
  return std::make_unique<Watch>(shared);
}

const std::array kTools{
    DialectTools{Dialect::OpenAiChat, Form::ChatCompletions, &kChatCodec, openai_chat::readAnswer,
                 watchWith<openai_chat::StreamReader>, "data: [DONE]\n\n"},
    DialectTools{Dialect::Anthropic, Form::Messages, &kMessagesCodec, anthropic::readAnswer,
                 watchWith<anthropic::MessageWatch>, ""},
};

}  // namespace

const DialectTools* toolsOf(Dialect dialect) {
  const auto found = std::find_if(kTools.begin(), kTools.end(),
                                  [&](const DialectTools& one) { return one.dialect == dialect; });
  return found == kTools.end() ? nullptr : &*found;
}

}  // namespace sb::dialects
