// The form that a stream of the Gemini API has without alt=sse: one JSON list, whose elements are
// what the events would have been. One stream, one thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace sb::dialects {

class ListStream {
 public:
  static constexpr std::size_t kMostElement = 16 * 1024 * 1024;

  using Element = std::function<void(std::string_view)>;

  // `most`: bytes of one element.
  explicit ListStream(Element element, std::size_t most = kMostElement)
      : m_element(std::move(element)), m_most(most) {}

  // Hands out each element once it is whole; the view lives as long as the call.
  // UpstreamTooLarge: an element is over the limit; it stays so.
  Status feed(std::string_view bytes);

  // Whether the list was closed.
  bool finished() const { return m_finished; }

 private:
  void one(char c);

  Element m_element;
  std::size_t m_most;
  std::string m_held;  // of the element that is not whole
  int m_depth = 0;     // inside of the element
  bool m_text = false, m_escaped = false, m_finished = false, m_tooLarge = false;
};

}  // namespace sb::dialects
