"""Results on their way out, by their declared type: streams become lists, and, where they leave
Python, dicts whose keys are no texts become pairs.
"""

from __future__ import annotations

import array
import collections.abc as abc
from typing import Callable

from .arrays import is_array
from .shapes import Shape

Change = Callable[[object], object]
# What a result that is declared as some iterable may be without having to become a list.
LASTING = (list, tuple, set, frozenset, str, bytes, bytearray, range, array.array, abc.Mapping)
ABSTRACT = (
    abc.Iterable,
    abc.Collection,
    abc.Container,
    abc.Reversible,
    abc.Sequence,
    abc.KeysView,
    abc.ValuesView,
)


def gathered(shape: Shape) -> Change | None:
    """Makes a list of everything in a result that would be gone once it has been looked at."""
    parts = _parts(shape, gathered)
    is_stream = shape.kind == "iterator" or shape.cls in ABSTRACT
    if not is_stream and parts is None:
        return None

    def change(value: object) -> object:
        if is_stream and isinstance(value, abc.Iterable) and not isinstance(value, LASTING):
            value = list(value)
        return parts(value) if parts else value

    return change


def leaving(shape: Shape) -> Change | None:
    """Makes of a result what its declared type says: bytes of what can be seen as bytes, a list of an
    array, pairs of a dict whose declared keys are no texts.
    """
    plain, paired = _plain(shape), _paired(shape)
    if plain is None or paired is None:
        return plain or paired
    return lambda value: paired(plain(value))


def _plain(shape: Shape) -> Change | None:
    """Of the result itself; its parts keep what they are."""
    kinds = {item.kind for item in shape.items} if shape.kind == "union" else {shape.kind}
    kinds.discard("none")
    if kinds == {"bytes"}:
        return lambda value: value.tobytes() if is_array(value) else value  # type: ignore[attr-defined]
    if kinds <= {"list", "tupleOf"}:
        return lambda value: value.tolist() if is_array(value) else value  # type: ignore[attr-defined]
    return None


def _paired(shape: Shape) -> Change | None:
    parts = _parts(shape, _paired)
    if shape.kind != "map":
        return parts

    def change(value: object) -> object:
        if not isinstance(value, abc.Mapping):
            return value
        entries = parts(value) if parts else value
        return [list(pair) for pair in entries.items()]  # type: ignore[attr-defined]

    return change


def _parts(shape: Shape, of: Callable[[Shape], Change | None]) -> Change | None:
    """Changes the items of a collection; None where none of them has to."""
    if shape.kind == "union":
        return _union([(item, of(item)) for item in shape.items])
    changes = [of(item) for item in shape.items]
    if not any(changes):
        return None
    if shape.kind == "tuple":
        return lambda value: (
            tuple(change(item) if change else item for change, item in zip(changes, value))
            if isinstance(value, tuple) and len(value) == len(changes)
            else value
        )
    if shape.kind in ("dict", "map"):
        return lambda value: _entries(value, changes) if isinstance(value, abc.Mapping) else value
    each = changes[0]
    if each is None or shape.kind not in ("list", "tupleOf", "iterator"):
        return None
    return lambda value: [each(item) for item in value] if isinstance(value, (list, tuple)) else value


def _entries(value: abc.Mapping, changes: list[Change | None]) -> dict:
    key_of, item_of = changes
    return {
        (key_of(key) if key_of else key): (item_of(item) if item_of else item)
        for key, item in value.items()
    }


def _union(members: list[tuple[Shape, Change | None]]) -> Change | None:
    """Of several types the only one that has something to change, where the value may be of it."""
    changing = [(shape, change) for shape, change in members if change]
    if len(changing) != 1:
        return None
    shape, change = changing[0]
    if shape.kind in ("dict", "map") and any(
        other.kind in ("dict", "map", "record") for other, _ in members if other is not shape
    ):
        return None
    return change
