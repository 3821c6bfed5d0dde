"""Converters of values without parts: numbers, texts, dates, choices."""

from __future__ import annotations

import base64
import binascii
import datetime
import decimal
import enum
import fractions
import numbers
import pathlib
import re
import uuid
from typing import Callable

from .converter import Converter, Make, Mismatch
from .durations import from_iso
from .shapes import Shape
from .to_json import NotSayable, default_json, enum_json

JSON = (type(None), bool, int, float, str, bytes, list, dict)
"""What a value from outside Python is."""
INTEGER = re.compile(r"\s*[+-]?[0-9]+\s*", re.ASCII)
NUMBER = re.compile(r"\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*", re.ASCII)


def _any(shape: Shape, make: Make) -> Converter:
    return Converter("any value", lambda value: True, lambda value, deep: value)


def _instance(shape: Shape, make: Make) -> Converter:
    """A value of another Python node: whether it is what it looks like, the function will see."""
    expected = f"an instance of {shape.text}, from a Python node"

    def change(value: object, deep: bool) -> object:
        if deep and isinstance(value, JSON):
            raise Mismatch(expected, value)
        return value

    return Converter(expected, lambda value: not isinstance(value, JSON), change)


def _function(shape: Shape, make: Make) -> Converter:
    expected = "a function, from a Python node"

    def change(value: object, deep: bool) -> object:
        if not callable(value):
            raise Mismatch(expected, value)
        return value

    return Converter(expected, callable, change)


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
    return lambda shape, make: converter


def _refuse(value: object) -> object:
    raise TypeError


def _truth(value: object) -> bool:
    # What numpy's comparisons give.
    if type(value).__module__ == "numpy" and type(value).__name__ in ("bool", "bool_"):
        return bool(value)
    raise TypeError


def _integer(shape: Shape, make: Make) -> Converter:
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


def _number(shape: Shape, make: Make) -> Converter:
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


BUFFERS = (bytes, bytearray, memoryview)


def _bytes(shape: Shape, make: Make) -> Converter:
    cls = shape.cls if shape.cls in BUFFERS else None
    accepted = cls or BUFFERS
    expected = "bytes, or base64 text"

    def change(value: object, deep: bool) -> object:
        if isinstance(value, accepted):
            return value
        if isinstance(value, str):
            try:
                value = base64.b64decode(value, validate=True)
            except (ValueError, binascii.Error):
                raise Mismatch(expected, value) from None
        if not isinstance(value, BUFFERS):
            raise Mismatch(expected, value)
        return (cls or bytes)(value)

    return Converter(expected, lambda value: isinstance(value, accepted), change)


def _real(shape: Shape, make: Make) -> Converter:
    """An int stays one, and so does a fraction: the function takes every number."""

    def is_number(value: object) -> bool:
        return isinstance(value, (numbers.Number, decimal.Decimal)) and type(value) is not bool

    def change(value: object, deep: bool) -> object:
        if is_number(value) or (not deep and type(value) is bool):
            return value
        if isinstance(value, str) and INTEGER.fullmatch(value):
            return int(value)
        if isinstance(value, str) and NUMBER.fullmatch(value):
            return float(value)
        raise Mismatch("a number", value)

    return Converter("a number", is_number, change)


def _complex_of(value: object) -> complex:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise TypeError
    return complex(value)


def _decimal_of(value: object) -> decimal.Decimal:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise TypeError
    return decimal.Decimal(str(value))


def _text_of(make: Callable[[str], object]) -> Callable[[object], object]:
    return lambda value: make(value) if isinstance(value, str) else _refuse(value)


def _literal(shape: Shape, make: Make) -> Converter:
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


def _enum(shape: Shape, make: Make) -> Converter:
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


def _fraction_of(value: object) -> fractions.Fraction:
    if isinstance(value, bool) or not isinstance(value, (int, float, str, numbers.Rational)):
        raise TypeError
    # As it is written: 0.1 is a tenth.
    return fractions.Fraction(str(value) if isinstance(value, float) else value)


PLAIN: dict[str, Callable[[Shape, Make], Converter]] = {
    "any": _any,
    "function": _function,
    "instance": _instance,
    "none": _simple(type(None), "None", _refuse),
    "bool": _simple(bool, "true or false", _truth),
    "int": _integer,
    "float": _number,
    "number": _real,
    "fraction": _simple(fractions.Fraction, "a number", _fraction_of),
    "str": _simple(str, "a text", _refuse),
    "bytes": _bytes,
    "complex": _simple(complex, "a complex number like 1+2j", _complex_of),
    "date": _simple(datetime.date, "a date like 2026-01-31", _date_of),
    "datetime": _simple(
        datetime.datetime, "a date and time like 2026-01-31T12:00:00", _datetime_of
    ),
    "time": _simple(datetime.time, "a time like 12:00", _text_of(datetime.time.fromisoformat)),
    "duration": _simple(datetime.timedelta, "a duration like P1DT2H3M4.5S", from_iso),
    "decimal": _simple(decimal.Decimal, "a decimal number", _decimal_of),
    "path": _simple(pathlib.PurePath, "a path", _text_of(pathlib.Path)),
    "uuid": _simple(uuid.UUID, "a UUID", _text_of(uuid.UUID)),
    "literal": _literal,
    "enum": _enum,
}
