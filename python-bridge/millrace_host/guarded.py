"""Names that a module has for type checkers only: those below `if TYPE_CHECKING:`.

They are looked for only when an annotation needs one. Then the import written there is done: by that
time the module itself is imported, so that a circle, the usual reason for such a block, does no
harm. What can't be imported, a module of stubs say, is unknown.
"""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Callable
from typing import Any

from .places import places_of
from .stub_names import stand_in
from .unknown import Names


def guarded_names(names: dict[str, Any]) -> Callable[[str], Any]:
    """Finds a name of the block; raises KeyError when it is not there, else what its import raises."""

    def find(name: str) -> Any:
        file = names.get("__file__") or getattr(names.get("__spec__"), "origin", None)
        failed: Exception = KeyError(name)
        # Which one counts may depend on Python's version: the first that works.
        for statement in places_of(str(file)).guarded.get(name, []) if file else []:
            try:
                return value_of(statement, name, names)
            except Exception as error:
                failed = error
        raise failed

    return find


def value_of(statement: ast.stmt, name: str, names: dict[str, Any]) -> Any:
    """The value that an import, or an assignment of one name, gives to `name`."""
    if isinstance(statement, ast.Import):
        alias = next(item for item in statement.names if (item.asname or _first(item.name)) == name)
        module = importlib.import_module(alias.name)
        return module if alias.asname else sys.modules[_first(alias.name)]
    if isinstance(statement, ast.ImportFrom):
        alias = next(item for item in statement.names if (item.asname or item.name) == name)
        return imported_name("." * statement.level + (statement.module or ""), alias.name, names)
    value = getattr(statement, "value", None)
    if not isinstance(value, ast.expr):
        raise KeyError(name)
    code = compile(ast.Expression(value), "<type checking>", "eval", dont_inherit=True)
    return eval(code, {}, Names({}, names, guarded_names(names)))


def imported_name(module: str, name: str, names: dict[str, Any]) -> Any:
    """What `from module import name` gives; names of modules for type checkers have stand-ins."""
    known = stand_in(module, name)
    if known is not None:
        return known
    package = names.get("__package__") or _package_of(names)
    loaded = importlib.import_module(module, package)
    try:
        return getattr(loaded, name)
    except AttributeError:
        return importlib.import_module(f"{loaded.__name__}.{name}")


def _package_of(names: dict[str, Any]) -> str:
    name = str(names.get("__name__", ""))
    return name if "__path__" in names else name.rpartition(".")[0]


def _first(name: str) -> str:
    return name.split(".")[0]
