"""Converters of collections: lists, sets, tuples, dicts, arrays of numbers."""

from __future__ import annotations

import array
import collections
import collections.abc as abc
from collections.abc import AsyncIterator
from typing import Callable

from .convert_arrays import ndarray
from .converter import Converter, Make, Mismatch
from .shapes import Shape

NOT_LISTS = (str, abc.Mapping, bytes, bytearray, memoryview)
BUILDERS: dict[str, Callable] = {"set": set, "frozenset": frozenset, "tupleOf": tuple}
OWN = (collections.deque,)
DICTS: dict[type, Callable] = {
    dict: lambda made: made,
    collections.OrderedDict: collections.OrderedDict,
    collections.Counter: collections.Counter,
    collections.ChainMap: collections.ChainMap,
    collections.defaultdict: lambda made: collections.defaultdict(None, made),
}
EXACT: dict[str, type] = {"float": float, "int": int, "str": str, "bool": bool}
"""Items whose type alone says that they fit."""


def _list(shape: Shape, make: Make) -> Converter:
    item = make(shape.items[0])
    cls = shape.cls or list
    build = BUILDERS.get(shape.kind) or (cls if cls in OWN else list)
    expected = f"a {shape.kind.replace('tupleOf', 'tuple')}"
    accepts = lambda value: isinstance(value, cls) and not isinstance(value, NOT_LISTS)
    plain = shape.items[0].kind == "any"
    exact = EXACT.get(shape.items[0].kind)

    def change(value: object, deep: bool) -> object:
        fits = accepts(value)
        if fits and (plain or not deep):
            return value
        if isinstance(value, NOT_LISTS) or not isinstance(value, abc.Iterable):
            raise Mismatch(expected, value)
        if exact:
            ready = _ready(value, exact)
            if ready is not None:
                return build(ready) if build is not list else ready
        try:
            return build(_items(value, item, deep or not fits))
        except TypeError as error:
            if build in (set, frozenset) and "unhashable" in str(error):
                raise Mismatch(f"{expected} of hashable items", value) from None
            raise

    return Converter(expected, accepts, change)


def _ready(values: abc.Iterable, exact: type) -> list | None:
    """The items as a list where they are all of the type, or whole numbers on their way to floats;
    None where each has to be looked at.
    """
    if isinstance(values, array.array):
        values = values.tolist()
    if type(values) is not list:
        return None
    kinds = set(map(type, values))
    if kinds <= {exact}:
        return values
    if exact is float and kinds <= {float, int}:
        try:
            return list(map(float, values))
        except OverflowError:
            pass
    return None


def _items(values: abc.Iterable, item: Converter, deep: bool) -> list:
    made = []
    for index, value in enumerate(values):
        try:
            made.append(item.convert(value, deep))
        except Mismatch as mismatch:
            raise mismatch.within(f"[{index}]") from None
    return made


def _tuple(shape: Shape, make: Make) -> Converter:
    items = [make(item) for item in shape.items]
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


def _dict(shape: Shape, make: Make) -> Converter:
    keys, values = (make(item) for item in shape.items)
    cls = shape.cls if shape.cls in DICTS else dict
    accepts = lambda value: isinstance(value, cls if cls is not dict else abc.Mapping)
    exact_key, exact_value = (EXACT.get(item.kind) for item in shape.items)

    def change(value: object, deep: bool) -> object:
        if not isinstance(value, abc.Mapping):
            raise Mismatch("a dict", value)
        if accepts(value) and not deep:
            return value
        if exact_key and exact_value and type(value) is dict:
            if set(map(type, value)) <= {exact_key} and set(map(type, value.values())) <= {exact_value}:
                return DICTS[cls](value)
        made = {}
        for key, item in value.items():
            try:
                made[keys.convert(key, True)] = values.convert(item, True)
            except Mismatch as mismatch:
                raise mismatch.within(f".{key}") from None
        return DICTS[cls](made)

    return Converter("a dict", accepts, change)


def _map(shape: Shape, make: Make) -> Converter:
    """A dict whose keys are no texts: from outside it comes as a list of pairs."""
    whole = _dict(shape, make)
    expected = "a list of pairs of key and value"

    def change(value: object, deep: bool) -> object:
        if isinstance(value, abc.Mapping):
            return whole.convert(value, deep)
        if isinstance(value, NOT_LISTS) or not isinstance(value, abc.Iterable):
            raise Mismatch(expected, value)
        pairs: dict = {}
        for index, pair in enumerate(value):
            if not isinstance(pair, (list, tuple)) or len(pair) != 2:
                raise Mismatch("a pair of key and value", pair, f"[{index}]")
            try:
                # Of two equal keys the later one counts, as in a dict that is written out.
                key, item = _each(enumerate(pair), parts, "[{}]")
                pairs[key] = item
            except Mismatch as mismatch:
                raise mismatch.within(f"[{index}]") from None
            except TypeError:
                raise Mismatch("a key that can be hashed", pair[0], f"[{index}]") from None
        return whole.convert(pairs, False)

    parts = [make(item) for item in shape.items]
    return Converter(expected, whole.accepts, change)


def _iterator(shape: Shape, make: Make) -> Converter:
    """Something that gives its items once: made anew from a list."""
    items = _list(Shape("list", shape.text, shape.items, list), make)
    accepts = lambda value: isinstance(value, abc.Iterator)

    def change(value: object, deep: bool) -> object:
        return value if accepts(value) else iter(items.convert(value, True))  # type: ignore[call-overload]

    return Converter(items.expected, accepts, change)


def _stream(shape: Shape, make: Make) -> Converter:
    items = _list(Shape("list", shape.text, shape.items, list), make)
    accepts = lambda value: isinstance(value, abc.AsyncIterable)
    convert = lambda value, deep: value if accepts(value) else _given(items.convert(value, True))
    return Converter(items.expected, accepts, convert)


async def _given(values: object) -> AsyncIterator[object]:
    for value in values:  # type: ignore[attr-defined]
        yield value


LISTS: dict[str, Callable[[Shape, Make], Converter]] = {
    "list": _list,
    "set": _list,
    "frozenset": _list,
    "tupleOf": _list,
    "iterator": _iterator,
    "stream": _stream,
    "tuple": _tuple,
    "dict": _dict,
    "map": _map,
    "ndarray": ndarray,
}
