// Writes JSON from first to last byte, commas included. The caller keeps objects and lists
// balanced. One thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/json.h"

namespace sb::dialects {

class JsonOut {
 public:
  explicit JsonOut(std::string& out) : m_out(out) {}

  void beginObject() { begin('{'); }
  void endObject() { end('}'); }
  void beginList() { begin('['); }
  void endList() { end(']'); }

  void key(std::string_view name) {
    comma();
    json::appendQuoted(m_out, name);
    m_out += ':';
    m_comma = false;
  }
  void text(std::string_view value) {
    comma();
    json::appendQuoted(m_out, value);
  }
  // One JSON value as it stands; null where there is none.
  void raw(std::string_view value) {
    comma();
    m_out.append(value.empty() ? "null" : value);
  }
  void number(std::int64_t value) { raw(std::to_string(value)); }
  void flag(bool value) { raw(value ? "true" : "false"); }
  void null() { raw("null"); }

  void text(std::string_view name, std::string_view value) { key(name), text(value); }
  void raw(std::string_view name, std::string_view value) { key(name), raw(value); }
  void number(std::string_view name, std::int64_t value) { key(name), number(value); }
  void flag(std::string_view name, bool value) { key(name), flag(value); }
  void null(std::string_view name) { key(name), null(); }
  void beginObject(std::string_view name) { key(name), beginObject(); }
  void beginList(std::string_view name) { key(name), beginList(); }

  // Only where there is something to say.
  void textIf(std::string_view name, std::string_view value) {
    if (!value.empty()) text(name, value);
  }
  void rawIf(std::string_view name, std::string_view value) {
    if (!value.empty()) raw(name, value);
  }

 private:
  void comma() {
    if (m_comma) m_out += ',';
    m_comma = true;
  }
  void begin(char c) {
    comma();
    m_out += c;
    m_comma = false;
  }
  void end(char c) {
    m_out += c;
    m_comma = true;
  }

  std::string& m_out;
  bool m_comma = false;
};

}  // namespace sb::dialects
