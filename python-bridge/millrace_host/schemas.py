"""JSON Schema of a shape: what a port of that annotation accepts."""

from __future__ import annotations

import enum

from .shapes import ABSENT, Shape, record_fields
from .to_json import NotSayable, default_json, enum_json

NOTE = "x-millrace"
# What port metadata says about a field, which has no port of its own, in the words of JSON Schema.
FIELD_KEYWORDS = {
    "label": "title",
    "description": "description",
    "min": "minimum",
    "max": "maximum",
}

PLAIN = {
    "any": {},
    "none": {"type": "null"},
    "bool": {"type": "boolean"},
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "str": {"type": "string"},
    "bytes": {"type": "string", NOTE: {"format": "bytes"}},
    "date": {"type": "string", NOTE: {"format": "date"}},
    "datetime": {"type": "string", NOTE: {"format": "datetime"}},
    "time": {"type": "string", NOTE: {"format": "time"}},
    "decimal": {"type": "string", NOTE: {"format": "decimal"}},
    "path": {"type": "string", NOTE: {"format": "path"}},
    "uuid": {"type": "string", NOTE: {"format": "uuid"}},
}


class Schemas:
    """Makes schemas and collects, in `problems`, what they could not say."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def schema(self, shape: Shape, inside: tuple = ()) -> dict:
        """The schema of a shape; `inside` are the record classes it is a part of."""
        if shape.problem and shape.problem not in self.problems:
            self.problems.append(shape.problem)
        plain = PLAIN.get(shape.kind)
        if plain is not None:
            return dict(plain)
        return getattr(self, f"_{shape.kind}")(shape, inside)

    def _literal(self, shape: Shape, inside: tuple) -> dict:
        try:
            return {"enum": [default_json(value) for value in shape.cls]}
        except NotSayable:
            self.problems.append(f"`Literal[{shape.text}]` has a value that JSON can't say")
            return {}

    def _enum(self, shape: Shape, inside: tuple) -> dict:
        if issubclass(shape.cls, enum.Flag):
            return {"type": "integer"}  # members can be joined, so no list has them all
        members = list(shape.cls)
        if not members:
            self.problems.append(f"the enum `{shape.text}` has no members")
            return {}
        names = [member.name for member in members]
        values = [enum_json(member) for member in members]
        return {"enum": values, NOTE: {"names": names, "title": shape.text}}

    def _union(self, shape: Shape, inside: tuple) -> dict:
        members = [self.schema(item, inside) for item in shape.items]
        return {"anyOf": members} if all(members) else {}

    def _list(self, shape: Shape, inside: tuple) -> dict:
        return {"type": "array", "items": self.schema(shape.items[0], inside)}

    _set = _list
    _frozenset = _list
    _tupleOf = _list

    def _tuple(self, shape: Shape, inside: tuple) -> dict:
        items = [self.schema(item, inside) for item in shape.items]
        return {
            "type": "array",
            "prefixItems": items,
            "minItems": len(items),
            "maxItems": len(items),
            NOTE: {"tuple": True},
        }

    def _dict(self, shape: Shape, inside: tuple) -> dict:
        schema: dict = {"type": "object"}
        values = self.schema(shape.items[-1], inside)
        if values:
            schema["additionalProperties"] = values
        return schema

    def _record(self, shape: Shape, inside: tuple) -> dict:
        if shape.cls in inside:
            self.problems.append(
                f"`{shape.text}` contains itself; the inner one is checked when the function runs"
            )
            return {}
        properties: dict = {}
        required: list[str] = []
        for field in record_fields(shape.cls):
            schema = self.schema(field.shape, (*inside, shape.cls))
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
        return {
            "type": "object",
            "properties": properties,
            "required": required,
            NOTE: {"title": shape.text},
        }
