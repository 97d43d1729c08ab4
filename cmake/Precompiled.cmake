# Headers that most files of the console read are compiled once, which takes a third off a build from
# nothing. Off by default: the compiler cache does not work with them, and without them each file
# shows that it includes what it uses.
option(SB_PCH "Precompile the headers that most files of the console include" OFF)
if(NOT SB_PCH OR NOT SB_CONSOLE)
  return()
endif()

set(SB_COMMON_HEADERS
  <algorithm> <array> <functional> <memory> <optional> <vector>
  <QDateTime> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QLocale> <QPointer> <QTimer> <QUrl>)
target_precompile_headers(sb_ui_client PRIVATE ${SB_COMMON_HEADERS}
  <QNetworkAccessManager> <QNetworkReply>)
target_precompile_headers(sb_ui_theme PRIVATE ${SB_COMMON_HEADERS}
  <QApplication> <QEvent> <QFrame> <QHBoxLayout> <QKeyEvent> <QLabel> <QLineEdit> <QMenu> <QPainter>
  <QPushButton> <QScrollArea> <QStackedWidget> <QTableView> <QToolButton> <QVBoxLayout>)
# What links theme has its definitions too, so its headers fit.
foreach(target sb_ui_widgets sb_ui_shell ${SB_SCREENS} sb_desktop)
  target_precompile_headers(${target} REUSE_FROM sb_ui_theme)
  target_compile_options(${target} PRIVATE -Wno-error=invalid-pch)
endforeach()
