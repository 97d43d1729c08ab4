"""Presses, types and looks in the running program; the other end is tests/pictures/driver.h."""

import json
import socket
import time

from .waiting import Failed, wait_for


class Driver:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        if not wait_for(lambda: self._reaches(path)):
            raise Failed("the program does not answer; is screenshot_driver built?")
        self.lines = self.socket.makefile("rb")

    def _reaches(self, path):
        try:
            self.socket.connect(str(path))
            return True
        except OSError:
            return False

    def close(self):
        self.lines.close()
        self.socket.close()

    def ask(self, do, name="", text=""):
        self.socket.sendall(json.dumps({"do": do, "name": name, "text": text}).encode() + b"\n")
        return json.loads(self.lines.readline())

    def walk(self, steps):
        """Each step: (what, name, text); waits until its widget is there. ("wait", seconds) waits."""
        for do, *rest in steps:
            if do == "wait":
                time.sleep(rest[0])
            elif not wait_for(lambda: self.ask(do, *rest)["ok"], 8):
                raise Failed(f"there is no {rest[0]} to {do}; there are {self.ask('names')['names']}")
