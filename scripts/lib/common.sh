# Shared by the scripts that a person types. Sourced, not run: sets TOP and goes there.
# shellcheck shell=bash
set -euo pipefail

TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$TOP"
# One compiler cache for every build folder and clone.
export CCACHE_BASEDIR="$TOP" CCACHE_NOHASHDIR=1

say() { printf '\n\033[1m== %s\033[0m\n' "$*" >&2; }
note() { printf '%s\n' "$*" >&2; }
fail() {
  printf 'error: %s\n' "$1" >&2
  shift
  [ $# -eq 0 ] || printf '       %s\n' "$@" >&2
  exit 1
}

# free_mb PATH: megabytes left on the file system of PATH.
free_mb() { df -Pm "$1" | awk 'NR == 2 { print $4 }'; }

# need_space MB: the build folder lies in the tree.
need_space() {
  local left
  left=$(free_mb "$TOP")
  [ "$left" -ge "$1" ] ||
    fail "the disk is full: $left MB are left at $TOP, building needs $1 MB." \
      "Free some space (build/ can be deleted at any time) and start again."
}

# One compiler needs up to 1.5 GB; a small machine gets fewer of them than it has cores.
build_jobs() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable/ { print int($2 / 1572864) }' /proc/meminfo)
  [ "$memory" -ge 1 ] || memory=1
  echo $((cores < memory ? cores : memory))
}

# configure PRESET [ARGS …]: quiet unless it fails.
configure() {
  local preset=$1 log
  shift
  mkdir -p "build/$preset"
  log="build/$preset/configure.log"
  cmake --preset "$preset" "$@" >"$log" 2>&1 && return 0
  cat "$log" >&2
  fail "configuring build/$preset failed (see above)." \
    "If a library is missing, let the script install it (do not set SIGNALBOX_NO_INSTALL)." \
    "If build/$preset is from another compiler or place, delete it and start again."
}

# build PRESET [TARGET …]: shows Ninja's progress.
build() {
  local preset=$1
  shift
  cmake --build "build/$preset" --parallel "$(build_jobs)" ${1:+--target "$@"} >&2 && return 0
  [ "$(free_mb "$TOP")" -ge 50 ] || fail "building failed because the disk is full."
  fail "building build/$preset failed (the first error is above)."
}
