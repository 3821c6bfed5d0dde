"""Runs a batch: each node once, as soon as what it needs from the batch has settled."""

from __future__ import annotations

import asyncio
import contextvars
import heapq
import inspect
import json
import time
from collections.abc import AsyncIterator, Iterator
from json.encoder import encode_basestring_ascii
from typing import Callable

from .capture import CURRENT, Capture
from .collecting import collect, collect_now
from .context import NodeContext, Unread
from .decode import FLOATS, decode
from .encode import Encoder, TooLarge, encode_float
from .errors import HostError, error_info, forget
from .invoke import Argument, Callee, Callees, Signature, map_result
from .markers import no_value
from .outgoing import Change
from .preview import preview
from .sink import Sink
from .store import Store
from .to_json import MAX_SAFE

SMALL = 65_536
"""Characters of JSON that an output may have to cross unasked."""
SCALAR_TEXT = 2_000
TAGGED_FLOATS = {repr(item): json.dumps(encode_float(item)) for item in FLOATS.values()}


class Batch:
    """One batch under way. `advance` starts what can start; `tasks` are the async nodes running.

    Events are JSON texts of lists: `["started", node]`, `["logged", node, level, message]`,
    `["progressed", node, done, total, message]`, `["settled", node, outcome]`. `shared` holds what
    the contexts of several nodes refer to by number.
    """

    def __init__(
        self,
        nodes: list[dict],
        shared: list[dict],
        callees: Callees,
        store: Store,
        capture: Capture,
        emit: Callable[[str], object],
        may_await: bool,
    ) -> None:
        self.nodes = nodes
        self.shared = [Unread(source) for source in shared]
        self.callees = callees
        self.store = store
        self.capture = capture
        self.emit = emit
        self.may_await = may_await
        self.tasks: set[asyncio.Task] = set()
        self.unattempted: list[int] = []
        self._events: list[str] = []
        self._values: dict[tuple[int, int], object] = {}
        self._uses: dict[tuple[int, int], int] = {}
        self._blocked: set[int] = set()
        self._missing = [0] * len(nodes)
        self._dependents: list[list[int]] = [[] for _ in nodes]
        self._ready: list[int] = []
        self._read_wires()

    def advance(self) -> None:
        """Starts every node that can start, in the batch's order."""
        while self._ready:
            index = heapq.heappop(self._ready)
            if index in self._blocked:
                self._leave(index)
            else:
                self._attempt(index)
        self.flush()

    def flush(self) -> None:
        """Sends what was reported since the last time, in one message."""
        if self._events:
            text = f"[{','.join(self._events)}]"
            self._events = []
            self.emit(text)

    def _read_wires(self) -> None:
        for index, node in enumerate(self.nodes):
            sources = {
                (source["node"], source["output"])
                for argument in node["arguments"]
                if (source := argument["source"])["type"] == "node"
            }
            for key in sources:
                self._uses[key] = self._uses.get(key, 0) + 1
            for before in {node for node, _ in sources}:
                if not 0 <= before < index:
                    raise HostError(
                        "batch-invalid",
                        f"node {index} of the batch takes an output of node {before}, "
                        "which does not come before it",
                    )
                self._dependents[before].append(index)
                self._missing[index] += 1
            if not self._missing[index]:
                self._ready.append(index)

    def _attempt(self, index: int) -> None:
        node = self.nodes[index]
        began = time.perf_counter()
        self._events.append(f'["started",{index}]')
        # A node may run for long: what came before it is told first.
        self.flush()
        sink = Sink(
            lambda level, text: self._log(index, level, text),
            lambda *said: self._progress(index, *said),
            self.flush,
        )
        # An earlier node may have put a stream of its own in the place of ours, and left it there.
        self.capture.install()
        context = contextvars.copy_context()
        context.run(CURRENT.set, sink)
        try:
            arguments = self._arguments(index)
            # The module is imported here, when it is not yet, and may print.
            callee = context.run(self.callees.get, node["module"], node["export"])
            form = callee.form_for(arguments)
            result = context.run(self._call, callee, form, node, arguments, sink)
            waits = inspect.isawaitable(result)
            if form.collects and not waits:
                waits = isinstance(result, AsyncIterator) or (
                    self.may_await and isinstance(result, Iterator)
                )
                if not waits:
                    result = context.run(collect_now, result, node["nodeId"], sink)
            if waits:
                if self.may_await:
                    self._await(index, form, result, context, sink, began)
                    return
                if inspect.iscoroutine(result):
                    result.close()
                raise HostError(
                    "python-async",
                    f"{node['nodeId']}: `{node['export']}` is async; run the graph in async mode",
                )
            encoded = context.run(self._outputs, index, form, result)
        except BaseException as error:  # KeyboardInterrupt and SystemExit are the node's own
            self._failed(index, error, sink, began)
            return
        self._succeeded(index, encoded, sink, began)

    def _call(
        self, callee: Callee, form: Signature, node: dict, arguments: list[Argument], sink: Sink
    ) -> object:
        said = node.get("context")
        context = said and NodeContext(
            job_id=said["jobId"],
            node_id=said["nodeId"],
            attempt=said["attempt"],
            task=self.shared[said["task"]],
            secrets=self.shared[said["secrets"]],
            idempotency_key=said["idempotencyKey"],
            sink=sink,
        )
        args, kwargs = callee.bind(node["nodeId"], form, arguments, context)
        arguments.clear()
        return callee.function(*args, **kwargs)

    def _await(
        self,
        index: int,
        form: Signature,
        result: object,
        context: contextvars.Context,
        sink: Sink,
        began: float,
    ) -> None:
        async def finish() -> None:
            try:
                value = (await result) if inspect.isawaitable(result) else result
                if form.collects:
                    value = await collect(value, self.nodes[index]["nodeId"], sink)
                encoded = self._outputs(index, form, value)
            except BaseException as error:  # raised on, it would end the event loop
                self._failed(index, error, sink, began)
            else:
                self._succeeded(index, encoded, sink, began)

        task = sink.task = context.run(asyncio.ensure_future, finish())
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def _arguments(self, index: int) -> list[Argument]:
        node = self.nodes[index]
        arguments = []
        freed = set()
        for argument in node["arguments"]:
            source = argument["source"]
            kind = source["type"]
            if kind == "value":
                value = decode(source["value"])
            elif kind == "handle":
                value = self.store.get(source["id"])
            elif kind == "error":
                raise HostError(source["code"], f"{node['nodeId']}.{argument['port']}: {source['message']}")
            else:
                key = (source["node"], source["output"])
                value = self._values[key]
                freed.add(key)
            deep = kind == "value" or argument.get("deep", False)
            arguments.append(Argument(argument["port"], argument["parameter"], value, deep))
        for key in freed:
            self._use(key)
        return arguments

    def _use(self, key: tuple[int, int]) -> None:
        self._uses[key] -= 1
        if not self._uses[key]:
            self._values.pop(key, None)

    def _outputs(self, index: int, form: Signature, result: object) -> str:
        """Keeps what the batch needs on, and gives the outputs as JSON text."""
        node = self.nodes[index]
        if form.gather:
            result = form.gather(result)
        names = [output["name"] for output in node["outputs"]]
        values = map_result(node["nodeId"], result, node["returns"], names)
        texts = []
        missing = set()
        for at, (value, output) in enumerate(zip(values, node["outputs"])):
            if value is no_value:
                texts.append('{"noValue":true}')
                missing.add(at)
                continue
            leave = form.leaving[at] if at < len(form.leaving) else None
            where = f"{node['nodeId']}.{output['name']}"
            texts.append(self._output(where, value, output["keep"], leave))
            if (index, at) in self._uses:
                self._values[(index, at)] = value
        if missing:
            self._block_users(index, missing)
        return ",".join(texts)

    def _output(self, where: str, value: object, keep: dict, leave: Change | None) -> str:
        parts = []
        if keep["handle"]:
            parts.append(f'"handle":{self.store.keep(value, leave)}')
        wanted = keep["value"]
        scalar = scalar_text(value)
        if scalar is not None:
            return _json_object(f'"value":{scalar}', *parts)
        if wanted != "never":
            limit = SMALL if wanted == "small" else None
            try:
                left = leave(value) if leave else value
                text = json.dumps(Encoder(limit).encode(left, where), allow_nan=False)
                if limit is None or len(text) <= limit:
                    return _json_object(f'"value":{text}', *parts)
            except TooLarge:
                pass
            except Exception as error:  # a key, a property or an iterator of the user's may raise
                parts.append(f'"error":{json.dumps(error_info(error))}')
                forget(error)
        return _json_object(*parts, f'"preview":{json.dumps(preview(value))}')

    def _block_users(self, index: int, outputs: set[int] | None = None) -> None:
        for dependent in self._dependents[index]:
            for argument in self.nodes[dependent]["arguments"]:
                source = argument["source"]
                if source["type"] == "node" and source["node"] == index:
                    if outputs is None or source["output"] in outputs:
                        self._blocked.add(dependent)

    def _succeeded(self, index: int, outputs: str, sink: Sink, began: float) -> None:
        duration = _milliseconds(began)
        sink.close()
        self._events.append(
            f'["settled",{index},{{"status":"success","outputs":[{outputs}],"durationMs":{duration}}}]'
        )
        self._settle(index)

    def _failed(self, index: int, error: BaseException, sink: Sink, began: float) -> None:
        duration = _milliseconds(began)
        sink.close()
        info = json.dumps(error_info(error))
        forget(error)
        self._events.append(
            f'["settled",{index},{{"status":"error","error":{info},"durationMs":{duration}}}]'
        )
        self._block_users(index)
        self._settle(index)

    def _leave(self, index: int) -> None:
        self.unattempted.append(index)
        for argument in self.nodes[index]["arguments"]:
            source = argument["source"]
            if source["type"] == "node":
                key = (source["node"], source["output"])
                if key in self._values:
                    self._use(key)
        self._block_users(index)
        self._settle(index)

    def _settle(self, index: int) -> None:
        for dependent in self._dependents[index]:
            self._missing[dependent] -= 1
            if not self._missing[dependent]:
                heapq.heappush(self._ready, dependent)

    def _log(self, index: int, level: str, text: str) -> None:
        self._events.append(f'["logged",{index},"{level}",{json.dumps(text)}]')

    def _progress(self, index: int, done: float, total: float | None, text: str | None) -> None:
        said = ",".join([scalar_text(done), scalar_text(total), json.dumps(text)])
        self._events.append(f'["progressed",{index},{said}]')


def scalar_text(value: object) -> str | None:
    """The JSON text of a value that always crosses, for it costs less than its handle."""
    kind = type(value)
    if value is None:
        return "null"
    if kind is bool:
        return "true" if value else "false"
    if kind is int:
        return str(value) if -MAX_SAFE < value < MAX_SAFE else None  # type: ignore[operator]
    if kind is float:
        text = repr(value)
        return TAGGED_FLOATS.get(text, text)
    if kind is str and len(value) <= SCALAR_TEXT:  # type: ignore[arg-type]
        return encode_basestring_ascii(value)
    return None


def _json_object(*members: str) -> str:
    return f"{{{','.join(members)}}}"


def _milliseconds(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)
