"""What is shown of a value that stays where it is."""

from __future__ import annotations

import reprlib

MAX_TEXT = 200


class _Short(reprlib.Repr):
    """A `repr` that looks at the head of a collection, however long it is."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel = 3
        self.maxlist = self.maxtuple = self.maxset = self.maxfrozenset = self.maxdeque = 12
        self.maxdict = 8
        self.maxstring = self.maxother = self.maxlong = MAX_TEXT

    def repr_bytes(self, x: bytes | bytearray, level: int) -> str:
        # Of what comes first: written out, megabytes are four times as many characters.
        shown = repr(x[:MAX_TEXT])
        return shown if len(x) <= MAX_TEXT else f"{shown}…"

    repr_bytearray = repr_bytes


def preview(value: object) -> dict:
    """`Preview` of a value; a raising `__repr__` or `__len__` is no reason to fail."""
    shown: dict = {"type": type(value).__name__, "text": _text(value)}
    try:
        length = len(value)  # type: ignore[arg-type]
    except BaseException:
        return shown
    return {**shown, "length": length}


def _text(value: object) -> str:
    try:
        text = _Short().repr(value)
    except BaseException as error:
        text = f"<{type(value).__name__}: its repr raised {type(error).__name__}>"
    return text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…"
