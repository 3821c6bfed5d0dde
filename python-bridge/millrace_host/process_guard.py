"""The guard of a process: threads look at the clock and hear of stops, a signal tells the node.

Threads only wake the main thread. Whether the node that has control is meant is decided there, in the
handler: between a look from outside and what follows it another node may have got control.
"""

from __future__ import annotations

import signal
import threading
from _thread import interrupt_main
from time import perf_counter, sleep
from types import FrameType

from .frames import Outbox
from .guard import BATCH, DUE, FLUSH, REASON, STOPPED, TIMED_OUT, Control, Guard, protect

LOOK = 0.016
"""Seconds between two looks at the clock while a node has control."""


class ProcessGuard(Guard):
    """Made in the main thread; its own thread sleeps while no node has control."""

    def __init__(self) -> None:
        super().__init__()
        self._main = threading.main_thread().ident
        self._stopped: set[int] = set()
        self._is_asleep = False
        self._wake = threading.Event()
        protect(ProcessGuard.enter)
        # Half a message would be the end of all of them.
        protect(Outbox.send)
        threading.Thread(target=self._watch, name="millrace-clock", daemon=True).start()

    def enter(self, batch: int, node: int, due: float) -> Control | None:
        before = super().enter(batch, node, due)
        if self._is_asleep:
            self._wake.set()
        if batch in self._stopped:
            self._signal()
        return before

    def stop(self, batch: int) -> None:
        """May be called from any thread."""
        self._stopped.add(batch)
        if self.control[BATCH] == batch:
            self._signal()

    def forget(self, batch: int) -> None:
        super().forget(batch)
        self._stopped.discard(batch)

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

    def _signal(self) -> None:
        if hasattr(signal, "pthread_kill"):
            # Also wakes it where it waits in the kernel.
            signal.pthread_kill(self._main, signal.SIGINT)
        else:
            interrupt_main(signal.SIGINT)
