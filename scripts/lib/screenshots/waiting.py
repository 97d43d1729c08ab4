"""Waiting for what has no event."""

import time


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
