#!/usr/bin/env python3
"""Measures signalboxd side by side with nginx and a bare relay, and prints a table.

Started by scripts/bench, which installs and builds first. Exits 0 unless something broke: a figure
over its aim is a finding for a person, not a failure.
"""

import argparse
import dataclasses
import pathlib
import sys
import tempfile

from runner import machine, report, rows
from runner.measure import measure
from runner.processes import Place

TOP = pathlib.Path(__file__).resolve().parents[2]


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true",
                        help="small numbers, to see that it works; docs/performance.md is not written")
    parser.add_argument("--only", metavar="NAME,…", type=lambda text: text.split(","),
                        help=f"of {', '.join(rows.ALL)}; docs/performance.md is not written")
    parser.add_argument("--streams", type=int, metavar="N",
                        help=f"open streams ({rows.FULL.streams:,}); docs/performance.md is not written")
    parser.add_argument("--build", type=pathlib.Path, default=TOP / "build/bench", metavar="DIR",
                        help="a build folder (nothing is built then)")
    chosen = parser.parse_args()
    for name in chosen.only or []:
        if name not in rows.ALL:
            parser.error(f"no measurement {name}; there are {', '.join(rows.ALL)}")
    return chosen


def run(chosen, folder):
    place = Place(chosen.build, folder)
    scale = rows.QUICK if chosen.quick else rows.FULL
    if chosen.streams:
        scale = dataclasses.replace(scale, streams=chosen.streams)
    machine.raise_file_limit(2 * scale.streams + 1000)
    out, broken = [], []
    for name in chosen.only or rows.ALL:
        print(f"== {name}", file=sys.stderr, flush=True)
        problem = measure(place, name, rows.ALL[name](place, scale), out)
        if problem:
            broken.append(problem)
    show(chosen, place, out, broken)
    return 1 if broken else 0


def show(chosen, place, out, broken):
    description = machine.describe(chosen.build, ("nginx", machine.nginx_version(place.nginx)))
    report.show(out, description, broken)
    if not (chosen.quick or chosen.only or chosen.streams):
        report.write(TOP / "docs/performance.md", report.ENGINE,
                     report.in_markdown(out, description, broken))
        print("docs/performance.md has been written.")


def main():
    chosen = arguments()
    # Beside the build and not in /tmp, which may be memory: the log is to meet a real disk.
    with tempfile.TemporaryDirectory(prefix="run-", dir=chosen.build) as folder:
        try:
            return run(chosen, pathlib.Path(folder))
        except machine.Broke as broke:
            print(f"error: {broke}", file=sys.stderr)
            return 1


if __name__ == "__main__":
    sys.exit(main())
