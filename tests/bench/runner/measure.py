"""One measurement: its rows as they come, whether the machine was busy, and what broke."""

import sys

from . import machine


def measure(place, name, rows, out):
    """Appends the rows, each with a note if the machine was busy. Gives what broke, or nothing."""
    watch = machine.Watch(place.pids)
    first = len(out)
    problem = None
    try:
        for row in rows:
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
