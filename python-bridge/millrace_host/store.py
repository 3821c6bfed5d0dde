"""Values that stay in the interpreter, by number."""

from __future__ import annotations

from collections.abc import Iterable

from .errors import HostError
from .outgoing import Change


class Store:
    """Keeps values until they are released; a number is never given twice."""

    def __init__(self) -> None:
        self._values: dict[int, tuple[object, Change | None]] = {}
        self.last = 0
        """The number given last."""

    def __len__(self) -> int:
        return len(self._values)

    def keep(self, value: object, leave: Change | None = None) -> int:
        """Takes a value, and how it changes when it leaves Python; gives its number."""
        self.last += 1
        self._values[self.last] = (value, leave)
        return self.last

    def get(self, number: object) -> object:
        """The value; raises HostError `handle-dead`."""
        return self._entry(number)[0]

    def leaving(self, number: object) -> object:
        """The value as it leaves Python; raises HostError `handle-dead`."""
        value, leave = self._entry(number)
        return leave(value) if leave else value

    def _entry(self, number: object) -> tuple[object, Change | None]:
        try:
            return self._values[number]  # type: ignore[index]
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
