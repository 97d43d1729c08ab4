"""The measurements of the desktop program. Each function gives rows of the table."""

import statistics
import time
from dataclasses import dataclass

from .desktop import BAR_BOTTOM, BAR_TOP, GATEWAY_READY, ROW, SCREEN_SHOWN, Desktop
from .machine import Broke, proportional
from .processes import Gateway, load
from .rows import MB, plain_row, ratio_row

RATE = 1_000  # requests a second into the open log
LONGEST = 50  # ms of a frame
LEAST_FRAMES = 4  # a second; rows come ten times a second


@dataclass(frozen=True)
class Scale:
    """How much of everything."""

    starts: int
    rows: int
    seconds: int
    rounds: int
    rest_seconds: float


FULL = Scale(starts=11, rows=100_000, seconds=20, rounds=3, rest_seconds=10)
QUICK = Scale(starts=2, rows=5_000, seconds=3, rounds=1, rest_seconds=2)


class Stage:
    """What the measurements share: the screen, the upstream, and a home with a long log."""

    def __init__(self, place, screen, upstream, scale):
        self.place, self.screen, self.upstream, self.scale = place, screen, upstream, scale
        self._full = None

    def full_home(self):
        if self._full is None:
            folder = self.place.fresh("home")
            with Gateway(self.place, self.upstream, folder=folder) as gateway:
                load(gateway, requests=self.scale.rows)
                gateway.settle()
                gateway.require_rows(50)
            self._full = folder
        return self._full

    def desktop(self, folder, show, level="debug"):
        return Desktop(self.place, self.screen, self.upstream, folder, show, level)

    def headless(self, folder):
        return Gateway(self.place, self.upstream, folder=folder)


def start(stage):
    """From exec to a window that shows its screen and takes input."""
    empty, full = [], []
    for _ in range(stage.scale.starts):
        with stage.desktop(stage.place.fresh("home"), "overview") as desktop:
            empty.append(desktop.moments())
        with stage.desktop(stage.full_home(), "logs") as desktop:
            full.append(desktop.moments())
    for home, taken in (("empty home", empty), (f"{stage.scale.rows:,} rows, Logs", full)):
        window = [moments[SCREEN_SHOWN] for moments in taken]
        gateway = statistics.median(moments[GATEWAY_READY] for moments in taken)
        middle = statistics.median(window)
        yield plain_row(f"From exec to the first usable window, {home}",
                        f"{middle:.0f} ms (longest {max(window):.0f})",
                        f"gateway ready after {gateway:.0f} ms", "≤ 500 ms", middle <= 500)
    lead = min(moments[SCREEN_SHOWN] - moments[GATEWAY_READY] for moments in empty + full)
    yield plain_row("The gateway is ready before the window, at least by", f"{lead:.0f} ms", "",
                    "> 0 ms", lead > 0)


def rest(stage):
    """Memory of a program that has nothing to do."""
    homes = (("", lambda: stage.place.fresh("home"), "overview"),
             (f", Logs with {stage.scale.rows:,} rows", stage.full_home, "logs"))
    for what, home, show in homes:
        with stage.desktop(home(), show, "info") as desktop:
            time.sleep(stage.scale.rest_seconds)
            desktop.settle()
            size, share = desktop.resident() / MB, proportional(desktop.pid) / MB
        yield plain_row(f"Resident memory at rest{what}", f"{size:.0f} MB",
                        f"{share:.0f} MB with shared pages by their share", "≤ 150 MB", size <= 150)


def frame_rows(what, frames):
    yield plain_row(f"{what}: longest frame", f"{frames.longest:.1f} ms",
                    f"middle {frames.middle:.1f} ms, {frames.count / frames.seconds:.0f} a second",
                    f"≤ {LONGEST} ms", frames.longest <= LONGEST)
    yield plain_row(f"{what}: longest time without a look at input", f"{frames.gap:.1f} ms",
                    f"longest event: {frames.worst}", f"≤ {LONGEST} ms", frames.gap <= LONGEST)


def stream(stage):
    """Requests stream into the open log, which follows."""
    scale = stage.scale
    with stage.desktop(stage.full_home(), "logs") as desktop:
        before = desktop.rows_seen()
        frames = desktop.frames_of(lambda: load(desktop, requests=RATE * scale.seconds, rate=RATE))
        if frames.count < LEAST_FRAMES * scale.seconds or desktop.rows_seen() == before:
            raise Broke(f"the log did not follow: {frames}")
        desktop.require_rows(50)
    yield from frame_rows(f"{RATE:,} requests/s into the open log of {scale.rows:,} rows", frames)


def spent(process, seconds):
    """µs of CPU for each request at the constant rate: (the gateway's threads, all threads)."""
    load(process, requests=RATE, rate=RATE)  # everything is warm
    process.settle()
    engine, whole = process.engine_us(), process.cpu_us()
    load(process, requests=RATE * seconds, rate=RATE)
    process.settle()
    requests = RATE * seconds
    return (process.engine_us() - engine) / requests, (process.cpu_us() - whole) / requests


def cost(stage):
    """What a request costs the gateway's own threads with the window open, and without one."""
    seconds, folder = stage.scale.seconds, stage.full_home()
    window, alone = [], []
    for _ in range(stage.scale.rounds):
        with stage.headless(folder) as gateway:
            alone.append(spent(gateway, seconds))
        with stage.desktop(folder, "logs", "info") as desktop:
            window.append(spent(desktop, seconds))
            desktop.require_rows(50)
    yield ratio_row(f"CPU per request of the gateway's threads at {RATE:,}/s, log followed", "µs",
                    [engine for engine, _ in window], [engine for engine, _ in alone],
                    "signalboxd", 1.1)
    yield ratio_row("The same with the window's threads", "µs", [whole for _, whole in window],
                    [whole for _, whole in alone], "signalboxd", None)


def scroll(stage):
    """The whole log from its top to its bottom, by pages and by the scroll bar."""
    scale = stage.scale
    with stage.desktop(stage.full_home(), "logs") as desktop:
        top = desktop.rows_seen()
        desktop.act("mousemove", *ROW, "click", 1)
        pages = scale.rows // 18  # a page is 19 rows or more
        paged = desktop.frames_of(
            lambda: desktop.act("key", "--delay", 10, "--repeat", pages, "Next"))
        require_bottom(desktop, top)
        yield from frame_rows(f"{scale.rows:,} rows, {pages:,} pages down", paged)
        desktop.act("key", "Home")
        time.sleep(1)
        dragged = desktop.frames_of(lambda: drag(desktop))
        require_bottom(desktop, top)
        yield from frame_rows(f"{scale.rows:,} rows, scroll bar dragged down", dragged)


def drag(desktop):
    x, top = BAR_TOP
    desktop.act("mousemove", x, top, "mousedown", 1)
    for y in range(top, BAR_BOTTOM[1] + 1, 2):
        desktop.act("mousemove", x, y)
        time.sleep(0.02)
    desktop.act("mouseup", 1)


def require_bottom(desktop, top):
    """A wheel that moves nothing any more stands at the end."""
    here = desktop.rows_seen()
    desktop.act("mousemove", *ROW, "click", "--repeat", 5, 5)
    if here == top or desktop.rows_seen() != here:
        raise Broke("the log was not scrolled to its end")


# In this order: the last two make the log longer.
ALL = {"start": start, "rest": rest, "scroll": scroll, "stream": stream, "cost": cost}
