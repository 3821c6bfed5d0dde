"""Tells async nodes that wait to end, when their time is up, and again until they have ended."""

from __future__ import annotations

from asyncio import get_running_loop
from contextvars import Context
from math import inf
from time import perf_counter

from .guard import TIMED_OUT
from .running import Running

LONGEST = 1.0
"""Seconds that a timer may take: Pyodide's can't be taken back, and would hold what it refers to."""


class Deadlines:
    """One timer for all nodes that may have to be told."""

    def __init__(self) -> None:
        self._runs: set[Running] = set()
        self._next = inf

    def add(self, run: Running) -> None:
        if run.due < inf:
            self._runs.add(run)
            self._look_at(run.due)

    def remove(self, run: Running) -> None:
        self._runs.discard(run)

    def _look_at(self, due: float) -> None:
        now = perf_counter()
        at = min(due, now + LONGEST)
        if at < self._next:
            self._next = at
            # In a context of its own: the node that happens to be current is none of its business.
            get_running_loop().call_later(max(0, at - now), self._look, at, context=Context())

    def _look(self, at: float) -> None:
        if at != self._next:
            return  # an earlier one has taken its place
        self._next = inf
        now = perf_counter()
        for run in list(self._runs):
            if run.due <= now:
                run.tell(run.reason or TIMED_OUT)
        if self._runs:
            self._look_at(min(run.due for run in self._runs))
