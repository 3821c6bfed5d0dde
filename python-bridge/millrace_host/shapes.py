"""What an annotation means, as a tree that schemas and converters are both made from."""

from __future__ import annotations

import dataclasses
import enum
import pathlib
import re
import types
import typing
from typing import Any

from .annotations import OWNER, Scope, Unresolved
from .classes import record_kind
from .kinds import BOOLEANS, COLLECTIONS, DTYPES, EXACT_DTYPES, FUNCTIONS, PLAIN, SCALARS, WRAPPERS
from .limits import read_metadata
from .unknown import unknown_in

MAX_DEPTH = 24
NDARRAY = re.compile(r"(?:\w+\.)*(?:NDArray|ndarray)(?:\[|$)")


@dataclasses.dataclass(slots=True)
class Shape:
    """One annotation: what kind it is, and what that kind is made of."""

    kind: str
    """`int`, `list`, `union`, `record`, … or `any`, which takes everything."""
    text: str
    """For people: `list[Point]`."""
    items: tuple[Shape, ...] = ()
    cls: Any = None
    """The enum, record or collection class; the values of a literal; an alias' `Alias`."""
    meta: dict[str, Any] = dataclasses.field(default_factory=dict)
    """What the author says of the port."""
    limits: dict[str, Any] = dataclasses.field(default_factory=dict)
    """Keywords for the schema."""
    problem: str | None = None
    """Why this became `any` although the annotation says more."""
    fix: str | None = None
    """What to do about it."""
    misused: str | None = None
    """What is wrong with the author's words for the port."""
    requires: bool | None = None
    """What `Required[…]` or `NotRequired[…]` said."""
    variable: str | None = None
    """The type parameter this is."""


class Alias:
    """A name for a type that contains itself; it gets its shape when that has been read."""

    __slots__ = ("name", "shape", "used")

    def __init__(self, name: str) -> None:
        self.name = name
        self.shape = ANYTHING
        self.used = False


ANYTHING = Shape("any", "Any")
Path = tuple[tuple[object, Alias], ...]


def shape_of(annotation: object, scope: Scope) -> Shape:
    """Reads one annotation; a part that can't be read is `any` with a `problem`."""
    try:
        return read_shape(annotation, scope, ())
    except Exception as error:  # an annotation may be any object, with any behavior
        problem = f"its annotation can't be read ({type(error).__name__}: {_text_of(error)})"
        return Shape("any", "Any", problem=problem, fix="write a type that Python can evaluate")


def read_shape(annotation: Any, scope: Scope, path: Path) -> Shape:
    """Reads an annotation inside of others: `path` names those that may contain themselves."""
    if len(path) > MAX_DEPTH:
        return _any(name_of(annotation), "is nested too deeply", "flatten it")
    try:
        annotation = scope.resolve(annotation)
    except Unresolved as error:
        return Shape("any", error.text, problem=str(error), fix=FIX_NAME)
    missing = unknown_in(annotation)
    if missing:
        return _missing(missing)
    annotation = _standard(annotation)
    plain = PLAIN.get(annotation) if _is_hashable(annotation) else None
    if plain is not None:
        return Shape(plain, name_of(annotation), cls=annotation)
    origin = typing.get_origin(annotation)
    if origin in COMPOSITES:
        return _named(annotation, scope, path, COMPOSITES[origin])
    arguments = typing.get_args(annotation)
    if origin in WRAPPERS and arguments:
        return _wrapped(origin, arguments[0], scope, path)
    if origin is typing.Literal:
        return Shape("literal", " | ".join(repr(value) for value in arguments), cls=arguments)
    if getattr(origin, "_name", None) in BOOLEANS:
        return Shape("bool", "bool", cls=bool)
    return _special(annotation, origin, scope, path) or _classes(annotation, origin, scope, path)


def _standard(annotation: Any) -> Any:
    """typing_extensions has protocols of its own where Python's are older."""
    if not isinstance(annotation, type) or annotation.__module__ != "typing_extensions":
        return annotation
    return bytes if annotation.__name__ == "Buffer" else getattr(typing, annotation.__name__, annotation)


