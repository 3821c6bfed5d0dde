"""The host: what a message can ask of this interpreter."""

from __future__ import annotations

import asyncio
import json
from typing import Awaitable, Callable

from .batch import Batch
from .capture import Capture
from .encode import Encoder
from .errors import HostError, error_info, forget
from .imports import find_imports
from .introspect import introspect
from .invoke import Callees
from .live import read_live
from .modules import MemoryModules, Source
from .store import Store
from .stubs import Stubs


class Host:
    """One per interpreter. Requests and replies are JSON texts; a reply has `ok` or `error`."""

    def __init__(self) -> None:
        self.modules = MemoryModules()
        self.store = Store()
        self.callees = Callees(self.modules)
        self.stubs = Stubs(self.modules)
        self.modules.install()
        self.capture = Capture()

    def close(self) -> None:
        """Gives the interpreter its own importers and streams back."""
        self.modules.uninstall()
        self.capture.restore()

    def call(self, text: str) -> str:
        """Answers a request that runs none of the user's functions."""
        try:
            request = json.loads(text)
            return json.dumps({"ok": self._answer(request["type"], request)})
        except BaseException as error:
            return failed(error)

    def start(
        self, text: str, emit: Callable[[str], object], may_await: bool
    ) -> str | Awaitable[str]:
        """Runs a batch: the reply, or where async nodes are still running, an awaitable of it."""
        try:
            request = json.loads(text)
            nodes, shared = request["nodes"], request["shared"]
            batch = Batch(nodes, shared, self.callees, self.store, self.capture, emit, may_await)
            batch.advance()
            if batch.tasks:
                return self._finish(batch)
            return json.dumps({"ok": {"unattempted": sorted(batch.unattempted)}})
        except BaseException as error:
            return failed(error)

    async def _finish(self, batch: Batch) -> str:
        try:
            while batch.tasks:
                await asyncio.wait(set(batch.tasks), return_when=asyncio.FIRST_COMPLETED)
                batch.advance()
            return json.dumps({"ok": {"unattempted": sorted(batch.unattempted)}})
        except BaseException as error:
            return failed(error)

    def _answer(self, kind: str, request: dict) -> object:
        if kind == "addModules":
            modules = request["modules"]
            added = {name: Source(item["source"], item["file"]) for name, item in modules.items()}
            self.modules.add(added)
            self.callees.forget()
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
        if kind == "fetch":
            return {"value": Encoder().encode(self.store.leaving(request["id"]))}
        if kind == "release":
            self.store.release(request["ids"])
            return None
        raise HostError("python-protocol", f"the Python host knows no request `{kind}`")


def failed(error: BaseException) -> str:
    """The reply that reports an error."""
    reply = json.dumps({"error": error_info(error)})
    forget(error)
    return reply
