# Every outside library, by the target name that the folders link. docs/dependencies.md says why.
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(OpenSSL 3.0 REQUIRED)
find_package(SQLite3 3.40 REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(simdjson REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(brotli REQUIRED IMPORTED_TARGET libbrotlidec)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
find_package(ZLIB REQUIRED)

# The programs' allocator: a record is made by one thread and freed by another. The sanitizers bring
# their own.
add_library(sb_allocator INTERFACE)
if(NOT SB_SANITIZE)
  pkg_check_modules(jemalloc REQUIRED IMPORTED_TARGET jemalloc)
  target_link_libraries(sb_allocator INTERFACE PkgConfig::jemalloc)
  target_sources(sb_allocator INTERFACE ${CMAKE_SOURCE_DIR}/app/allocator.cpp)
endif()

# yaml-cpp renamed its target in 0.8.
add_library(sb_yaml INTERFACE)
if(TARGET yaml-cpp::yaml-cpp)
  target_link_libraries(sb_yaml INTERFACE yaml-cpp::yaml-cpp)
else()
  target_link_libraries(sb_yaml INTERFACE yaml-cpp)
endif()

# Asio is compiled once, in core/net/asio_impl.cpp; the same definitions must hold in every file.
add_library(sb_asio INTERFACE)
target_compile_definitions(sb_asio INTERFACE
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_DISABLE_BOOST_ARRAY)
target_link_libraries(sb_asio INTERFACE Boost::headers OpenSSL::SSL Threads::Threads)
