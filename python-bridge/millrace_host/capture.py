"""What a node prints, told apart by node even when async nodes take turns."""

from __future__ import annotations

import io
import sys
from contextvars import ContextVar
from typing import TextIO

from .sink import Sink

CURRENT: ContextVar[Sink | None] = ContextVar("millrace_sink", default=None)


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
