"""What calling a function gives: of which type, awaited or not, at once or item by item."""

from __future__ import annotations

import collections.abc as abc
import contextlib
import inspect
import typing
from typing import Any, NamedTuple

from .annotations import Unresolved, unwrapped
from .doc_types import shape_of_text
from .docstrings import Documentation
from .exports import is_async
from .forms import Form
from .kinds import STREAMS
from .shapes import ANYTHING, COMPOSITES, Shape, shape_of, union_of

AWAITABLES = (abc.Awaitable, abc.Coroutine)
EMPTY = inspect.Signature.empty
UNIONS = tuple(origin for origin in COMPOSITES if origin is not typing.Annotated)


class Result(NamedTuple):
    """The result of one form; that of a generator is the list of what it gives."""

    shape: Shape
    is_async: bool
    collect: bool


def result_of(function: Any, form: Form, documentation: Documentation) -> Result:
    """Reads the annotation, else the docstring, else what kind of function it is."""
    inner = unwrapped(function)
    waits = is_async(function, inner)
    annotation = form.signature.return_annotation
    try:
        annotation = form.scope.resolve(annotation)
    except Unresolved:
        pass
    if typing.get_origin(annotation) in AWAITABLES:
        annotation = (typing.get_args(annotation) or (Any,))[-1]
        waits = True
    if _makes_context(function):
        # Its generator is not what the caller gets.
        return Result(ANYTHING, False, False)
    members = typing.get_args(annotation) if typing.get_origin(annotation) in UNIONS else (annotation,)
    streams = all(_is_stream(member) for member in members) or _is_generator(inner)
    if annotation is EMPTY:
        shape = shape_of_text(documentation.types.get("return"), form.scope) if not streams else None
        found = Shape("list", "list", (ANYTHING,), list) if streams else shape or ANYTHING
        return Result(found, waits, streams)
    if not streams:
        return Result(shape_of(annotation, form.scope), waits, False)
    waits = waits or any(_is_stream(member, asynchronous=True) for member in members)
    arguments = [typing.get_args(member)[:1] for member in members]
    items = [shape_of(one[0], form.scope) if one else ANYTHING for one in arguments]
    item = items[0] if len(items) == 1 else union_of(items)
    return Result(Shape("list", f"list[{item.text}]", (item,), list), waits, True)


def _is_stream(annotation: object, asynchronous: bool = False) -> bool:
    cls = typing.get_origin(annotation) or annotation
    wanted = STREAMS[2:] if asynchronous else STREAMS
    return any(cls is one for one in wanted) or annotation in (typing.Iterator, typing.Generator)


def _is_generator(inner: Any) -> bool:
    return inspect.isgeneratorfunction(inner) or inspect.isasyncgenfunction(inner)


def _makes_context(function: Any) -> bool:
    code = getattr(function, "__code__", None)
    return getattr(code, "co_filename", None) == contextlib.contextmanager.__code__.co_filename
