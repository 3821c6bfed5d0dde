"""What an annotation means, as a tree that schemas and converters are both made from."""

from __future__ import annotations

import collections.abc as abc
import dataclasses
import datetime
import decimal
import enum
import pathlib
import types
import typing
import uuid
from typing import Any

from .annotations import Scope, Unresolved, own_annotations, scope_of_class
from .markers import PORT_KEYS, Port
from .to_json import NotSayable, default_json

ABSENT: Any = object()
"""The default of a field that has none."""

PLAIN = {
    int: "int",
    float: "float",
    bool: "bool",
    str: "str",
    bytes: "bytes",
    type(None): "none",
    None: "none",
    typing.NoReturn: "none",
    getattr(typing, "Never", typing.NoReturn): "none",
    datetime.datetime: "datetime",
    datetime.date: "date",
    datetime.time: "time",
    decimal.Decimal: "decimal",
    uuid.UUID: "uuid",
    pathlib.Path: "path",
    pathlib.PurePath: "path",
    typing.Any: "any",
    object: "any",
}

COLLECTIONS = {
    list: "list",
    abc.Sequence: "list",
    abc.MutableSequence: "list",
    abc.Iterable: "list",
    abc.Collection: "list",
    set: "set",
    abc.Set: "set",
    abc.MutableSet: "set",
    frozenset: "frozenset",
    dict: "dict",
    abc.Mapping: "dict",
    abc.MutableMapping: "dict",
    tuple: "tuple",
}

WRAPPERS = tuple(
    getattr(typing, name)
    for name in ("Required", "NotRequired", "ReadOnly", "Final", "ClassVar")
    if hasattr(typing, name)
)


@dataclasses.dataclass(slots=True)
class Shape:
    """One annotation: what kind it is, and what that kind is made of."""

    kind: str
    """`int`, `list`, `union`, `record`, … or `any`, which takes everything."""
    text: str
    """For people: `list[Point]`."""
    items: tuple[Shape, ...] = ()
    cls: Any = None
    """The enum, record or collection class; the values of a literal."""
    meta: dict[str, Any] = dataclasses.field(default_factory=dict)
    problem: str | None = None
    """Why this became `any` although the annotation says more."""
    requires: bool | None = None
    """What `Required[…]` or `NotRequired[…]` said."""


@dataclasses.dataclass(slots=True)
class Field:
    """One field of a dataclass, NamedTuple or TypedDict."""

    name: str
    shape: Shape
    required: bool
    default: Any = ABSENT


def shape_of(annotation: object, scope: Scope, path: tuple = ()) -> Shape:
    """Reads one annotation; what can't be read is `any` with a `problem`."""
    if isinstance(annotation, (str, typing.ForwardRef)):
        text = annotation if isinstance(annotation, str) else annotation.__forward_arg__
        if text in path:
            return Shape("any", text, problem=f"`{text}` contains itself")
        path = (*path, text)
    try:
        annotation = scope.resolve(annotation)
    except Unresolved as error:
        return Shape("any", error.text, problem=str(error))
    plain = PLAIN.get(annotation) if _is_hashable(annotation) else None
    if plain is not None:
        return Shape(plain, name_of(annotation))
    origin = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    if origin is typing.Annotated:
        return _annotated(annotation, scope, path)
    if origin in WRAPPERS and arguments:
        inner = shape_of(arguments[0], scope, path)
        if origin in (getattr(typing, "Required", None), getattr(typing, "NotRequired", None)):
            inner.requires = origin is typing.Required
        return inner
    if origin is typing.Literal:
        return Shape("literal", " | ".join(repr(value) for value in arguments), cls=arguments)
    if origin is typing.Union or origin is getattr(types, "UnionType", None):
        return _union(arguments, scope, path)
    if isinstance(annotation, typing.TypeVar):
        return _type_variable(annotation, scope, path)
    if hasattr(annotation, "__supertype__"):
        return shape_of(annotation.__supertype__, scope, path)
    if type(annotation).__name__ == "TypeAliasType" or type(origin).__name__ == "TypeAliasType":
        return _alias(annotation, origin, arguments, scope, path)
    if origin is None and isinstance(annotation, type):
        return _class(annotation)
    bare = getattr(annotation, "__origin__", None) if origin is None else origin
    if bare in COLLECTIONS:
        return _collection(bare, arguments, scope, path)
    if isinstance(bare, type) and record_kind(bare):
        return Shape("record", name_of(bare), cls=bare)
    return _unsupported(annotation)


def record_kind(cls: type) -> str | None:
    """`dataclass`, `namedtuple`, `typeddict`, or None."""
    if dataclasses.is_dataclass(cls):
        return "dataclass"
    if issubclass_of_tuple(cls) and hasattr(cls, "_fields"):
        return "namedtuple"
    return "typeddict" if typing.is_typeddict(cls) else None


def computed_fields(cls: type) -> frozenset[str]:
    """Fields a dataclass fills in by itself: they are read from it and never given to it."""
    if not dataclasses.is_dataclass(cls):
        return frozenset()
    return frozenset(item.name for item in dataclasses.fields(cls) if not item.init)


def issubclass_of_tuple(cls: object) -> bool:
    return isinstance(cls, type) and issubclass(cls, tuple)


