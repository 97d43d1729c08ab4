// listen, admin, auth, network, limits, timeouts.
#include <fmt/format.h>

#include "core/base/text.h"
#include "core/config/endpoints.h"
#include "core/config/sections.h"

namespace sb::config {
namespace {

constexpr std::int64_t kMaxBuffer = 4LL * 1024 * 1024 * 1024;

Read address(std::string& out) {
  return [&out](const Value& value) {
    std::string got;
    text(got)(value);
    if (got.empty()) return;
    if (isListenAddress(got)) {
      out = got;
      return;
    }
    const std::string hint = got.starts_with('[') ? " without brackets" : "";
    value.problem(shown(got) + " is no address, expected an IP address" + hint + " or localhost");
  };
}

Read port(std::uint16_t& out) {
  return [&out](const Value& value) {
    std::int64_t number = out;
    integer(number, 0, 65535)(value);
    out = static_cast<std::uint16_t>(number);
  };
}

void readTls(const Value& value, std::optional<TlsFiles>& out) {
  if (value.isScalar() && value.text() == "none") return;
  if (value.isScalar() && value.text() == "auto")
    return value.problem(
        "tls: auto is not available in this version, expected none or a map with "
        "cert and key");
  if (!value.isMap())
    return value.problem("not possible here, expected none or a map with cert, key and client_ca");
  TlsFiles files;
  readMap(value, {{"cert", text(files.cert), kRequired},
                  {"key", text(files.key), kRequired},
                  {"client_ca", text(files.clientCa)}});
  out = std::move(files);
}

Listener readListener(const Value& value) {
  Listener listener;
  listener.where = value.where();
  readMap(value, {{"address", address(listener.address)},
                  {"port", port(listener.port)},
                  {"tls", [&](const Value& v) { readTls(v, listener.tls); }}});
  return listener;
}

bool collide(const std::string& a, std::uint16_t portA, const std::string& b, std::uint16_t portB) {
  return portA != 0 && portA == portB && sameListenAddress(a, b);
}

void addListener(const Value& value, std::vector<Listener>& all) {
  Listener listener = readListener(value);
  for (const Listener& other : all)
    if (collide(listener.address, listener.port, other.address, other.port))
      value.problem(
          fmt::format("the same address and port as the listener in line {}, expected another",
                      other.where.line));
  all.push_back(std::move(listener));
}

void checkAdminPort(const Value& value, const Config& config) {
  for (const Listener& listener : config.listen)
    if (collide(config.admin.address, config.admin.port, listener.address, listener.port))
      return value.problem("the same address and port as a gateway listener, expected another");
}

}  // namespace

void readListen(const Value& value, Context& context) {
  if (value.isNull()) return;
  std::vector<Listener> all;
  if (value.isList())
    listOf("listeners", [&](const Value& item) { addListener(item, all); })(value);
  else
    addListener(value, all);
  if (all.empty()) return value.problem("no listener, expected at least one");
  context.config.listen = std::move(all);
}

void readAdmin(const Value& value, Context& context) {
  Admin& admin = context.config.admin;
  const auto loopbackOnly = [&](const Value& v) {
    address(admin.address)(v);
    if (!isLoopbackHost(admin.address))
      v.problem(
          "the admin address must be on loopback in this version (TLS for it is not available "
          "yet), expected 127.0.0.1, ::1 or localhost");
  };
  readMap(value, {{"address", loopbackOnly}, {"port", port(admin.port)}});
  context.problems.later([value, &config = context.config] { checkAdminPort(value, config); });
}

void readAuth(const Value& value, Context& context) {
  const auto required = [&](const Value& v) {
    flag(context.config.authRequired)(v);
    context.problems.later([v, &config = context.config] {
      if (!config.authRequired && !config.onlyLoopback())
        v.problem("keys may be optional only while every listener is on loopback, expected true");
    });
  };
  readMap(value, {{"required", required}});
}

void readProxy(const Value& value, std::string& out) {
  std::string got;
  text(got)(value);
  if (got.empty()) return;
  const std::string problem = proxyProblem(got);
  if (!problem.empty()) return value.problem(problem);
  out = std::move(got);
}

Read paths(std::vector<std::string>& out) { return texts(out, "file paths"); }

void readNetwork(const Value& value, Context& context) {
  Config& config = context.config;
  readMap(value, {{"proxy", [&](const Value& v) { readProxy(v, config.proxy); }},
                  {"extra_ca", paths(config.extraCa)},
                  {"fetch_media", flag(config.fetchMedia)}});
}

void readLimits(const Value& value, Context& context) {
  Limits& limits = context.config.limits;
  readMap(value, {{"head", size(limits.head, 1024, 16 * 1024 * 1024)},
                  {"body", size(limits.body, 1024, kMaxBuffer)},
                  {"bodies", size(limits.bodies, 1024, 64 * kMaxBuffer)},
                  {"event", size(limits.event, 1024, kMaxBuffer)},
                  {"head_time", duration(limits.headTime)},
                  {"body_time", duration(limits.bodyTime)},
                  {"idle", duration(limits.idle)}});
  if (limits.bodies < limits.body)
    value.problem(
        fmt::format("bodies ({} bytes) is less than body ({} bytes), expected at least as much",
                    limits.bodies, limits.body));
}

void readTimeouts(const Value& value, TimeoutOverrides& out) {
  if (value.isScalar()) return duration(out.total)(value);
  readMap(value, {{"connect", duration(out.connect)},
                  {"pool_wait", duration(out.poolWait)},
                  {"first_token", duration(out.firstToken)},
                  {"stall", duration(out.stall)},
                  {"total", duration(out.total)},
                  {"hold_head", duration(out.holdHead)}});
}

}  // namespace sb::config
