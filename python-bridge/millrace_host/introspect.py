"""Reads a module's functions as signatures. Imports the module; calls none of its functions."""

from __future__ import annotations

import re
from typing import Any

from .errors import import_diagnostic
from .exports import exported_functions, names_of
from .forms import forms_of
from .modules import MemoryModules
from .places import places_of
from .reader import Reader, Source
from .stubs import Stubs


def introspect(modules: MemoryModules, name: str, stubs: Stubs | None = None) -> dict:
    """`ModuleIntrospection` of one module; what is wrong with it is a diagnostic."""
    try:
        module = modules.load(name)
    except BaseException as error:  # a module may raise anything, SystemExit included
        found = import_diagnostic(error, name, modules)
        return {"module": name, "functions": [], "diagnostics": [found]}
    stubs = stubs or Stubs(modules)
    source = modules.sources.get(name)
    file = source.file if source else str(names_of(module).get("__file__") or name)
    functions: list[dict] = []
    diagnostics: list[dict] = []
    for exported, function in exported_functions(module, places_of(file), modules):
        read, said = _read(exported, function, file, stubs)
        functions.extend(read)
        diagnostics.extend(said)
    functions.sort(key=lambda item: (item["line"], item["name"], item.get("variant", 1)))
    return {"module": name, "functions": functions, "diagnostics": diagnostics}


def _read(exported: str, function: Any, file: str, stubs: Stubs) -> tuple[list[dict], list[dict]]:
    functions: list[dict] = []
    diagnostics: list[dict] = []
    source: Source | None = None
    try:
        source = Source(function, file)
        for variant, form in enumerate(forms_of(function, stubs), 1):
            reader = Reader(exported, function, form, source)
            functions.append(reader.read(variant))
            diagnostics.extend(reader.diagnostics)
    except Exception as error:
        return [], [_unreadable(exported, source, file, error)]
    return functions, diagnostics


def _unreadable(exported: str, source: Source | None, file: str, error: Exception) -> dict:
    """A function that makes no node, and why."""
    try:
        why = re.sub(r" at 0x[0-9a-fA-F]+", "", f"{type(error).__name__}: {error}")[:300]
    except Exception:
        why = type(error).__name__
    return {
        "code": "python-signature",
        "severity": "warning",
        "message": f"`{exported}` makes no node, for nothing says what it takes ({why})",
        "fix": "wrap it in a function with annotations",
        "file": source.file if source else file,
        "line": source.line if source else 1,
        "function": exported,
    }
