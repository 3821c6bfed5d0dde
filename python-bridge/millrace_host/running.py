"""One node of a batch, from its start to its end."""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from .guard import AGAIN

if TYPE_CHECKING:
    from .sink import Sink


class Reporting(Protocol):
    """What a node needs of its batch to be heard."""

    id: int

    def waits(self, index: int) -> None: ...


class Running:
    """Which node, since when, until when, and why it was told to end, if it was."""

    __slots__ = (
        "batch",
        "index",
        "began",
        "limit",
        "due",
        "reason",
        "task",
        "sink",
        "started",
        "waited",
        "ended",
    )

    def __init__(self, batch: Reporting, index: int, began: float, limit: float) -> None:
        self.batch = batch
        self.index = index
        self.began = began
        self.limit = limit
        """When its time is up."""
        self.due = limit
        """When it is told to end, for the first time or again."""
        self.reason = 0
        self.task: asyncio.Task | None = None
        self.sink: Sink | None = None
        self.started = False
        self.waited = False
        self.ended = False

    def told(self, reason: int) -> None:
        """Notes that it was told to end, and when it will be again."""
        self.reason = reason
        self.due = perf_counter() + AGAIN

    def tell(self, reason: int) -> None:
        """Cancels it where it waits. One that has not begun looks for itself."""
        self.told(reason)
        if self.task and self.started:
            self.task.cancel()
