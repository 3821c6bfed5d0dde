"""What kind of class an annotation names, told by what the class has."""

from __future__ import annotations

import dataclasses
import typing
from typing import Any


def class_of(cls: Any) -> Any:
    """The class itself, of `Point[int]` as of `Point`."""
    return typing.get_origin(cls) or cls


def record_kind(cls: Any) -> str | None:
    """`dataclass`, `namedtuple`, `typeddict`, `model`, or None."""
    cls = class_of(cls)
    if not isinstance(cls, type):
        return None
    if model_fields(cls) is not None:
        return "model"
    if dataclasses.is_dataclass(cls):
        return "dataclass"
    if issubclass(cls, tuple) and isinstance(cls.__dict__.get("_fields"), tuple):
        return "namedtuple"
    if issubclass(cls, tuple) and isinstance(getattr(cls, "_fields", None), tuple):
        return "namedtuple"
    return "typeddict" if typing.is_typeddict(cls) else None


def model_fields(cls: type) -> dict[str, Any] | None:
    """The fields of a pydantic model (version 2), known by what it has, not by its module."""
    fields = cls.__dict__.get("__pydantic_fields__") or cls.__dict__.get("model_fields")
    return fields if isinstance(fields, dict) and fields else None
