"""Imports modules from source texts in memory, with file names that tracebacks can show."""

from __future__ import annotations

import importlib
import importlib.machinery
import linecache
import sys
import typing
from importlib.abc import Loader, MetaPathFinder
from types import ModuleType
from typing import NamedTuple


STUB = "-stubs"
"""A stub goes beside its module under the module's name and this: no module can be called so."""


class Source(NamedTuple):
    """One module as it was handed over."""

    text: str
    file: str


class ModuleNameTaken(ImportError):
    """A module of the user has the name of one that Python itself needs."""


class MemoryModules(MetaPathFinder, Loader):
    """Serves dotted names from source texts; a parent nobody gave is an empty package."""

    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}
        self._parents: set[str] = set()
        self._executed: set[str] = set()
        """Names imported from here, whatever a module has put in its own place since."""

    def install(self) -> None:
        """Comes first among Python's importers."""
        sys.meta_path.insert(0, self)

    def uninstall(self) -> None:
        """Takes the importer and everything it imported away again."""
        if self in sys.meta_path:
            sys.meta_path.remove(self)
        self.forget_imports()

    def add(self, modules: dict[str, Source]) -> None:
        """Adds or replaces modules; one that is as it was changes nothing.

        A replaced module takes every imported module of the user with it, for any of them may
        hold what it used to define. All of them are imported afresh at their next use.
        """
        stale = False
        for name, source in modules.items():
            source = Source(source.text.removeprefix("\ufeff"), source.file)
            if self.sources.get(name) == source:
                continue
            stale = stale or name in self.sources or self._has_plain_parent(name)
            self.sources[name] = source
            lines = source.text.splitlines(keepends=True)
            linecache.cache[source.file] = (len(source.text), None, lines, source.file)
            while "." in name:
                name = name.rpartition(".")[0]
                self._parents.add(name)
        if stale:
            self.forget_imports()

    def put_back(self, name: str, source: Source | None) -> None:
        """Makes a name mean what it meant before `add`; None: nothing."""
        if source is not None:
            self.add({name: source})
            return
        taken = self.sources.pop(name, None)
        if taken is not None:
            linecache.cache.pop(taken.file, None)
        self.forget_imports()

    def forget_imports(self) -> None:
        """Drops what was imported from here."""
        mine = [
            name
            for name, module in list(sys.modules.items())
            if self._is_mine(module) or name in self._executed
        ]
        self._executed.clear()
        for name in mine:
            module = sys.modules.pop(name)
            # Python never forgets overloads by itself.
            getattr(typing, "_overload_registry", {}).pop(name, None)
            parent, _, child = name.rpartition(".")
            holder = sys.modules.get(parent)
            if holder is not None and getattr(holder, child, None) is module:
                delattr(holder, child)

    def load(self, name: str) -> ModuleType:
        """The module, imported when it is not yet."""
        module = sys.modules.get(name)
        if name in self.sources and module is None and self._is_taken(name):
            module = importlib.import_module(name)
        is_mine = self._is_mine(module) or name in self._executed
        if name in self.sources and module is not None and not is_mine:
            raise ModuleNameTaken(
                f"{self.sources[name].file} would be imported as `{name}`, the name of a module that "
                "Python has from elsewhere",
                name=name,
                path=self.sources[name].file,
            )
        return module if module is not None else importlib.import_module(name)

    def find_spec(self, fullname: str, path: object = None, target: object = None):
        source = self.sources.get(fullname)
        if source is None and (fullname not in self._parents or self._exists_elsewhere(fullname)):
            return None
        if self._is_taken(fullname):
            return None
        spec = importlib.machinery.ModuleSpec(
            fullname,
            self,
            origin=source.file if source else None,
            is_package=fullname in self._parents or is_package_file(source),
        )
        spec.has_location = source is not None
        return spec

    def create_module(self, spec: object) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        source = self.sources.get(module.__name__)
        self._executed.add(module.__name__)
        if source is not None:
            code = compile(source.text, source.file, "exec", dont_inherit=True)
            exec(code, module.__dict__)

    def get_source(self, fullname: str) -> str | None:
        source = self.sources.get(fullname)
        return source.text if source else None

    def _has_plain_parent(self, name: str) -> bool:
        """True when the parent was imported before anybody knew that it is a package."""
        parent = sys.modules.get(name.rpartition(".")[0])
        return self._is_mine(parent) and not hasattr(parent, "__path__")

    def _is_mine(self, module: object) -> bool:
        try:
            return getattr(getattr(module, "__spec__", None), "loader", None) is self
        except Exception:  # what a module has put in its place may be anything
            return False

    @staticmethod
    def _is_taken(name: str) -> bool:
        return name in sys.stdlib_module_names or name == "millrace_host"

    def _exists_elsewhere(self, name: str) -> bool:
        finders = [finder for finder in sys.meta_path if finder is not self]
        parent = name.rpartition(".")[0]
        path = getattr(sys.modules.get(parent), "__path__", None) if parent else None
        for finder in finders:
            find_spec = getattr(finder, "find_spec", None)
            spec = find_spec(name, path) if find_spec else None
            # A folder without an __init__ (a namespace package) would hide the modules given.
            if spec is not None and spec.loader is not None and spec.origin is not None:
                return True
        return False


def is_package_file(source: Source | None) -> bool:
    """True for the source of an `__init__.py`."""
    return source is not None and source.file.replace("\\", "/").endswith("/__init__.py")
