"""Runs a batch: each node once, as soon as what it needs from the batch has settled."""

from __future__ import annotations

import asyncio
from asyncio import CancelledError, get_running_loop
from collections.abc import AsyncIterator, Iterator
from contextvars import copy_context
from inspect import isawaitable, iscoroutine
from json import dumps
from math import inf
from time import perf_counter
from typing import Callable

from .buffers import Buffer, Given
from .call_form import Argument, Signature
from .capture import CURRENT
from .collecting import collect, collect_now
from .context import NodeContext, Unread
from .ends import failure, read_error, success, told_info
from .errors import HostError, forget
from .guard import FLUSH, STOPPED, TIMED_OUT, protect
from .invoke import Callee
from .map_result import map_result
from .markers import no_value
from .outputs import output_text, scalar_text
from .running import Running
from .sink import Sink
from .steps import Steps, follow, hidden_task
from .wires import Wires
from .world import World

SLICE = 0.016
"""Seconds until others, and those who wait for events, have their turn."""
PLAIN = {type(None), bool, int, float, str, list, dict, tuple}
"""What is not awaited."""


class Batch:
    """One batch under way. `advance` starts what can start; `tasks` are the async nodes running.

    Events are JSON texts of lists: `["started", node]`, `["waits", node]` when an async node gives
    control back for the first time, `["logged", node, level, message]`,
    `["progressed", node, done, total, message]`, `["settled", node, outcome]`. `shared` holds what
    the contexts of several nodes refer to by number.
    """

    def __init__(
        self,
        nodes: list[dict],
        shared: list[dict],
        world: World,
        emit: Callable[..., object],
        may_await: bool,
        number: int = 1,
        given: Given = None,
    ) -> None:
        self.id = number
        self.nodes = nodes
        self.shared = [Unread(source) for source in shared]
        self.world = world
        self.emit = emit
        self.may_await = may_await
        self.tasks: set[asyncio.Task] = set()
        self.unattempted: list[int] = []
        self.stopped = False
        self.running: set[Running] = set()
        self._wake: asyncio.Future | None = None
        self._given = given
        self._events: list[str] = []
        self._buffers: list[Buffer] = []
        self._is_encoding = False
        self._wires = Wires(nodes)

    @property
    def is_over(self) -> bool:
        """True when nothing runs and nothing can start."""
        return not self.tasks and not self._wires.ready

    @property
    def can_start(self) -> bool:
        """True when a node could start at once."""
        return bool(self._wires.ready)

    @property
    def under_way(self) -> int:
        """How many nodes have started and not ended: those that wait, or else the one in control."""
        return len(self.running)

    def advance(self) -> None:
        """Starts what can start, in the batch's order, for as long as others may have to wait."""
        until = perf_counter() + SLICE if self.may_await else inf
        wires = self._wires
        while wires.ready:
            index = wires.next()
            if self.stopped or wires.is_blocked(index):
                self.unattempted.append(index)
                wires.leave(index)
                continue
            self._attempt(index)
            if perf_counter() > until:
                break
        self.flush()

    def stop(self) -> None:
        """Ends what waits, and lets nothing start."""
        self.stopped = True
        for run in list(self.running):
            run.tell(STOPPED)
            self.world.deadlines.add(run)

    def flush(self) -> None:
        """Sends what was reported since the last time, in one message."""
        if self._is_encoding:
            # The buffers so far belong to an event that is not written yet.
            self.world.guard.expect_flush(perf_counter() + SLICE)
        elif self._events:
            text = f"[{','.join(self._events)}]"
            buffers = self._buffers
            self._events = []
            # Where there is another one, that may have something to send as well.
            if len(self.world.batches) < 2:
                self.world.guard.control[FLUSH] = inf
            if buffers:
                self._buffers = []
                self.emit(text, buffers)
            else:
                self.emit(text)

    def waits(self, index: int) -> None:
        """Reports that others have control while the node waits."""
        self._report(f'["waits",{index}]')
        self.flush()

    def log(self, index: int, level: str, text: str) -> None:
        """Reports a line of a node's log."""
        self._report(f'["logged",{index},"{level}",{dumps(text)}]')

    def progress(self, index: int, done: float, total: float | None, text: str | None) -> None:
        """Reports how far a node is."""
        said = ",".join([scalar_text(done), scalar_text(total), dumps(text)])
        self._report(f'["progressed",{index},{said}]')

    def _report(self, event: str) -> None:
        if not self._events:
            self.world.guard.expect_flush(perf_counter() + SLICE)
        self._events.append(event)

    def _attempt(self, index: int) -> None:
        node = self.nodes[index]
        world = self.world
        began = perf_counter()
        limit = began + node["timeoutMs"] / 1000 if "timeoutMs" in node else inf
        run = Running(self, index, began, limit)
        self._tell_start(node, run)
        run.sink = Sink(self, run)
        # An earlier node may have put a stream of its own in the place of ours, and left it there.
        world.capture.install()
        context = copy_context()
        before = world.guard.enter(self.id, index, limit)
        try:
            ended = context.run(self._work, run)
        except BaseException as error:  # KeyboardInterrupt and SystemExit are the node's own
            ended = self._failure(run, error)
        finally:
            run.reason = world.guard.leave(before) or run.reason
        if run.reason == STOPPED:
            self.stopped = True
        if ended is not None:
            self._end(run, ended)
            world.pace.note(node, perf_counter() - began)

    def _tell_start(self, node: dict, run: Running) -> None:
        """Reports it; at once where it may be the last thing anybody hears for a while."""
        self._report(f'["started",{run.index}]')
        world = self.world
        is_due = run.limit < inf or run.began >= world.guard.control[FLUSH]
        if is_due or not world.pace.is_quick(node):
            self.flush()

    def _work(self, run: Running) -> str | None:
        """All that may call the user's code. Gives the end of the node; None when it waits."""
        index = run.index
        node = self.nodes[index]
        CURRENT.set(run.sink)
        arguments = self._arguments(index)
        # The module is imported here, when it is not yet, and may print.
        callee = self.world.callees.get(node["module"], node["export"])
        form = callee.forms[0] if len(callee.forms) == 1 else callee.form_for(arguments)
        result = self._call(callee, form, node, arguments, run.sink)
        if form.collects or type(result) not in PLAIN:
            waits = isawaitable(result)
            if form.collects and not waits:
                waits = isinstance(result, AsyncIterator) or (
                    self.may_await and isinstance(result, Iterator)
                )
                if not waits:
                    result = collect_now(result, node["nodeId"], run.sink)
            if waits:
                if self.may_await:
                    self._await(run, form, result)
                    return None
                if iscoroutine(result):
                    result.close()
                raise HostError(
                    "python-async",
                    f"{node['nodeId']}: `{node['export']}` is async; run the graph in async mode",
                )
        return success(self._outputs(run, form, result))

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
        return callee.call(args, kwargs)

    def _await(self, run: Running, form: Signature, result: object) -> None:
        world = self.world

        async def finish() -> None:
            try:
                run.started = True
                if run.reason:
                    raise CancelledError
                value = (await result) if isawaitable(result) else result
                if form.collects:
                    value = await collect(value, self.nodes[run.index]["nodeId"], run.sink)
                ended = success(self._outputs(run, form, value))
            except BaseException as error:  # raised on, it would end the event loop
                ended = self._failure(run, error)
                if iscoroutine(result):
                    result.close()
            before = world.guard.pause()
            try:
                self._end(run, ended)
            finally:
                world.guard.leave(before)

        follow(get_running_loop(), world.guard)
        task = hidden_task(Steps(finish(), world.guard, run))
        run.task = run.sink.task = task
        self.running.add(run)
        self.tasks.add(task)
        world.deadlines.add(run)
        task.add_done_callback(self._on_done)

    def _on_done(self, task: asyncio.Task) -> None:
        self.tasks.discard(task)
        if self._wake and not self._wake.done():
            self._wake.set_result(None)

    async def wait(self) -> None:
        """Until a node has ended."""
        self._wake = get_running_loop().create_future()
        await self._wake

    def _arguments(self, index: int) -> list[Argument]:
        node = self.nodes[index]
        arguments = []
        freed = set()
        wires = self._wires
        for argument in node["arguments"]:
            source = argument["source"]
            kind = source["type"]
            given = None
            if kind == "plain":
                value = source["value"]
            elif kind == "value":
                # Decoded when the declared type of the port is known.
                value, given = source["value"], self._given
            elif kind == "handle":
                value = self.world.store.get(source["id"])
            elif kind == "error":
                raise HostError(source["code"], f"{node['nodeId']}.{argument['port']}: {source['message']}")
            else:
                key = (source["node"], source["output"])
                value = wires.peek(key)
                freed.add(key)
            is_json = kind == "value"
            deep = is_json or kind == "plain" or argument.get("deep", False)
            arguments.append(
                Argument(argument["port"], argument["parameter"], value, deep, is_json, given)
            )
        if freed:
            wires.used(freed)
        return arguments

    def _outputs(self, run: Running, form: Signature, result: object) -> str:
        """Keeps what the batch needs on, and gives the outputs as JSON text."""
        store = self.world.store
        kept, sent = store.last, len(self._buffers)
        self._is_encoding = True
        try:
            texts = self._read_outputs(run.index, form, result)
            if self._reason(run):
                raise KeyboardInterrupt
            return texts
        except BaseException:
            # Nobody will ever hear of what it left behind.
            store.release(range(kept + 1, store.last + 1))
            del self._buffers[sent:]
            self._wires.take_back(run.index)
            raise
        finally:
            self._is_encoding = False

    def _read_outputs(self, index: int, form: Signature, result: object) -> str:
        node = self.nodes[index]
        outputs = node["outputs"]
        if form.gather:
            result = form.gather(result)
        if node["returns"] == "value" and len(outputs) == 1 and result is not no_value:
            return self._output(index, 0, outputs[0], form, result)
        names = [output["name"] for output in outputs]
        values = map_result(node["nodeId"], result, node["returns"], names)
        texts = []
        missing = set()
        for at, (value, output) in enumerate(zip(values, outputs)):
            if value is no_value:
                texts.append('{"noValue":true}')
                missing.add(at)
            else:
                texts.append(self._output(index, at, output, form, value))
        if missing:
            self._wires.block_users(index, missing)
        return ",".join(texts)

    def _output(self, index: int, at: int, output: dict, form: Signature, value: object) -> str:
        leave = form.leaving[at] if at < len(form.leaving) else None
        self._wires.give((index, at), value)
        keep = output["keep"]
        if not keep["handle"]:
            scalar = scalar_text(value)
            if scalar is not None:
                return f'{{"value":{scalar}}}'
        where = f"{self.nodes[index]['nodeId']}.{output['name']}"
        return output_text(where, value, keep, leave, self.world.store, self._buffers)

    def _failure(self, run: Running, error: BaseException) -> str:
        """The end of a node that failed; it asks the user's exceptions what they say."""
        reason = self._reason(run)
        info = None if reason else read_error(error)
        # What an exception says is the user's code, too, and may have been interrupted.
        reason = self._reason(run)
        before = self.world.guard.pause()
        try:
            if info is None or reason:
                info = told_info(self.nodes[run.index], reason, error)
            forget(error)
        finally:
            self.world.guard.leave(before)
        self._wires.block_users(run.index)
        return failure(info)

    def _reason(self, run: Running) -> int:
        """Why the node has to end, if it has to."""
        reason = run.reason or self.world.guard.reason()
        if reason:
            return reason
        return TIMED_OUT if run.limit < inf and perf_counter() >= run.limit else 0

    def _end(self, run: Running, ended: str) -> None:
        duration = int((perf_counter() - run.began) * 1e6) / 1000
        run.ended = True
        run.sink.close()
        if run.task:
            self.running.discard(run)
            self.world.deadlines.remove(run)
            run.task = None
        self._report(f'["settled",{run.index},{{{ended},"durationMs":{duration}}}]')
        self._wires.settle(run.index)


protect(Batch.flush)
protect(Wires.settle)
