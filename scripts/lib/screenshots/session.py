"""A virtual screen, and the program on it."""

import os
import pathlib
import resource
import shutil
import subprocess
import tempfile

from . import homes, xwd
from .driver import Driver
from .waiting import Failed


class Screen:
    def __init__(self, size):
        self.size = size
        self.folder = tempfile.mkdtemp(prefix="signalbox-screen-")
        self.process = None
        self.display = None

    def __enter__(self):
        if not shutil.which("Xvfb"):
            raise Failed("Xvfb is not installed (package xvfb)")
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{self.size}x24", "-fbdir", self.folder,
             "-nolisten", "tcp", "-nocursor", "-noreset"], pass_fds=[write], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as number:
            self.display = ":" + number.readline().strip()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def save(self, target):
        xwd.save(self.folder, target)


class Console:
    """The program on a home; gone with the block. `elsewhere` are the arguments for a gateway that runs already."""

    def __init__(self, screen, programs, home, authority, preferences, elsewhere=()):
        self.home = home
        data = homes.data_of(home) / ("window" if elsewhere else "")
        data.mkdir(mode=0o700, exist_ok=True)
        lines = "".join(f"{key}={value}\n" for key, value in preferences.items())
        (data / "console.ini").write_text("[General]\n" + lines)
        self.socket = home / ".driver"
        environment = dict(homes.environment(home, authority), DISPLAY=screen.display, XDG_RUNTIME_DIR=str(data),
                           QT_QPA_PLATFORM="xcb", SIGNALBOX_REDUCED_MOTION="1", TZ=os.environ.get("TZ", ""),
                           QT_QPA_GENERIC_PLUGINS="screenshotdriver", SIGNALBOX_DRIVER=str(self.socket),
                           QT_PLUGIN_PATH=str(programs.plugins))
        self.process = subprocess.Popen(
            [str(programs.console), "--data", str(data), "--log-level", "off", *elsewhere], env=environment, cwd=home)
        self.driver = None

    def __enter__(self):
        self.driver = Driver(self.socket)
        return self

    def fill_disk(self, full):
        """While it is full, no file of the program grows."""
        hard = resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (0 if full else hard, hard))

    def __exit__(self, *_):
        self.driver.close()
        self.process.kill()  # at once: answers that still grow would be waited for, and the home is a copy
        self.process.wait()


class Programs:
    """What is built: the console, the gateway, the driver's plugin, the writer of days gone by."""

    def __init__(self, console):
        top = pathlib.Path(console).resolve().parents[1]
        self.console = pathlib.Path(console).resolve()
        self.daemon = self.console.with_name("signalboxd")
        self.plugins = top / "tests" / "pictures"
        self.past = self.plugins / "screenshot_past"

    def missing(self):
        needed = [self.console, self.daemon, self.past, self.plugins / "generic" / "screenshot_driver.so"]
        return [file for file in needed if not file.exists()]
