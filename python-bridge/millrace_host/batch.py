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

from .arguments import read_arguments, ready_arguments
from .buffers import Buffer, Given
from .call_form import Argument, Signature
from .calls import Node
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
    `["progressed", node, done, total, message]`, `["settled", node, outcome]`, or
    `["ran", node, outcome]` of one that has started and settled. `shared` holds what the contexts
    of several nodes refer to by number.
    """

    def __init__(
        self,
        nodes: list[Node],
        shared: list,
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
        self._untold = -1
        """A node that has started, of which nobody heard yet."""
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
        now = perf_counter()
        until = now + SLICE if self.may_await else inf
        wires = self._wires
        while wires.ready:
            index = wires.next()
            if self.stopped or wires.is_blocked(index):
                self.unattempted.append(index)
                wires.leave(index)
                continue
            now = self._attempt(index, now)
            if now > until:
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
        elif self._events or self._untold >= 0:
            self._put_start()
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
        self._put_start()
        if not self._events:
            self.world.guard.expect_flush(perf_counter() + SLICE)
        self._events.append(event)

    def _put_start(self) -> None:
        if self._untold >= 0:
            self._events.append(f'["started",{self._untold}]')
            self._untold = -1

    def _attempt(self, index: int, began: float) -> float:
        """Starts a node; gives the time when it has ended, or waits."""
        node = self.nodes[index]
        world = self.world
        limit = began + node.call.seconds
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
        now = perf_counter()
        if ended is None:
            self._put_start()
        else:
            self._end(run, ended, now)
            node.call.tempo.note(now - began)
        return now

    def _tell_start(self, node: Node, run: Running) -> None:
        """Reports it; at once where it may be the last thing anybody hears for a while."""
        guard = self.world.guard
        if not self._events:
            guard.expect_flush(run.began + SLICE)
        self._untold = run.index
        is_quick = node.call.tempo.is_quick and run.limit == inf
        if not is_quick or run.began >= guard.control[FLUSH]:
            self.flush()

    def _work(self, run: Running) -> str | None:
        """All that may call the user's code. Gives the end of the node; None when it waits."""
        index = run.index
        node = self.nodes[index]
        call = node.call
        CURRENT.set(run.sink)
        callee = self.world.callees.known.get(call.key)
        args = ready_arguments(node, self._wires) if callee and callee is call.known else None
        if callee and args:
            form = callee.forms[0]
            result = callee.call(args, {})
        else:
            arguments = read_arguments(node, self._wires, self.world.store, self._given)
            # The module is imported here, when it is not yet, and may print.
            callee = self.world.callees.get(*call.key)
            call.learn(callee)
            form = callee.forms[0] if len(callee.forms) == 1 else callee.form_for(arguments)
            result = self._call(callee, form, node, arguments, run.sink)
        if form.collects or type(result) not in PLAIN:
            waits = isawaitable(result)
            if form.collects and not waits:
                waits = isinstance(result, AsyncIterator) or (
                    self.may_await and isinstance(result, Iterator)
                )
                if not waits:
                    result = collect_now(result, node.name, run.sink)
            if waits:
                if self.may_await:
                    self._await(run, form, result)
                    return None
                if iscoroutine(result):
                    result.close()
                raise HostError(
                    "python-async",
                    f"{node.name}: `{call.export}` is async; run the graph in async mode",
                )
        scalar = scalar_text(result) if call.is_single and not form.gather else None
        if scalar is not None:
            if self._reason(run):
                raise KeyboardInterrupt
            self._wires.give((index, 0), result)
            return success(f'{{"value":{scalar}}}')
        return success(self._outputs(run, form, result))

    def _call(
        self, callee: Callee, form: Signature, node: Node, arguments: list[Argument], sink: Sink
    ) -> object:
        said = node.context
        context = said and NodeContext(
            job_id=said["jobId"],
            node_id=said["nodeId"],
            attempt=said["attempt"],
            task=self.shared[said["task"]],
            secrets=self.shared[said["secrets"]],
            idempotency_key=said["idempotencyKey"],
            sink=sink,
        )
        args, kwargs = callee.bind(node.name, form, arguments, context)
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
                    value = await collect(value, self.nodes[run.index].name, run.sink)
                ended = success(self._outputs(run, form, value))
            except BaseException as error:  # raised on, it would end the event loop
                ended = self._failure(run, error)
                if iscoroutine(result):
                    result.close()
            before = world.guard.pause()
            try:
                self._end(run, ended, perf_counter())
            finally:
                world.guard.leave(before)

        # Half a task would end the node once more, when it has ended already.
        before = world.guard.pause()
        try:
            follow(get_running_loop(), world.guard)
            task = hidden_task(Steps(finish(), world.guard, run))
            run.task = run.sink.task = task
            self.running.add(run)
            self.tasks.add(task)
            world.deadlines.add(run)
            task.add_done_callback(self._on_done)
        finally:
            world.guard.leave(before)

    def _on_done(self, task: asyncio.Task) -> None:
        self.tasks.discard(task)
        if self._wake and not self._wake.done():
            self._wake.set_result(None)

    async def wait(self) -> None:
        """Until a node has ended."""
        self._wake = get_running_loop().create_future()
        await self._wake

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
        call = node.call
        names = call.outputs
        if form.gather:
            result = form.gather(result)
        if call.returns == "value" and len(names) == 1 and result is not no_value:
            return self._output(index, 0, form, result)
        values = map_result(node.name, result, call.returns, names)
        texts = []
        missing = set()
        for at, value in enumerate(values):
            if value is no_value:
                texts.append('{"noValue":true}')
                missing.add(at)
            else:
                texts.append(self._output(index, at, form, value))
        if missing:
            self._wires.block_users(index, missing)
        return ",".join(texts)

    def _output(self, index: int, at: int, form: Signature, value: object) -> str:
        node = self.nodes[index]
        leave = form.leaving[at] if at < len(form.leaving) else None
        self._wires.give((index, at), value)
        keep = node.call.keeps[at]
        if not keep["handle"]:
            scalar = scalar_text(value)
            if scalar is not None:
                return f'{{"value":{scalar}}}'
        where = f"{node.name}.{node.call.outputs[at]}"
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

    def _end(self, run: Running, ended: str, now: float) -> None:
        duration = int((now - run.began) * 1e6)
        run.ended = True
        run.sink.close()
        if run.task:
            self.running.discard(run)
            self.world.deadlines.remove(run)
            run.task = None
        # `%d` writes whole numbers at half the price: elsewhere Python looks for signals first.
        outcome = '%d,{%s,"durationMs":%d.%03d}]' % (run.index, ended, *divmod(duration, 1000))
        if self._untold == run.index:
            self._untold = -1
            self._events.append('["ran",' + outcome)
        else:
            self._report('["settled",' + outcome)
        self._wires.settle(run.index)


protect(Batch.flush)
protect(read_arguments)
