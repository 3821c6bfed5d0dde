"""JSON Schema of a shape: what a port of that annotation accepts."""

from __future__ import annotations

import abc
import enum
import typing
from collections.abc import Collection

from .classes import class_of
from .limits import limited
from .records import ABSENT, record_fields
from .shapes import Shape
from .to_json import NotSayable, default_json, enum_json

NOTE = "x-millrace"
# What port metadata says about a field, which has no port of its own, in the words of JSON Schema.
FIELD_KEYWORDS = {
    "label": "title",
    "description": "description",
    "min": "minimum",
    "max": "maximum",
}


STRUCTURAL = ("collections.abc", "contextlib", "typing")
ROOTS = (object, abc.ABC, typing.Generic, typing.Protocol)


def path_of(cls: type) -> str:
    """A class by its module and name."""
    return f"{cls.__module__}.{cls.__qualname__}"


def _text(format: str) -> dict:
    return {"type": "string", NOTE: {"format": format}}


PLAIN = {
    "any": {},
    "none": {"type": "null"},
    "function": {NOTE: {"format": "function"}},
    "bool": {"type": "boolean"},
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "number": {"type": "number"},
    "fraction": {"type": "number"},
    "str": {"type": "string"},
    **{
        name: _text(name)
        for name in (
            "bytes",
            "complex",
            "date",
            "datetime",
            "time",
            "duration",
            "decimal",
            "path",
            "uuid",
        )
    },
}


class Schemas:
    """Makes the schemas of one port and collects, in `problems`, what they could not say."""

    def __init__(self, shared: Collection[str] = ()) -> None:
        self.problems: dict[str, str | None] = {}
        """What they could not say, and what to do about it."""
        self._shared = shared
        """Type parameters that tie ports together."""
        self._defs: dict[str, dict] = {}
        self._names: dict[object, str] = {}
        self._open: list[object] = []

    def port(self, shape: Shape) -> dict:
        """The schema of a port; types that contain themselves stand in its `$defs`."""
        schema = self.schema(shape)
        return {**schema, "$defs": self._defs} if self._defs else schema

    def schema(self, shape: Shape) -> dict:
        """The schema of a part."""
        if shape.problem:
            self.problems.setdefault(shape.problem, shape.fix)
        plain = PLAIN.get(shape.kind)
        made = dict(plain) if plain is not None else getattr(self, f"_{shape.kind}")(shape)
        made = limited(made, shape.limits)
        if shape.variable in self._shared:
            made[NOTE] = {**made.get(NOTE, {}), "variable": shape.variable}
        return made

    def _instance(self, shape: Shape) -> dict:
        note: dict = {"format": "instance", "title": shape.text}
        # Of what is told by its methods alone, anything may be an instance.
        if shape.cls.__module__ not in STRUCTURAL:
            bases = [path_of(base) for base in shape.cls.__mro__[1:] if base not in ROOTS]
            note |= {"class": path_of(shape.cls), **({"bases": bases} if bases else {})}
        return {NOTE: note}

    def _literal(self, shape: Shape) -> dict:
        try:
            return {"enum": [default_json(value) for value in shape.cls]}
        except NotSayable:
            problem = f"`Literal[{shape.text}]` has a value that JSON can't say"
            self.problems.setdefault(problem, "leave that value out")
            return {}

    def _enum(self, shape: Shape) -> dict:
        if issubclass(shape.cls, enum.Flag):
            return {"type": "integer"}  # members can be joined, so no list has them all
        members = list(shape.cls)
        if not members:
            self.problems.setdefault(f"the enum `{shape.text}` has no members", "give it some")
            return {}
        names = [member.name for member in members]
        values = [enum_json(member) for member in members]
        return {"enum": values, NOTE: {"names": names, "title": shape.text}}

    def _union(self, shape: Shape) -> dict:
        members: list[dict] = []
        for item in shape.items:
            schema = self.schema(item)
            if schema not in members:
                members.append(schema)
        if not all(members):
            return {}
        return {"anyOf": members} if len(members) > 1 else members[0]

    def _list(self, shape: Shape) -> dict:
        items = self.schema(shape.items[0])
        return {"type": "array", **({"items": items} if items else {})}

    _tupleOf = _iterator = _stream = _list

    def _set(self, shape: Shape) -> dict:
        return {**self._list(shape), "uniqueItems": True, NOTE: {"format": "set"}}

    _frozenset = _set

    def _tuple(self, shape: Shape) -> dict:
        return self._items([self.schema(item) for item in shape.items])

    def _items(self, items: list[dict]) -> dict:
        return {
            "type": "array",
            "prefixItems": items,
            "minItems": len(items),
            "maxItems": len(items),
            NOTE: {"tuple": True},
        }

    def _dict(self, shape: Shape) -> dict:
        values = self.schema(shape.items[-1])
        keys = shape.items[0].problem and self.schema(shape.items[0])
        return {"type": "object", **({"additionalProperties": values} if values else {}), **(keys or {})}

    def _map(self, shape: Shape) -> dict:
        pair = self._items([self.schema(item) for item in shape.items])
        return {"type": "array", "items": pair, NOTE: {"format": "map"}}

    def _ndarray(self, shape: Shape) -> dict:
        item = shape.limits.get("item", "number")
        dtype = shape.limits.get("dtype")
        note = {"format": "ndarray", **({"dtype": dtype} if dtype else {})}
        return {"type": "array", "items": {"type": item}, NOTE: note}

    def _alias(self, shape: Shape) -> dict:
        return self._recursive(shape.cls, shape.cls.name, lambda: self.schema(shape.cls.shape))

    def _record(self, shape: Shape) -> dict:
        return self._recursive(shape.cls, shape.text, lambda: self._fields(shape))

    def _recursive(self, key: object, name: str, make) -> dict:
        """The schema itself, or a reference to it where it is a part of itself."""
        if key in self._open or key in self._names:
            return {"$ref": f"#/$defs/{self._name(key, name)}"}
        self._open.append(key)
        try:
            schema = make()
        finally:
            self._open.pop()
        if key not in self._names:
            return schema
        self._defs[self._names[key]] = schema
        return {"$ref": f"#/$defs/{self._names[key]}"}

    def _name(self, key: object, name: str) -> str:
        if key not in self._names:
            taken = set(self._names.values())
            number = next(n for n in range(1, len(taken) + 2) if f"{name}{n if n > 1 else ''}" not in taken)
            self._names[key] = f"{name}{number if number > 1 else ''}"
        return self._names[key]

    def _fields(self, shape: Shape) -> dict:
        properties: dict = {}
        required: list[str] = []
        for field in record_fields(shape.cls):
            schema = self.schema(field.shape)
            for key, keyword in FIELD_KEYWORDS.items():
                if key in field.shape.meta:
                    schema[keyword] = field.shape.meta[key]
            if field.default is not ABSENT:
                try:
                    schema["default"] = default_json(field.default)
                except NotSayable:
                    pass
            properties[field.name] = schema
            if field.required:
                required.append(field.name)
        title = {} if class_of(shape.cls) is not shape.cls else {NOTE: {"title": shape.text}}
        return {"type": "object", "properties": properties, "required": required, **title}
