# Installs Debian packages by apt. Sourced after common.sh.
#
# packages/PURPOSE.txt has one package a line:
#   NAME                 must be installed
#   NAME >= VERSION      … in at least this version
#   NAME unless COMMAND  … if the command is not there from elsewhere
#   NAME optional        … if the distribution has it
# @BOOST@ in a name stands for the version of Boost that this distribution has (1.81 or newer).
#
# SIGNALBOX_NO_INSTALL=1 leaves the machine as it is.
# shellcheck shell=bash

# libboost-url came with 1.81, so its name tells which versions are new enough. One that is
# installed wins, then the highest: asking for two would make apt remove one.
boost_version() {
  local names
  names=$(apt-cache pkgnames libboost-url 2>/dev/null |
    sed -n 's/^libboost-url\([0-9.]*\)-dev$/\1/p' | grep . | sort -rV) || true
  local version
  for version in $names; do
    if installed "libboost-url$version-dev"; then
      echo "$version"
      return
    fi
  done
  head -n 1 <<<"$names"
}

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# candidate NAME: the version that apt would install; empty if there is none.
candidate() {
  apt-cache policy "$1" 2>/dev/null | awk '$1 == "Candidate:" && $2 != "(none)" { print $2 }'
}

# too_old NAME VERSION: neither what is installed nor what apt offers is new enough.
too_old() {
  local have
  have=$(dpkg-query -W -f '${Version}' "$1" 2>/dev/null) || have=
  [ -n "$have" ] || have=$(candidate "$1")
  [ -n "$have" ] && dpkg --compare-versions "$have" lt "$2"
}

# wanted PURPOSE …: "NAME RULE ARGUMENT" lines with comments stripped.
wanted() {
  local purpose
  for purpose in "$@"; do
    sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$TOP/scripts/lib/packages/$purpose.txt"
  done
}

# missing PURPOSE …: the packages that are not installed yet, one a line.
missing() {
  local name rule argument boost=
  while read -r name rule argument; do
    if [[ $name == *@BOOST@* ]]; then
      [ -n "$boost" ] || boost=$(boost_version)
      name=${name//@BOOST@/${boost:-1.81}}
    fi
    case $rule in
      unless) command -v "$argument" >/dev/null && continue ;;
      '>=') ! too_old "$name" "$argument" || { echo "$name(>=$argument)" && continue; } ;;
      optional) installed "$name" || [ -n "$(candidate "$name")" ] || continue ;;
    esac
    installed "$name" || echo "$name"
  done < <(wanted "$@")
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "installing packages needs root, and sudo is not installed." \
      "As root: apt-get install $*"
  fi
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-remove --no-install-recommends \
    -o DPkg::Lock::Timeout=300 install "$@" </dev/null >&2
}

apt_update() {
  as_root apt-get -q -o APT::Update::Error-Mode=any -o DPkg::Lock::Timeout=300 update \
    </dev/null >&2
}

# known NAME …: apt has a candidate for each.
known() {
  local name
  for name in "$@"; do
    [ -n "$(candidate "$name")" ] || return 1
  done
}

# install_for PURPOSE …: build, test, package. Asks nothing; does nothing when all is there.
install_for() {
  if [ -n "${SIGNALBOX_NO_INSTALL:-}" ]; then return 0; fi
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    fail "this script installs packages by apt, which is not here (Debian 12 or newer, Ubuntu 24.04 or newer)." \
      "Elsewhere: install the counterparts of these packages yourself, then set SIGNALBOX_NO_INSTALL=1:" \
      "$(wanted "$@" | awk '{ printf "%s ", $1 }' | sed 's/@BOOST@/1.81/g')"
  fi
  local packages
  mapfile -t packages < <(missing "$@")
  [ ${#packages[@]} -gt 0 ] || return 0
  local reached=yes
  if ! known "${packages[@]}"; then
    say "Reading the package lists"
    apt_update || reached=no
    mapfile -t packages < <(missing "$@")
    refuse_unknown "$reached" "${packages[@]}"
  fi
  say "Installing ${packages[*]}"
  apt_install "${packages[@]}" || retry_install "${packages[@]}"
}

# refuse_unknown REACHED NAME …: a server of somebody else's that does not answer is no reason to stop.
refuse_unknown() {
  local reached=$1 name
  shift
  for name in "$@"; do
    [ -z "$(candidate "$name")" ] || continue
    [ "$reached" = yes ] || fail_unreachable
    fail "this distribution has no package $name." \
      "Debian 12 or newer or Ubuntu 24.04 or newer is needed (Boost >= 1.81, Qt >= 6.4)."
  done
}

fail_unreachable() {
  fail "the package servers could not be reached (see above)." \
    "Check the network and, if there is one, the proxy that apt uses."
}

# Lists that are a few days old name versions that are gone.
retry_install() {
  [ "$(free_mb /)" -ge 100 ] || fail "installing failed because the disk is full."
  apt_update || fail_unreachable
  apt_install "$@" || fail "installing failed (see above): $*"
}
