"""Turns what arrives at a parameter into what its annotation asks for.

A converter takes `(value, deep)`. A value that already is of the right type passes by reference;
with `deep` (it came from outside Python) its items are converted, too.
"""

from __future__ import annotations

import base64
import binascii
import collections.abc as abc
import datetime
import decimal
import enum
import numbers
import pathlib
import re
import uuid
from typing import Any, Callable, NamedTuple

from .preview import preview
from .shapes import Field, Shape, computed_fields, record_fields, record_kind
from .to_json import NotSayable, default_json, enum_json

INTEGER = re.compile(r"\s*[+-]?[0-9]+\s*", re.ASCII)
NUMBER = re.compile(r"\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*", re.ASCII)
NOT_LISTS = (str, bytes, bytearray, memoryview, abc.Mapping)


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


def came(value: object) -> str:
    """A value, for a message: its type and what it looks like."""
    if value is None:
        return "None"
    seen = preview(value)
    return f"{seen['type']} {seen['text'][:80]}"


def converter_of(shape: Shape, records: dict[type, Converter] | None = None) -> Converter:
    """The converter of a shape; `records` ends the recursion of a class that contains itself."""
    return _MAKERS[shape.kind](shape, {} if records is None else records)


def _any(shape: Shape, records: dict) -> Converter:
    return Converter("any value", lambda value: True, lambda value, deep: value)


def _simple(accepts: type, expected: str, convert: Callable[[object], object]) -> Callable:
    """A converter for a type whose values have no parts."""

    def change(value: object, deep: bool) -> object:
        if isinstance(value, accepts):
            return value
        try:
            return convert(value)
        except (ValueError, TypeError, ArithmeticError, binascii.Error):
            raise Mismatch(expected, value) from None

    converter = Converter(expected, lambda value: isinstance(value, accepts), change)
    return lambda shape, records: converter


def _refuse(value: object) -> object:
    raise TypeError


def _integer(shape: Shape, records: dict) -> Converter:
    def change(value: object, deep: bool) -> object:
        if type(value) is int or (isinstance(value, int) and not (deep and type(value) is bool)):
            return value
        if isinstance(value, numbers.Integral) and not isinstance(value, bool):
            return int(value)
        if isinstance(value, float) and value.is_integer():
            return int(value)
        if isinstance(value, str) and INTEGER.fullmatch(value):
            return int(value)
        raise Mismatch("an integer", value)

    return Converter("an integer", lambda value: type(value) is int, change)


def _number(shape: Shape, records: dict) -> Converter:
    def change(value: object, deep: bool) -> object:
        if isinstance(value, float):
            return value
        if isinstance(value, numbers.Real) and not (deep and type(value) is bool):
            try:
                return float(value)
            except OverflowError:
                raise Mismatch("a number that a float can hold", value) from None
        if isinstance(value, str) and NUMBER.fullmatch(value):
            return float(value)
        raise Mismatch("a number", value)

    return Converter("a number", lambda value: isinstance(value, float), change)


def _date_of(value: object) -> datetime.date:
    return _datetime_of(value).date() if "T" in str(value) else datetime.date.fromisoformat(value)


def _datetime_of(value: object) -> datetime.datetime:
    if not isinstance(value, str):
        raise TypeError
    # Before 3.11 `fromisoformat` did not know the Z that JavaScript writes.
    return datetime.datetime.fromisoformat(re.sub(r"[zZ]$", "+00:00", value))


def _bytes_of(value: object) -> bytes:
    if isinstance(value, (bytearray, memoryview)):
        return bytes(value)
    if not isinstance(value, str):
        raise TypeError
    return base64.b64decode(value, validate=True)


def _decimal_of(value: object) -> decimal.Decimal:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise TypeError
    return decimal.Decimal(str(value))


def _text_of(make: Callable[[str], object]) -> Callable[[object], object]:
    return lambda value: make(value) if isinstance(value, str) else _refuse(value)


def _literal(shape: Shape, records: dict) -> Converter:
    expected = f"one of {shape.text.replace(' | ', ', ')}"
    options = [(option, _json_or_self(option)) for option in shape.cls]

    def change(value: object, deep: bool) -> object:
        for option, _ in options:
            if type(option) is type(value) and option == value:
                return option
        for option, json in options:
            if _same(json, value):
                return option
        raise Mismatch(expected, value)

    exact = lambda value: any(type(one) is type(value) and one == value for one, _ in options)
    return Converter(expected, exact, change)


def _enum(shape: Shape, records: dict) -> Converter:
    cls = shape.cls
    names = dict(cls.__members__)
    expected = f"a member of {shape.text} ({', '.join(names)})"

    def change(value: object, deep: bool) -> object:
        if isinstance(value, cls):
            return value
        for member in names.values():
            if _same(enum_json(member), value):
                return member
        if isinstance(value, str) and value in names:
            return names[value]
        if issubclass(cls, enum.Flag) and type(value) is int:
            try:
                return cls(value)
            except ValueError:
                pass
        raise Mismatch(expected, value)

    return Converter(expected, lambda value: isinstance(value, cls), change)


def _same(one: object, other: object) -> bool:
    """Equal as JSON: 3 and 3.0 are, 1 and true are not."""
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def _json_or_self(value: object) -> object:
    try:
        return default_json(value)
    except NotSayable:
        return value


