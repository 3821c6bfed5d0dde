"""Messages over the two pipes of a process: a line of JSON, the text's bytes, the buffers' bytes.

The line says how many bytes follow: `{"type": "batch", "id": 3, "text": 120, "buffers": [8000]}`.
`cpython/frames.ts` is the other side.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from json import dumps, loads
from typing import BinaryIO, NamedTuple

MAX_LINE = 1_048_576
"""Bytes of a line; a longer one is none of ours."""

KINDS = ("call", "batch", "stop")


class Message(NamedTuple):
    """A request as it came; its buffers are of format `B` and nobody else's."""

    kind: str
    number: int
    text: str
    buffers: list[memoryview]


class BadFrame(Exception):
    """Bytes of unknown form, or none where a message goes on."""


class Inbox:
    """Reads messages one after another; a thread of its own waits in it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self) -> Message | None:
        """The next message; None at the end. Raises BadFrame."""
        line = self._stream.readline(MAX_LINE)
        if not line:
            return None
        kind, number, text, buffers = _read_line(line)
        return Message(
            kind,
            number,
            str(self._bytes(text), "utf-8"),
            [self._bytes(length) for length in buffers],
        )

    def _bytes(self, length: int) -> memoryview:
        whole = memoryview(bytearray(length))
        left = whole
        while left:
            count = self._stream.readinto(left)  # type: ignore[attr-defined]
            if not count:
                raise BadFrame(f"{len(left)} bytes fewer than its line says")
            left = left[count:]
        return whole


class Outbox:
    """Writes messages, each as a whole, from whichever thread."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lock = threading.Lock()
        self._process = os.getpid()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._fall_silent)

    def send(self, kind: str, number: int, text: str, buffers: Sequence[bytes | memoryview] = ()) -> None:
        """Returns when the pipe has taken all of it."""
        if os.getpid() != self._process:
            # Forked: what a worker of a node says reaches nobody, and whoever came here to answer is
            # the other one of two.
            if kind == "events":
                return
            os._exit(0)
        data = text.encode("utf-8", "surrogatepass")
        line = {"type": kind, "id": number, "text": len(data)}
        if buffers:
            line["buffers"] = [memoryview(buffer).nbytes for buffer in buffers]
        with self._lock:
            self._write(b"%b\n%b" % (dumps(line).encode("ascii"), data))
            for buffer in buffers:
                self._write(buffer)

    def _write(self, data: bytes | memoryview) -> None:
        count = os.write(self._descriptor, data)
        if count < len(data):
            left = memoryview(data)[count:]
            while left:
                left = left[os.write(self._descriptor, left) :]

    def _fall_silent(self) -> None:
        """A forked process can't write into messages, and doesn't keep the pipe open."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._descriptor, inheritable=False)
        os.close(nowhere)


def _read_line(line: bytes) -> tuple[str, int, int, list[int]]:
    try:
        said = loads(line)
        kind, number, text, buffers = said["type"], said["id"], said.get("text", 0), said.get("buffers", [])
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BadFrame(f"a line of unknown form: {line[:80]!r}") from None
    counts = [number, text, *buffers] if isinstance(buffers, list) else [None]
    if kind not in KINDS or not all(type(count) is int and count >= 0 for count in counts):
        raise BadFrame(f"a line of unknown form: {line[:80]!r}")
    return kind, number, text, buffers
