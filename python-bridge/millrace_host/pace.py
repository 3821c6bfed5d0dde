"""Which functions are quick, so that their start need not be told before they run."""

from __future__ import annotations

QUICK = 0.001
"""Seconds. A message costs about a thirtieth of this."""
DOUBTS = 10
"""Quick calls that it takes after a slow one."""


class Tempo:
    """How one function has been; one that never ran is not quick."""

    __slots__ = ("doubts",)

    def __init__(self) -> None:
        self.doubts: int | None = None
        """How many quick calls it takes yet until the function is quick."""

    @property
    def is_quick(self) -> bool:
        """True when its start need not be told before it runs."""
        return self.doubts == 0

    def note(self, seconds: float) -> None:
        """Takes how long a call took. The first one may have been slow for the import's sake."""
        doubts = self.doubts
        if seconds > QUICK:
            self.doubts = DOUBTS if doubts is not None else 1
        elif doubts != 0:
            self.doubts = max(0, (doubts or 1) - 1)


class Pace:
    """Remembers the functions that have been quick for a while."""

    def __init__(self) -> None:
        self._tempos: dict[tuple[str, str], Tempo] = {}

    def tempo_of(self, key: tuple[str, str]) -> Tempo:
        """That of a module's function."""
        tempo = self._tempos.get(key)
        if tempo is None:
            tempo = self._tempos[key] = Tempo()
        return tempo

    def forget(self) -> None:
        self._tempos.clear()