def _union(shape: Shape, records: dict) -> Converter:
    members = [converter_of(item, records) for item in shape.items]
    expected = " or ".join(member.expected for member in members)

    def change(value: object, deep: bool) -> object:
        # First those whose type the value already has, then those that can make something of it.
        ready = [member for member in members if member.accepts(value)]
        for member in [*ready, *(member for member in members if member not in ready)]:
            try:
                return member.convert(value, deep)
            except Mismatch as mismatch:
                if len(ready) == 1 and mismatch.path:
                    raise
        raise Mismatch(expected, value)

    return Converter(expected, lambda value: any(one.accepts(value) for one in members), change)


def _list(shape: Shape, records: dict) -> Converter:
    item = converter_of(shape.items[0], records)
    cls = shape.cls or list
    expected = f"a {shape.kind.replace('tupleOf', 'tuple')}"
    make = {"list": list, "set": set, "frozenset": frozenset, "tupleOf": tuple}[shape.kind]
    accepts = lambda value: isinstance(value, cls) and not isinstance(value, NOT_LISTS)
    plain = shape.items[0].kind == "any"

    def change(value: object, deep: bool) -> object:
        fits = accepts(value)
        if fits and (plain or not deep):
            return value
        if isinstance(value, NOT_LISTS) or not isinstance(value, abc.Iterable):
            raise Mismatch(expected, value)
        try:
            return make(_items(value, item, deep or not fits))
        except TypeError as error:
            if make in (set, frozenset) and "unhashable" in str(error):
                raise Mismatch(f"{expected} of hashable items", value) from None
            raise

    return Converter(expected, accepts, change)


def _items(values: abc.Iterable, item: Converter, deep: bool) -> list:
    made = []
    for index, value in enumerate(values):
        try:
            made.append(item.convert(value, deep))
        except Mismatch as mismatch:
            raise mismatch.within(f"[{index}]") from None
    return made


def _tuple(shape: Shape, records: dict) -> Converter:
    items = [converter_of(item, records) for item in shape.items]
    expected = f"a tuple of {len(items)} items"
    accepts = lambda value: isinstance(value, tuple) and len(value) == len(items)

    def change(value: object, deep: bool) -> object:
        if accepts(value) and not deep:
            return value
        if not isinstance(value, (tuple, list)) or len(value) != len(items):
            raise Mismatch(expected, value)
        return tuple(_each(enumerate(value), items, "[{}]"))

    return Converter(expected, accepts, change)


def _each(pairs: abc.Iterable, converters: list[Converter], step: str) -> list:
    made = []
    for (key, value), item in zip(pairs, converters):
        try:
            made.append(item.convert(value, True))
        except Mismatch as mismatch:
            raise mismatch.within(step.format(key)) from None
    return made


def _dict(shape: Shape, records: dict) -> Converter:
    keys, values = (converter_of(item, records) for item in shape.items)
    accepts = lambda value: isinstance(value, abc.Mapping)

    def change(value: object, deep: bool) -> object:
        if not accepts(value):
            raise Mismatch("a dict", value)
        if not deep:
            return value
        made = {}
        for key, item in value.items():
            try:
                made[keys.convert(key, True)] = values.convert(item, True)
            except Mismatch as mismatch:
                raise mismatch.within(f".{key}") from None
        return made

    return Converter("a dict", accepts, change)


def _record(shape: Shape, records: dict) -> Converter:
    cls = shape.cls
    if cls in records:
        return records[cls]
    is_dict = record_kind(cls) == "typeddict"
    fields: list[tuple[Field, Converter]] = []
    computed = computed_fields(cls)
    expected = f"a {cls.__name__}"

    def accepts(value: object) -> bool:
        return isinstance(value, dict if is_dict else cls)

    def change(value: object, deep: bool) -> object:
        if accepts(value) and not (deep and is_dict):
            return value
        if isinstance(value, (list, tuple)) and record_kind(cls) == "namedtuple":
            if len(value) == len(fields):
                value = {field.name: item for (field, _), item in zip(fields, value)}
        if not isinstance(value, abc.Mapping):
            raise Mismatch(f"{expected} or an object with its fields", value)
        if computed:
            value = {key: item for key, item in value.items() if key not in computed}
        made = _record_values(expected, fields, value, is_dict)
        return made if is_dict else cls(**made)

    converter = Converter(expected, accepts, change)
    records[cls] = converter
    fields += [(field, converter_of(field.shape, records)) for field in record_fields(cls)]
    return converter


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


_MAKERS: dict[str, Callable[[Shape, dict], Converter]] = {
    "any": _any,
    "none": _simple(type(None), "None", _refuse),
    "bool": _simple(bool, "true or false", _refuse),
    "int": _integer,
    "float": _number,
    "str": _simple(str, "a text", _refuse),
    "bytes": _simple(bytes, "bytes, or base64 text", _bytes_of),
    "date": _simple(datetime.date, "a date like 2026-01-31", _date_of),
    "datetime": _simple(
        datetime.datetime, "a date and time like 2026-01-31T12:00:00", _datetime_of
    ),
    "time": _simple(datetime.time, "a time like 12:00", _text_of(datetime.time.fromisoformat)),
    "decimal": _simple(decimal.Decimal, "a decimal number", _decimal_of),
    "path": _simple(pathlib.PurePath, "a path", _text_of(pathlib.Path)),
    "uuid": _simple(uuid.UUID, "a UUID", _text_of(uuid.UUID)),
    "literal": _literal,
    "enum": _enum,
    "union": _union,
    "list": _list,
    "set": _list,
    "frozenset": _list,
    "tupleOf": _list,
    "tuple": _tuple,
    "dict": _dict,
    "record": _record,
}
