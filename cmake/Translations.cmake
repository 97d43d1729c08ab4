# Translations of the console: translations/signalbox_LANGUAGE.ts, compiled by lrelease into the program
# below :/sb/translations. `ninja update_translations` takes new texts of the sources over into them;
# a test holds that this has been done and that nothing is left untranslated. The English file has
# plurals only. The pseudo-locale is made at run time (ui/preferences/languages.h).
set(SB_LANGUAGES de ar en)

function(sb_translations target)
  set(compiled "")
  foreach(language IN LISTS SB_LANGUAGES)
    set(source "${CMAKE_SOURCE_DIR}/translations/signalbox_${language}.ts")
    set(result "${CMAKE_CURRENT_BINARY_DIR}/translations/signalbox_${language}.qm")
    add_custom_command(OUTPUT "${result}"
      COMMAND Qt6::lrelease -silent "${source}" -qm "${result}"
      DEPENDS "${source}" VERBATIM)
    list(APPEND compiled "${result}")
  endforeach()
  file(MAKE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/translations")
  qt_add_resources(${target} translations PREFIX /sb BASE "${CMAKE_CURRENT_BINARY_DIR}"
    FILES ${compiled})
endfunction()

add_custom_target(update_translations
  COMMAND "${CMAKE_SOURCE_DIR}/scripts/translations" --update --lupdate "$<TARGET_FILE:Qt6::lupdate>"
  VERBATIM)
