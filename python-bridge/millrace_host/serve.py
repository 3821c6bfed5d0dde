"""The host in a process of its own: requests come and replies go over two pipes.

What messages there are says `runtime/worker-port.ts` and `runtime/worker-messages.ts`. Nodes print,
read their standard input and start processes, so the two pipes are moved out of their sight first:
what is printed outside of nodes goes to standard error, and what is read is empty.
"""

from __future__ import annotations

import asyncio
import faulthandler
import os
import sys
import threading
import traceback
from collections.abc import Awaitable
from contextlib import suppress
from time import monotonic
from typing import BinaryIO

from .capture import CURRENT
from .frames import BadFrame, Inbox, Message, Outbox
from .host import Host
from .process_guard import ProcessGuard
from .process_limits import end_with_parent, limit_memory, memory_in_use
from .steps import hidden_task
from .tracebacks import class_name, text_of

NOTHING_RUN = '{"ok":{"unattempted":[]}}'
"""The reply of a batch that its caller has given up."""


def serve(memory_limit: str = "", control_file: str = "") -> None:
    """Answers until the requests end, and then ends the process with all that it has started.

    `memory_limit` is a number of megabytes or empty; of `control_file` see `process_guard.py`.
    """
    requests, replies, streams = _take_pipes()
    end_with_parent()
    limit_memory(memory_limit)
    # A C extension that breaks says where.
    faulthandler.enable(all_threads=False)
    Server(Inbox(requests), Outbox(replies), ProcessGuard(control_file), streams).run()


def _take_pipes() -> tuple[BinaryIO, int, Streams]:
    requests = os.fdopen(os.dup(0), "rb", buffering=65_536)
    replies = os.dup(1)
    streams = Streams()
    # Not a terminal, so lines would wait for each other; and nothing may be unfit to be printed.
    sys.stdout.reconfigure(line_buffering=True, errors="backslashreplace")
    return requests, replies, streams


class Streams:
    """The three standard streams as nodes see them: nothing to read, and two ways to standard error."""

    def __init__(self) -> None:
        errors = os.dup(2)
        self._meant = (os.open(os.devnull, os.O_RDONLY), errors, errors)
        for number, stream in enumerate(self._meant):
            os.dup2(stream, number)

    def restore(self) -> None:
        """Opens again what a node has closed: the next file opened would take its place."""
        for number, stream in enumerate(self._meant):
            try:
                os.fstat(number)
            except OSError:
                os.dup2(stream, number)


class Server:
    """The event loop of the main thread, and a thread that listens for requests."""

    def __init__(
        self, inbox: Inbox, outbox: Outbox, guard: ProcessGuard, streams: Streams
    ) -> None:
        self._inbox = inbox
        self._outbox = outbox
        self._streams = streams
        self._loop = asyncio.new_event_loop()
        # Whatever a node makes of `time.monotonic`, timers here go by the true one.
        self._loop.time = monotonic  # type: ignore[method-assign]
        self._guard = guard
        self._host = Host(self._guard, memory_in_use)
        self._answers: set[asyncio.Task] = set()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._stand_alone)

    def _stand_alone(self) -> None:
        """What a forked process prints is no node's."""
        self._host.capture.restore()
        CURRENT.set(None)

    def run(self) -> None:
        asyncio.set_event_loop(self._loop)
        threading.Thread(target=self._listen, name="millrace-requests", daemon=True).start()
        self._outbox.send("ready", 0, sys.version.split()[0])
        while True:
            try:
                self._loop.run_forever()
            except Exception as error:  # the loop itself: a node has closed its files
                self._break(error)
            except BaseException as error:  # what a leftover task let escape is no reason to end
                tell(error)

    def _break(self, error: BaseException) -> None:
        """Ends a process that can't answer any more, for a node has changed what the host stands on."""
        tell(error)
        with suppress(BaseException):
            self._outbox.send("fatal", 0, f"its host broke: {class_name(error)}: {text_of(error)}")
        end_group()

    def _listen(self) -> None:
        try:
            while (message := self._inbox.read()) is not None:
                if message.kind == "stop":
                    self._guard.stop(message.number)
                self._loop.call_soon_threadsafe(self._take, message)
        except BadFrame as error:
            self._outbox.send("fatal", 0, f"its process was sent {error}")
        except BaseException:
            traceback.print_exc()
        end_group()

    def _take(self, message: Message) -> None:
        try:
            self._answer(message)
        except BaseException as error:
            self._break(error)

    def _answer(self, message: Message) -> None:
        if message.kind == "stop":
            self._host.stop(message.number)
            if message.number not in self._host.batches:
                # Its end and the stop have crossed.
                self._guard.forget(message.number)
        elif message.kind == "call":
            answer = self._host.call(message.text)
            text, buffers = answer if isinstance(answer, tuple) else (answer, ())
            self._outbox.send("reply", message.number, text, buffers)
        else:
            self._start(message)

    def _start(self, message: Message) -> None:
        number = message.number

        def emit(text: str, buffers: list = []) -> None:  # noqa: B006
            self._outbox.send("events", number, text, buffers)

        if self._guard.is_stopped(number):
            # The stop has overtaken it.
            self._outbox.send("reply", number, NOTHING_RUN)
            return
        self._streams.restore()
        reply = self._host.start(message.text, emit, True, number, message.buffers)
        if isinstance(reply, str):
            self._outbox.send("reply", number, reply)
            return
        answer = hidden_task(self._finish(number, reply))
        self._answers.add(answer)
        answer.add_done_callback(self._answers.discard)

    async def _finish(self, number: int, reply: Awaitable[str]) -> None:
        try:
            self._outbox.send("reply", number, await reply)
        except BaseException as error:
            self._break(error)


def tell(error: BaseException) -> None:
    """Prints it, whatever it does when it is asked."""
    with suppress(BaseException):
        traceback.print_exception(error)


def end_group() -> None:
    """Ends the process and, where it leads a group of its own, those that its nodes have started."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, 9)
    os._exit(0)
