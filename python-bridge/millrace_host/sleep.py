"""A `time.sleep` that can be interrupted, for interpreters whose own works all the time it sleeps."""

from __future__ import annotations

import time
from math import inf
from time import perf_counter
from typing import Callable

from .guard import DUE, Guard, protect

LONGEST = 2.0**31 / 1000
"""Seconds that one wait may take."""


def interruptible_sleep(guard: Guard, wait: Callable[[float], object]) -> None:
    """Puts it in place; `wait` waits for milliseconds, or until the node has to end."""
    original = time.sleep

    def sleep(seconds: float, /) -> None:
        if not 0 < seconds < inf:
            original(seconds)  # it says what is wrong
            return
        guard.flush()
        end = perf_counter() + seconds
        while True:
            guard.check()
            rest = min(end, guard.control[DUE]) - perf_counter()
            if rest > 0:
                wait(min(rest, LONGEST) * 1000)
            elif perf_counter() >= end:
                return

    time.sleep = sleep


protect(interruptible_sleep)
