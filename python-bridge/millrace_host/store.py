"""Values that stay in the interpreter, by number."""

from __future__ import annotations

from collections.abc import Iterable

from .errors import HostError


class Store:
    """Keeps values until they are released; a number is never given twice."""

    def __init__(self) -> None:
        self._values: dict[int, object] = {}
        self._last = 0

    def __len__(self) -> int:
        return len(self._values)

    def keep(self, value: object) -> int:
        """Takes a value and gives its number."""
        self._last += 1
        self._values[self._last] = value
        return self._last

    def get(self, number: object) -> object:
        """The value; raises HostError `handle-dead`."""
        try:
            return self._values[number]
        except (KeyError, TypeError):
            raise HostError(
                "handle-dead",
                "the value of this handle was released, or its interpreter was ended; run the "
                "node again, or ask for it with `keep`",
            ) from None

    def release(self, numbers: Iterable[int]) -> None:
        """Forgets values; numbers that name none are passed over."""
        for number in numbers:
            self._values.pop(number, None)
