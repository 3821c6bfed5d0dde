"""Reads annotations as they were written, and finds the value behind each of their names.

One name that can't be found must cost one part of one port, never the function: so nothing here uses
`typing.get_type_hints`, which gives all hints or none.
"""

from __future__ import annotations

import functools
import inspect
import sys
from types import ModuleType
from typing import Any, Callable, ForwardRef

from .guarded import guarded_names
from .unknown import Names

MAX_STEPS = 8
OWNER = "<Self>"
"""Stands for the class among the names of its methods' annotations."""


class Unresolved(Exception):
    """An annotation can't be evaluated; `text` is the annotation."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"`{text}` can't be resolved ({reason})")
        self.text = text


class Scope:
    """Where the names of an annotation are looked up; `module` says whose they are."""

    __slots__ = ("globals", "locals", "module")

    def __init__(
        self,
        globals: dict[str, Any],
        locals: dict[str, Any] | None = None,
        module: ModuleType | None = None,
    ) -> None:
        self.globals = globals
        self.locals = locals or {}
        self.module = module

    def evaluate(self, annotation: str | ForwardRef) -> object:
        """The value; a name nobody knows stands in it as an `Unknown`."""
        text = annotation if isinstance(annotation, str) else annotation.__forward_arg__
        if not isinstance(annotation, str) and sys.version_info >= (3, 14):
            # Since 3.14 a reference brings names along that its text alone can't say.
            try:
                return annotation.evaluate(globals=self.globals, locals=self.locals)
            except Exception:
                pass
        guarded = guarded_names(self.globals)
        names = Names(self.locals, self.globals, guarded)
        try:
            return eval(compile(text.strip(), "<annotation>", "eval"), {}, names)
        except Exception as error:
            raise Unresolved(text, f"{type(error).__name__}: {error}") from None

    def resolve(self, annotation: object) -> object:
        """The annotation itself, or what its text says."""
        for _ in range(MAX_STEPS):
            if not isinstance(annotation, (str, ForwardRef)):
                return annotation
            annotation = self.evaluate(annotation)
        raise Unresolved(str(annotation), "it only ever names itself")

    def with_names(self, names: dict[str, Any]) -> Scope:
        """The same, with further names."""
        return Scope(self.globals, {**self.locals, **names}, self.module)


def scope_of_function(function: Callable) -> Scope:
    """The names a function's annotations can use."""
    parameters = getattr(function, "__type_params__", ())
    names = getattr(function, "__globals__", None)
    module = sys.modules.get(str(getattr(function, "__module__", "")))
    if not isinstance(names, dict):
        names = vars(module) if isinstance(module, ModuleType) else {}
    found = {item.__name__: item for item in parameters}
    owner = getattr(function, "__self__", None)
    return Scope(names, {**found, **({OWNER: owner} if isinstance(owner, type) else {})}, module)


def scope_of_class(cls: type) -> Scope:
    """The names the annotations of a class body can use."""
    module = sys.modules.get(cls.__module__)
    parameters = getattr(cls, "__type_params__", ())
    names = {item.__name__: item for item in parameters}
    known = vars(module) if isinstance(module, ModuleType) else {}
    return Scope(known, {**vars(cls), **names, cls.__name__: cls}, module)


def unwrapped(function: Any) -> Any:
    """What decorators were put round, and what an object calls; in a circle the function itself."""
    for _ in range(MAX_STEPS):
        if isinstance(function, functools.partial):
            function = function.func
            continue
        try:
            inner = inspect.unwrap(function)
        except Exception:
            return function
        if inner is function:
            break
        function = inner
    called = getattr(type(function), "__call__", None)
    if inspect.isfunction(called) and not inspect.isfunction(function):
        return called
    return function


def signature_of(function: Callable) -> inspect.Signature:
    """The signature, with annotations that may still be texts.

    Raises ValueError or TypeError for one that has none.
    """
    if sys.version_info >= (3, 14):
        import annotationlib

        return inspect.signature(function, annotation_format=annotationlib.Format.FORWARDREF)
    return inspect.signature(function)


def own_annotations(cls: type) -> dict[str, object]:
    """Annotations of a class body, without those of its bases, possibly as texts."""
    if sys.version_info >= (3, 14):
        import annotationlib

        return annotationlib.get_annotations(cls, format=annotationlib.Format.FORWARDREF)
    found = cls.__dict__.get("__annotations__", {})
    return dict(found) if isinstance(found, dict) else {}
