"""What a converter is, and the error of a value that does not fit."""

from __future__ import annotations

from typing import Callable, NamedTuple

from .preview import preview
from .shapes import Shape


class Mismatch(Exception):
    """A value that does not fit; `path` leads to it inside the argument."""

    def __init__(self, expected: str, value: object, path: str = "") -> None:
        super().__init__()
        self.expected = expected
        self.came = came(value)
        self.path = path

    def within(self, step: str) -> Mismatch:
        self.path = f"{step}{self.path}"
        return self


class Converter(NamedTuple):
    """How one annotation takes values."""

    expected: str
    accepts: Callable[[object], bool]
    convert: Callable[[object, bool], object]


Make = Callable[[Shape], Converter]
"""Makes the converter of a part."""


def came(value: object) -> str:
    """A value, for a message: its type and what it looks like."""
    if value is None:
        return "None"
    seen = preview(value)
    return f"{seen['type']} {seen['text'][:80]}"
