#include "core/net/public_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <QTest>
#include <cstring>

#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::net;

namespace {

SocketAddress addressOf(const char* text) {
  SocketAddress one;
  sockaddr_in four{};
  sockaddr_in6 six{};
  if (inet_pton(AF_INET, text, &four.sin_addr) == 1) {
    four.sin_family = AF_INET;
    one.family = AF_INET;
    std::memcpy(one.bytes, &four, sizeof four);
  } else if (inet_pton(AF_INET6, text, &six.sin6_addr) == 1) {
    six.sin6_family = AF_INET6;
    one.family = AF_INET6;
    std::memcpy(one.bytes, &six, sizeof six);
  }
  return one;
}

}  // namespace

class PublicAddressTest : public QObject {
  Q_OBJECT
 private slots:
  void knowsPublicOnes_data() {
    QTest::addColumn<bool>("isPublic");
    for (const char* yes :
         {"1.1.1.1",         "8.8.8.8",         "9.255.255.255",   "11.0.0.0",
          "100.63.255.255",  "100.128.0.0",     "126.255.255.255", "128.0.0.0",
          "169.253.255.255", "169.255.0.0",     "172.15.255.255",  "172.32.0.0",
          "192.0.1.0",       "192.167.255.255", "192.169.0.0",     "198.17.255.255",
          "198.20.0.0",      "223.255.255.255", "168.63.129.15",   "2606:4700::1111",
          "2a00:1450::1",    "2001:4860::8888", "2003::1",         "64:ff9b::8.8.8.8"})
      QTest::newRow(yes) << true;
    for (const char* no : {"0.0.0.0",
                           "0.255.255.255",
                           "10.0.0.0",
                           "10.255.255.255",
                           "100.64.0.0",
                           "100.100.100.200",
                           "100.127.255.255",
                           "127.0.0.1",
                           "127.255.255.255",
                           "169.254.0.0",
                           "169.254.169.254",
                           "169.254.255.255",
                           "172.16.0.0",
                           "172.31.255.255",
                           "192.0.0.192",
                           "192.0.2.1",
                           "192.88.99.1",
                           "192.168.0.0",
                           "192.168.255.255",
                           "198.18.0.0",
                           "198.19.255.255",
                           "198.51.100.1",
                           "203.0.113.1",
                           "224.0.0.1",
                           "239.255.255.255",
                           "240.0.0.1",
                           "255.255.255.255",
                           "168.63.129.16",
                           "::",
                           "::1",
                           "::127.0.0.1",
                           "::ffff:127.0.0.1",
                           "::ffff:8.8.8.8",
                           "64:ff9b::10.0.0.1",
                           "64:ff9b:1::1",
                           "100::1",
                           "fc00::1",
                           "fd00:ec2::254",
                           "fe80::1",
                           "fec0::1",
                           "ff02::1",
                           "2001::1",
                           "2001:1ff::1",
                           "2001:db8::1",
                           "2002:7f00:1::",
                           "3fff::1",
                           "4000::1"})
      QTest::newRow(no) << false;
  }
  void knowsPublicOnes() {
    QFETCH(bool, isPublic);
    QCOMPARE(net::isPublic(addressOf(QTest::currentDataTag())), isPublic);
  }

  void otherFamiliesAreNot() { QVERIFY(!net::isPublic(SocketAddress())); }
};

SB_TEST(PublicAddressTest);

#include "public_address_test.moc"
