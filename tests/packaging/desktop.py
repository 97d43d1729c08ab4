"""Drives the desktop program that runs inside a chroot: as its menu entry starts it, by keyboard."""

import contextlib
import ctypes
import fcntl
import json
import os
import pathlib
import shlex
import socket
import struct
import subprocess
import sys
import tempfile

from chroot import output
from gateway import UID, Client, wait_for
from outside import Outside

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "scripts" / "lib"))
from screenshots import session  # noqa: E402

HOME = "/home/somebody"
DATA = f"{HOME}/.local/share/signalbox"
ENTRY = "/usr/share/applications/signalbox.desktop"
CLONE_NEWNET, SIOCSIFFLAGS, IFF_UP = 0x40000000, 0x8914, 1


@contextlib.contextmanager
def own_network():
    """Loopback and an Outside: the usual ports are free, and nothing leaves the machine."""
    libc = ctypes.CDLL(None, use_errno=True)
    with open("/proc/thread-self/ns/net", encoding="ascii") as outer:
        if libc.unshare(CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "no network namespace")
        try:
            with socket.socket() as any_socket:
                fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH", b"lo", IFF_UP))
            with Outside() as outside:
                yield outside
        finally:
            libc.setns(outer.fileno(), CLONE_NEWNET)


def make_home(root):
    root.path(HOME).mkdir(parents=True)
    os.chown(root.path(HOME), UID, UID)


def command(root):
    """What a desktop runs for the menu entry."""
    line = next(line for line in root.path(ENTRY).read_text().splitlines() if line.startswith("Exec="))
    return shlex.split(line.removeprefix("Exec="))


class Desktop(Client):
    """The program as a context: its window is there when it opens; stopped by SIGTERM when it closes."""

    def __init__(self, root, screen):
        self.root, self.screen, self.data = root, screen, DATA
        self.environment = {"HOME": HOME, "DISPLAY": screen.display}

    def __enter__(self):
        self.errors = tempfile.TemporaryFile("w+")
        self.process = self.root.start(*command(self.root), uid=UID, errors=self.errors, **self.environment)
        self.window = wait_for(self._window, 30)
        ready = wait_for(self._ready, 30)
        if not (self.window and ready):
            self._fail()
        self.gateway, self.admin = ready["gateway"], ready["admin"]
        self.token = self.root.path(ready["token_file"]).read_text().strip()
        self._control("windowfocus", self.window)
        return self

    def _fail(self):
        self.process.kill()
        self.process.wait()
        self.errors.seek(0)
        raise AssertionError(f"no window or no gateway:\n{self.errors.read()}")

    def __exit__(self, *_):
        self.process.terminate()
        code = self.process.wait(40)
        self.process.stdout.close()
        self.errors.close()
        assert code == 0, f"signalbox ended with {code}"

    def _ready(self):
        file = self.root.path(f"{DATA}/run.json")
        return json.loads(file.read_text()) if file.exists() else None

    def _control(self, *arguments):
        return output("xdotool", *arguments, env={**os.environ, "DISPLAY": self.screen.display})

    def _window(self):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Signalbox|Signalbox$"],
                               env={**os.environ, "DISPLAY": self.screen.display}, capture_output=True, text=True,
                               check=False)
        return found.stdout.split()[0] if found.stdout.strip() else None

    def choose(self, title):
        """Runs what the command palette finds for `title`."""
        self._control("key", "ctrl+k")
        self._control("type", "--delay", "10", title)
        self._control("key", "Return")
        self._control("key", "Escape")

    def start_again(self):
        """A second start; gives its exit status."""
        again = self.root.start(*command(self.root), uid=UID, errors=subprocess.DEVNULL, **self.environment)
        with again.stdout:
            return again.wait(30)

    def shows(self, colour):
        """Whether a pixel of the screen has this colour (RRGGBB)."""
        blue_first = bytes.fromhex(colour)[::-1]
        return blue_first in pathlib.Path(self.screen.folder, "Xvfb_screen0").read_bytes()


def screen():
    return session.Screen("1280x800")
