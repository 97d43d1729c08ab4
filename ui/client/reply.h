// What a call of the admin API came to: a value, or why there is none. Any thread.
#pragma once

#include <functional>
#include <utility>
#include <variant>

#include "ui/client/api_error.h"

namespace sb::ui {

// The value of calls that only succeed.
struct Done {};

template <class T>
class Reply {
 public:
  Reply(T value) : m_content(std::move(value)) {}         // NOLINT(google-explicit-constructor)
  Reply(ApiError error) : m_content(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return std::holds_alternative<T>(m_content); }
  explicit operator bool() const { return ok(); }

  // Only when ok().
  const T& value() const { return std::get<T>(m_content); }
  T&& take() { return std::get<T>(std::move(m_content)); }
  const T& operator*() const { return value(); }
  const T* operator->() const { return &value(); }

  // Only when not ok().
  const ApiError& error() const { return std::get<ApiError>(m_content); }

 private:
  std::variant<T, ApiError> m_content;
};

template <class T>
using Then = std::function<void(Reply<T>)>;

}  // namespace sb::ui
