# sb_embed(SOURCE FILE): SOURCE (relative to this folder) may say SB_EMBED(symbol) of
# core/base/embed.h to carry FILE (relative to the repository) inside the program.
function(sb_embed source file)
  set(path "${CMAKE_SOURCE_DIR}/${file}")
  set_source_files_properties("${source}" PROPERTIES
    COMPILE_DEFINITIONS "SB_EMBEDDED_FILE=\"${path}\""
    OBJECT_DEPENDS "${path}")
endfunction()
