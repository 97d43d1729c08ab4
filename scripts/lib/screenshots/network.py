"""A network and a /home of one's own: the usual ports are free, nothing leaves the machine, paths are short."""

import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys

SIOCSIFFLAGS, IFF_UP = 0x8914, 1
HOMES = "/home"
MARK = "SIGNALBOX_SCREENSHOTS_ALONE"


def alone():
    """Starts this script again in a namespace that has loopback only; returns inside of it."""
    if os.environ.get(MARK):
        subprocess.run(["mount", "-t", "tmpfs", "none", HOMES], check=True)
        with socket.socket() as any_socket:
            fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH", b"lo", IFF_UP))
        return
    if not shutil.which("unshare"):
        raise OSError("unshare is not installed (package util-linux)")
    os.execvpe("unshare", ["unshare", "--net", "--mount", "--map-root-user", sys.executable, *sys.argv],
               dict(os.environ, **{MARK: "1"}))
