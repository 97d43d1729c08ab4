#include "core/dialects/openai_responses/earlier.h"

#include <utility>

#include "core/dialects/json_out.h"
#include "core/dialects/json_read.h"

namespace sb::dialects::openai_responses {
namespace {

struct Reference {
  std::string type, id, role;
};

Reference lookAt(JsonCursor item) {
  Reference reference;
  eachMember(item, [&](std::string_view name, JsonCursor& value) {
    if (name == "type")
      reference.type = takeText(value);
    else if (name == "id")
      reference.id = takeText(value);
    else if (name == "role")
      reference.role = takeText(value);
  });
  return reference;
}

// Some clients leave the type of a reference away.
bool refers(const Reference& item) {
  return item.type == "item_reference" ||
         (item.type.empty() && item.role.empty() && !item.id.empty());
}

// As many items as there are; false if the value is neither a list nor a text.
template <class F>
bool eachItem(JsonCursor& input, JsonOut& out, F&& each) {
  if (input.peek() == '"') {
    out.beginObject();
    out.text("type", "message");
    out.text("role", "user");
    out.raw("content", input.checked());
    out.endObject();
    return true;
  }
  if (input.peek() != '[') return false;
  input.elements([&](JsonCursor& one) {
    const JsonCursor item = one;
    each(item, one.checked(), out);
  });
  return true;
}

void asItIs(const JsonCursor&, std::string_view raw, JsonOut& out) { out.raw(raw); }

// The request with `earlier`, items without brackets, and what `each` makes of its items for its
// input.
template <class F>
Result<std::string> rewritten(std::string_view body, std::string_view earlier, bool keepsPrevious,
                              F&& each) {
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(body);
  if (!cursor) return cursor.error();
  if (cursor->peek() != '{') return Error(ErrorKind::BadRequest, "The request is no JSON object.");
  std::string bytes;
  bytes.reserve(body.size() + earlier.size() + 64);
  JsonOut out(bytes);
  bool there = false, understood = true;
  const auto input = [&](JsonCursor* value) {
    there = true;
    out.beginList("input");
    if (!earlier.empty()) out.raw(earlier);
    if (value) understood = eachItem(*value, out, each);
    out.endList();
  };
  out.beginObject();
  cursor->members([&](std::string_view key, JsonCursor& value) {
    const std::string name = unescape(key);
    if (name == "input" && value.peek() != 'n') return input(&value);
    if (name == "input" || (name == "previous_response_id" && !keepsPrevious)) return value.skip();
    out.raw(name, value.checked());
  });
  if (!there && !earlier.empty()) input(nullptr);
  out.endObject();
  if (cursor->bad()) return Error(ErrorKind::InvalidJson, "The request is not valid JSON.");
  if (!understood)
    return Error(ErrorKind::BadRequest, "input is neither a text nor a list.", "input");
  return bytes;
}

std::string_view insideOf(std::string_view list) {
  if (list.size() < 2 || list.front() != '[' || list.back() != ']') return {};
  list = list.substr(1, list.size() - 2);
  return list.find_first_not_of(" \t\r\n") == std::string_view::npos ? std::string_view() : list;
}

}  // namespace

Result<std::string> inputItems(std::string_view body) {
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(body);
  if (!cursor) return cursor.error();
  if (cursor->peek() != '{') return Error(ErrorKind::BadRequest, "The request is no JSON object.");
  std::string items;
  JsonOut out(items);
  bool understood = true;
  out.beginList();
  eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "input" && value.peek() != 'n') understood = eachItem(value, out, asItIs);
  });
  out.endList();
  if (cursor->bad()) return Error(ErrorKind::InvalidJson, "The request is not valid JSON.");
  if (!understood)
    return Error(ErrorKind::BadRequest, "input is neither a text nor a list.", "input");
  return items;
}

Result<std::string> outputItems(std::string_view response) {
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(response);
  std::string items;
  if (cursor)
    eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
      if (name == "output" && value.peek() == '[') items = std::string(value.checked());
    });
  if (!cursor || cursor->bad() || items.empty())
    return Error(ErrorKind::UpstreamProtocol, "The answer has no output.");
  return items;
}

std::string joined(std::string_view firstItems, std::string_view secondItems) {
  const std::string_view first = insideOf(firstItems), second = insideOf(secondItems);
  std::string all = "[";
  all.append(first).append(first.empty() || second.empty() ? "" : ",").append(second);
  return all + "]";
}

Result<std::string> withEarlier(std::string_view body, std::string_view earlierItems) {
  return rewritten(body, insideOf(earlierItems), false, asItIs);
}

std::vector<std::string> references(std::string_view body) {
  std::vector<std::string> ids;
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(body);
  if (!cursor) return ids;
  eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
    if (name != "input") return;
    eachElement(value, [&](JsonCursor& one) {
      Reference item = lookAt(one);
      if (refers(item)) ids.push_back(std::move(item.id));
    });
  });
  return ids;
}

Result<std::string> withReferenced(std::string_view body,
                                   const std::function<std::string(std::string_view id)>& find) {
  std::string missing;
  Result<std::string> bytes =
      rewritten(body, {}, true, [&](JsonCursor item, std::string_view raw, JsonOut& out) {
        const Reference reference = lookAt(item);
        if (!refers(reference)) return out.raw(raw);
        const std::string found = find(reference.id);
        if (found.empty() && missing.empty()) missing = reference.id;
        if (!found.empty()) out.raw(found);
      });
  if (bytes && !missing.empty())
    return Error(ErrorKind::NotFound, "Item with id '" + missing + "' not found.", "input");
  return bytes;
}

std::string itemWith(std::string_view items, std::string_view id) {
  std::string found;
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(items);
  if (!cursor) return found;
  eachElement(*cursor, [&](JsonCursor& one) {
    const JsonCursor item = one;
    const std::string_view raw = one.checked();
    if (found.empty() && lookAt(item).id == id) found = raw;
  });
  return cursor->bad() ? std::string() : found;
}

std::string_view answerOfItem(std::string_view itemId) {
  const std::size_t first = itemId.find('_'), last = itemId.rfind('_');
  if (first == std::string_view::npos || last <= first + 1 || last + 1 == itemId.size()) return {};
  const std::string_view number = itemId.substr(last + 1);
  if (number.find_first_not_of("0123456789") != std::string_view::npos) return {};
  return itemId.substr(first + 1, last - first - 1);
}

std::string_view lastResponse(std::string_view data) {
  constexpr std::string_view kLast[] = {"response.completed", "response.incomplete",
                                        "response.failed"};
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(data);
  if (!cursor) return {};
  std::string type;
  std::string_view response;
  eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "type") type = takeText(value);
    if (name == "response" && value.peek() == '{') response = value.checked();
  });
  if (cursor->bad() || response.empty()) return {};
  for (const std::string_view one : kLast)
    if (type == one)
      return data.substr(static_cast<std::size_t>(response.data() - index.text().data()),
                         response.size());
  return {};
}

}  // namespace sb::dialects::openai_responses
