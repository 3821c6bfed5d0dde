"""The ways a function can be called: its own signature, or one for each of its overloads."""

from __future__ import annotations

import inspect
import typing
from typing import Any, NamedTuple

from .annotations import Scope, scope_of_function, signature_of, unwrapped
from .stubs import Stubs
from .written_signature import UNKNOWN, written_signature

Parameter = inspect.Parameter


class Form(NamedTuple):
    """One way to call a function."""

    signature: inspect.Signature
    scope: Scope
    source: Any
    """The function that is written so: the overload, the entry of the stub, or the function."""


def own_signature(function: Any) -> inspect.Signature:
    """What calling the function takes; raises ValueError or TypeError where nobody knows."""
    try:
        return signature_of(function)
    except ValueError:
        written = written_signature(function)
        if written is None:
            raise
        return written


def forms_of(function: Any, stubs: Stubs) -> list[Form]:
    """The forms in order, the first of them the node's; raises ValueError or TypeError."""
    inner = unwrapped(function)
    own = own_signature(function)
    said = stubs.functions(inner)
    if said:
        return [_from_stub(one, own, scope_of_function(function)) for one in said]
    overloads = _overloads(function)
    if overloads:
        return [Form(_completed(signature_of(one), own), scope_of_function(one), one) for one in overloads]
    return [Form(own, scope_of_function(inner).with_names(scope_of_function(function).locals), inner)]


def _overloads(function: Any) -> list[Any]:
    """Those that `typing.overload` noted; before Python 3.11 it notes none."""
    find = getattr(typing, "get_overloads", None)
    try:
        found = list(find(unwrapped(function))) if find else []
        # With `@overload` above `@classmethod` it noted what no one can call.
        owner = getattr(function, "__self__", object)
        return [one.__get__(None, owner) if isinstance(one, classmethod) else one for one in found]
    except Exception:
        return []


def _from_stub(stub: Any, own: inspect.Signature, scope: Scope) -> Form:
    signature = signature_of(stub)
    parameters = list(signature.parameters.values())
    if stub.millrace_is_bound:
        parameters = parameters[1:]
    signature = signature.replace(parameters=_old_positional_only(parameters))
    return Form(_completed(signature, own), scope_of_function(stub).with_names(scope.locals), stub)


def _old_positional_only(parameters: list[Parameter]) -> list[Parameter]:
    """Before there was a `/`, two underscores in front of the first names said it."""
    found = []
    is_first = True
    for item in parameters:
        is_first = is_first and item.name.startswith("__") and item.kind is item.POSITIONAL_OR_KEYWORD
        found.append(item.replace(kind=item.POSITIONAL_ONLY) if is_first else item)
    return found


def _completed(form: inspect.Signature, own: inspect.Signature) -> inspect.Signature:
    """With the defaults of the function where the form has only `...` for them."""
    parameters = [
        item.replace(default=_default_in(own, item.name)) if item.default is ... else item
        for item in form.parameters.values()
    ]
    return form.replace(parameters=parameters)


def _default_in(own: inspect.Signature, name: str) -> Any:
    known = own.parameters.get(name)
    return UNKNOWN if known is None or known.default is Parameter.empty else known.default
