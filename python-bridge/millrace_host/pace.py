"""Which functions are quick, so that their start need not be told before they run."""

from __future__ import annotations

QUICK = 0.001
"""Seconds. A message costs about a thirtieth of this."""
DOUBTS = 10
"""Quick calls that it takes after a slow one."""


class Pace:
    """Remembers the functions that have been quick for a while; one that never ran is not."""

    def __init__(self) -> None:
        self._doubts: dict[tuple[str, str], int] = {}

    def is_quick(self, node: dict) -> bool:
        return self._doubts.get((node["module"], node["export"])) == 0

    def note(self, node: dict, seconds: float) -> None:
        """Takes how long a call took. The first one may have been slow for the import's sake."""
        key = (node["module"], node["export"])
        doubts = self._doubts.get(key)
        if seconds > QUICK:
            self._doubts[key] = DOUBTS if doubts is not None else 1
        elif doubts != 0:
            self._doubts[key] = max(0, (doubts or 1) - 1)

    def forget(self) -> None:
        self._doubts.clear()
