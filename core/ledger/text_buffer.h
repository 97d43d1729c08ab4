// Bytes that are appended and thrown away again, in memory that is kept and never zero-filled.
// Belongs to one thread. Internal to core/ledger.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace sb::ledger {

class TextBuffer {
 public:
  // Where the next bytes go; at least so many fit. Valid until the next call.
  char* room(std::size_t bytes) {
    if (m_capacity - m_size < bytes) grow(bytes);
    return m_data.get() + m_size;
  }
  // What was asked for with room() is filled up to here.
  void wrote(const char* end) { m_size = static_cast<std::size_t>(end - m_data.get()); }
  void append(std::string_view text) {
    wrote(std::copy(text.begin(), text.end(), room(text.size())));
  }

  std::size_t size() const { return m_size; }
  std::string_view text() const { return {m_data.get(), m_size}; }
  // Memory beyond the usual is given back.
  void clear() {
    m_size = 0;
    if (m_capacity <= kUsual) return;
    m_data.reset();
    m_capacity = 0;
  }

 private:
  static constexpr std::size_t kUsual = 256 * 1024;

  void grow(std::size_t bytes) {
    const std::size_t capacity = std::max<std::size_t>(2 * m_capacity, m_size + bytes + 4'096);
    auto data = std::make_unique_for_overwrite<char[]>(capacity);
    if (m_size > 0) std::memcpy(data.get(), m_data.get(), m_size);
    m_data = std::move(data);
    m_capacity = capacity;
  }

  std::unique_ptr<char[]> m_data;
  std::size_t m_size = 0, m_capacity = 0;
};

}  // namespace sb::ledger
