"""Python values as JSON that a message can carry, with tags for what JSON lacks.

The mirror is `decode.py`, and in TypeScript `src/wire/value.ts`:

`{"$float": "nan" | "inf" | "-inf" | "-0"}`, `{"$int": "12345678901234567890"}` from 2**53 on,
`{"$bytes": "<base64>"}`, and `{"$object": {…}}` round an object with a key that starts with `$`.
Those that stand for a buffer of the message are in `buffers.py`.
"""

from __future__ import annotations

import collections.abc as abc
import dataclasses
import enum
import numbers
from collections import deque
from collections.abc import Iterable
from math import copysign, inf, isfinite, isnan

from .arrays import array_json, bytes_of, is_array, is_numpy, size_of
from .buffers import LEAST_NUMBERS, numbers_json, put
from .classes import model_fields
from .errors import HostError
from .tables import table_size
from .to_json import MAX_SAFE, NotEncodable, enum_json, text_json

MAX_DEPTH = 200
AS_THEY_ARE = {bool, type(None)}


class TooLarge(Exception):
    """The value's JSON is longer than was asked for."""


class Encoder:
    """Encodes one value; `limit` is a length of JSON text and bytes of buffers, None for any.

    Without `buffers` all of it is text. `is_plain` says afterwards that no tag was needed: the JSON
    is the value, undecoded.
    """

    __slots__ = ("_left", "_buffers", "is_plain")

    def __init__(self, limit: int | None = None, buffers: list | None = None) -> None:
        self._left = inf if limit is None else limit
        self._buffers = buffers
        self.is_plain = True

    def encode(self, value: object, name: str = "the value") -> object:
        """The JSON of `value`; raises TooLarge, or HostError `value-not-encodable` by `name`."""
        before = len(self._buffers or ())
        try:
            return self._encode(value, 0)
        except BaseException as error:
            if self._buffers:
                del self._buffers[before:]
            if not isinstance(error, NotEncodable):
                raise
            path = error.path if len(error.path) <= 80 else f"{error.path[:80]}…"
            raise HostError(
                "value-not-encodable",
                f"{name}{path} {error}; it can go on to other Python nodes, but not leave Python",
            ) from None

    def _encode(self, value: object, depth: int) -> object:
        kind = type(value)
        if kind is str:
            self._spend(len(value) + 2)
            return value
        self._spend(2)
        if value is None or kind is bool:
            return value
        if kind is int:
            return value if -MAX_SAFE < value < MAX_SAFE else self._tag({"$int": _digits(value)})
        if kind is float:
            return self._float(value)
        if depth > MAX_DEPTH:
            raise NotEncodable(f"is nested deeper than {MAX_DEPTH} levels or contains itself")
        if kind is dict:
            return self._object(value, depth)
        if kind is list or kind is tuple:
            return self._array(value, depth)
        return self._other(value, depth)

    def _other(self, value: object, depth: int) -> object:
        if isinstance(value, enum.Enum):
            return self._encode(enum_json(value), depth)
        if isinstance(value, str):
            return self._encode(str.__str__(value), depth)
        data = bytes_of(value)
        if data is not None:
            return self._bytes(data)
        text = text_json(value)
        if text is not None:
            return text
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = {item.name: getattr(value, item.name) for item in dataclasses.fields(value)}
            return self._object(fields, depth)
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            return self._object(dict(zip(value._fields, value)), depth)
        if is_array(value):
            return self._numbers(value, depth)
        if isinstance(value, (list, tuple, set, frozenset, range, deque)):
            return self._array(value, depth)
        if isinstance(value, dict):
            return self._object(value, depth)
        # What counts as a number without being Python's own: numpy's scalars.
        if isinstance(value, numbers.Integral):
            return self._encode(int(value), depth)
        if isinstance(value, (float, numbers.Rational)):
            return self._float(float(value))
        if isinstance(value, (abc.KeysView, abc.ValuesView, abc.ItemsView)):
            return self._array(value, depth)
        fields = model_fields(type(value))
        if fields is not None:
            return self._object({name: getattr(value, name) for name in fields}, depth)
        raise NotEncodable(f"is of type `{type(value).__name__}`, which JSON can't say")

    def _array(self, values: Iterable, depth: int) -> object:
        encoded: list = []
        is_known = type(values) is list or type(values) is tuple
        if is_known:
            length = len(values)  # type: ignore[arg-type]
            if length >= LEAST_NUMBERS:
                whole = self._whole(values)  # type: ignore[arg-type]
                if whole is not None:
                    return whole
            self._spend(2 * length)
        try:
            for item in values:
                # Nothing is called for what is there as it is: half of the time would go into that.
                kind = type(item)
                if (
                    kind in AS_THEY_ARE
                    or (kind is int and -MAX_SAFE < item < MAX_SAFE)
                    or (kind is float and item and isfinite(item))
                ) and is_known:
                    encoded.append(item)
                else:
                    encoded.append(self._encode(item, depth + 1))
        except NotEncodable as error:
            raise error.within(f"[{len(encoded)}]") from None
        return encoded

    def _object(self, value: dict, depth: int) -> dict:
        tagged = False
        encoded: dict = {}
        for key, item in value.items():
            if type(key) is not str:
                key = _key_text(key)
            if key in encoded:
                raise NotEncodable(f"has two keys that JSON writes as `{key}`")
            tagged = tagged or key.startswith("$")
            self._spend(len(key) + 4)
            kind = type(item)
            if (
                kind in AS_THEY_ARE
                or (kind is int and -MAX_SAFE < item < MAX_SAFE)
                or (kind is float and item and isfinite(item))
            ):
                encoded[key] = item
                continue
            try:
                encoded[key] = self._encode(item, depth + 1)
            except NotEncodable as error:
                raise error.within(f".{key}") from None
        return self._tag({"$object": encoded}) if tagged else encoded

    def _whole(self, values: list | tuple) -> object:
        """A list whose items need not be looked at one by one; None for any other."""
        first = type(values[0])
        if first is float or first is int:
            if self._buffers is None:
                return None
            # Even the smallest of them would not fit.
            self._spend(4 * len(values))
            found = numbers_json(values, self._buffers)
            return found and self._tag(found)
        size = table_size(values, self._left) if first is dict else None
        if size is None:
            return None
        self._spend(size)
        return values

    def _numbers(self, value: object, depth: int) -> object:
        """An array of a fixed kind; what is none but looks like one as its items."""
        self._spend(size_of(value))
        found, items = array_json(value, self._buffers)
        return self._encode(items, depth) if found is None else self._tag(found)

    def _float(self, value: float) -> object:
        encoded = encode_float(value)
        return encoded if type(encoded) is float else self._tag(encoded)

    def _bytes(self, value: bytes) -> dict:
        self._spend(len(value))
        return self._tag({"$bytes": put(value, self._buffers)})

    def _tag(self, json: object) -> dict:
        self.is_plain = False
        return json  # type: ignore[return-value]

    def _spend(self, characters: int) -> None:
        self._left -= characters
        if self._left < 0:
            raise TooLarge


def _key_text(key: object) -> str:
    """A key as JSON writes it; the converter of `dict[int, …]` reads it back."""
    if isinstance(key, enum.Enum):
        key = enum_json(key)
    if is_numpy(key):
        key = key.item()  # type: ignore[attr-defined]
    if isinstance(key, str):
        return str.__str__(key)
    if isinstance(key, int) and not isinstance(key, bool):
        return _digits(key)
    if isinstance(key, float) and isfinite(key):
        return repr(float(key))
    text = text_json(key)
    if text is not None:
        return text
    name = type(key).__name__
    raise NotEncodable(f"has a key of type `{name}`, which JSON's texts can't say")


def encode_float(value: float) -> object:
    """A float, tagged where JSON has no word for it."""
    if isfinite(value):
        return {"$float": "-0"} if value == 0 and copysign(1, value) < 0 else value
    return {"$float": "nan" if isnan(value) else "inf" if value > 0 else "-inf"}


def _digits(value: int) -> str:
    try:
        return str(value)
    except ValueError as error:
        raise NotEncodable(f"is an integer too long to write ({error})") from None
