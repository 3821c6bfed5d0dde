"""What a default says: its JSON value, its text, the type of a parameter that has no other."""

from __future__ import annotations

import enum
import inspect

from .kinds import PLAIN
from .shapes import ANYTHING, Shape
from .to_json import NotSayable, default_json
from .written_signature import UNKNOWN

EMPTY = inspect.Parameter.empty
MAX_TEXT = 200


def default_of(value: object, text: str | None, shape: Shape) -> dict:
    """`default` where JSON can say it, else `defaultText`."""
    if value is EMPTY or value is UNKNOWN:
        return {}
    try:
        said = default_json(value)
    except NotSayable:
        text = text if text is not None else _shown(value)
        return {"defaultText": text[:MAX_TEXT]} if text else {}
    # An empty dict has no keys to tell that they are no texts.
    return {"default": [] if said == {} and shape.kind == "map" else said}


def shape_of_default(value: object) -> Shape:
    """The type of a parameter of which there is only the default."""
    if isinstance(value, enum.Enum):
        return Shape("enum", type(value).__name__, cls=type(value))
    kind = type(value)
    if kind is int or kind is float:
        # Who writes `scale=1` takes 1.5 as well.
        return Shape("number", "float", cls=float)
    if kind in (list, tuple, set, frozenset):
        name = {tuple: "tupleOf"}.get(kind, kind.__name__)
        return Shape(name, kind.__name__, (ANYTHING,), kind)
    if kind is dict:
        return Shape("dict", "dict", (Shape("str", "str", cls=str), ANYTHING), dict)
    plain = PLAIN.get(kind, "any") if value is not None else "any"
    return ANYTHING if plain == "any" else Shape(plain, kind.__name__, cls=kind)


def _shown(value: object) -> str | None:
    """The value as Python shows it, unless that is about this run only."""
    try:
        text = repr(value)
    except Exception:
        return None
    return None if " at 0x" in text else text
