"""signalbox on a virtual screen: started, looked at, and moved by keys and mouse as a person would."""

import json
import os
import re
import struct
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from . import machine
from .machine import Broke
from .processes import READY_SECONDS, Gateway

WIDTH, HEIGHT = 1280, 800
# Where things are in a window of that size, in pixels: the rows of the log, and its scroll bar.
ROW, ASIDE = (700, 500), (270, 600)
ROWS_BOX = (380, 140, 1240, 760)
BAR_TOP, BAR_BOTTOM = (1275, 112), (1275, 767)
# Threads that belong to the window and not to the gateway: the first one, and those of Qt and the keychain.
WINDOW_THREADS = re.compile(r"Q|Thread \(pooled\)|keychain")
GATEWAY_READY, SCREEN_SHOWN = "gateway ready", "screen shown"


@dataclass(frozen=True)
class Frames:
    """What the program says of its frames (app/desktop/frame_clock.h), over some seconds."""

    count: int
    seconds: float
    middle: float  # ms
    longest: float  # ms
    gap: float  # ms; the longest time in which the event loop did not come round
    worst: str  # the longest event

    @staticmethod
    def of(lines):
        if not lines:
            raise Broke("the program painted nothing")
        worst = max((line["event_ms"] for line in lines), key=lambda event: event["max"])
        middles = sorted(line["frame_ms"]["p50"] for line in lines)
        return Frames(sum(line["frames"] for line in lines), sum(line["seconds"] for line in lines),
                      middles[len(middles) // 2], max(line["frame_ms"]["max"] for line in lines),
                      max(line["gap_ms"]["max"] for line in lines),
                      f"{worst['what']} {worst['max']:.1f} ms")


def said(log, word):
    """The JSON of all lines of that kind in the program's log."""
    return [json.loads(text) for text in re.findall(rf" {word} (\{{.*\}})$", log, re.M)]


def engine_us(pid, threads):
    """The part of `machine.threads_us` that is the gateway's."""
    return sum(us for thread, (name, us) in threads.items()
               if thread != pid and not WINDOW_THREADS.match(name))


class Desktop(Gateway):
    """With the configuration of the headless one, on a data folder that keeps its log."""

    program = "signalbox"

    def __init__(self, place, screen, upstream, folder, show, level="debug"):
        self.screen, self.level = screen, level
        data = folder / "data"
        data.mkdir(mode=0o700, exist_ok=True)
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700, exist_ok=True)
        self.run_file = data / "run.json"
        self.run_file.unlink(missing_ok=True)
        (data / "console.ini").write_text(f"[General]\nlastScreen={show}\nlook=light\n")
        super().__init__(place, upstream, folder=folder, more=["--log-level", level], env={
            "DISPLAY": screen.display, "HOME": str(folder), "XDG_RUNTIME_DIR": str(runtime),
            "QT_QPA_PLATFORM": "xcb", "DBUS_SESSION_BUS_ADDRESS": f"unix:path={runtime}/none"})

    def wait_ready(self):
        end = time.monotonic() + READY_SECONDS
        while not self.is_ready():
            if self.child.poll() is not None or time.monotonic() > end:
                raise Broke(f"signalbox did not get ready: {self.complaint()}")
            time.sleep(0.02)
        self.act("search", "--sync", "--onlyvisible", "--name", "Signalbox")
        self.ready = json.loads(self.run_file.read_text())
        self.port = self.gateway_port()

    def is_ready(self):
        if not self.run_file.exists():
            return False
        return self.level != "debug" or SCREEN_SHOWN in self.moments()

    def text(self):
        return self.log.read_text(errors="replace")

    def moments(self):
        """{what: ms since the start of the process}."""
        return {line["what"]: line["monotonic_ms"] - self.started * 1000
                for line in said(self.text(), "timing")}

    def frames_of(self, action):
        """What was painted while `action` ran."""
        time.sleep(1.1)  # lines come each second; what was before ends here
        known = len(said(self.text(), "frames"))
        action()
        time.sleep(1.1)
        return Frames.of(said(self.text(), "frames")[known:])

    def engine_us(self):
        return engine_us(self.pid, machine.threads_us(self.pid))

    def act(self, *words):
        """Input by xdotool(1)."""
        try:
            with machine.pinned(self.place.load_core):
                done = subprocess.run(["xdotool", *map(str, words)], capture_output=True, text=True,
                                      env={**os.environ, "DISPLAY": self.screen.display},
                                      timeout=600, check=False)
        except subprocess.TimeoutExpired as late:
            raise Broke(f"xdotool {words[0]} did not end") from late
        if done.returncode != 0:
            raise Broke(f"xdotool: {done.stderr.strip()}")

    def rows_seen(self):
        """The pixels of the rows; none is under the mouse."""
        self.act("mousemove", *ASIDE)
        time.sleep(0.5)  # what was asked for is fetched and painted
        return pixels(Path(self.screen.folder, "Xvfb_screen0").read_bytes(), ROWS_BOX)


def pixels(dump, box):
    """Of a part of an X window dump (X11/XWDFile.h) at 32 bits a pixel."""
    head = struct.unpack(">25I", dump[:100])
    start, line = head[0] + head[19] * 12, head[12]
    left, top, right, bottom = box
    return b"".join(dump[start + y * line + left * 4:start + y * line + right * 4]
                    for y in range(top, bottom))
