"""The host: what a message can ask of this interpreter."""

from __future__ import annotations

from asyncio import CancelledError, sleep
from contextlib import suppress
from json import dumps, loads
from typing import Awaitable, Callable

from .batch import Batch
from .calls import read_nodes
from .capture import Capture
from .buffers import Buffer, Given
from .errors import HostError, error_info, forget
from .guard import Guard, protect
from .imports import find_imports
from .introspect import introspect
from .invoke import Callees
from .live import read_live
from .modules import MemoryModules, Source
from .outputs import value_json
from .store import Store
from .steps import hidden_task
from .stubs import Stubs
from .world import World


class Host:
    """One per interpreter. Requests and replies are JSON texts; a reply has `ok` or `error`."""

    def __init__(self, guard: Guard | None = None, memory: Callable[[], int] = lambda: 0) -> None:
        """`guard` is the runtime's, where it can interrupt; `memory` says how many bytes it uses."""
        self.guard = guard or Guard()
        self.guard.flush = self._flush
        self.memory = memory
        self.modules = MemoryModules()
        self.store = Store()
        self.callees = Callees(self.modules)
        self.stubs = Stubs(self.modules)
        self.modules.install()
        self.capture = Capture()
        self.world = World(self.callees, self.store, self.capture, self.guard)
        self.batches = self.world.batches

    def close(self) -> None:
        """Gives the interpreter its own importers and streams back."""
        self.modules.uninstall()
        self.capture.restore()
        self.guard.restore()

    def call(self, text: str) -> str | tuple[str, list[Buffer]]:
        """Answers a request that runs none of the user's functions; with the buffers, if any."""
        try:
            request = loads(text)
            if request["type"] == "fetch":
                return self._fetch(request["id"])
            return dumps({"ok": self._answer(request["type"], request)})
        except BaseException as error:
            return failed(error)

    def start(
        self,
        text: str,
        emit: Callable[..., object],
        may_await: bool,
        number: int = 1,
        given: Given = None,
    ) -> str | Awaitable[str]:
        """Runs a batch: the reply, or where nodes are still to run, an awaitable of it.

        `number` is what `stop` calls it, from 1; `given` are the buffers that the text refers to.
        """
        try:
            request = loads(text)
            nodes = read_nodes(request, self.world.pace)
            batch = Batch(nodes, request["shared"], self.world, emit, may_await, number, given)
            self.guard.install()
            self.batches[number] = batch
            batch.advance()
            if not batch.is_over:
                return hidden_task(self._finish(batch))
            return self._end(batch)
        except BaseException as error:
            self._forget(number)
            return failed(error)

    def stop(self, number: int) -> None:
        """Ends what is left of a batch, as far as it lets itself be ended."""
        batch = self.batches.get(number)
        if batch:
            self.guard.stop(number)
            batch.stop()

    async def _finish(self, batch: Batch) -> str:
        try:
            while not batch.is_over:
                # A node may cancel every task it finds; this one it can't end.
                with suppress(CancelledError):
                    await (sleep(0) if batch.can_start else batch.wait())
                batch.advance()
            return self._end(batch)
        except BaseException as error:
            self._forget(batch.id)
            return failed(error)

    def _end(self, batch: Batch) -> str:
        self._forget(batch.id)
        return dumps({"ok": {"unattempted": sorted(batch.unattempted)}})

    def _forget(self, number: int) -> None:
        self.batches.pop(number, None)
        self.guard.forget(number)

    def _flush(self) -> None:
        for batch in self.batches.values():
            batch.flush()

    def _fetch(self, number: object) -> str | tuple[str, list[Buffer]]:
        buffers: list[Buffer] = []
        text = f'{{"ok":{{{value_json(self.store.leaving(number), "the value", buffers)}}}}}'
        return (text, buffers) if buffers else text

    def _answer(self, kind: str, request: dict) -> object:
        if kind == "addModules":
            modules = request["modules"]
            added = {name: Source(item["source"], item["file"]) for name, item in modules.items()}
            self.modules.add(added)
            self.callees.forget()
            self.world.pace.forget()
            self.stubs.forget()
            return None
        if kind == "introspect":
            return [introspect(self.modules, name, self.stubs) for name in request["modules"]]
        if kind == "readLive":
            self.callees.forget()
            source = Source(request["source"], request["file"])
            return read_live(self.modules, request["module"], source, self.stubs)
        if kind == "findImports":
            return find_imports(request["module"], request["source"])
        if kind == "release":
            self.store.release(request["ids"])
            return None
        if kind == "usage":
            running = sum(batch.under_way for batch in self.batches.values())
            return {"stored": len(self.store), "running": running, "memoryBytes": self.memory()}
        raise HostError("python-protocol", f"the Python host knows no request `{kind}`")


def failed(error: BaseException) -> str:
    """The reply that reports an error."""
    reply = dumps({"error": error_info(error)})
    forget(error)
    return reply


protect(Host.start)
