# What the console is built with: Qt's modules and how a folder of ui becomes a library.
find_package(Qt6 6.4 REQUIRED
  COMPONENTS Core Gui Widgets Network DBus Svg Charts LinguistTools)
find_package(Qt6Keychain REQUIRED)

set(SB_QT_DEFINITIONS
  QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING)

# sb_ui_library(NAME DEPS ...): the static library of one folder of ui, from all .cpp files below it.
function(sb_ui_library name)
  cmake_parse_arguments(ARG "" "" "DEPS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS
    "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp" "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.h")
  if(NOT sources)
    add_library(sb_ui_${name} INTERFACE)
    target_link_libraries(sb_ui_${name} INTERFACE ${ARG_DEPS})
    return()
  endif()
  add_library(sb_ui_${name} STATIC ${sources})
  set_target_properties(sb_ui_${name} PROPERTIES AUTOMOC ON LINKER_LANGUAGE CXX)
  target_include_directories(sb_ui_${name} PUBLIC "${CMAKE_SOURCE_DIR}")
  target_compile_definitions(sb_ui_${name} PRIVATE ${SB_QT_DEFINITIONS})
  target_link_libraries(sb_ui_${name} PUBLIC ${ARG_DEPS} PRIVATE sb_warnings)
endfunction()
