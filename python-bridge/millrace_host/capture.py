"""What a node prints, told apart by node even when async nodes take turns."""

from __future__ import annotations

import codecs
import io
import sys
import threading
import warnings
from contextvars import ContextVar
from typing import Any, TextIO

from .sink import Sink

CURRENT: ContextVar[Sink | None] = ContextVar("millrace_sink", default=None)
WARNED: list[object] = []
"""Who warned last, since Python was made to forget which warnings it has shown."""
STARTED_BY = "_millrace_sink"
"""Of a thread: the node that started it."""


def current_sink() -> Sink | None:
    """The node that is running here: in this context, or the one that started this thread."""
    sink = CURRENT.get()
    if sink is None:
        sink = getattr(threading.current_thread(), STARTED_BY, None)
        if sink is not None and sink.is_closed:
            return None
    return sink


def let_warn(sink: object) -> None:
    """Lets a node that has its turn say the warnings that another one has said."""
    if WARNED and WARNED[0] is not sink:
        WARNED.clear()
        # The one public way to make Python forget.
        with warnings.catch_warnings():
            pass


class Bytes(io.BufferedIOBase):
    """The `buffer` of a router: bytes printed past the text layer."""

    def __init__(self, router: Router) -> None:
        self._router = router
        self._writer: Sink | None = None
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        given = memoryview(data).tobytes()
        writer = current_sink()
        if writer is not self._writer:
            # Half a character of another node's says nothing here.
            self._writer = writer
            self._decoder.reset()
        text = self._decoder.decode(given)
        if text:
            self._router.write(text)
        return len(given)

    def flush(self) -> None:
        self._router.flush()

    def close(self) -> None:
        """Stays open, as the streams of an interpreter do."""


class Router(io.TextIOBase):
    """Stands in for `sys.stdout` or `sys.stderr`; outside a node it is the original."""

    encoding = "utf-8"
    errors = "replace"
    newlines = None
    line_buffering = True
    write_through = True

    def __init__(self, name: str, level: str, original: TextIO) -> None:
        self.name = name
        self._level = level
        self.original = original
        self.buffer = Bytes(self)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        """The original's: what a process that is started with it writes is no node's."""
        return self.original.fileno()

    def reconfigure(self, **options: object) -> None:
        """Takes what scripts ask of their output; it is UTF-8 and sent line by line in any case."""

    def close(self) -> None:
        """Stays open: the next node prints here, too."""

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        sink = current_sink()
        if sink is None:
            return self.original.write(text)
        # Of a class of its own it might say something else each time it is asked.
        sink.write(self._level, str.__str__(text))
        return len(text)

    def flush(self) -> None:
        if current_sink() is None:
            self.original.flush()


class Capture:
    """Routes both streams by node, from threads as well, and lets each node warn for itself."""

    def __init__(self) -> None:
        self._before = (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__)
        self._routers = (
            Router("<stdout>", "info", sys.stdout),
            Router("<stderr>", "warning", sys.stderr),
        )
        self._start = threading.Thread.start
        self._show = warnings.showwarning
        threading.Thread.start = self._starting()  # type: ignore[method-assign]
        warnings.showwarning = self._shown = self._showing()
        self.install()

    def install(self) -> None:
        """Puts the routers in place, also where a node has put something else there."""
        sys.stdout, sys.stderr = self._routers
        sys.__stdout__, sys.__stderr__ = self._routers  # type: ignore[misc, assignment]
        # One that is not known yet.
        let_warn(self)

    def restore(self) -> None:
        """Puts everything back."""
        sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__ = self._before  # type: ignore[misc, assignment]
        threading.Thread.start = self._start  # type: ignore[method-assign]
        if warnings.showwarning is self._shown:
            warnings.showwarning = self._show

    def _starting(self) -> Any:
        start = self._start

        def begin(thread: threading.Thread, *args: Any, **options: Any) -> None:
            setattr(thread, STARTED_BY, current_sink())
            start(thread, *args, **options)

        return begin

    def _showing(self) -> Any:
        def show(
            message: Any, category: Any, filename: str, lineno: int, file: Any = None, line: Any = None
        ) -> None:
            sink = current_sink()
            WARNED[:] = [sink]
            if sink is not None and file is None:
                # One that waited while others began would say it once more.
                place = (str(message), category, filename, lineno)
                if place in sink.warned:
                    return
                sink.warned = {*sink.warned, place}
            self._show(message, category, filename, lineno, file, line)

        return show
