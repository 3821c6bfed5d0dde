"""What one node prints, logs and reports, on its way out in few messages."""

from __future__ import annotations

import asyncio
from threading import Lock, get_ident, main_thread
from time import perf_counter
from typing import Callable, Protocol

from .running import Running

LIMIT = 64_000
"""Characters kept of one node; the rest is counted."""

PAUSE = 0.05
"""Seconds between two messages of a node that keeps printing."""

BURST = 10
"""Messages that a node may log, or report as progress, without a pause."""


HOST_THREAD = main_thread().ident
"""Alone writes messages. Others hand it what they say (`asyncio.to_thread` in an installed CPython)."""

HANDING_OVER = Lock()


class Reporter(Protocol):
    """The batch that a node is of."""

    def log(self, index: int, level: str, text: str) -> None: ...
    def progress(self, index: int, done: float, total: float | None, text: str | None) -> None: ...
    def flush(self) -> None: ...


class Sink:
    """Collects what one node prints, logs and reports, and hands it on in few messages."""

    # Most nodes say nothing: what they don't need is the class's.
    task: asyncio.Task | None = None
    """Of an async node, while it runs: what it said can then be sent while it waits."""
    _progress: tuple = ()
    _level = "info"
    _parts: list[str] | tuple[()] = ()
    _left = LIMIT
    _dropped = 0
    _sent = 0.0
    _told = 0.0
    _credit: float = BURST
    _is_due = False
    _closed = False
    _waiting = 0
    _lost = 0
    _others: list[tuple[Callable[..., None], tuple]] | tuple[()] = ()

    warned: frozenset | set = frozenset()
    """Which warnings the node has shown."""

    def __init__(self, reporter: Reporter, run: Running) -> None:
        self._reporter = reporter
        self.run = run

    @property
    def is_closed(self) -> bool:
        """True when the node has ended: nobody hears it any more."""
        return self._closed

    def write(self, level: str, text: str) -> None:
        if self._closed or self._is_elsewhere(self.write, level, text):
            return
        kept = text[: self._left]
        self._left -= len(kept)
        self._dropped += len(text) - len(kept)
        if not kept:
            return
        if level != self._level:
            self._flush()
            self._level = level
        if not self._parts:
            self._parts = []
        self._parts.append(kept)  # type: ignore[union-attr]
        now = perf_counter()
        if not self._sent:
            self._sent = now
        if now - self._sent > PAUSE:
            self._send_all(now)
        else:
            self._wait()

    def log(self, level: str, message: str) -> None:
        """Sends a message of its own, whatever was printed before it."""
        if self._closed or self._is_elsewhere(self.log, level, message):
            return
        kept = message[: self._left]
        self._dropped += len(message) - len(kept)
        if not self._left:
            return
        # Empty ones count as well.
        self._left = max(0, self._left - len(kept) - 1)
        self._flush_progress()
        self._flush()
        self._send(level, kept)
        self._tell()

    def progress(self, *said: object) -> None:
        """Sends how far the node is; what was not sent yet is out of date then."""
        if not self._closed and not self._is_elsewhere(self.progress, *said):
            self._progress = said
            self._tell()

    def close(self) -> None:
        """Sends what is left, and how much there was no room for."""
        if self.task:
            self.task = None
        if self._others:
            self._hear_others()
        if self._progress:
            self._flush_progress()
        if self._parts:
            self._flush()
        if self._dropped:
            self._send(
                "warning",
                f"{self._dropped} more characters were printed and dropped; "
                f"a node's log keeps {LIMIT}",
            )
        self._closed = True

    def _is_elsewhere(self, call: Callable[..., None], *said: object) -> bool:
        """True in another thread: what it said waits until this one can take it."""
        if get_ident() == HOST_THREAD:
            if self._others:
                self._hear_others()
            return False
        length = len(said[-1]) if isinstance(said[-1], str) else 0
        with HANDING_OVER:
            # The host's thread may be busy for long: little more is kept for it than a log can have.
            if self._waiting > 2 * LIMIT:
                self._lost += length
                return True
            self._waiting += length + 1
            if not self._others:
                self._others = []
            self._others.append((call, said))  # type: ignore[union-attr]
        task = self.task
        if task:
            task.get_loop().call_soon_threadsafe(self._hear_others)
        return True

    def _hear_others(self) -> None:
        with HANDING_OVER:
            others, self._others = self._others, ()
            self._waiting = 0
            self._dropped += self._lost
            self._lost = 0
        for call, said in others:
            call(*said)

    def _tell(self) -> None:
        """Sends at once what the author said in so many words, unless there is much of it."""
        now = perf_counter()
        self._credit = min(BURST, self._credit + (now - self._told) / PAUSE)
        self._told = now
        if self._credit >= 1:
            self._credit -= 1
            self._send_all(now)
        else:
            self._wait()

    def _send_all(self, now: float) -> None:
        self._sent = now
        self._flush_progress()
        self._flush(whole_lines=True)
        self._reporter.flush()

    def _wait(self) -> None:
        if self.task and not self._is_due:
            self._is_due = True
            self.task.get_loop().call_later(PAUSE, self._on_due)

    def _on_due(self) -> None:
        self._is_due = False
        if not self._closed:
            self._send_all(perf_counter())

    def _flush_progress(self) -> None:
        if self._progress:
            self._reporter.progress(self.run.index, *self._progress)
            self._progress = ()

    def _flush(self, whole_lines: bool = False) -> None:
        text = "".join(self._parts)
        self._parts = ()
        if whole_lines:
            text, newline, rest = text.rpartition("\n")
            if rest:
                self._parts = [rest]
            if not newline:
                return
        text = text.removesuffix("\n")
        if text:
            self._send(self._level, text)

    def _send(self, level: str, text: str) -> None:
        self._reporter.log(self.run.index, level, text)
