// What a request of the Responses API refers to instead of saying it: the answer that it goes on
// from and single items of answers. Who keeps answers (the gateway's store) puts them back by
// these, and takes from requests and answers what is to be kept. Everything else of a request stays
// byte for byte. Pure; any thread. Source: OpenAI API reference, Responses ("previous_response_id",
// "item_reference").
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace sb::dialects::openai_responses {

// The items of a request's input as a JSON list; a text is one message of the user. InvalidJson,
// BadRequest ("input").
Result<std::string> inputItems(std::string_view body);

// The items of an answer's output as a JSON list. UpstreamProtocol.
Result<std::string> outputItems(std::string_view response);

// One JSON list of two.
std::string joined(std::string_view firstItems, std::string_view secondItems);

// The request with the earlier items, a JSON list, before its own, and without
// previous_response_id. InvalidJson, BadRequest ("input").
Result<std::string> withEarlier(std::string_view body, std::string_view earlierItems);

// The ids of the items that the input refers to.
std::vector<std::string> references(std::string_view body);

// The request with items in place of references. `find` gives an item as JSON, "" for one that is
// not known: NotFound. InvalidJson, BadRequest ("input").
Result<std::string> withReferenced(std::string_view body,
                                   const std::function<std::string(std::string_view id)>& find);

// The item of a JSON list that has this id; "" if none has.
std::string itemWith(std::string_view items, std::string_view id);

// Of an item that we named ("msg_ID_3"), the id of its answer (AnswerName::id); "" for other ids.
std::string_view answerOfItem(std::string_view itemId);

// The response object that the data of a stream's last event holds (completed, incomplete, failed);
// "" for other events. A slice of the data.
std::string_view lastResponse(std::string_view data);

}  // namespace sb::dialects::openai_responses
