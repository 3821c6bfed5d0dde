"""Reads a stub, the `.pyi` beside a module, for functions that say nothing of their types themselves.

A stub is run statement by statement, in a space of its own and with its annotations left as text:
what can't be run there, an import for type checkers say, costs the names that need it. Where the
module really has a class of the same name, that one is meant.
"""

from __future__ import annotations

import __future__
import ast
import sys
import types
from typing import Any

from .guarded import value_of
from .modules import STUB, MemoryModules

FLAGS = __future__.annotations.compiler_flag
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Stub:
    """The functions of one stub by qualified name; an overloaded one has several."""

    def __init__(self, name: str, text: str, file: str) -> None:
        self.functions: dict[str, list[Any]] = {}
        self._file = file
        real = sys.modules.get(name)
        self._real = vars(real) if isinstance(real, types.ModuleType) else {}
        self._space: dict[str, Any] = {
            "__name__": name,
            "__package__": self._real.get("__package__") or name.rpartition(".")[0],
            **({"__path__": self._real["__path__"]} if "__path__" in self._real else {}),
        }
        try:
            self._run(ast.parse(text).body, "")
        except (SyntaxError, ValueError, RecursionError):
            return
        for key, value in list(self._space.items()):
            own = self._real.get(key)
            if isinstance(value, type) and isinstance(own, type):
                self._space[key] = own

    def _run(self, body: list[ast.stmt], inside: str) -> None:
        for item in body:
            if isinstance(item, FUNCTIONS):
                self._add(item, inside)
            elif isinstance(item, ast.If):
                self._run(item.body if self._is_true(item.test) else item.orelse, inside)
            elif isinstance(item, ast.Try):
                self._run(item.body, inside)
            elif isinstance(item, (ast.Import, ast.ImportFrom)):
                self._import(item)
            elif not inside:
                self._share(item)
                if not self._execute(item):
                    self._assign(item)
                if isinstance(item, ast.ClassDef):
                    self._run(item.body, f"{item.name}.")

    def _add(self, item: Any, inside: str) -> None:
        decorators = {one.id for one in item.decorator_list if isinstance(one, ast.Name)}
        fields = {**dict(ast.iter_fields(item)), "decorator_list": []}
        bare = ast.copy_location(type(item)(**fields), item)
        known = self._space.get(item.name)
        if not self._execute(bare):
            return
        function = self._space[item.name]
        if inside:
            self._space[item.name] = known
        is_bound = bool(inside) and "staticmethod" not in decorators
        function.millrace_is_bound = is_bound
        function.__globals__.setdefault("__name__", self._space["__name__"])
        self.functions.setdefault(f"{inside}{item.name}", []).append(function)

    def _import(self, item: ast.Import | ast.ImportFrom) -> None:
        if any(alias.name == "*" for alias in item.names):
            self._execute(item)
            return
        for alias in item.names:
            name = alias.asname or (
                alias.name.split(".")[0] if isinstance(item, ast.Import) else alias.name
            )
            try:
                self._space[name] = value_of(item, name, self._space)
            except Exception:
                self._space.pop(name, None)

    def _share(self, item: ast.stmt) -> None:
        """Of `one = other` the functions of the other are those of the one."""
        if isinstance(item, ast.Assign) and isinstance(item.value, ast.Name):
            for target in item.targets:
                if isinstance(target, ast.Name) and item.value.id in self.functions:
                    self.functions[target.id] = self.functions[item.value.id]

    def _assign(self, item: ast.stmt) -> None:
        """What an assignment means when some of its names are not there."""
        targets = getattr(item, "targets", [getattr(item, "target", None)])
        for target in targets:
            if isinstance(target, ast.Name) and isinstance(getattr(item, "value", None), ast.expr):
                try:
                    self._space[target.id] = value_of(item, target.id, self._space)
                except Exception:
                    self._space.pop(target.id, None)

    def _is_true(self, test: ast.expr) -> bool:
        try:
            code = compile(ast.Expression(test), self._file, "eval", FLAGS, dont_inherit=True)
            return bool(eval(code, {"sys": sys, "TYPE_CHECKING": True, **self._space}))
        except Exception:
            return False

    def _execute(self, item: ast.stmt) -> bool:
        try:
            code = compile(ast.Module([item], []), self._file, "exec", FLAGS, dont_inherit=True)
            exec(code, self._space)
        except Exception:
            return False
        return True


class Stubs:
    """The stubs of the modules read so far; forget them when modules change."""

    def __init__(self, modules: MemoryModules) -> None:
        self._modules = modules
        self._known: dict[str, Stub | None] = {}

    def functions(self, function: Any) -> list[Any]:
        """What the stub of the function's module says of it, if there is one."""
        module = getattr(function, "__module__", None)
        qualified = getattr(function, "__qualname__", None)
        if not isinstance(module, str) or not isinstance(qualified, str):
            return []
        if module not in self._known:
            self._known[module] = self._load(module)
        stub = self._known[module]
        return stub.functions.get(qualified, []) if stub else []

    def forget(self) -> None:
        self._known.clear()

    def _load(self, name: str) -> Stub | None:
        given = self._modules.sources.get(f"{name}{STUB}")
        if given:
            return Stub(name, given.text, given.file)
        spec = getattr(sys.modules.get(name), "__spec__", None)
        origin = getattr(spec, "origin", None)
        if name in self._modules.sources or not isinstance(origin, str) or not origin.endswith(".py"):
            return None
        try:
            with open(f"{origin}i", encoding="utf-8") as file:
                return Stub(name, file.read(), f"{origin}i")
        except (OSError, ValueError):
            return None
