// A file or folder that nobody can write, root neither, for as long as this lives: mounted onto
// itself. What was open for writing before stays so. Any thread.
#pragma once

#include <sys/mount.h>

#include <string>

namespace sb::test {

class ReadOnly {
 public:
  explicit ReadOnly(std::string path) : m_path(std::move(path)) {
    const char* const at = m_path.c_str();
    m_bound = ::mount(at, at, nullptr, MS_BIND, nullptr) == 0;
    m_works =
        m_bound && ::mount(nullptr, at, nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY, nullptr) == 0;
  }
  ~ReadOnly() {
    if (m_bound) ::umount2(m_path.c_str(), MNT_DETACH);
  }
  ReadOnly(const ReadOnly&) = delete;
  ReadOnly& operator=(const ReadOnly&) = delete;
  // False: this process may mount nothing.
  bool works() const { return m_works; }

 private:
  std::string m_path;
  bool m_bound = false, m_works = false;
};

}  // namespace sb::test
