#include "core/dialects/media.h"

#include "core/base/text.h"

namespace sb::dialects {

using chat::Media;
using chat::MediaKind;

Media mediaOfUrl(std::string_view url, MediaKind kind) {
  Media media;
  media.kind = kind;
  constexpr std::string_view kScheme = "data:", kBase64 = ";base64";
  const std::size_t comma = url.find(',');
  const std::string_view head = url.substr(0, std::min(comma, url.size()));
  if (!startsWithNoCase(url, kScheme) || comma == std::string_view::npos ||
      !head.ends_with(kBase64)) {
    media.url = url;
    return media;
  }
  const std::string_view type =
      head.substr(kScheme.size(), head.size() - kScheme.size() - kBase64.size());
  media.mime = lower(type.substr(0, type.find(';')));
  media.base64 = url.substr(comma + 1);
  return media;
}

std::string urlOfMedia(const Media& media) {
  if (media.base64.empty()) return media.url;
  const std::string_view mime =
      media.mime.empty() ? "application/octet-stream" : std::string_view(media.mime);
  std::string url;
  url.reserve(media.base64.size() + mime.size() + 16);
  return url.append("data:").append(mime).append(";base64,").append(media.base64);
}

MediaKind kindOfMime(std::string_view mime) {
  if (startsWithNoCase(mime, "image/")) return MediaKind::Image;
  if (startsWithNoCase(mime, "audio/")) return MediaKind::Audio;
  if (startsWithNoCase(mime, "video/")) return MediaKind::Video;
  return MediaKind::File;
}

std::string_view mimeOfBytes(std::string_view bytes) {
  const auto begins = [&](std::string_view with) { return bytes.starts_with(with); };
  const std::string_view form = bytes.substr(std::min<std::size_t>(bytes.size(), 8), 4);
  if (begins("\x89PNG\r\n\x1a\n")) return "image/png";
  if (begins("\xff\xd8\xff")) return "image/jpeg";
  if (begins("GIF87a") || begins("GIF89a")) return "image/gif";
  if (begins("RIFF") && form == "WEBP") return "image/webp";
  if (begins("RIFF") && form == "WAVE") return "audio/wav";
  if (begins("%PDF-")) return "application/pdf";
  // A tag before the sound, or a frame of it: MPEG layer III.
  const bool frame = bytes.size() > 1 && bytes[0] == '\xff' && (bytes[1] & '\xe6') == '\xe2';
  return begins("ID3") || frame ? "audio/mpeg" : std::string_view();
}

std::string audioFormat(std::string_view mime) {
  const std::string_view type = mime.substr(std::min(mime.find('/') + 1, mime.size()));
  if (type == "mpeg") return "mp3";
  if (type == "x-wav" || type == "wave") return "wav";
  return std::string(type);
}

std::string audioMime(std::string_view format) {
  return format == "mp3" ? "audio/mpeg" : "audio/" + std::string(format);
}

}  // namespace sb::dialects
