"""Collects what a generator gives, one item after another: each is progress."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

from .sink import Sink

SLICE = 0.02
"""Seconds that a generator may take until others, a cancellation among them, have a turn."""


def collect_now(items: Iterator[object], sink: Sink) -> list[object]:
    """All items at once."""
    found: list[object] = []
    for item in items:
        found.append(item)
        sink.progress(len(found), None, None)
    return found


async def collect(items: object, sink: Sink) -> object:
    """All items of a generator, async or not; any other value is what it is."""
    found: list[object] = []
    if isinstance(items, AsyncIterator):
        try:
            async for item in items:
                found.append(item)
                sink.progress(len(found), None, None)
        finally:
            await _close(items)
        return found
    if not isinstance(items, Iterator):
        return items
    until = time.perf_counter() + SLICE
    for item in items:
        found.append(item)
        sink.progress(len(found), None, None)
        if time.perf_counter() > until:
            await asyncio.sleep(0)
            until = time.perf_counter() + SLICE
    return found


async def _close(items: object) -> None:
    """Ends a generator that was left: its `finally` runs now, not some day."""
    close = getattr(items, "aclose", None)
    if close:
        await close()
