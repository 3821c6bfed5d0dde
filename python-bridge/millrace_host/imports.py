"""Finds what a source text imports, without running it."""

from __future__ import annotations

import ast


def find_imports(module: str, source: str) -> list[str]:
    """Dotted names that `source` imports, sorted; relative ones made absolute for `module`.

    `from a import b` names both `a` and `a.b`, for `b` may be a module. Name a package's own file
    `package.__init__` to have its relative imports resolved. A text with a syntax error imports
    nothing; its import will say what is wrong.
    """
    try:
        tree = ast.parse(source.removeprefix("\ufeff"))
    except (SyntaxError, ValueError, RecursionError):
        return []
    names: set[str] = set()
    for item in ast.walk(tree):
        if isinstance(item, ast.Import):
            names.update(alias.name for alias in item.names)
        elif isinstance(item, ast.ImportFrom):
            base = absolute(module, item.level, item.module)
            if base is None:
                continue
            if base:
                names.add(base)
            names.update(
                f"{base}.{alias.name}" if base else alias.name
                for alias in item.names
                if alias.name != "*"
            )
    return sorted(names)


def absolute(module: str, level: int, name: str | None) -> str | None:
    """The absolute form of `from <dots><name>`; None when the dots leave the top package."""
    if level == 0:
        return name
    parts = module.split(".")
    if level > len(parts):
        return None
    return ".".join([*parts[: len(parts) - level], *([name] if name else [])])
