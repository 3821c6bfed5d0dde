"""What the nodes of a batch give to each other: who waits for whom, and the values in between."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from .calls import Key, Node
from .errors import HostError
from .guard import protect


class Wires:
    """Keeps each value until its last use, and knows which node can start next."""

    def __init__(self, nodes: list[Node]) -> None:
        self.ready: list[int] = []
        """Nodes that wait for nothing, a heap: the first in the batch's order comes first."""
        self._nodes = nodes
        self._values: dict[Key, object] = {}
        self._uses: dict[Key, int] = {}
        self._blocked: set[int] = set()
        self._missing = [0] * len(nodes)
        self._dependents: list[list[int]] = [[] for _ in nodes]
        for index, node in enumerate(nodes):
            if not self._read(index, node.sources):
                self.ready.append(index)

    def _read(self, index: int, sources: list) -> int:
        """How many nodes it waits for; makes keys of its wires, which the message has as lists."""
        uses = self._uses
        missing = 0
        for at, source in enumerate(sources):
            if type(source) is not list:
                continue
            before, output = source
            if not 0 <= before < index:
                raise HostError(
                    "batch-invalid",
                    f"node {index} of the batch takes an output of node {before}, "
                    "which does not come before it",
                )
            key = sources[at] = (before, output)
            uses[key] = uses.get(key, 0) + 1
            dependents = self._dependents[before]
            # All wires of a node are read in a row: one that is known stands at the end.
            if not dependents or dependents[-1] != index:
                dependents.append(index)
                missing += 1
        self._missing[index] = missing
        return missing

    def next(self) -> int:
        """Takes the next node that can start, or that has to be left."""
        return heapq.heappop(self.ready)

    def is_blocked(self, index: int) -> bool:
        """True when a value that it needs will never be there."""
        return index in self._blocked

    def peek(self, key: Key) -> object:
        return self._values[key]

    def used(self, keys: Iterable[Key]) -> None:
        """Forgets the values that nobody else needs."""
        uses = self._uses
        for key in keys:
            left = uses[key] = uses[key] - 1
            if not left:
                self._values.pop(key, None)

    def give(self, key: Key, value: object) -> None:
        """Keeps a value that another node needs."""
        if key in self._uses:
            self._values[key] = value

    def take_back(self, index: int) -> None:
        """Forgets what the node gave: it has failed after all."""
        for at in range(len(self._nodes[index].call.outputs)):
            self._values.pop((index, at), None)

    def block_users(self, index: int, outputs: set[int] | None = None) -> None:
        """The nodes that need an output of this one, all or some of them, can't run."""
        for dependent in self._dependents[index]:
            for key in self._needs(dependent):
                if key[0] == index and (outputs is None or key[1] in outputs):
                    self._blocked.add(dependent)

    def leave(self, index: int) -> None:
        """A node is not run; neither are those that need it."""
        self.used([key for key in self._needs(index) if key in self._values])
        self.block_users(index)
        self.settle(index)

    def settle(self, index: int) -> None:
        """Nobody waits for this node any more."""
        for dependent in self._dependents[index]:
            self._missing[dependent] -= 1
            if not self._missing[dependent]:
                heapq.heappush(self.ready, dependent)

    def _needs(self, index: int) -> list[Key]:
        return [source for source in self._nodes[index].sources if type(source) is tuple]


protect(Wires.settle)
