"""The fields of record classes: dataclasses, NamedTuples, TypedDicts, pydantic's models."""

from __future__ import annotations

import dataclasses
import typing
from typing import Any

from .annotations import own_annotations, scope_of_class
from .classes import class_of, model_fields, record_kind
from .limits import read_metadata
from .shapes import ANYTHING, Shape, shape_of

ABSENT: Any = object()
"""The default of a field that has none."""

OWN_FACTORIES = (list, dict, set, tuple, str, int, float, bool, frozenset)


@dataclasses.dataclass(slots=True)
class Field:
    """One field of a record class."""

    name: str
    shape: Shape
    required: bool
    default: Any = ABSENT


def computed_fields(cls: Any) -> frozenset[str]:
    """Fields a dataclass fills in by itself: they are read from it and never given to it."""
    cls = class_of(cls)
    if record_kind(cls) != "dataclass":
        return frozenset()
    return frozenset(item.name for item in dataclasses.fields(cls) if not item.init)


def record_fields(record: Any) -> list[Field]:
    """The fields that making a record takes, in order, each read where its class is defined."""
    kind = record_kind(record)
    cls = class_of(record)
    hints = _hints(record, cls, kind)
    if kind == "dataclass":
        return _dataclass_fields(cls, hints)
    if kind == "model":
        return _of_model(cls, hints)
    if kind == "namedtuple":
        defaults = getattr(cls, "_field_defaults", {})
        return [
            Field(name, _hint(hints, name), name not in defaults, defaults.get(name, ABSENT))
            for name in cls._fields
        ]
    return [
        Field(name, shape, name in cls.__required_keys__ if shape.requires is None else shape.requires)
        for name, shape in hints.items()
    ]


def _hints(record: Any, cls: type, kind: str | None) -> dict[str, Shape]:
    arguments = dict(zip(getattr(cls, "__parameters__", ()), typing.get_args(record)))
    given = {variable.__name__: value for variable, value in arguments.items()}
    hints: dict[str, Shape] = {}
    bases = [cls] if kind == "typeddict" else list(reversed(cls.__mro__))
    for base in bases:
        if base.__module__ in ("builtins", "typing"):
            continue
        scope = scope_of_class(base).with_names(given)
        for name, annotation in own_annotations(base).items():
            if isinstance(annotation, typing.TypeVar):
                annotation = arguments.get(annotation, annotation)
            hints[name] = shape_of(annotation, scope)
    return hints


def _hint(hints: dict[str, Shape], name: str) -> Shape:
    return hints.get(name, ANYTHING)


def _dataclass_fields(cls: type, hints: dict[str, Shape]) -> list[Field]:
    """Those of `__init__`, in its order: `InitVar`s are among them, computed ones are not."""
    known = getattr(cls, "__dataclass_fields__", {})
    plain = [item for item in known.values() if item.init and not _is_class_variable(item)]
    ordered = [item for item in plain if not item.kw_only] + [item for item in plain if item.kw_only]
    return [Field(item.name, _hint(hints, item.name), *_default_of(item)) for item in ordered]


def _is_class_variable(item: Any) -> bool:
    return getattr(item._field_type, "name", "") == "_FIELD_CLASSVAR"


def _default_of(field: Any) -> tuple[bool, Any]:
    if field.default is not dataclasses.MISSING:
        return False, field.default
    if field.default_factory is dataclasses.MISSING:
        return True, ABSENT
    return False, _made(field.default_factory)


def _made(factory: Any) -> Any:
    # A factory of the user's is the user's code, and reading a module calls none of that.
    return factory() if any(factory is own for own in OWN_FACTORIES) else ABSENT


def _of_model(cls: type, hints: dict[str, Shape]) -> list[Field]:
    fields = []
    for name, info in (model_fields(cls) or {}).items():
        shape = _hint(hints, name)
        _say(shape, info)
        default = getattr(info, "default", ABSENT)
        factory = getattr(info, "default_factory", None)
        is_required = type(default).__name__ == "PydanticUndefinedType" and factory is None
        if type(default).__name__ == "PydanticUndefinedType":
            default = _made(factory) if factory else ABSENT
        alias = getattr(info, "validation_alias", None) or getattr(info, "alias", None)
        called = alias if isinstance(alias, str) else name
        fields.append(Field(called, shape, is_required, default))
    return fields


def _say(shape: Shape, info: Any) -> None:
    """What `Field(…)` says of a field."""
    read_metadata(tuple(getattr(info, "metadata", ()) or ()), shape.meta, shape.limits)
    for key, name in (("label", "title"), ("description", "description")):
        said = getattr(info, name, None)
        if isinstance(said, str):
            shape.meta.setdefault(key, said)
