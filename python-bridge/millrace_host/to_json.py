"""What a Python value is called in JSON, where it has a name there at all."""

from __future__ import annotations

import array
import base64
import dataclasses
import datetime
import decimal
import enum
import math
import pathlib
import uuid

from .durations import to_iso

TEXTS = (decimal.Decimal, pathlib.PurePath, uuid.UUID)
DATES = (datetime.date, datetime.time)
MAX_SAFE = 2**53


class NotSayable(Exception):
    """JSON has no name for this value."""


class NotEncodable(Exception):
    """JSON can't say a value on its way out; `path` leads to it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.path = ""

    def within(self, step: str) -> NotEncodable:
        self.path = step + self.path
        return self


def enum_json(member: enum.Enum) -> object:
    """A member's value where that is a JSON scalar, else its name."""
    value = member.value
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int) and abs(value) < MAX_SAFE:
        return int(value)
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    return member.name


def text_json(value: object) -> str | None:
    """A value that JSON writes as text in exactly one way; None for any other."""
    if isinstance(value, DATES):
        return value.isoformat()
    if isinstance(value, TEXTS):
        return str(value)
    if isinstance(value, datetime.timedelta):
        return to_iso(value)
    if type(value) is complex:
        return str(value).strip("()")
    return None


def default_json(value: object, depth: int = 0) -> object:
    """A default as a document can say it; raises NotSayable."""
    try:
        return _sayable(value, depth)
    except NotSayable:
        raise
    except Exception:  # any object may be a default, with any behavior
        raise NotSayable from None


def _sayable(value: object, depth: int) -> object:
    if depth > 32:
        raise NotSayable
    if isinstance(value, enum.Enum):
        return enum_json(value)
    if value is None or isinstance(value, (bool, str)):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, int) and abs(value) < MAX_SAFE:
        return int(value)
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    text = text_json(value)
    if text is not None:
        return text
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(value).decode("ascii")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [item.name for item in dataclasses.fields(value) if item.init]
        return {name: default_json(getattr(value, name), depth + 1) for name in fields}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: default_json(item, depth + 1) for name, item in zip(value._fields, value)}
    if isinstance(value, (list, tuple, array.array, range)):
        return [default_json(item, depth + 1) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted_json(value, depth)
    if isinstance(value, dict):
        return dict_json(value, depth)
    raise NotSayable


def dict_json(value: dict, depth: int) -> object:
    """An object where all keys are texts, else pairs."""
    pairs = [
        [default_json(key, depth + 1), default_json(item, depth + 1)] for key, item in value.items()
    ]
    if all(isinstance(key, str) for key, _ in pairs) and not any(
        text_json(key) is not None for key in value
    ):
        return {key: item for key, item in pairs}  # type: ignore[misc]
    return pairs


def sorted_json(value: set | frozenset, depth: int) -> list:
    """A set as a list whose order does not change from run to run."""
    items = [default_json(item, depth + 1) for item in value]
    try:
        return sorted(items)
    except TypeError:
        raise NotSayable from None
