# SB_SANITIZE=address,undefined or thread.
if(SB_SANITIZE)
  add_compile_options(-fsanitize=${SB_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${SB_SANITIZE})
  if(SB_SANITIZE MATCHES "thread")
    # ThreadSanitizer does not understand the fences of Asio's default fenced block.
    add_compile_definitions(BOOST_ASIO_DISABLE_FENCED_BLOCK)
    add_compile_options(-Wno-error=tsan)
  endif()
endif()
