"""What a node prints, told apart by node even when async nodes take turns."""

from __future__ import annotations

import io
import sys
import time
from contextvars import ContextVar
from typing import Callable, TextIO

LIMIT = 64_000
"""Characters kept of one node; the rest is counted."""
PAUSE = 0.05
"""Seconds between two messages of a node that keeps printing."""

CURRENT: ContextVar[Sink | None] = ContextVar("millrace_sink", default=None)


class Sink:
    """Collects the output of one node and hands it on in few messages."""

    __slots__ = ("_send", "_flush_now", "_level", "_parts", "_left", "_dropped", "_sent", "_closed")

    def __init__(self, send: Callable[[str, str], None], flush: Callable[[], None]) -> None:
        self._send = send
        self._flush_now = flush
        self._level = "info"
        self._parts: list[str] = []
        self._left = LIMIT
        self._dropped = 0
        self._sent = 0.0
        self._closed = False

    def write(self, level: str, text: str) -> None:
        if self._closed:
            return
        kept = text[: self._left]
        self._left -= len(kept)
        self._dropped += len(text) - len(kept)
        if not kept:
            return
        if level != self._level:
            self._flush()
            self._level = level
        self._parts.append(kept)
        now = time.perf_counter()
        if not self._sent:
            self._sent = now
        elif now - self._sent > PAUSE:
            self._sent = now
            self._flush(whole_lines=True)
            self._flush_now()

    def close(self) -> None:
        """Sends what is left, and how much there was no room for."""
        self._flush()
        if self._dropped:
            self._send(
                "warning",
                f"{self._dropped} more characters were printed and dropped; "
                f"a node's log keeps {LIMIT}",
            )
        self._closed = True

    def _flush(self, whole_lines: bool = False) -> None:
        text = "".join(self._parts)
        self._parts = []
        if whole_lines:
            text, newline, rest = text.rpartition("\n")
            if rest:
                self._parts.append(rest)
            if not newline:
                return
        text = text.removesuffix("\n")
        if text:
            self._send(self._level, text)


class Bytes(io.BufferedIOBase):
    """The `buffer` of a router: bytes printed past the text layer."""

    def __init__(self, router: Router) -> None:
        self._router = router

    def writable(self) -> bool:
        return True

    def write(self, data: bytes | bytearray | memoryview) -> int:
        given = bytes(data)
        self._router.write(given.decode("utf-8", "replace"))
        return len(given)

    def flush(self) -> None:
        self._router.flush()


class Router(io.TextIOBase):
    """Stands in for `sys.stdout` or `sys.stderr`; outside a node it is the original."""

    def __init__(self, level: str, original: TextIO) -> None:
        self._level = level
        self.original = original
        self.buffer = Bytes(self)

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return "utf-8"

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        sink = CURRENT.get()
        if sink is None:
            return self.original.write(text)
        sink.write(self._level, text)
        return len(text)

    def flush(self) -> None:
        if CURRENT.get() is None:
            self.original.flush()


class Capture:
    """Routes both streams by node."""

    def __init__(self) -> None:
        self._before = (sys.stdout, sys.stderr)
        self._routers = (Router("info", sys.stdout), Router("warning", sys.stderr))
        self.install()

    def install(self) -> None:
        """Puts the routers in place, also where a node has put something else there."""
        sys.stdout, sys.stderr = self._routers

    def restore(self) -> None:
        """Puts the original streams back."""
        sys.stdout, sys.stderr = self._before
