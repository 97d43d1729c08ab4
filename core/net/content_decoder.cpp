#include "core/net/content_decoder.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <array>

#include "core/base/text.h"

namespace sb::net {
namespace {

constexpr std::size_t kBlock = 32 * 1024;
constexpr std::size_t kMost = 256 * 1024 * 1024;

Error broken(std::string_view coding) {
  return Error(ErrorKind::UpstreamProtocol,
               "the upstream's answer is not valid " + std::string(coding));
}

Error tooLarge() {
  return Error(ErrorKind::UpstreamTooLarge, "the upstream's compressed answer is too large");
}

Error cut(std::string_view coding) {
  return Error(ErrorKind::UpstreamCut,
               "the upstream's " + std::string(coding) + " answer is incomplete");
}

class Zlib final : public ContentDecoder {
 public:
  // 32 added: zlib and gzip headers are told apart by zlib.
  Zlib() { inflateInit2(&m_stream, 15 + 32); }
  ~Zlib() override { inflateEnd(&m_stream); }

  Status decode(std::string_view bytes, std::string& out) override {
    const std::size_t begin = out.size();
    m_stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    m_stream.avail_in = static_cast<uInt>(bytes.size());
    while (m_stream.avail_in > 0) {
      if (m_ended && !nextMember()) break;
      std::array<char, kBlock> block;
      m_stream.next_out = reinterpret_cast<Bytef*>(block.data());
      m_stream.avail_out = kBlock;
      const int result = inflate(&m_stream, Z_SYNC_FLUSH);
      if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) return broken("gzip");
      out.append(block.data(), kBlock - m_stream.avail_out);
      if (out.size() - begin > kMost) return tooLarge();
      m_ended = result == Z_STREAM_END;
      if (result == Z_BUF_ERROR && m_stream.avail_out == kBlock) break;
    }
    return {};
  }
  Status finish() override { return m_ended ? Status() : Status(cut("gzip")); }

 private:
  // A gzip body may be several, one behind the other (RFC 1952 section 2.2). What else follows is
  // padding.
  bool nextMember() {
    if (*m_stream.next_in != 0x1f) return false;
    inflateReset(&m_stream);
    m_ended = false;
    return true;
  }

  z_stream m_stream{};
  bool m_ended = false;
};

class Brotli final : public ContentDecoder {
 public:
  Brotli() : m_state(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {}
  ~Brotli() override { BrotliDecoderDestroyInstance(m_state); }

  Status decode(std::string_view bytes, std::string& out) override {
    const std::size_t begin = out.size();
    std::size_t left = bytes.size();
    const auto* in = reinterpret_cast<const std::uint8_t*>(bytes.data());
    for (;;) {
      std::array<std::uint8_t, kBlock> block;
      std::uint8_t* to = block.data();
      std::size_t room = kBlock;
      const auto result = BrotliDecoderDecompressStream(m_state, &left, &in, &room, &to, nullptr);
      out.append(reinterpret_cast<const char*>(block.data()), kBlock - room);
      if (result == BROTLI_DECODER_RESULT_ERROR) return broken("br");
      if (out.size() - begin > kMost) return tooLarge();
      if (result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) return {};
    }
  }
  Status finish() override {
    return BrotliDecoderIsFinished(m_state) != 0 ? Status() : Status(cut("br"));
  }

 private:
  BrotliDecoderState* m_state;
};

class Zstd final : public ContentDecoder {
 public:
  Zstd() : m_stream(ZSTD_createDStream()) {}
  ~Zstd() override { ZSTD_freeDStream(m_stream); }

  Status decode(std::string_view bytes, std::string& out) override {
    const std::size_t begin = out.size();
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    bool full = true;
    while (in.pos < in.size || full) {
      std::array<char, kBlock> block;
      ZSTD_outBuffer to{block.data(), block.size(), 0};
      m_left = ZSTD_decompressStream(m_stream, &to, &in);
      if (ZSTD_isError(m_left) != 0) return broken("zstd");
      out.append(block.data(), to.pos);
      if (out.size() - begin > kMost) return tooLarge();
      full = to.pos == to.size;
      if (in.pos == in.size && !full) break;
    }
    return {};
  }
  Status finish() override { return m_left == 0 ? Status() : Status(cut("zstd")); }

 private:
  ZSTD_DStream* m_stream;
  std::size_t m_left = 1;
};

}  // namespace

Result<std::unique_ptr<ContentDecoder>> makeDecoder(std::string_view contentEncoding) {
  const std::string coding = lower(trim(contentEncoding));
  std::unique_ptr<ContentDecoder> decoder;
  if (coding.empty() || coding == "identity") return decoder;
  if (coding == "gzip" || coding == "x-gzip" || coding == "deflate")
    decoder = std::make_unique<Zlib>();
  else if (coding == "br")
    decoder = std::make_unique<Brotli>();
  else if (coding == "zstd")
    decoder = std::make_unique<Zstd>();
  else
    return Error(
        ErrorKind::UpstreamProtocol,
        "the upstream compressed its answer in a way that is not known: " + excerpt(coding, 40));
  return decoder;
}

}  // namespace sb::net