PACKS = ("ParamSpec", "ParamSpecArgs", "ParamSpecKwargs", "TypeVarTuple")
FIX_NAME = "define or import the name in the module, or correct it"


def _special(annotation: Any, origin: Any, scope: Scope, path: Path) -> Shape | None:
    """The forms of `typing` that are objects, not classes."""
    if isinstance(annotation, typing.TypeVar):
        return _type_variable(annotation, scope, path)
    if type(annotation).__name__ in PACKS:
        return Shape("any", name_of(annotation))
    if annotation is getattr(typing, "Self", None) and OWNER in scope.locals:
        return read_shape(scope.locals[OWNER], scope, path)
    if isinstance(annotation, dataclasses.InitVar):
        return read_shape(annotation.type, scope, path)
    if isinstance(annotation, typing.NewType):
        return read_shape(annotation.__supertype__, scope, path)
    if "TypeAliasType" in (type(annotation).__name__, type(origin).__name__):
        return _named(annotation, scope, path, _alias)
    if type(origin).__name__.endswith("SpecialForm") and getattr(origin, "_name", "") == "Unpack":
        return read_shape(typing.get_args(annotation)[0], scope, path)
    return None


def _classes(annotation: Any, origin: Any, scope: Scope, path: Path) -> Shape:
    """Classes, with arguments or without."""
    if origin is None and isinstance(annotation, type):
        origin = annotation
    bare = getattr(annotation, "__origin__", None) if origin is None else origin
    if bare is None:
        return opaque(annotation, None)
    if bare in COLLECTIONS:
        return _named(annotation, scope, path, _collection)
    if bare in PLAIN:
        shape = Shape(PLAIN[bare], name_of(bare), cls=bare)
        return _numbers(shape, annotation) if shape.kind == "ndarray" else shape
    if not isinstance(bare, type) or any(bare is one for one in FUNCTIONS):
        return opaque(annotation, bare)
    if issubclass(bare, enum.Enum):
        return Shape("enum", bare.__name__, cls=bare)
    if record_kind(bare):
        arguments = typing.get_args(annotation)
        named = annotation if arguments else bare
        return Shape("record", name_of(named), cls=named)
    if bare.__module__ == "numpy":
        if bare.__name__ == "ndarray":
            return _numbers(Shape("ndarray", "ndarray", cls=bare), annotation)
        if bare.__name__ in DTYPES:
            return Shape(SCALARS[DTYPES[bare.__name__]], bare.__name__)
    if issubclass(bare, pathlib.PurePath):
        return Shape("path", bare.__name__, cls=bare)
    return opaque(annotation, bare)


def _named(annotation: Any, scope: Scope, path: Path, read: Any) -> Shape:
    """Reads a composite; one that is being read already is a reference to itself."""
    for known, alias in path:
        if known is annotation:
            alias.used = True
            return Shape("alias", alias.name, cls=alias)
    alias = Alias("")
    shape = read(annotation, scope, (*path, (annotation, alias)))
    if not alias.used:
        return shape
    alias.name = _name_in(scope, annotation)
    alias.shape = shape
    return Shape("alias", alias.name, cls=alias, meta=shape.meta)


def _name_in(scope: Scope, annotation: Any) -> str:
    named = getattr(annotation, "__name__", None)
    if isinstance(named, str) and "TypeAliasType" in type(annotation).__name__:
        return named
    return next((name for name, value in scope.globals.items() if value is annotation), "Recursive")


def _wrapped(origin: Any, inner: Any, scope: Scope, path: Path) -> Shape:
    shape = read_shape(inner, scope, path)
    if origin in (getattr(typing, "Required", None), getattr(typing, "NotRequired", None)):
        shape.requires = origin is typing.Required
    return shape


def _annotated(annotation: Any, scope: Scope, path: Path) -> Shape:
    inner = read_shape(annotation.__origin__, scope, path)
    # A shape may be shared: what is said here is said of this port.
    shape = dataclasses.replace(inner, meta=dict(inner.meta), limits=dict(inner.limits))
    shape.misused = read_metadata(annotation.__metadata__, shape.meta, shape.limits) or shape.misused
    return shape