def record_fields(cls: type) -> list[Field]:
    """The fields of a record class in order, each read in the scope of the class that has it."""
    kind = record_kind(cls)
    hints: dict[str, Shape] = {}
    bases = [cls] if kind == "typeddict" else list(reversed(cls.__mro__))
    for base in bases:
        if base.__module__ in ("builtins", "typing"):
            continue
        scope = scope_of_class(base)
        for name, annotation in own_annotations(base).items():
            hints[name] = shape_of(annotation, scope)
    anything = Shape("any", "Any")
    if kind == "dataclass":
        return [
            Field(item.name, hints.get(item.name, anything), *_default_of(item))
            for item in dataclasses.fields(cls)
            if item.init
        ]
    if kind == "namedtuple":
        defaults = cls._field_defaults
        return [
            Field(name, hints.get(name, anything), name not in defaults, defaults.get(name, ABSENT))
            for name in cls._fields
        ]
    return [
        Field(name, shape, name in cls.__required_keys__ if shape.requires is None else shape.requires)
        for name, shape in hints.items()
    ]


def name_of(annotation: object) -> str:
    """An annotation as its author would write it."""
    if annotation is None or annotation is type(None):
        return "None"
    if isinstance(annotation, type) and not typing.get_args(annotation):
        return annotation.__name__
    return str(annotation).replace("typing.", "").replace("collections.abc.", "")


def _default_of(field: dataclasses.Field) -> tuple[bool, Any]:
    if field.default is not dataclasses.MISSING:
        return False, field.default
    if field.default_factory is dataclasses.MISSING:
        return True, ABSENT
    # A factory of the user's is the user's code, and reading a module calls none of that.
    own = field.default_factory in (list, dict, set, tuple, str, int, float, bool)
    return False, field.default_factory() if own else ABSENT


def _annotated(annotation: Any, scope: Scope, path: tuple) -> Shape:
    inner = shape_of(annotation.__origin__, scope, path)
    said = [item.meta if isinstance(item, Port) else item for item in annotation.__metadata__]
    for key, value in ((key, item[key]) for item in said if isinstance(item, dict) for key in item):
        name = PORT_KEYS.get(key, key)
        if name not in PORT_KEYS.values():
            allowed = ", ".join(PORT_KEYS.values())
            inner.problem = inner.problem or f"the metadata has no `{key}`; it takes {allowed}"
            continue
        try:
            inner.meta[name] = default_json(value)
        except NotSayable:
            if name == "secret":
                # The port was meant as a secret: the config refuses this, whatever it was.
                inner.meta[name] = False
            inner.problem = inner.problem or f"JSON can't say the `{key}` of the metadata"
    return inner


def _union(arguments: tuple, scope: Scope, path: tuple) -> Shape:
    members = [shape_of(argument, scope, path) for argument in arguments]
    problem = next((member.problem for member in members if member.problem), None)
    meta: dict[str, Any] = {}
    for member in members:
        meta.update(member.meta)
    text = " | ".join(member.text for member in members)
    kind = "any" if any(member.kind == "any" for member in members) else "union"
    return Shape(kind, text, tuple(members), meta=meta, problem=problem)


def _type_variable(variable: Any, scope: Scope, path: tuple) -> Shape:
    if variable.__constraints__:
        return _union(variable.__constraints__, scope, path)
    if variable.__bound__ is not None:
        return shape_of(variable.__bound__, scope, path)
    return Shape("any", variable.__name__)


def _alias(annotation: Any, origin: Any, arguments: tuple, scope: Scope, path: tuple) -> Shape:
    alias = annotation if origin is None else origin
    if alias in path:
        return Shape("any", alias.__name__, problem=f"`{alias.__name__}` contains itself")
    try:
        value = alias.__value__
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        return Shape("any", alias.__name__, problem=str(Unresolved(alias.__name__, reason)))
    names = {item.__name__: item for item in alias.__type_params__}
    if arguments:
        names.update(zip(names, arguments))
        value = value[arguments] if getattr(value, "__parameters__", ()) else value
    return shape_of(value, Scope(scope.globals, {**scope.locals, **names}), (*path, alias))


def _class(cls: type) -> Shape:
    if issubclass(cls, enum.Enum):
        return Shape("enum", cls.__name__, cls=cls)
    if record_kind(cls):
        return Shape("record", cls.__name__, cls=cls)
    if cls in COLLECTIONS:
        return _collection(cls, (), Scope({}), ())
    return _unsupported(cls)


def _collection(cls: type, arguments: tuple, scope: Scope, path: tuple) -> Shape:
    kind = COLLECTIONS[cls]
    if kind == "tuple" and not (len(arguments) == 2 and arguments[1] is Ellipsis):
        if not arguments:
            return Shape("tupleOf", "tuple", (Shape("any", "Any"),), tuple)
        items = tuple(shape_of(argument, scope, path) for argument in arguments)
        return _with_items("tuple", "tuple", items, tuple)
    if kind == "tuple":
        kind, arguments = "tupleOf", arguments[:1]
    wanted = 2 if kind == "dict" else 1
    given = tuple(shape_of(argument, scope, path) for argument in arguments[:wanted])
    # A bare `dict` has text keys, for nothing else can be written down.
    rest = (Shape("str", "str"), Shape("any", "Any")) if kind == "dict" else (Shape("any", "Any"),)
    items = given or rest
    name = cls.__name__
    return _with_items(kind, name, items, cls) if given else Shape(kind, name, items, cls)


def _with_items(kind: str, name: str, items: tuple[Shape, ...], cls: type) -> Shape:
    text = f"{name}[{', '.join(item.text for item in items)}]"
    if kind == "tupleOf":
        text = f"{name}[{items[0].text}, ...]"
    problem = next((item.problem for item in items if item.problem), None)
    return Shape(kind, text, items, cls, problem=problem)


def _unsupported(annotation: object) -> Shape:
    text = name_of(annotation)
    return Shape("any", text, cls=annotation, problem=f"`{text}` has no counterpart in JSON")


def _is_hashable(value: object) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True
