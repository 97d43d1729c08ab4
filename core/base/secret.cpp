#include "core/base/secret.h"

#include <cstring>
#include <utility>

namespace sb {

Secret::Secret(std::string value) : m_value(std::move(value)) {}
Secret::Secret(const Secret& other) = default;

Secret::Secret(Secret&& other) noexcept : m_value(std::move(other.m_value)) { other.wipe(); }

Secret& Secret::operator=(const Secret& other) {
  if (this == &other) return *this;
  wipe();
  m_value = other.m_value;
  return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this == &other) return *this;
  wipe();
  m_value = std::move(other.m_value);
  other.wipe();
  return *this;
}

Secret::~Secret() { wipe(); }

std::string Secret::hint() const {
  if (m_value.size() < 8) return "…";
  return "…" + m_value.substr(m_value.size() - 4);
}

void Secret::wipe() noexcept {
  // capacity, not size: a moved-from short string still holds its bytes.
  explicit_bzero(m_value.data(), m_value.capacity());
  m_value.clear();
}

bool equalConstantTime(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return difference == 0;
}

}  // namespace sb
