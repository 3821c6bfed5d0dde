"""Async nodes step by step: whoever runs between two waits has control, as a synchronous node has."""

from __future__ import annotations

import asyncio
from asyncio import CancelledError, get_running_loop
from asyncio.tasks import _unregister_task  # type: ignore[attr-defined]
from collections.abc import Coroutine
from math import inf
from time import perf_counter
from typing import Any, Callable

from .capture import CURRENT, let_warn
from .guard import AGAIN, Guard, protect
from .running import Running


class Steps(Coroutine):
    """A coroutine of a node. It has control while it runs, until its node's time is up."""

    __slots__ = ("_coroutine", "_guard", "_run")

    def __init__(self, coroutine: Coroutine, guard: Guard, run: Running) -> None:
        self._coroutine = coroutine
        self._guard = guard
        self._run = run

    def send(self, value: object) -> object:
        return self._step(self._coroutine.send, value)

    def throw(self, *error: Any) -> object:
        return self._step(self._coroutine.throw, *error)

    def close(self) -> None:
        self._step(self._coroutine.close)

    def __await__(self) -> Any:
        return self

    def __iter__(self) -> Any:
        return self

    def __next__(self) -> object:
        return self.send(None)

    def __getattr__(self, name: str) -> object:
        # `cr_frame`, `__qualname__` …: whoever looks at a task's coroutine sees the user's.
        return getattr(self._coroutine, name)

    def _step(self, step: Callable, *given: object) -> object:
        run = self._run
        if run.ended:
            return step(*given)  # a task that the node has left behind
        guard = self._guard
        let_warn(run.sink)
        due = run.due
        if due < inf and due <= perf_counter():
            # Its time is up, and it is about to be cancelled, which is kinder.
            due = perf_counter() + AGAIN
        before = guard.enter(run.batch.id, run.index, due)
        try:
            waits_for = step(*given)
        except KeyboardInterrupt:
            if not guard.reason():
                raise
            # On its way out of a task it would end the event loop, and everything with it.
            raise CancelledError from None
        finally:
            reason = guard.leave(before)
            if reason:
                run.told(reason)
        if not run.waited:
            run.waited = True
            run.batch.waits(run.index)
        return waits_for


def hidden_task(coroutine: Coroutine) -> asyncio.Task:
    """A task that is not among `asyncio.all_tasks()`: a node that cancels all of them means its own."""
    loop = get_running_loop()
    # Those of a node are for the tasks that it makes.
    factory = loop.get_task_factory()
    loop.set_task_factory(None)
    try:
        task = type(loop).create_task(loop, coroutine)
    finally:
        loop.set_task_factory(factory)
    _unregister_task(task)
    return task


def follow(loop: Any, guard: Guard) -> None:
    """Has the tasks that a node makes run as steps of that node."""
    create = loop.create_task
    if getattr(create, "is_millrace", False):
        return

    def create_task(coroutine: Any, **options: Any) -> asyncio.Task:
        sink = CURRENT.get()
        run = sink and sink.run
        if run and not run.ended and not isinstance(coroutine, Steps):
            coroutine = Steps(coroutine, guard, run)
        return create(coroutine, **options)

    create_task.is_millrace = True  # type: ignore[attr-defined]
    # A task factory would be simpler, but the loop of Pyodide forgets a task's context with one.
    loop.create_task = create_task


protect(follow)
