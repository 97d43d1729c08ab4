# What belongs to an installation: component "headless" or "desktop". scripts/package adds what only
# Debian knows (unit, configuration).
include(GNUInstallDirs)
set(SB_MAN "${CMAKE_INSTALL_MANDIR}/man1")
set(SB_ICONS "${CMAKE_INSTALL_DATADIR}/icons/hicolor")

install(TARGETS signalboxd signalboxctl
  RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT headless)
install(FILES packaging/man/signalboxd.1 packaging/man/signalboxctl.1
  DESTINATION "${SB_MAN}" COMPONENT headless)

if(SB_CONSOLE)
  install(TARGETS signalbox signalboxctl
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT desktop)
  install(FILES packaging/man/signalbox.1 packaging/man/signalboxctl.1
    DESTINATION "${SB_MAN}" COMPONENT desktop)
  install(FILES packaging/desktop/signalbox.desktop
    DESTINATION "${CMAKE_INSTALL_DATADIR}/applications" COMPONENT desktop)
  install(FILES packaging/desktop/org.signalbox.signalbox.metainfo.xml
    DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo" COMPONENT desktop)
  install(FILES resources/icons/signalbox.svg
    DESTINATION "${SB_ICONS}/scalable/apps" COMPONENT desktop)
endif()
