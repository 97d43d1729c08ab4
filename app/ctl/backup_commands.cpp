#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>
#include <fstream>

#include "app/ctl/commands.h"
#include "app/ctl/table.h"
#include "core/base/json.h"

namespace sb::ctl {

namespace bj = boost::json;

namespace {

constexpr std::size_t kPiece = 4 * 1024 * 1024;

Error cannot(const std::string& path, const char* what) {
  return {ErrorKind::StoreFailed, path + " cannot be " + what};
}

// Sends the file piece by piece.
Status upload(Context& context, std::ifstream& file) {
  std::string piece(kPiece, '\0');
  for (std::int64_t offset = 0;;) {
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    const auto got = static_cast<std::size_t>(file.gcount());
    if (got == 0) return {};
    const auto sent = context.put("restore?offset=" + std::to_string(offset), piece.substr(0, got));
    if (!sent) return sent.error();
    offset += static_cast<std::int64_t>(got);
  }
}

void sayStaged(const bj::object& staged) {
  std::fputs(fmt::format("The backup of {} is restored when the gateway next starts; today's "
                         "files are kept in its data folder.\n",
                         cell(staged, "made_at"))
                 .c_str(),
             stdout);
  const bj::value* leftOut = staged.if_contains("left_out");
  if (leftOut == nullptr || !leftOut->is_array()) return;
  for (const bj::value& one : leftOut->get_array())
    if (one.is_object())
      std::fputs(fmt::format("left out: {}: {}\n", printable(cell(one.get_object(), "part")),
                             printable(cell(one.get_object(), "why")))
                     .c_str(),
                 stdout);
}

}  // namespace

int saveBackup(Context& context) {
  const std::string& path = context.word(0);
  const std::string part = path + ".part";
  const int fd = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  std::FILE* out = fd < 0 ? nullptr : ::fdopen(fd, "wb");
  if (out == nullptr) return Context::fail(cannot(path, "written"));
  bool written = true;
  const Status done = context.stream(
      context.flag("log") ? "backup?log=true" : "backup", [&](std::string_view bytes) {
        written = std::fwrite(bytes.data(), 1, bytes.size(), out) == bytes.size();
        return written;
      });
  written = std::fflush(out) == 0 && ::fsync(fd) == 0 && written;
  std::fclose(out);
  written = written && (!done || std::rename(part.c_str(), path.c_str()) == 0);
  if (done && written) return 0;
  ::unlink(part.c_str());
  return Context::fail(done ? cannot(path, "written") : done.error());
}

int restoreBackup(Context& context) {
  if (context.flag("forget")) {
    const auto forgotten = context.call("DELETE", "restore");
    return forgotten ? 0 : Context::fail(forgotten.error());
  }
  std::ifstream file(context.word(0), std::ios::binary);
  if (!file) return Context::fail(cannot(context.word(0), "read"));
  const Status sent = upload(context, file);
  if (!sent) return Context::fail(sent.error());
  const Result<bj::value> staged = context.call("POST", "restore");
  if (!staged) return Context::fail(staged.error());
  if (context.json() || !staged->is_object()) return Context::print(*staged);
  sayStaged(staged->get_object());
  return 0;
}

}  // namespace sb::ctl
