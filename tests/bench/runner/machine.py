"""The machine as a measuring place: its cores, what a process costs, and whether others were at work."""

import contextlib
import os
import platform
import re
import resource
import subprocess
import time
from pathlib import Path

FOREIGN_LIMIT = 5.0  # percent of all cores' time
STEAL_LIMIT = 1.0


class Broke(Exception):
    """Something that should have worked did not: no figure can be given."""


def cores():
    """(core of the process under test, core of upstream and load generator)."""
    usable = sorted(os.sched_getaffinity(0))
    if len(usable) < 2:
        raise Broke("two cores are needed: one for the process under test, one for the load")
    return usable[0], usable[1]


@contextlib.contextmanager
def pinned(core):
    """Children that are started inside run on this core only."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def raise_file_limit(wanted):
    """For this process and its children."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, wanted))
        except (ValueError, PermissionError) as problem:
            raise Broke(f"{wanted} open files are needed, {hard} are allowed (ulimit -Hn)") from problem
    else:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def cpu_us(pid):
    """CPU time of all threads, ended ones too, by the process's own clock (clock_getcpuclockid(3))."""
    return time.clock_gettime_ns((~pid << 3) | 2) / 1000


def resident(pid):
    """Bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()


def peak(pid):
    """The most bytes that were resident at once since it began (proc(5), status)."""
    text = Path(f"/proc/{pid}/status").read_text()
    return int(_first(r"^VmHWM:\s+(\d+)", text, "0")) * 1024


def proportional(pid):
    """Bytes; pages that others share count by their share (proc(5), smaps_rollup)."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(_first(r"^Pss:\s+(\d+)", text, "0")) * 1024


def threads_us(pid):
    """{id: (name, CPU time in µs)} of the threads that are there."""
    threads = {}
    for folder in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):  # it may end meanwhile
            threads[int(folder.name)] = ((folder / "comm").read_text().strip(), _thread_us(folder))
    return threads


def _thread_us(folder):
    try:
        return int((folder / "schedstat").read_text().split()[0]) / 1000
    except OSError:  # a kernel without it: to a tick
        user, system = (folder / "stat").read_text().rsplit(")", 1)[1].split()[11:13]
        return (int(user) + int(system)) * 1e6 / os.sysconf("SC_CLK_TCK")


class Watch:
    """How much of the machine's time went to others since it was made."""

    def __init__(self, children):
        self._children = children  # gives the pids of running children
        self._start = self._sample()

    def busy(self):
        """(percent by other processes, percent stolen by the hypervisor) of all cores' time."""
        then, now = self._start, self._sample()
        whole = (now[0] - then[0]) * os.cpu_count()
        foreign = max(0.0, (now[1] - then[1]) - (now[3] - then[3]))
        return 100 * foreign / whole, 100 * (now[2] - then[2]) / whole

    def _sample(self):
        ticks = [int(n) for n in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
        hertz = os.sysconf("SC_CLK_TCK")
        busy = (sum(ticks) - ticks[3] - ticks[4] - ticks[7]) / hertz
        return time.monotonic(), busy, ticks[7] / hertz, self._ours()

    def _ours(self):
        ours = sum(cpu_us(pid) for pid in self._children()) / 1e6
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
            usage = resource.getrusage(who)
            ours += usage.ru_utime + usage.ru_stime
        return ours


def _first(pattern, text, fallback="unknown"):
    match = re.search(pattern, text, re.M)
    return match.group(1).strip() if match else fallback


def _said(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout + done.stderr


def qt_version(build):
    """Of the Qt that a build folder uses."""
    folder = Path(_first(r"^Qt6_DIR:\w+=(.*)$", (build / "CMakeCache.txt").read_text()))
    file = folder / "Qt6ConfigVersionImpl.cmake"
    return _first(r'PACKAGE_VERSION "([^"]+)"', file.read_text()) if file.exists() else "unknown"


def nginx_version(nginx):
    return _first(r"nginx/(\S+)", _said(nginx, "-v"))


def describe(build, compared):
    """[(what, which)] for people who compare figures; `compared` is what it ends with."""
    cache = (build / "CMakeCache.txt").read_text()
    compiler = _first(r"^CMAKE_CXX_COMPILER:\w+=(.*)$", cache, "c++")
    flags = " ".join(_first(rf"^{name}:\w+=(.*)$", cache, "") for name in
                     ("CMAKE_CXX_FLAGS", "CMAKE_CXX_FLAGS_RELEASE"))
    memory = int(_first(r"^MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text(), "0"))
    virtual = "hypervisor" in Path("/proc/cpuinfo").read_text()
    return [
        ("CPU", _first(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text(), platform.machine())),
        ("Cores", f"{os.cpu_count()}{', virtual' if virtual else ''}"),
        ("Memory", f"{memory / 1048576:.0f} GB"),
        ("Kernel", platform.release()),
        ("System", _first(r'^PRETTY_NAME="?([^"\n]*)', Path("/etc/os-release").read_text())),
        ("Compiler", f"{_said(compiler, '--version').splitlines()[0]}, {flags.strip()}"),
        compared,
    ]
