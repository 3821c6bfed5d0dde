"""Python values as JSON that a message can carry, with tags for what JSON lacks.

The mirror is `decode.py`, and in TypeScript `src/wire/value.ts`:

`{"$float": "nan" | "inf" | "-inf" | "-0"}`, `{"$int": "12345678901234567890"}` from 2**53 on,
`{"$bytes": "<base64>"}`, and `{"$object": {…}}` round an object with a key that starts with `$`.
"""

from __future__ import annotations

import base64
import dataclasses
import enum
import math
import numbers

from .errors import HostError
from .to_json import DATES, MAX_SAFE, TEXTS, enum_json

MAX_DEPTH = 200


class TooLarge(Exception):
    """The value's JSON is longer than was asked for."""


class Encoder:
    """Encodes one value; `limit` is a length of JSON text, None for any length."""

    __slots__ = ("left",)

    def __init__(self, limit: int | None = None) -> None:
        self.left = math.inf if limit is None else limit

    def encode(self, value: object, path: str = "value", depth: int = 0) -> object:
        """The JSON of `value`; raises HostError `value-not-encodable` or TooLarge."""
        kind = type(value)
        if kind is str:
            self._spend(len(value) + 2)
            return value
        self._spend(2)
        if value is None or kind is bool:
            return value
        if kind is int:
            return value if -MAX_SAFE < value < MAX_SAFE else {"$int": _digits(value, path)}
        if kind is float:
            return encode_float(value)
        if depth > MAX_DEPTH:
            raise not_encodable(path, f"is nested deeper than {MAX_DEPTH} levels or contains itself")
        if kind is dict:
            return self._object(value, path, depth)
        if kind is list or kind is tuple:
            return [self.encode(item, f"{path}[]", depth + 1) for item in value]
        return self._other(value, path, depth)

    def _other(self, value: object, path: str, depth: int) -> object:
        if isinstance(value, enum.Enum):
            return self.encode(enum_json(value), path, depth)
        if isinstance(value, str):
            return self.encode(str.__str__(value), path, depth)
        if isinstance(value, (bytes, bytearray, memoryview)):
            return self._bytes(bytes(value))
        if isinstance(value, DATES):
            return value.isoformat()
        if isinstance(value, TEXTS):
            return str(value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = {item.name: getattr(value, item.name) for item in dataclasses.fields(value)}
            return self._object(fields, path, depth)
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            return self._object(dict(zip(value._fields, value)), path, depth)
        if isinstance(value, (list, tuple, set, frozenset)):
            return [self.encode(item, f"{path}[]", depth + 1) for item in value]
        if isinstance(value, dict):
            return self._object(value, path, depth)
        # What counts as a number without being Python's own: numpy's scalars.
        if isinstance(value, numbers.Integral):
            return self.encode(int(value), path, depth)
        if isinstance(value, numbers.Real) and isinstance(value, float):
            return self.encode(float(value), path, depth)
        raise not_encodable(path, f"is of type `{type(value).__name__}`, which JSON can't say")

    def _object(self, value: dict, path: str, depth: int) -> dict:
        tagged = False
        encoded: dict = {}
        for key, item in value.items():
            if not isinstance(key, str):
                name = type(key).__name__
                raise not_encodable(path, f"has a key of type `{name}`; JSON's keys are texts")
            key = str.__str__(key)
            tagged = tagged or key.startswith("$")
            self._spend(len(key) + 4)
            encoded[key] = self.encode(item, f"{path}.{key}", depth + 1)
        return {"$object": encoded} if tagged else encoded

    def _bytes(self, value: bytes) -> dict:
        self._spend(len(value) * 4 // 3)
        return {"$bytes": base64.b64encode(value).decode("ascii")}

    def _spend(self, characters: int) -> None:
        self.left -= characters
        if self.left < 0:
            raise TooLarge


def not_encodable(path: str, why: str) -> HostError:
    """The error of a value that can't leave the interpreter."""
    return HostError(
        "value-not-encodable",
        f"{path} {why}; it can go on to other Python nodes, but not leave Python",
    )


def encode_float(value: float) -> object:
    """A float, tagged where JSON has no word for it."""
    if math.isfinite(value):
        return {"$float": "-0"} if value == 0 and math.copysign(1, value) < 0 else value
    return {"$float": "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"}


def _digits(value: int, path: str) -> str:
    try:
        return str(value)
    except ValueError as error:
        raise not_encodable(path, f"is an integer too long to write ({error})") from None
