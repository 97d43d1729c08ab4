"""A virtual screen, and the program on it with a scripted home."""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request

from . import xwd

CONFIG = """version: 1
listen: { address: 127.0.0.1, port: 0 }
admin: { address: 127.0.0.1, port: 0 }
network: { proxy: none }
"""
PROMPTS = ["Say hello.", "Translate 'good morning' into French.", "Name three primes.",
           "Summarise: the meeting moved to Tuesday.", "Write a haiku about rain."]


class Failed(Exception):
    """The program or the screen did not come up."""


def wait_for(what, seconds=15.0):
    """What `what` returns as soon as it is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = what()
        if value:
            return value
        time.sleep(0.05)
    return None


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
             "-nolisten", "tcp"], pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
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
    """The program on a data folder of its own; gone with the block."""

    def __init__(self, screen, program, preferences, arguments):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="signalbox-home-"))
        data = self.home / "data"
        data.mkdir(mode=0o700)
        lines = "".join(f"{key}={value}\n" for key, value in preferences.items())
        (data / "console.ini").write_text("[General]\n" + lines)
        (self.home / "signalbox.yaml").write_text(CONFIG)
        environment = dict(os.environ, DISPLAY=screen.display, HOME=str(self.home),
                           XDG_RUNTIME_DIR=str(data), QT_QPA_PLATFORM="xcb",
                           SIGNALBOX_REDUCED_MOTION="1")
        environment.pop("WAYLAND_DISPLAY", None)
        environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
        self.process = subprocess.Popen(
            [str(program), "--config", str(self.home / "signalbox.yaml"), "--data", str(data),
             "--log-level", "off", *arguments], env=environment, cwd=self.home)
        self.run = None

    def __enter__(self):
        file = self.home / "data" / "run.json"
        text = wait_for(lambda: file.exists() and file.read_text())
        if not text:
            raise Failed("the program did not start")
        self.run = json.loads(text)
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(35)
        except subprocess.TimeoutExpired:
            self.process.kill()
        shutil.rmtree(self.home, ignore_errors=True)

    def admin(self, method, path, body=None):
        token = pathlib.Path(self.run["token_file"]).read_text().strip()
        return _call(method, self.run["admin"] + "/admin/v1/" + path, token, body)

    def chat(self, key, model, prompt):
        body = {"model": model, "messages": [{"role": "user", "content": prompt}]}
        with contextlib.suppress(OSError):
            _call("POST", self.run["gateway"] + "/v1/chat/completions", key, body)


def _call(method, url, token, body):
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(url, data, method=method, headers={
        "Authorization": f"Bearer {token}", "Content-Type": "application/json"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=20) as answer:
        text = answer.read()
    return json.loads(text) if text else None


def make_traffic(console):
    """Some keys, a route, and requests good and bad."""
    keys = {name: console.admin("POST", "keys", {"name": name})["text"] for name in ("alice", "ci", "docs-bot")}
    for number in range(24):
        name = list(keys)[number % len(keys)]
        model = ["demo/fast", "demo/hello", "demo"][number % 3] if number % 7 else "demo/missing"
        console.chat(keys[name], model, PROMPTS[number % len(PROMPTS)])


def picture(screen, program, name, look, empty, target):
    preferences = {**look, "lastScreen": name, "checklistSkipped": "false" if empty else "true"}
    with Console(screen, program, preferences, [] if empty else ["--demo"]) as console:
        if not empty:
            make_traffic(console)
        time.sleep(1.5)  # the last rows are shown within 100 ms; Xvfb has no way to ask
        screen.save(target)
