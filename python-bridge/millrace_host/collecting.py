"""Collects what a generator gives, one item after another: each is progress."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from time import perf_counter

from .converter import came
from .errors import HostError
from .markers import no_value
from .sink import Sink

MAX_ITEMS = 1_000_000
SLICE = 0.008
"""Seconds that a generator may take until others, a cancellation among them, have a turn."""
TEXTS = (str, bytes, bytearray, memoryview, Mapping)


class Collected:
    """The items so far; `no_value` is none."""

    def __init__(self, node_id: str, sink: Sink) -> None:
        self.items: list[object] = []
        self._node_id = node_id
        self._sink = sink
        self._count = 0

    def add(self, item: object) -> None:
        """Takes an item and tells how many there are; raises HostError when there are too many."""
        self._count += 1
        if self._count > MAX_ITEMS:
            raise HostError(
                "too-many-items",
                f"{self._node_id} gives more than {MAX_ITEMS:,} items one after another; end it "
                "earlier, or return what is too much for a list in parts",
            )
        if item is not no_value:
            self.items.append(item)
        self._sink.progress(self._count, None, None)


def collect_now(result: object, node_id: str, sink: Sink) -> object:
    """All items at once; `no_value` in place of a generator is a branch that is not taken."""
    if result is no_value or result is None or isinstance(result, (list, tuple)):
        return result
    if not isinstance(result, Iterable) or isinstance(result, TEXTS):
        raise _no_items(node_id, result)
    collected = Collected(node_id, sink)
    for item in result:
        collected.add(item)
    return collected.items


async def collect(result: object, node_id: str, sink: Sink) -> object:
    """All items of a generator, async or not, while others have their turn."""
    if isinstance(result, AsyncIterator):
        return await _collect_async(result, Collected(node_id, sink))
    if not isinstance(result, Iterator):
        return collect_now(result, node_id, sink)
    collected = Collected(node_id, sink)
    until = perf_counter() + SLICE
    for item in result:
        collected.add(item)
        if perf_counter() > until:
            await sleep(0)
            until = perf_counter() + SLICE
    return collected.items


async def _collect_async(items: AsyncIterator[object], collected: Collected) -> list[object]:
    until = perf_counter() + SLICE
    try:
        async for item in items:
            collected.add(item)
            if perf_counter() > until:
                await sleep(0)
                until = perf_counter() + SLICE
    finally:
        # One that was left: its `finally` runs now, not some day.
        close = getattr(items, "aclose", None)
        if close:
            await close()
    return collected.items


def _no_items(node_id: str, result: object) -> HostError:
    return HostError(
        "not-iterable",
        f"expected {node_id} to give its items one after another (a generator, an iterator or a "
        f"list), got {came(result)}",
    )
