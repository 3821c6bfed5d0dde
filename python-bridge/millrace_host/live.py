"""Reads a source text that is being written: what can't be imported changes nothing."""

from __future__ import annotations

from .errors import import_diagnostic
from .introspect import introspect
from .modules import MemoryModules, Source
from .stubs import Stubs


def read_live(modules: MemoryModules, name: str, source: Source, stubs: Stubs) -> dict:
    """`ModuleIntrospection` of the text, and whether it is what `name` means from now on."""
    text = source.text.removeprefix("\ufeff")
    try:
        # Most texts that are being written are not even Python, and nobody has to be told of them.
        compile(text, source.file, "exec", dont_inherit=True)
    except BaseException as error:  # a text may be too deep, or hold a null byte
        return _refused(name, [_at_home(import_diagnostic(error, name, modules), source)])
    before = modules.sources.get(name)
    modules.add({name: source})
    stubs.forget()
    read = introspect(modules, name, stubs)
    if not read["functions"] and any(said["severity"] == "error" for said in read["diagnostics"]):
        modules.put_back(name, before)
        stubs.forget()
        return _refused(name, read["diagnostics"])
    return {**read, "accepted": True}


def _refused(name: str, diagnostics: list[dict]) -> dict:
    return {"module": name, "functions": [], "diagnostics": diagnostics, "accepted": False}


def _at_home(diagnostic: dict, source: Source) -> dict:
    """An error without a place is the text's own: the name may mean another file until now."""
    return diagnostic if "line" in diagnostic else {**diagnostic, "file": source.file}
