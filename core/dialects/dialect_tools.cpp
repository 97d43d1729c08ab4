#include "core/dialects/dialect_tools.h"

#include <algorithm>
#include <array>

#include "core/dialects/anthropic/answer.h"
#include "core/dialects/anthropic/count.h"
#include "core/dialects/anthropic/messages_codec.h"
#include "core/dialects/anthropic/models.h"
#include "core/dialects/gemini/answer.h"
#include "core/dialects/gemini/content_codec.h"
#include "core/dialects/gemini/count.h"
#include "core/dialects/gemini/embeddings.h"
#include "core/dialects/gemini/models.h"
#include "core/dialects/openai_chat/answer.h"
#include "core/dialects/openai_chat/chat_codec.h"
#include "core/dialects/openai_chat/completions_codec.h"
#include "core/dialects/openai_chat/embed_codec.h"
#include "core/dialects/openai_chat/models.h"
#include "core/dialects/openai_responses/answer.h"
#include "core/dialects/openai_responses/responses_codec.h"

namespace sb::dialects {
namespace {

const openai_chat::ChatCodec kChatCodec;
const openai_chat::CompletionsCodec kCompletionsCodec;
const anthropic::MessagesCodec kMessagesCodec;
const gemini::ContentCodec kContentCodec;
const openai_responses::ResponsesCodec kResponsesCodec;

template <class Watch>
std::unique_ptr<StreamWatch> watchWith(JsonIndex* shared) {
  return std::make_unique<Watch>(shared);
}

constexpr ToolNameRule kPlainNames{64, "", false};
constexpr ToolNameRule kAnthropicNames{128, "", false};
constexpr ToolNameRule kGeminiNames{64, ":.", true};

constexpr TokenCounting kMessagesCounting{anthropic::readCountRequest, anthropic::writeCountRequest,
                                          anthropic::readCount, anthropic::countBody};
constexpr TokenCounting kContentCounting{gemini::readCountRequest, gemini::writeCountRequest,
                                         gemini::readCount, gemini::countBody};

constexpr EmbedCoding kEmbeddings{Form::Embeddings,
                                  openai_chat::kEmbedMembers,
                                  false,
                                  openai_chat::readEmbedRequest,
                                  openai_chat::writeEmbedRequest,
                                  openai_chat::readEmbedAnswer,
                                  openai_chat::writeEmbedAnswer};
constexpr EmbedCoding kEmbedContents{Form::Gemini,
                                     {},
                                     true,
                                     gemini::readEmbedRequest,
                                     gemini::writeEmbedRequest,
                                     gemini::readEmbedAnswer,
                                     gemini::writeEmbedAnswer};

constexpr ModelListing kOpenAiModels{openai_chat::modelBody, openai_chat::modelsBody};

const std::array kTools{
    DialectTools{Dialect::OpenAiChat, Form::ChatCompletions, &kChatCodec, openai_chat::readAnswer,
                 watchWith<openai_chat::StreamReader>, kPlainNames, "data: [DONE]\n\n", nullptr,
                 &kEmbeddings, kOpenAiModels, nullptr, false},
    DialectTools{Dialect::Anthropic,
                 Form::Messages,
                 &kMessagesCodec,
                 anthropic::readAnswer,
                 watchWith<anthropic::MessageWatch>,
                 kAnthropicNames,
                 "",
                 &kMessagesCounting,
                 nullptr,
                 {anthropic::modelBody, anthropic::modelsBody},
                 nullptr,
                 false},
    DialectTools{Dialect::Gemini,
                 Form::Gemini,
                 &kContentCodec,
                 gemini::readAnswer,
                 watchWith<gemini::ContentWatch>,
                 kGeminiNames,
                 "",
                 &kContentCounting,
                 &kEmbedContents,
                 {gemini::modelBody, gemini::modelsBody},
                 gemini::modelEdits,
                 true},
    DialectTools{Dialect::OpenAiResponses, Form::Responses, &kResponsesCodec,
                 openai_responses::readAnswer, watchWith<openai_responses::ResponseWatch>,
                 kPlainNames, "", nullptr, nullptr, kOpenAiModels, nullptr, false},
};

}  // namespace

std::span<const DialectTools> allTools() { return kTools; }

const DialectTools* toolsOf(Dialect dialect) {
  const auto found = std::find_if(kTools.begin(), kTools.end(),
                                  [&](const DialectTools& one) { return one.dialect == dialect; });
  return found == kTools.end() ? nullptr : &*found;
}

const CallerCodec& callerCodec(Dialect dialect, Form form) {
  if (form == Form::Completions) return kCompletionsCodec;
  const DialectTools* tools = toolsOf(dialect);
  return tools == nullptr ? kChatCodec : *tools->codec;
}

}  // namespace sb::dialects
