// Bytes inside of JSON: data URLs (RFC 2397) and the kinds of media. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/dialects/chat.h"

namespace sb::dialects {

// The media of a URL: the bytes if it is a data URL in base64, else the URL itself.
chat::Media mediaOfUrl(std::string_view url, chat::MediaKind kind);

// "data:image/png;base64,…"; the URL where there are no bytes.
std::string urlOfMedia(const chat::Media& media);

// By the type's first half; File where it is neither image, audio nor video.
chat::MediaKind kindOfMime(std::string_view mime);

// The type of a picture (PNG, JPEG, GIF, WebP), a PDF file or sound (WAV, MP3) by its first bytes;
// "" = another one.
std::string_view mimeOfBytes(std::string_view bytes);

// "wav" of "audio/wav", "mp3" of "audio/mpeg"; and back.
std::string audioFormat(std::string_view mime);
std::string audioMime(std::string_view format);

}  // namespace sb::dialects