def _union(annotation: Any, scope: Scope, path: Path) -> Shape:
    return union_of([read_shape(item, scope, path) for item in typing.get_args(annotation)])


def union_of(members: list[Shape]) -> Shape:
    """A union in the members' order, None at its end; where an int may be a float, both are numbers."""
    flat = [part for one in members for part in (one.items if one.kind == "union" else (one,))]
    kinds = {part.kind for part in flat}
    if {"int", "float"} <= kinds and not any(part.variable for part in flat):
        first = next(index for index, part in enumerate(flat) if part.kind in ("int", "float"))
        flat[first] = dataclasses.replace(_as_given(flat[first]), text="float")
        flat = [part for part in flat if part.kind not in ("int", "float")]
    if {part.kind for part in flat} - {"float", "none"}:
        # A function that takes a text as well looks at what it got: 100 is not to become 100.0.
        flat = [_as_given(part) if part.kind == "float" else part for part in flat]
    flat.sort(key=lambda part: part.kind == "none")
    meta: dict[str, Any] = {}
    for member in members:
        meta.update(member.meta)
    misused = next((member.misused for member in members if member.misused), None)
    if len(flat) == 1:
        return dataclasses.replace(flat[0], meta=meta, misused=misused)
    text = " | ".join(dict.fromkeys(part.text for part in flat))
    return Shape("union", text, tuple(flat), meta=meta, misused=misused)


def _as_given(part: Shape) -> Shape:
    return dataclasses.replace(part, kind="number")


def _type_variable(variable: Any, scope: Scope, path: Path) -> Shape:
    if variable.__constraints__:
        shape = union_of([read_shape(item, scope, path) for item in variable.__constraints__])
    elif variable.__bound__ is not None:
        shape = read_shape(variable.__bound__, scope, path)
    else:
        shape = Shape("any", variable.__name__)
    return dataclasses.replace(shape, variable=variable.__name__)


def _alias(annotation: Any, scope: Scope, path: Path) -> Shape:
    origin = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    alias = annotation if origin is None else origin
    try:
        value = alias.__value__
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        problem = str(Unresolved(alias.__name__, reason))
        return Shape("any", alias.__name__, problem=problem, fix=FIX_NAME)
    names = {item.__name__: item for item in alias.__type_params__}
    if arguments:
        names.update(zip(names, arguments))
        value = value[arguments] if getattr(value, "__parameters__", ()) else value
    return read_shape(value, scope.with_names(names), path)


def _collection(annotation: Any, scope: Scope, path: Path) -> Shape:
    cls = typing.get_origin(annotation) or getattr(annotation, "__origin__", None) or annotation
    arguments = typing.get_args(annotation)
    kind = COLLECTIONS[cls]
    if kind == "tuple":
        is_empty = annotation is not cls and not arguments and not hasattr(annotation, "_inst")
        return Shape("tuple", "tuple[()]", (), tuple) if is_empty else _tuple(arguments, scope, path)
    if cls.__name__ == "Counter" and arguments:
        arguments = (*arguments, int)
    wanted = 2 if kind == "dict" else 1
    items = tuple(read_shape(argument, scope, path) for argument in arguments[:wanted])
    # A bare `dict` has text keys, for nothing else can be written down.
    rest = (Shape("str", "str", cls=str), ANYTHING) if kind == "dict" else (ANYTHING,)
    name = name_of(cls)
    if len(items) < wanted:
        return Shape(kind, name, rest, cls)
    text = f"{name}[{', '.join(item.text for item in items)}]"
    if kind == "dict" and not _is_text(items[0]):
        kind = "map"
    return Shape(kind, text, items, cls)


def _is_text(key: Shape) -> bool:
    """True for keys that are texts in JSON as well, or anything: then nothing says otherwise."""
    if key.kind == "literal":
        return all(isinstance(value, str) for value in key.cls)
    if key.kind == "enum":
        return all(isinstance(member.value, str) for member in key.cls)
    if key.kind == "union":
        return all(_is_text(item) for item in key.items)
    return key.kind == "str" or (key.kind == "any" and key.variable is None)


