"""Converters of records: objects with named fields."""

from __future__ import annotations

import collections.abc as abc
from typing import Any

from .classes import class_of, record_kind
from .converter import Converter, Make, Mismatch
from .records import Field, computed_fields, record_fields
from .shapes import Shape


def record(shape: Shape, make: Make) -> Converter:
    """A record from an object with its fields; a NamedTuple from a list as well."""
    kind = record_kind(shape.cls)
    cls = class_of(shape.cls)
    is_dict = kind == "typeddict"
    computed = computed_fields(cls)
    expected = f"a {cls.__name__}"
    fields = [(field, make(field.shape)) for field in record_fields(shape.cls)]

    def accepts(value: object) -> bool:
        return isinstance(value, dict if is_dict else cls)

    def change(value: object, deep: bool) -> object:
        if accepts(value) and not (deep and is_dict):
            return value
        if isinstance(value, (list, tuple)) and kind == "namedtuple":
            if len(value) == len(fields):
                value = {field.name: item for (field, _), item in zip(fields, value)}
        if not isinstance(value, abc.Mapping):
            raise Mismatch(f"{expected} or an object with its fields", value)
        if computed:
            value = {key: item for key, item in value.items() if key not in computed}
        made = _record_values(expected, fields, value, is_dict)
        return made if is_dict else cls(**made)

    return Converter(expected, accepts, change)


def _record_values(
    expected: str, fields: list[tuple[Field, Converter]], value: abc.Mapping, is_open: bool
) -> dict[str, Any]:
    names = [field.name for field, _ in fields]
    unknown = [key for key in value if key not in names]
    if unknown and not is_open:
        raise Mismatch(f"{expected} with the fields {', '.join(names)}, no `{unknown[0]}`", value)
    made = dict(value) if is_open else {}
    for field, item in fields:
        if field.name in value:
            try:
                made[field.name] = item.convert(value[field.name], True)
            except Mismatch as mismatch:
                raise mismatch.within(f".{field.name}") from None
        elif field.required:
            raise Mismatch(f"{expected} with its field `{field.name}`", value)
    return made
