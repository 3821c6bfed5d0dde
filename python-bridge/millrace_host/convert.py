"""Turns what arrives at a parameter into what its annotation asks for.

A converter takes `(value, deep)`. A value that already is of the right type passes by reference;
with `deep` (it came from outside Python) its items are converted, too.
"""

from __future__ import annotations

from typing import Callable

from .convert_lists import LISTS
from .convert_plain import PLAIN
from .convert_records import record
from .converter import Converter, Make, Mismatch
from .shapes import Shape


def converter_of(shape: Shape, known: dict[object, Converter] | None = None) -> Converter:
    """The converter of a shape; `known` ends the recursion of a type that contains itself."""
    found: dict[object, Converter] = {} if known is None else known
    if shape.kind == "union":
        return _union([converter_of(item, found) for item in shape.items])
    if shape.kind in ("record", "alias"):
        return _once(shape, record if shape.kind == "record" else _alias, found)
    maker = PLAIN.get(shape.kind) or LISTS[shape.kind]
    return maker(shape, lambda item: converter_of(item, found))


def takes_floats(shape: Shape) -> bool:
    """True where every number inside of a value of this shape becomes a float."""
    if shape.kind == "ndarray":
        return str(shape.limits.get("dtype", "")).startswith("float")
    if shape.kind in ("list", "tupleOf", "tuple", "set", "frozenset", "iterator", "stream"):
        return all(takes_floats(item) for item in shape.items)
    return shape.kind in ("float", "str", "bool", "none", "bytes")


def _once(
    shape: Shape, make: Callable[[Shape, Make], Converter], known: dict[object, Converter]
) -> Converter:
    """One converter for a type; those inside of it find it when it is ready."""
    if shape.cls in known:
        return known[shape.cls]
    ready: list[Converter] = []
    known[shape.cls] = Converter(
        f"a {shape.text}",
        lambda value: ready[0].accepts(value),
        lambda value, deep: ready[0].convert(value, deep),
    )
    ready.append(make(shape, lambda item: converter_of(item, known)))
    return ready[0]


def _alias(shape: Shape, make: Make) -> Converter:
    return make(shape.cls.shape)


def _union(members: list[Converter]) -> Converter:
    def expected() -> str:
        return " or ".join(dict.fromkeys(member.expected for member in members))

    def change(value: object, deep: bool) -> object:
        # First those whose type the value already has, then those that can make something of it.
        ready = [member for member in members if member.accepts(value)]
        for member in [*ready, *(member for member in members if member not in ready)]:
            try:
                return member.convert(value, deep)
            except Mismatch as mismatch:
                if len(ready) == 1 and mismatch.path:
                    raise
        raise Mismatch(expected(), value)

    return Converter(expected(), lambda value: any(one.accepts(value) for one in members), change)
