"""What a default says: its JSON value, its text, the type of a parameter that has no other."""

from __future__ import annotations

import ast
import builtins
import collections.abc as abc
import enum
import inspect
from types import ModuleType
from typing import Any

from .kinds import PLAIN
from .shapes import ANYTHING, Shape
from .to_json import NotSayable, default_json
from .written_signature import UNKNOWN

EMPTY = inspect.Parameter.empty
MAX_TEXT = 200


def calls_functions(default: ast.expr, names: dict[str, Any]) -> bool:
    """True where the value comes from a function: `now()` is another one next time, `Size(1)` not."""
    calls = (item.func for item in ast.walk(default) if isinstance(item, ast.Call))
    return any(not isinstance(_value_of(func, names), type) for func in calls)


def _value_of(item: ast.expr, names: dict[str, Any]) -> object:
    if isinstance(item, ast.Name):
        return names.get(item.id, getattr(builtins, item.id, None))
    if isinstance(item, ast.Attribute):
        holder = _value_of(item.value, names)
        found = getattr(holder, item.attr, None) if isinstance(holder, (ModuleType, type)) else None
        # A method of a class may be a function of the clock.
        return found if isinstance(found, type) else None
    return None


def default_of(value: object, shape: Shape, text: str | None, is_made: bool) -> dict:
    """`default` where JSON can say it, else `defaultText`; a value that was made is left as text."""
    if value is EMPTY or value is UNKNOWN:
        return {}
    try:
        if is_made:
            raise NotSayable
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
    if kind in (list, tuple):
        return Shape("list", kind.__name__, (ANYTHING,), abc.Iterable)
    if kind in (set, frozenset):
        return Shape(kind.__name__, kind.__name__, (ANYTHING,), kind)
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
