#include "core/backup/manifest.h"

#include <algorithm>
#include <boost/json.hpp>

#include "core/backup/tar.h"
#include "core/base/json.h"

namespace sb::backup {

namespace bj = boost::json;

namespace {

Error bad(const std::string& what) {
  return {ErrorKind::BadRequest, "the backup's manifest.json " + what};
}

bool isHash(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Result<Part> partOf(const bj::value& value) {
  if (!value.is_object()) return bad("has a part that is none");
  const bj::object& json = value.get_object();
  Part part;
  part.name = json::text(json, "name");
  part.sha256 = json::text(json, "sha256");
  const bj::value* size = json.if_contains("size");
  const bool known = part.name == kConfig || part.name == kPepper || part.name == kState ||
                     part.name == kVault || part.name == kLog;
  if (!known) return bad("names a part that this program does not know");
  if (size == nullptr || !size->is_int64() || size->get_int64() < 0 ||
      size->get_int64() > kMostTarFile || !isHash(part.sha256))
    return bad("has no size or no hash of " + part.name);
  part.size = size->get_int64();
  return part;
}

Status readParts(const bj::value* list, Manifest& manifest) {
  if (list == nullptr || !list->is_array()) return bad("lists no parts");
  for (const bj::value& value : list->get_array()) {
    Result<Part> part = partOf(value);
    if (!part) return part.error();
    for (const Part& other : manifest.parts)
      if (other.name == part->name) return bad("names " + part->name + " twice");
    manifest.parts.push_back(std::move(*part));
  }
  for (const std::string_view needed : {kConfig, kPepper, kState})
    if (std::ranges::find(manifest.parts, needed, &Part::name) == manifest.parts.end())
      return bad("lacks " + std::string(needed));
  return {};
}

}  // namespace

std::string toJson(const Manifest& manifest) {
  bj::array parts;
  for (const Part& part : manifest.parts)
    parts.push_back(bj::object{{"name", part.name}, {"size", part.size}, {"sha256", part.sha256}});
  return json::write(bj::object{{"signalbox_backup", manifest.format},
                                {"version", manifest.version},
                                {"made_at", manifest.madeAt},
                                {"parts", std::move(parts)}}) +
         "\n";
}

Result<Manifest> parseManifest(std::string_view text) {
  const Result<bj::value> parsed = json::parse(text);
  if (!parsed || !parsed->is_object()) return bad("is no JSON object");
  const bj::object& json = parsed->get_object();
  const bj::value* format = json.if_contains("signalbox_backup");
  if (format == nullptr || !format->is_int64()) return bad("is not that of a backup");
  if (format->get_int64() != kFormat)
    return bad("has format " + std::to_string(format->get_int64()) +
               ", this program knows format " + std::to_string(kFormat));
  Manifest manifest;
  manifest.version = json::text(json, "version").substr(0, 40);
  manifest.madeAt = json::text(json, "made_at").substr(0, 40);
  const Status read = readParts(json.if_contains("parts"), manifest);
  if (!read) return read.error();
  return manifest;
}

}  // namespace sb::backup
