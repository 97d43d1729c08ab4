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


def measure(place, name, scale, out):
    """Appends the rows, each with a note if the machine was busy. Gives what broke, or nothing."""
    watch = machine.Watch(place.pids)
    first = len(out)
    problem = None
    try:
        for row in rows.ALL[name](place, scale):
            out.append(row)
            print(f"  {row.measure}: {row.ours or row.yardstick}", file=sys.stderr, flush=True)
    except machine.Broke as broke:
        problem = f"{name}: {broke}"
        print(f"  broke: {broke}", file=sys.stderr, flush=True)
    foreign, stolen = watch.busy()
    if foreign > machine.FOREIGN_LIMIT or stolen > machine.STEAL_LIMIT:
        for row in out[first:]:
            row.busy = f"{name} (others {foreign:.0f} % of all cores, stolen {stolen:.0f} %)"
    return problem


def run(chosen, folder):
    place = Place(chosen.build, folder)
    scale = rows.QUICK if chosen.quick else rows.FULL
    if chosen.streams:
        scale = dataclasses.replace(scale, streams=chosen.streams)
    machine.raise_file_limit(2 * scale.streams + 1000)
    out, broken = [], []
    for name in chosen.only or rows.ALL:
        print(f"== {name}", file=sys.stderr, flush=True)
        problem = measure(place, name, scale, out)
        if problem:
            broken.append(problem)
    show(chosen, place, out, broken)
    return 1 if broken else 0


def show(chosen, place, out, broken):
    description = machine.describe(chosen.build, place.nginx)
    print("\n".join(f"{what}: {which}" for what, which in description), end="\n\n")
    print(report.on_terminal(out), end="\n\n")
    for note in report.busy_note(out) + [f"broke: {text}" for text in broken]:
        print(note)
    if not (chosen.quick or chosen.only or chosen.streams):
        report.write(TOP / "docs/performance.md", report.in_markdown(out, description, broken))
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
