// A file of resources/ inside the program: the assembler takes its bytes over as they are, the
// system maps them from the executable page by page, so that they cost no heap and no start-up
// time. CMake's sb_embed() names the file and rebuilds when it changes.
#pragma once

#include <cstddef>
#include <string_view>

// Declares a function `std::string_view symbol()` that gives the file's bytes; they live for ever.
#define SB_EMBED(symbol)                                                                \
  asm(".pushsection .rodata\n"                                                          \
      ".global sb_embedded_" #symbol                                                    \
      "\n"                                                                              \
      ".global sb_embedded_end_" #symbol                                                \
      "\n"                                                                              \
      ".balign 16\n"                                                                    \
      "sb_embedded_" #symbol                                                            \
      ":\n"                                                                             \
      ".incbin \"" SB_EMBEDDED_FILE                                                     \
      "\"\n"                                                                            \
      "sb_embedded_end_" #symbol                                                        \
      ":\n"                                                                             \
      ".byte 0\n"                                                                       \
      ".popsection\n");                                                                 \
  extern "C" const char sb_embedded_##symbol[];                                         \
  extern "C" const char sb_embedded_end_##symbol[];                                     \
  static std::string_view symbol() {                                                    \
    return {sb_embedded_##symbol,                                                       \
            static_cast<std::size_t>(sb_embedded_end_##symbol - sb_embedded_##symbol)}; \
  }
