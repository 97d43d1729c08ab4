#include "core/dialects/gemini/parts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/base/text.h"
#include "core/dialects/gemini/wire.h"
#include "core/dialects/media.h"

namespace sb::dialects::gemini {
namespace {

using namespace chat;

// Every member that some part has.
struct Fields {
  std::optional<std::string> text;
  std::optional<Media> media;
  std::optional<ToolCall> call;
  std::optional<ToolResult> result;
  std::string signature, unknown;
  bool thought = false, piecewise = false;
  Extras extras;
};

// Google takes bytes in either alphabet and without padding, and its package for Python sends the
// one for URLs; other providers know the standard one alone.
std::string standardBase64(std::string text) {
  std::replace(text.begin(), text.end(), '-', '+');
  std::replace(text.begin(), text.end(), '_', '/');
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

Media readBlob(JsonCursor& cursor) {
  Media media;
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "mimeType") media.mime = takeText(value);
    if (name == "data") media.base64 = standardBase64(takeText(value));
    if (name == "displayName") media.name = takeText(value);
  });
  media.kind = kindOfMime(media.mime);
  return media;
}

// Files of the provider are known by their URI there and nowhere else.
bool ownFile(std::string_view uri) {
  return uri.starts_with("gs://") || uri.starts_with("files/") ||
         uri.find("generativelanguage.googleapis.com/") != std::string_view::npos;
}

Media readFile(JsonCursor& cursor) {
  Media media;
  std::string uri;
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "mimeType") media.mime = takeText(value);
    if (name == "fileUri") uri = takeText(value);
    if (name == "displayName") media.name = takeText(value);
  });
  const bool film =
      uri.find("youtube.com/") != std::string::npos || uri.find("youtu.be/") != std::string::npos;
  media.kind = film && media.mime.empty() ? MediaKind::Video : kindOfMime(media.mime);
  (ownFile(uri) ? media.fileId : media.url) = std::move(uri);
  return media;
}

ToolCall readCall(JsonCursor& cursor, bool& piecewise) {
  ToolCall call;
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "id") call.id = takeText(value);
    if (name == "name") call.name = takeText(value);
    if (name == "args") call.arguments = takeRaw(value);
    if (name == "partialArgs") piecewise = true;
    if (name == "willContinue") piecewise = takeFlag(value).value_or(false) || piecewise;
  });
  if (call.arguments.empty()) call.arguments = "{}";
  return call;
}

void addText(std::vector<Part>& parts, std::string text) {
  Part part;
  part.what = Text{std::move(text), {}};
  parts.push_back(std::move(part));
}

// A function's answer is an object. One that only wraps a text or a value means that.
void readResponse(JsonCursor& cursor, ToolResult& result) {
  static constexpr std::array<std::string_view, 4> kWraps{"output", "result", "content", "error"};
  JsonCursor again = cursor;
  std::string name, value;
  int members = 0;
  eachMember(cursor, [&](std::string_view key, JsonCursor& of) {
    ++members;
    name = key;
    value = of.peek() == '"' ? takeText(of) : std::string(of.checked());
  });
  const bool wraps = std::find(kWraps.begin(), kWraps.end(), name) != kWraps.end();
  if (members == 0) return;
  result.isError = members == 1 && name == "error";
  addText(result.content, members == 1 && wraps ? value : std::string(again.checked()));
}

ToolResult readResult(JsonCursor& cursor) {
  ToolResult result;
  std::vector<Part> media;
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "id") result.callId = takeText(value);
    if (name == "name") result.name = takeText(value);
    if (name == "response") readResponse(value, result);
    if (name == "parts") readParts(value, media, nullptr);
  });
  std::move(media.begin(), media.end(), std::back_inserter(result.content));
  return result;
}

std::string fenced(std::string_view language, std::string_view text) {
  std::string out("\n```");
  out.append(language).append("\n").append(text);
  return out.append(text.ends_with('\n') ? "```\n" : "\n```\n");
}

std::string readCode(JsonCursor& cursor) {
  std::string language, code;
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "language") language = lower(takeText(value));
    if (name == "code") code = takeText(value);
  });
  return fenced(language, code);
}

std::string readOutput(JsonCursor& cursor) {
  std::string output;
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "output") output = takeText(value);
  });
  return fenced({}, output);
}

void field(std::string_view name, JsonCursor& value, Fields& f) {
  if (name == "text")
    f.text = takeText(value);
  else if (name == "thought")
    f.thought = takeFlag(value).value_or(false);
  else if (name == "thoughtSignature")
    f.signature = takeText(value);
  else if (name == "inlineData")
    f.media = readBlob(value);
  else if (name == "fileData")
    f.media = readFile(value);
  else if (name == "functionCall")
    f.call = readCall(value, f.piecewise);
  else if (name == "functionResponse")
    f.result = readResult(value);
  else if (name == "executableCode")
    f.text = readCode(value);
  else if (name == "codeExecutionResult")
    f.text = readOutput(value);
  else if (name == "videoMetadata" || name == "mediaResolution" || name == "partMetadata")
    f.extras.push_back(Extra{std::string(name), std::string(value.checked())});
  else
    f.unknown = name;
}

