// Several Qt Test classes in one program: SB_TEST(Class) in each file, no main of its own.
#pragma once

#include <QObject>
#include <functional>
#include <memory>

namespace sb::test {

using Factory = std::function<std::unique_ptr<QObject>()>;

struct Registration {
  Registration(const char* name, Factory factory);
};

}  // namespace sb::test

#define SB_TEST(Class)                                        \
  static const sb::test::Registration k##Class##Registration( \
      #Class, [] { return std::unique_ptr<QObject>(std::make_unique<Class>()); })
