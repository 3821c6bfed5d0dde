"""Knows which node has control and until when, and lets it be interrupted; nothing else ever is.

Somebody outside (a getter that the interpreter polls, a thread) looks at `control`, writes down why
the node has to end, and sends this process SIGINT. The handler here raises KeyboardInterrupt, but
only in code that is not the host's own bookkeeping, and only for the node it was meant for.
"""

from __future__ import annotations

import signal
from array import array
from math import inf
from struct import Struct
from time import perf_counter
from types import FrameType, FunctionType
from typing import Callable

from .store import Store

BATCH, NODE, DUE, REASON, ASKED, FLUSH = range(6)
"""What `control` holds: who has control (batch 0: nobody), when it is to be interrupted next, why it
was (0: not yet), 1 while an interrupt is on its way, and when events have to be sent at the latest.
Times are seconds of `perf_counter`."""

NEVER_TOLD, TIMED_OUT, STOPPED = range(3)
"""The reasons."""

AGAIN = 0.05
"""Seconds until a node that was told to end, and has not, is told again."""

SOON = 0.001
"""Seconds until something is tried again that could not be done in the middle of something else."""

Control = tuple[float, ...]
LAYOUT = Struct("=5d")
# As one step, so that nobody who looks sees half of it; and of all ways the fastest.
READ, WRITE = LAYOUT.unpack_from, LAYOUT.pack_into
NOBODY: Control = (0.0, 0.0, inf, 0.0, 0.0)

PROTECTED = {Store.keep.__code__.co_filename}
"""Files whose code is never interrupted: it would leave half-written books behind."""


def protect(function: FunctionType) -> None:
    """Keeps the code of a function's file from being interrupted."""
    PROTECTED.add(function.__code__.co_filename)


class Guard:
    """One per interpreter. A runtime that can interrupt extends it, or writes to `control`."""

    def __init__(self) -> None:
        self.control = array("d", [0, 0, inf, 0, 0, inf])
        self.flush: Callable[[], object] = lambda: None
        """Sends what the batches have to report."""

    def address(self) -> int:
        """Where `control` is in this process's memory."""
        return self.control.buffer_info()[0]

    def now(self) -> float:
        """The time of the clock that `control` goes by."""
        return perf_counter()

    def enter(self, batch: int, node: int, due: float) -> Control | None:
        """Gives a node control until `due`; returns who had it, for `leave`."""
        before = READ(self.control) if self.control[BATCH] else None
        WRITE(self.control, 0, batch, node, due, 0.0, 0.0)
        return before

    def leave(self, before: Control | None) -> int:
        """Takes control back; returns why the node was told to end meanwhile."""
        reason = self.control[REASON]
        if before or reason:
            WRITE(self.control, 0, *(before or NOBODY))
            return int(reason)
        # In this order nobody sees a node without its time; and it is quicker.
        self.control[BATCH] = 0
        self.control[DUE] = inf
        return 0

    def pause(self) -> Control | None:
        """Has nobody interrupted until `leave`, while the host ends a node on that node's time."""
        return Guard.enter(self, 0, 0, inf)

    def reason(self) -> int:
        """Why the node in control was told to end, if it was."""
        return int(self.control[REASON])

    def expect_flush(self, due: float) -> None:
        """There are events to send, by then at the latest."""
        if due < self.control[FLUSH]:
            self.control[FLUSH] = due

    def ask(self, reason: int) -> None:
        """Writes down that whoever has control has to end; a signal has to follow."""
        control = self.control
        control[REASON] = reason
        control[DUE] = perf_counter() + AGAIN
        control[ASKED] = 1

    def stop(self, batch: int) -> None:
        """Told when a batch has to end, for a runtime that has to do something about that."""

    def forget(self, batch: int) -> None:
        """Told when a batch has ended."""

    def install(self) -> None:
        """Puts the handler in place, also where a node has put another one there."""
        if signal.getsignal(signal.SIGINT) != self.on_signal:
            signal.signal(signal.SIGINT, self.on_signal)

    def restore(self) -> None:
        """Gives the signal back."""
        if signal.getsignal(signal.SIGINT) == self.on_signal:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def on_signal(self, _number: int, frame: FrameType | None) -> None:
        """Raises KeyboardInterrupt in the node that was asked to end, and in no other code."""
        control = self.control
        is_safe = frame is None or frame.f_code.co_filename not in PROTECTED
        now = perf_counter()
        if control[FLUSH] <= now:
            # Not due again at the next step: that would be in here.
            control[FLUSH] = inf if is_safe else now + SOON
            if is_safe:
                self.flush()
        if not control[BATCH] or not control[ASKED]:
            return  # it came too late: the node has ended, or another one has control
        if not is_safe:
            control[DUE] = now + SOON
            return
        control[ASKED] = 0
        raise KeyboardInterrupt

    def check(self) -> None:
        """Raises KeyboardInterrupt at once when it is due; for code that waits in slices."""
        control = self.control
        if control[BATCH] and control[DUE] <= perf_counter():
            self.ask(int(control[REASON]) or TIMED_OUT)
            control[ASKED] = 0
            raise KeyboardInterrupt


protect(Guard.enter)
