"""Where things stand in a source text: read from the text, without running it."""

from __future__ import annotations

import ast
import linecache
import textwrap
from typing import NamedTuple

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class Place(NamedTuple):
    """A line, and a column in UTF-16 units; both from 1."""

    line: int
    column: int


class Places:
    """What one source text says; an unreadable one says nothing."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._functions: dict[tuple[int, str], Function] = {}
        self.made: dict[str, ast.expr] = {}
        """Names that the module's own body assigns, with the last value of each."""
        self.defined: set[str] = set()
        """Names of the functions and classes of the module's own body."""
        self.guarded: dict[str, list[ast.stmt]] = {}
        """Names that only type checkers see, with the imports or assignments that may make each."""
        try:
            tree = ast.parse("".join(lines))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return
        for item in ast.walk(tree):
            if isinstance(item, FUNCTIONS):
                name = getattr(item, "name", "<lambda>")
                for line in {item.lineno, *(one.lineno for one in _decorators(item))}:
                    self._functions.setdefault((line, name), item)
        self._read_body(tree.body)

    def function(self, name: str, line: int) -> Function | None:
        """The function of that name whose first line, decorators included, is `line`."""
        return self._functions.get((line, name))

    def parameter(self, function: Function, name: str) -> Place | None:
        """Where the function names a parameter."""
        argument = _arguments(function.args).get(name)
        return self.place(argument[0]) if argument else None

    def start(self, function: Function) -> Place:
        """Where the function itself begins, below its decorators."""
        return self.place(function)

    def default(self, function: Function, name: str) -> ast.expr | None:
        """The default of a parameter, as an expression."""
        argument = _arguments(function.args).get(name)
        return argument[1] if argument else None

    def text(self, item: ast.expr) -> str | None:
        """An expression as it is written, on one line."""
        if item.end_lineno is None or item.end_col_offset is None:
            return None
        lines = [line.encode() for line in self._lines[item.lineno - 1 : item.end_lineno]]
        lines[-1] = lines[-1][: item.end_col_offset]
        lines[0] = lines[0][item.col_offset :]
        return " ".join(b"".join(lines).decode("utf-8", "replace").split())

    def source(self, function: Function) -> str:
        """The function's text with its decorators, without its indent."""
        first = min([function.lineno, *(item.lineno for item in _decorators(function))])
        lines = self._lines[first - 1 : function.end_lineno]
        text = textwrap.dedent("".join(lines))
        return text if text.endswith("\n") else f"{text}\n"

    def place(self, item: ast.AST) -> Place:
        """Where an item begins."""
        line: int = item.lineno  # type: ignore[attr-defined]
        start: int = item.col_offset  # type: ignore[attr-defined]
        before = self._lines[line - 1].encode()[:start].decode("utf-8", "replace")
        return Place(line, len(before.encode("utf-16-le")) // 2 + 1)

    def _read_guarded(self, body: list[ast.stmt]) -> None:
        for item in body:
            for name in _bound(item):
                self.guarded.setdefault(name, []).append(item)
            for field in ("body", "orelse"):
                if isinstance(item, (ast.If, ast.Try)):
                    self._read_guarded(getattr(item, field))

    def _read_body(self, body: list[ast.stmt]) -> None:
        for item in body:
            if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                self.defined.add(item.name)
            elif isinstance(item, ast.If) and _is_type_checking(item.test):
                self._read_guarded(item.body)
                self._read_body(item.orelse)
            elif isinstance(item, ast.Assign):
                self.made.update({name: item.value for name in _bound(item)})
            elif isinstance(item, ast.AnnAssign) and item.value:
                self.made.update({name: item.value for name in _bound(item)})
            else:
                for field in ("body", "orelse", "finalbody"):
                    self._read_body(getattr(item, field, []))
                for handler in getattr(item, "handlers", []):
                    self._read_body(handler.body)


_KNOWN: dict[str, tuple[list[str], Places]] = {}


def places_of(file: str) -> Places:
    """What the text of a file says, as `linecache` has it; read again when that has changed."""
    lines = linecache.getlines(file)
    known = _KNOWN.get(file)
    if known is None or known[0] is not lines:
        known = _KNOWN[file] = (lines, Places(lines))
    return known[1]


def _decorators(function: Function) -> list[ast.expr]:
    return getattr(function, "decorator_list", [])


def _arguments(args: ast.arguments) -> dict[str, tuple[ast.arg, ast.expr | None]]:
    plain = [*args.posonlyargs, *args.args]
    defaults = [None] * (len(plain) - len(args.defaults)) + list(args.defaults)
    found = {item.arg: (item, default) for item, default in zip(plain, defaults)}
    found |= {item.arg: (item, default) for item, default in zip(args.kwonlyargs, args.kw_defaults)}
    return found | {item.arg: (item, None) for item in (args.vararg, args.kwarg) if item}


def _is_type_checking(test: ast.expr) -> bool:
    return (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING") or (
        isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING"
    )


def _bound(item: ast.stmt) -> list[str]:
    """The names that an import or an assignment binds."""
    if isinstance(item, ast.Import):
        return [alias.asname or alias.name.split(".")[0] for alias in item.names]
    if isinstance(item, ast.ImportFrom):
        return [alias.asname or alias.name for alias in item.names]
    targets = getattr(item, "targets", [getattr(item, "target", getattr(item, "name", None))])
    return [target.id for target in targets if isinstance(target, ast.Name)]
