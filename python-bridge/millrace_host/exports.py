"""Which functions of a module become nodes."""

from __future__ import annotations

import ast
import functools
import inspect
import operator
import types
from collections.abc import Iterator
from typing import Any, NamedTuple

from .markers import MARK
from .modules import MemoryModules
from .places import Places

FUNCTIONS = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    functools._lru_cache_wrapper,
)
OBJECTS = (functools.partial, operator.itemgetter, operator.attrgetter, operator.methodcaller)
CLASS_METHODS = (staticmethod, classmethod, types.ClassMethodDescriptorType)


class Export(NamedTuple):
    """A function and the name under which the module has it, `Class.method` for one of a class."""

    name: str
    function: Any


def exported_functions(module: Any, places: Places, modules: MemoryModules) -> list[Export]:
    """The functions in `__all__`; without one, the public ones that the module itself defines.

    A package has what its own modules define as well; a module in C what its helper `_name` does.
    """
    found: list[Export] = []
    for name, value in _candidates(module, places):
        if isinstance(value, type):
            found.extend(_methods(name, value))
        elif _is_function(value, modules):
            found.append(Export(name, value))
    return found


def _candidates(module: Any, places: Places) -> Iterator[tuple[str, Any]]:
    names = names_of(module)
    listed = names.get("__all__")
    if isinstance(listed, (list, tuple)):
        # A name that the module only makes when it is asked for is not among its names yet.
        for name in dict.fromkeys(name for name in listed if isinstance(name, str)):
            value = names[name] if name in names else _attribute(module, name)
            if value is not None:
                yield name, value
        return
    for name, value in list(names.items()):
        is_public = isinstance(name, str) and not name.startswith("_")
        if is_public and _is_own(names, name, value, places):
            yield name, value


def names_of(module: Any) -> dict:
    """What a module has, without asking its `__getattr__`."""
    try:
        return dict(vars(module))
    except Exception:
        return {}


def _is_own(names: dict, name: str, value: Any, places: Places) -> bool:
    home = str(names.get("__name__", ""))
    defined = _attribute(value, "__module__")
    if isinstance(value, (*OBJECTS, types.MethodType)) or not isinstance(defined, str):
        defined = None
    if defined is not None and (defined == home or defined == f"_{home}"):
        return True
    if defined is not None and "__path__" in names and defined.startswith(f"{home}."):
        return True
    if name in places.defined:
        return True
    # `half = partial(divide, b=2)` is made here; `debug = logger.debug` is somebody else's.
    return isinstance(places.made.get(name), (ast.Call, ast.Lambda)) and not isinstance(value, type)


def _is_function(value: Any, modules: MemoryModules) -> bool:
    if isinstance(value, (*FUNCTIONS, *OBJECTS)):
        return True
    kind = type(value)
    if not callable(value) or isinstance(value, type) or kind.__module__ in ("typing", "types", "typing_extensions"):
        return False
    # Of objects that can be called those of the project's own classes are meant as functions, and
    # those that pass for one: numpy's have a name as functions have.
    named = _attribute(value, "__name__")
    is_named = isinstance(named, str) and not hasattr(value, "__supertype__")
    return kind.__module__ in modules.sources or MARK in vars(kind) or is_named


def _methods(name: str, cls: type) -> Iterator[Export]:
    for key, value in list(vars(cls).items()):
        if isinstance(value, CLASS_METHODS) and not key.startswith("_"):
            function = _attribute(cls, key)
            if callable(function):
                yield Export(f"{name}.{key}", function)


def find_export(module: Any, export: str) -> Any:
    """The function of that name; None when it is not there or can't be called."""
    found = module
    for part in export.split("."):
        found = _attribute(found, part)
    return found if callable(found) else None


def _attribute(value: Any, name: str) -> Any:
    try:
        return getattr(value, name, None)
    except BaseException:  # a module's `__getattr__`, or a class's, may raise anything
        return None


def is_async(function: Any, inner: Any) -> bool:
    """True when calling gives what has to be awaited, as far as the definition tells."""
    return any(
        test(one)
        for one in (function, inner, getattr(inner, "func", None), getattr(type(inner), "__call__", None))
        for test in (inspect.iscoroutinefunction, inspect.isasyncgenfunction)
    )
