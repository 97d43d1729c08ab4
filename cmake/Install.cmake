# What belongs to an installation. scripts/package adds what only Debian knows (unit, configuration).
include(GNUInstallDirs)
if(TARGET signalboxd AND TARGET signalboxctl)
  install(TARGETS signalboxd signalboxctl
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT headless)
endif()
install(FILES packaging/man/signalboxd.1 packaging/man/signalboxctl.1
  DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT headless)
