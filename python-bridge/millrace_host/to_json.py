"""What a Python value is called in JSON, where it has a name there at all."""

from __future__ import annotations

import base64
import dataclasses
import datetime
import decimal
import enum
import math
import pathlib
import uuid

TEXTS = (decimal.Decimal, pathlib.PurePath, uuid.UUID)
DATES = (datetime.date, datetime.time)
MAX_SAFE = 2**53


class NotSayable(Exception):
    """JSON has no name for this value."""


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


def default_json(value: object, depth: int = 0) -> object:
    """A default as a document can say it; raises NotSayable."""
    if depth > 32:
        raise NotSayable
    if isinstance(value, enum.Enum):
        return enum_json(value)
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int) and abs(value) < MAX_SAFE:
        return int(value)
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    if isinstance(value, DATES):
        return value.isoformat()
    if isinstance(value, TEXTS):
        return str(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [item.name for item in dataclasses.fields(value) if item.init]
        return {name: default_json(getattr(value, name), depth + 1) for name in fields}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: default_json(item, depth + 1) for name, item in zip(value._fields, value)}
    if isinstance(value, (list, tuple)):
        return [default_json(item, depth + 1) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted_json(value, depth)
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {str(key): default_json(item, depth + 1) for key, item in value.items()}
    raise NotSayable


def sorted_json(value: set | frozenset, depth: int) -> list:
    """A set as a list whose order does not change from run to run."""
    items = [default_json(item, depth + 1) for item in value]
    try:
        return sorted(items)
    except TypeError:
        raise NotSayable from None
