// Writes one answer of the demo provider to its connection, in the form that its script asks for:
// as gzip, or in segments of a few bytes. One exchange's; one thread.
#pragma once

#include <string>
#include <string_view>

#include "core/demo/gzip_stored.h"
#include "core/demo/script.h"
#include "core/net/http_connection.h"

namespace sb::demo {

class Output {
 public:
  Output(net::HttpConnection& connection, const Script& script)
      : m_connection(connection), m_script(script) {}

  // The head of a chunked answer; it leaves at once. All give false once the client is gone.
  net::Task<bool> begin(int status, std::string lines);
  net::Task<bool> write(std::string_view text);
  net::Task<bool> end();

  // A whole answer with its length.
  net::Task<bool> whole(int status, std::string lines, std::string_view body);

 private:
  net::Task<bool> chunk(std::string_view bytes);
  net::Task<bool> trickle(std::string bytes);
  net::Task<void> giveWay();

  net::HttpConnection& m_connection;
  const Script& m_script;
  GzipStored m_gzip;
  int m_burst = 0;  // writes since others had a turn
};

}  // namespace sb::demo
