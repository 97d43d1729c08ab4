// gzip (RFC 1952) that only wraps, in stored blocks (RFC 1951 section 3.2.4): enough to be a body
// that the other side has to decode as it comes. One answer's; one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/crc.hpp>

namespace sb::demo {

class GzipStored {
 public:
  // Each call's output can be decoded at once.
  std::string feed(std::string_view bytes);
  std::string finish();

 private:
  boost::crc_32_type m_crc;
  std::uint32_t m_size = 0;
  bool m_begun = false;
};

}  // namespace sb::demo
