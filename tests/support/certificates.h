// Certificates made by the openssl program, for tests of TLS. Owner: the test.
#pragma once

#include <QFile>
#include <QTemporaryDir>
#include <cstdlib>
#include <string>

namespace sb::test {

// A certificate for 127.0.0.1 and the authority that signed it.
class Certificates {
 public:
  bool make() {
    QFile file(m_dir.filePath(QStringLiteral("server.ext")));
    if (!file.open(QIODevice::WriteOnly)) return false;
    file.write("subjectAltName=IP:127.0.0.1,DNS:secure.example\n");
    file.close();
    const std::string key = "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ";
    return run(key + "ca.key -x509 -out ca.pem -days 2 -subj /CN=Authority") &&
           run(key + "server.key -out server.csr -subj /CN=server") &&
           run("x509 -req -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -in server.csr "
               "-extfile server.ext -out server.pem");
  }
  std::string path(const char* name) const {
    return m_dir.filePath(QString::fromLatin1(name)).toStdString();
  }

 private:
  bool run(const std::string& arguments) {
    const std::string command =
        "cd '" + m_dir.path().toStdString() + "' && exec openssl " + arguments + " >log 2>&1";
    return std::system(command.c_str()) == 0;
  }
  QTemporaryDir m_dir;
};

}  // namespace sb::test
