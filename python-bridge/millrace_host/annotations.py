"""Reads annotations as they were written, and finds the value behind each of their names.

One name that can't be found must cost one port, never the function: so nothing here uses
`typing.get_type_hints`, which gives all hints or none.
"""

from __future__ import annotations

import inspect
import sys
from typing import Any, Callable, ForwardRef


class Unresolved(Exception):
    """An annotation names something that is not there; `text` is the annotation."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"`{text}` can't be resolved ({reason})")
        self.text = text


class Scope:
    """Where the names of an annotation are looked up."""

    __slots__ = ("globals", "locals")

    def __init__(self, globals: dict[str, Any], locals: dict[str, Any] | None = None) -> None:
        self.globals = globals
        self.locals = locals or {}

    def evaluate(self, annotation: str | ForwardRef) -> object:
        text = annotation if isinstance(annotation, str) else annotation.__forward_arg__
        try:
            if isinstance(annotation, str) or sys.version_info < (3, 14):
                return eval(text, self.globals, self.locals)
            # Since 3.14 a reference brings names along that its text alone can't say.
            return annotation.evaluate(globals=self.globals, locals=self.locals)
        except Exception as error:
            raise Unresolved(text, f"{type(error).__name__}: {error}") from None

    def resolve(self, annotation: object) -> object:
        """The annotation itself, or what its text says."""
        for _ in range(8):
            if not isinstance(annotation, (str, ForwardRef)):
                return annotation
            annotation = self.evaluate(annotation)
        raise Unresolved(str(annotation), "it only ever names itself")


def scope_of_function(function: Callable) -> Scope:
    """The names a function's annotations can use."""
    parameters = getattr(function, "__type_params__", ())
    return Scope(
        getattr(function, "__globals__", {}), {item.__name__: item for item in parameters}
    )


def scope_of_class(cls: type) -> Scope:
    """The names the annotations of a class body can use."""
    module = sys.modules.get(cls.__module__)
    parameters = getattr(cls, "__type_params__", ())
    names = {item.__name__: item for item in parameters}
    return Scope(vars(module) if module else {}, {**vars(cls), **names, cls.__name__: cls})


def signature_of(function: Callable) -> inspect.Signature:
    """The signature, with annotations that may still be texts.

    Raises ValueError for a builtin without one.
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
    return dict(cls.__dict__.get("__annotations__", {}))