def _tuple(arguments: tuple, scope: Scope, path: Path) -> Shape:
    if not arguments:
        return Shape("tupleOf", "tuple", (ANYTHING,), tuple)
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        item = read_shape(arguments[0], scope, path)
        return Shape("tupleOf", f"tuple[{item.text}, ...]", (item,), tuple)
    if any(getattr(one, "__unpacked__", False) or type(one).__name__ in PACKS for one in arguments):
        return Shape("tupleOf", "tuple", (ANYTHING,), tuple)
    # `tuple[()]` is `((),)` to Python 3.10.
    given = () if arguments == ((),) else arguments
    items = tuple(read_shape(argument, scope, path) for argument in given)
    return Shape("tuple", f"tuple[{', '.join(item.text for item in items)}]", items, tuple)


def _numbers(shape: Shape, annotation: Any) -> Shape:
    """An array of numbers, with the type of those where the annotation says it."""
    text = str(annotation)
    if "int" in [getattr(item, "__name__", "") for item in typing.get_args(annotation)]:
        shape.limits["item"] = "integer"
    return _with_dtype(shape, re.findall(r"\w+", text.partition("[")[2]))


def _with_dtype(shape: Shape, words: list[str]) -> Shape:
    name = next((word for word in words if word in DTYPES), None)
    if name:
        shape.limits["item"] = DTYPES[name]
        if name in EXACT_DTYPES:
            shape.limits["dtype"] = name
    return shape


def _missing(missing: Any) -> Shape:
    """A name nobody knows; numpy's arrays say by their name what they are."""
    text = missing.millrace_text
    if NDARRAY.match(text):
        return _with_dtype(Shape("ndarray", text), re.findall(r"\w+", text.partition("[")[2]))
    problem = f"`{text}` can't be resolved ({missing.millrace_reason})"
    return Shape("any", text, problem=problem, fix=FIX_NAME)


def opaque(annotation: Any, cls: Any) -> Shape:
    """A type without a form in JSON: a function, an instance of a class, or what is neither."""
    text = name_of(annotation)
    origin = typing.get_origin(annotation)
    if any(one is item for one in (cls, origin) for item in FUNCTIONS) or text == "Callable":
        return Shape("function", "a function")
    if not isinstance(cls, type):
        return _any(text, "is no type", "write a type that Python knows", annotation)
    if getattr(cls, "_is_protocol", False):
        fix = "name the types that are meant, or leave it: every value can come from a Python node"
        return _any(text, "is a protocol, which says nothing of the data", fix, annotation)
    if cls.__module__ == "types" or cls is getattr(typing, "Union", None):
        return _any(text, "is code, and a wire carries data", "take a value of it instead", annotation)
    return Shape("instance", cls.__name__, cls=cls)


def _any(text: str, problem: str, fix: str, cls: object = None) -> Shape:
    return Shape("any", text, cls=cls, problem=f"`{text}` {problem}", fix=fix)


def name_of(annotation: object) -> str:
    """An annotation as its author would write it."""
    if annotation is None or annotation is type(None):
        return "None"
    if annotation is typing.Union or annotation is types.UnionType:
        return "Union"  # two classes, or one: it depends on Python's version
    if isinstance(annotation, type) and not typing.get_args(annotation):
        return str(annotation.__name__)
    named = getattr(annotation, "__name__", None)
    if isinstance(annotation, (typing.TypeVar, *ALIAS_TYPES)) and isinstance(named, str):
        return named
    text = str(annotation).replace("typing.", "").replace("collections.abc.", "")
    return re.sub(r"^~|<class '([^']*)'>", r"\1", text)[:200]


ALIAS_TYPES = tuple(
    getattr(typing, name) for name in ("TypeAliasType", "ParamSpec") if hasattr(typing, name)
)


def _text_of(error: Exception) -> str:
    try:
        return str(error)
    except Exception:
        return "?"


def _is_hashable(value: object) -> bool:
    try:
        hash(value)
    except Exception:
        return False
    return True


COMPOSITES = {
    typing.Annotated: _annotated,
    typing.Union: _union,
    getattr(types, "UnionType", typing.Union): _union,
}
