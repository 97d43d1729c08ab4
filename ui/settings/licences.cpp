#include "ui/settings/licences.h"

#include <QFile>

namespace sb::ui {

QList<Licence> licences() {
  const auto s = [](const char* text) { return QString::fromUtf8(text); };
  return {
      {s("Signalbox"), s("GPL-3.0-or-later"), s(":/sb/licences/LICENSE")},
      {s("Inter"), s("OFL-1.1"), s(":/sb/licences/resources/fonts/Inter-OFL.txt")},
      {s("JetBrains Mono"), s("OFL-1.1"), s(":/sb/licences/resources/fonts/JetBrainsMono-OFL.txt")},
      {s("Lucide"), s("ISC"), s(":/sb/licences/resources/icons/LICENSE")},
      {s("Facts about models"), s("MIT"), s(":/sb/licences/resources/catalog/NOTICE.md")},
      {s("Qt, Qt Charts"), s("GPL-3.0"), {}},
      {s("Boost"), s("BSL-1.0"), {}},
      {s("OpenSSL"), s("Apache-2.0"), {}},
      {s("simdjson"), s("Apache-2.0"), {}},
      {s("SQLite"), s("public domain"), {}},
      {s("yaml-cpp"), s("MIT"), {}},
      {s("libsodium"), s("ISC"), {}},
      {s("zstd"), s("BSD-3-Clause"), {}},
      {s("zlib"), s("Zlib"), {}},
      {s("brotli"), s("MIT"), {}},
      {s("jemalloc"), s("BSD-2-Clause"), {}},
      {s("fmt, spdlog"), s("MIT"), {}},
  };
}

QString licenceText(const QString& name) {
  QFile file(name);
  if (name.isEmpty() || !file.open(QIODevice::ReadOnly)) return {};
  return QString::fromUtf8(file.readAll());
}

}  // namespace sb::ui
