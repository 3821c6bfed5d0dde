"""The guard of a process: threads look at the clock and hear of stops, a signal tells the node.

Threads only wake the main thread. Whether the node that has control is meant is decided there, in the
handler: between a look from outside and what follows it another node may have got control.

Some C functions let signals through, but no other thread: a regular expression that goes on and on.
For them the kernel looks at the clock as well, by the time that the process has computed.
"""

from __future__ import annotations

import mmap
import os
import signal
import threading
from _thread import interrupt_main
from array import array
from math import inf
from time import perf_counter, sleep
from types import FrameType

from .frames import Outbox
from .guard import BATCH, DUE, FLUSH, REASON, STOPPED, TIMED_OUT, Control, Guard, protect

LOOK = 0.016
"""Seconds between two looks at the clock while a node has control."""

TICK = getattr(signal, "SIGVTALRM", None)
"""The kernel's signal; Windows has none."""


class ProcessGuard(Guard):
    """Made in the main thread; its own thread sleeps while no node has control."""

    def __init__(self, control_file: str = "") -> None:
        """`control_file` is a file in which the parent reads who has control, or had it at the end."""
        super().__init__()
        self._is_copy = False
        if control_file:
            self._share(control_file)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._stand_alone)
        self._main = threading.main_thread().ident
        self._stopped: set[int] = set()
        self._is_asleep = False
        self._ticks = False
        self._wake = threading.Event()
        protect(ProcessGuard.enter)
        # Half a message would be the end of all of them.
        protect(Outbox.send)
        threading.Thread(target=self._watch, name="millrace-clock", daemon=True).start()

    def enter(self, batch: int, node: int, due: float) -> Control | None:
        before = super().enter(batch, node, due)
        if self._is_asleep:
            self._wake.set()
        if due < inf and not self._ticks:
            self._tick()
        if batch in self._stopped:
            self._signal()
        return before

    def leave(self, before: Control | None) -> int:
        if self._is_copy:
            os._exit(0)  # the node has ended here as well, and nobody asks for a second result
        return super().leave(before)

    def stop(self, batch: int) -> None:
        """May be called from any thread."""
        self._stopped.add(batch)
        if self.control[BATCH] == batch:
            self._signal()

    def is_stopped(self, batch: int) -> bool:
        """True between the stop of a batch and its end."""
        return batch in self._stopped

    def forget(self, batch: int) -> None:
        super().forget(batch)
        self._stopped.discard(batch)

    def install(self) -> None:
        super().install()
        if TICK and signal.getsignal(TICK) != self.on_signal:
            signal.signal(TICK, self.on_signal)
            # System calls of C code go on.
            signal.siginterrupt(TICK, False)

    def restore(self) -> None:
        super().restore()
        if TICK:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        control = self.control
        if control[BATCH] in self._stopped and control[REASON] != STOPPED:
            self.ask(STOPPED)
        elif control[BATCH] and control[DUE] <= perf_counter():
            self.ask(int(control[REASON]) or TIMED_OUT)
        super().on_signal(number, frame)

    def _watch(self) -> None:
        control, wake = self.control, self._wake
        while True:
            # Before the look at who has control: `enter` does these two the other way round.
            self._is_asleep = True
            if not control[BATCH]:
                wake.wait()
            self._is_asleep = False
            wake.clear()
            while control[BATCH]:
                left = min(control[DUE], control[FLUSH]) - perf_counter()
                if left <= 0:
                    self._signal()
                sleep(LOOK if left <= 0 else min(left, LOOK))

    def _share(self, file: str) -> None:
        descriptor = os.open(file, os.O_RDWR)
        try:
            memory = mmap.mmap(descriptor, len(self.control) * self.control.itemsize)
        finally:
            os.close(descriptor)
        try:
            os.unlink(file)
        except OSError:
            pass  # Windows, where the parent does it
        shared = memoryview(memory).cast("d")
        shared[:] = self.control  # type: ignore[assignment]
        self.control = shared  # type: ignore[assignment]

    def _stand_alone(self) -> None:
        """A forked process goes on in a copy of the node."""
        self._is_copy = True
        self.control = array("d", self.control)

    def _tick(self) -> None:
        """From now on, for time that is slept away costs no ticks."""
        self._ticks = True
        if TICK:
            signal.setitimer(signal.ITIMER_VIRTUAL, LOOK, LOOK)

    def _signal(self) -> None:
        if hasattr(signal, "pthread_kill"):
            # Also wakes it where it waits in the kernel.
            signal.pthread_kill(self._main, signal.SIGINT)
        else:
            interrupt_main(signal.SIGINT)
