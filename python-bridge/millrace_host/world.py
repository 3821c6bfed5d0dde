"""What the batches of one interpreter have in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .capture import Capture
from .deadlines import Deadlines
from .guard import Guard
from .invoke import Callees
from .pace import Pace
from .store import Store

if TYPE_CHECKING:
    from .batch import Batch


@dataclass
class World:
    """One per host."""

    callees: Callees
    store: Store
    capture: Capture
    guard: Guard
    pace: Pace = field(default_factory=Pace)
    deadlines: Deadlines = field(default_factory=Deadlines)
    batches: dict[int, Batch] = field(default_factory=dict)
    """Those under way, by number."""
