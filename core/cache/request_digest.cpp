#include "core/cache/request_digest.h"

#include <stdexcept>

namespace sb::cache {
namespace {

// Found once: looking an algorithm up costs as much as hashing a kilobyte.
const EVP_MD* sha256() {
  static const EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return found;
}

void require(int done) {
  if (done != 1) throw std::runtime_error("OpenSSL cannot make a SHA-256");
}

}  // namespace

DigestMaker::DigestMaker() : m_context(EVP_MD_CTX_new()) {
  require(EVP_DigestInit_ex2(m_context.get(), sha256(), nullptr));
}

void DigestMaker::put(const void* bytes, std::size_t size) {
  if (size == 0) return;  // an empty text may have no bytes to point at
  if (size > m_small.size() - m_used) flush();
  if (size > m_small.size()) {
    require(EVP_DigestUpdate(m_context.get(), bytes, size));
    return;
  }
  std::memcpy(m_small.data() + m_used, bytes, size);
  m_used += size;
}

void DigestMaker::flush() {
  require(EVP_DigestUpdate(m_context.get(), m_small.data(), m_used));
  m_used = 0;
}

RequestDigest DigestMaker::finish() {
  flush();
  RequestDigest digest;
  require(EVP_DigestFinal_ex(m_context.get(), digest.data(), nullptr));
  return digest;
}

}  // namespace sb::cache