void signatureMember(JsonOut& out, std::string_view signature) {
  out.textIf("thoughtSignature", signature);
}

}  // namespace

WirePart readPart(JsonCursor& cursor) {
  JsonCursor again = cursor;
  Fields f;
  eachField(cursor, [&](std::string_view name, JsonCursor& value) { field(name, value, f); });
  WirePart wire;
  wire.extras = std::move(f.extras);
  wire.piecewise = f.piecewise;
  if (f.call) {
    if (!f.signature.empty()) f.call->signature = unsealed(f.signature);
    wire.part.what = std::move(*f.call);
  } else if (f.result) {
    wire.part.what = std::move(*f.result);
  } else if (f.thought && f.text) {
    Thinking thinking;
    thinking.text = std::move(*f.text);
    if (!f.signature.empty()) thinking.signature = unsealed(f.signature);
    wire.part.what = std::move(thinking);
  } else if (f.media) {
    wire.part.what = std::move(*f.media);
    wire.signature = std::move(f.signature);
  } else if (f.text || f.unknown.empty()) {
    wire.part.what = Text{std::move(f.text).value_or(std::string()), {}};
    wire.signature = std::move(f.signature);
  } else {
    wire.part.what = Opaque{Dialect::Gemini, std::move(f.unknown), std::string(again.checked())};
  }
  return wire;
}

void addPart(std::vector<Part>& parts, WirePart&& wire) {
  if (auto* thinking = std::get_if<Thinking>(&wire.part.what); thinking && !parts.empty()) {
    auto* before = std::get_if<Thinking>(&parts.back().what);
    if (before && !before->signature) {
      before->text += thinking->text;
      before->signature = std::move(thinking->signature);
      return;
    }
  }
  if (!wire.signature.empty()) {
    Thinking thinking;
    thinking.signature = unsealed(wire.signature);
    thinking.redacted = thinking.signature->origin != Dialect::Gemini;
    Part part;
    part.what = std::move(thinking);
    parts.push_back(std::move(part));
  }
  const auto* text = as<Text>(wire.part);
  if (text == nullptr || !text->text.empty()) parts.push_back(std::move(wire.part));
}

void readParts(JsonCursor& cursor, std::vector<Part>& parts, Extras* extras) {
  eachElement(cursor, [&](JsonCursor& one) {
    WirePart wire = readPart(one);
    if (extras != nullptr)
      std::move(wire.extras.begin(), wire.extras.end(), std::back_inserter(*extras));
    addPart(parts, std::move(wire));
  });
}

void writeText(JsonOut& out, std::string_view text, bool thought, std::string_view signature) {
  out.beginObject();
  out.text("text", text);
  if (thought) out.flag("thought", true);
  signatureMember(out, signature);
  out.endObject();
}

void writeCall(JsonOut& out, std::string_view id, std::string_view name, std::string_view args,
               std::string_view signature) {
  out.beginObject();
  out.beginObject("functionCall");
  out.textIf("id", id);
  out.text("name", name);
  out.raw("args", args);
  out.endObject();
  signatureMember(out, signature);
  out.endObject();
}

void writeInline(JsonOut& out, std::string_view mime, std::string_view base64,
                 std::string_view signature) {
  out.beginObject();
  out.beginObject("inlineData");
  out.text("mimeType", mime);
  out.text("data", base64);
  out.endObject();
  signatureMember(out, signature);
  out.endObject();
}

// Valid JSON has line breaks between its tokens only.
std::string argsOf(const ToolCall& call, bool* broken) {
  std::string args(trim(call.arguments));
  if (!call.custom && args.empty()) return "{}";
  if (!call.custom && isJsonObject(args)) {
    std::replace_if(
        args.begin(), args.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return args;
  }
  if (broken != nullptr) *broken = !call.custom;
  std::string wrapped;
  JsonOut out(wrapped);
  out.beginObject();
  out.text("input", call.arguments);
  out.endObject();
  return wrapped;
}

std::string_view imageMime(std::string_view base64) {
  if (base64.starts_with("iVBOR")) return "image/png";
  if (base64.starts_with("/9j/")) return "image/jpeg";
  if (base64.starts_with("R0lG")) return "image/gif";
  return base64.starts_with("UklG") ? "image/webp" : std::string_view();
}

std::string_view mimeOfUrl(std::string_view url) {
  struct Ending {
    std::string_view text, mime;
  };
  static constexpr std::array<Ending, 6> kEndings{{{".png", "image/png"},
                                                   {".jpg", "image/jpeg"},
                                                   {".jpeg", "image/jpeg"},
                                                   {".gif", "image/gif"},
                                                   {".webp", "image/webp"},
                                                   {".pdf", "application/pdf"}}};
  const std::string_view path = url.substr(0, url.find_first_of("?#"));
  for (const Ending& ending : kEndings)
    if (path.size() > ending.text.size() &&
        equalNoCase(path.substr(path.size() - ending.text.size()), ending.text))
      return ending.mime;
  return {};
}

}  // namespace sb::dialects::gemini
