"""The type that a docstring gives a parameter: `x : float`, `:type x: int`, `x (int): …`."""

from __future__ import annotations

import collections.abc as abc
import re
from typing import Literal

from .annotations import Scope
from .shapes import ANYTHING, Shape, shape_of, union_of

WORDS = {
    "integer": "int",
    "string": "str",
    "text": "str",
    "boolean": "bool",
    "number": "int | float",
    "numeric": "int | float",
    "real": "int | float",
    "scalar": "int | float",
    "double": "float",
    "dictionary": "dict",
    "mapping": "Mapping",
    "array": "Iterable",
    "array_like": "Iterable",
    "array-like": "Iterable",
    "iterable": "Iterable",
    "sequence": "Sequence",
    "list-like": "Iterable",
    "unicode": "str",
    "null": "None",
    "true": "bool",
    "false": "bool",
}
NAMES = Scope({"Iterable": abc.Iterable, "Sequence": abc.Sequence, "Mapping": abc.Mapping})
PLAIN = frozenset(
    ("int", "float", "str", "bool", "bytes", "complex", "list", "tuple", "dict", "set", "frozenset", "None")
)
PLURALS = {f"{word}s": word for word in (*PLAIN, *WORDS)}
NOISE = re.compile(r",?\s*\(?\b(?:optional|required|keyword[- ]only|default(?:s|ed)?\b.*)\)?$", re.IGNORECASE)
OR = re.compile(r",?\s+or\s+|\s*[|,]\s*(?![^\[(]*[\])])")
OF = re.compile(r"(?P<whole>[\w-]+)\s+of\s+(?P<part>.+)", re.IGNORECASE)
CHOICE = re.compile(r"\{(.+)\}")
LITERAL = re.compile(r"""'[^']*'|"[^"]*"|-?\d+(?:\.\d+)?|True|False|None""")


def shape_of_text(text: str | None, scope: Scope) -> Shape | None:
    """The shape of a type in words; None where it says nothing that is certain."""
    if not text:
        return None
    bare, last = text.strip().strip("`").strip(), ""
    while bare != last:
        bare, last = NOISE.sub("", bare).strip().rstrip(".,"), bare
    if not bare or len(bare) > 120:
        return None
    choice = CHOICE.fullmatch(bare)
    if choice:
        return _choice(choice[1])
    parts = [part.strip() for part in OR.split(bare)]
    shapes = [_part(part, scope) for part in parts]
    known = [shape for shape in shapes if shape is not None]
    return union_of(known) if len(known) == len(shapes) else None


def _part(text: str, scope: Scope) -> Shape | None:
    bare = text.strip("`~:").strip()
    of = OF.fullmatch(bare)
    if of:
        whole = "list" if _word(of["whole"]) in ("Iterable", "Sequence") else _word(of["whole"])
        item = shape_of_text(PLURALS.get(of["part"].lower(), of["part"]), scope)
        if item is None or whole not in ("list", "tuple", "set", "frozenset"):
            return None
        kind = "tupleOf" if whole == "tuple" else whole
        # Words are no promise: an array, say, is as good as a list.
        classes = {"list": abc.Iterable, "tuple": tuple, "set": set, "frozenset": frozenset}
        return Shape(kind, f"{whole}[{item.text}]", (item,), classes[whole])
    word = _word(bare)
    if word is not None:
        return shape_of(word, NAMES)
    if bare.lower() in ("callable", "function", "func", "callback"):
        return Shape("function", "a function")
    if bare.lower() in ("any", "object", "anything"):
        return ANYTHING
    if re.fullmatch(r"[A-Za-z_][\w.]*(\[.+\])?", bare):
        shape = shape_of(bare, scope)
        return None if shape.problem or shape.kind == "any" else shape
    return None


def _word(text: str) -> str | None:
    lower = text.lower()
    if lower in WORDS:
        return WORDS[lower]
    return text if text in PLAIN else None


def _choice(inner: str) -> Shape | None:
    items = [part.strip() for part in inner.split(",")]
    if not all(LITERAL.fullmatch(item) for item in items):
        return None
    return shape_of(f"__Literal[{', '.join(items)}]", Scope({"__Literal": Literal}))
