#!/usr/bin/env python3
"""Measures the desktop program on a virtual screen and prints a table.

Started by scripts/bench console, which installs and builds first. Exits 0 unless something broke: a
figure over its aim is a finding for a person, not a failure.
"""

import argparse
import contextlib
import pathlib
import shutil
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "scripts/lib"))

from runner import console_rows, desktop, machine, report  # noqa: E402
from runner.measure import measure  # noqa: E402
from runner.processes import Place, Upstream  # noqa: E402
from screenshots import session  # noqa: E402


def arguments():
    names = ", ".join(console_rows.ALL)
    parser = argparse.ArgumentParser(prog="scripts/bench console",
                                     description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true",
                        help="small numbers, to see that it works; docs/performance.md is not written")
    parser.add_argument("--only", metavar="NAME,…", type=lambda text: text.split(","),
                        help=f"of {names}; docs/performance.md is not written")
    parser.add_argument("--build", type=pathlib.Path, default=TOP / "build/bench-console",
                        metavar="DIR", help="a build folder (nothing is built then)")
    chosen = parser.parse_args()
    for name in chosen.only or []:
        if name not in console_rows.ALL:
            parser.error(f"no measurement {name}; there are {names}")
    return chosen


def run(chosen, folder):
    place = Place(chosen.build, folder)
    scale = console_rows.QUICK if chosen.quick else console_rows.FULL
    out, broken = [], []
    with contextlib.ExitStack() as stack:
        with machine.pinned(place.load_core):
            screen = stack.enter_context(session.Screen(f"{desktop.WIDTH}x{desktop.HEIGHT}"))
        place.running.append(screen.process)
        stage = console_rows.Stage(place, screen, stack.enter_context(Upstream(place)), scale)
        for name in chosen.only or console_rows.ALL:
            print(f"== {name}", file=sys.stderr, flush=True)
            problem = measure(place, name, console_rows.ALL[name](stage), out)
            if problem:
                broken.append(problem)
    show(chosen, out, broken)
    return 1 if broken else 0


def show(chosen, out, broken):
    description = machine.describe(chosen.build, ("Qt", machine.qt_version(chosen.build)))
    report.show(out, description, broken)
    if not (chosen.quick or chosen.only):
        report.write(TOP / "docs/performance.md", report.CONSOLE,
                     report.in_markdown(out, description, broken))
        print("docs/performance.md has been written.")


def main():
    chosen = arguments()
    for tool in ("Xvfb", "xdotool"):
        if not shutil.which(tool):
            print(f"error: {tool} is not installed", file=sys.stderr)
            return 1
    # Beside the build and not in /tmp, which may be memory: the log is to meet a real disk.
    with tempfile.TemporaryDirectory(prefix="run-", dir=chosen.build) as folder:
        try:
            return run(chosen, pathlib.Path(folder))
        except (machine.Broke, session.Failed) as broke:
            print(f"error: {broke}", file=sys.stderr)
            return 1


if __name__ == "__main__":
    sys.exit(main())
