"""Reads a module's functions as signatures. Imports the module; calls none of its functions."""

from __future__ import annotations

import collections.abc as abc
import functools
import inspect
import textwrap
import typing
from types import ModuleType
from typing import Any, Callable

from .annotations import Unresolved, scope_of_function, signature_of
from .context import context_name, is_context
from .docstrings import parse_docstring
from .errors import import_diagnostic
from .markers import MARK
from .modules import MemoryModules
from .schemas import Schemas
from .shapes import Shape, record_fields, record_kind, shape_of
from .to_json import NotSayable, default_json

KINDS = {
    inspect.Parameter.POSITIONAL_ONLY: "positionalOnly",
    inspect.Parameter.KEYWORD_ONLY: "keywordOnly",
    inspect.Parameter.VAR_POSITIONAL: "rest",
    inspect.Parameter.VAR_KEYWORD: "keywordRest",
}
AWAITABLES = (abc.Awaitable, abc.Coroutine)


def introspect(modules: MemoryModules, name: str) -> dict:
    """`ModuleIntrospection` of one module; what is wrong with it is a diagnostic."""
    try:
        module = modules.load(name)
    except BaseException as error:  # a module may raise anything, SystemExit included
        found = import_diagnostic(error, name, modules)
        return {"module": name, "functions": [], "diagnostics": [found]}
    source = modules.sources.get(name)
    file = source.file if source else getattr(module, "__file__", None) or name
    functions: list[dict] = []
    diagnostics: list[dict] = []
    for exported, function in exported_functions(module):
        try:
            reader = _FunctionReader(exported, function, file)
            functions.append(reader.read())
            diagnostics.extend(reader.diagnostics)
        except Exception as error:
            diagnostics.append(_unreadable(exported, function, file, error))
    functions.sort(key=lambda item: (item["line"], item["name"]))
    return {"module": name, "functions": functions, "diagnostics": diagnostics}


def exported_functions(module: ModuleType) -> list[tuple[str, Callable]]:
    """The functions in `__all__`; without one, the public ones that the module itself defines."""
    listed = getattr(module, "__all__", None)
    found: list[tuple[str, Callable]] = []
    for name, value in list(vars(module).items()):
        if listed is not None:
            if name not in listed:
                continue
        elif name.startswith("_") or getattr(value, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(value) or isinstance(value, functools._lru_cache_wrapper):
            found.append((name, value))
    return found


def is_async(function: Callable) -> bool:
    """True when calling gives an awaitable, as far as the definition tells."""
    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(
        inspect.unwrap(function)
    )


def line_of(function: Callable) -> int:
    code = getattr(inspect.unwrap(function), "__code__", None)
    return code.co_firstlineno if code else 1


class _FunctionReader:
    def __init__(self, exported: str, function: Callable, file: str) -> None:
        self.exported = exported
        self.function = function
        self.file = file
        self.inner = inspect.unwrap(function)
        self.line = line_of(function)
        self.scope = scope_of_function(self.inner)
        self.documentation = parse_docstring(inspect.getdoc(self.inner))
        self.diagnostics: list[dict] = []

    def read(self) -> dict:
        signature = signature_of(self.function)
        marks = getattr(self.function, MARK, {})
        context = context_name(signature.parameters.values(), self.scope)
        parameters = [
            self._parameter(item) for item in signature.parameters.values() if item.name != context
        ]
        returned, is_awaitable = self._returned(signature.return_annotation)
        returns, outputs = self._outputs(returned)
        return {
            "name": self.exported,
            "line": self.line,
            **_said("description", self.documentation.summary),
            "async": is_async(self.function) or is_awaitable,
            "callStyle": "python",
            "context": context is not None,
            "parameters": parameters,
            "returns": returns,
            "outputs": outputs,
            "sourceText": source_text(self.inner),
            **{key: marks[key] for key in ("id", "label", "category", "version") if key in marks},
        }

    def _parameter(self, parameter: inspect.Parameter) -> dict:
        shape = self._shape(parameter.annotation)
        if is_context(parameter.annotation, self.scope):
            self._misplaced(parameter.name)
            shape = Shape("any", "NodeContext")
        schema = self._schema(shape, parameter.name)
        kind = KINDS.get(parameter.kind)
        has_default = parameter.default is not inspect.Parameter.empty
        if kind == "rest":
            schema = {"type": "array", "items": schema}
        elif kind == "keywordRest":
            schema = {"type": "object", **({"additionalProperties": schema} if schema else {})}
        elif parameter.default is None and schema and not _takes_null(schema):
            # `count: int = None` says by its default what its annotation leaves out.
            schema = {"anyOf": [schema, {"type": "null"}]}
        described = self.documentation.parameters.get(parameter.name)
        return {
            "name": parameter.name,
            **_said("kind", kind),
            "schema": schema,
            "required": not has_default and kind not in ("rest", "keywordRest"),
            **(_default(parameter.default) if has_default else {}),
            **_said("description", described or shape.meta.get("description")),
            **({"meta": shape.meta} if shape.meta else {}),
        }

    def _returned(self, annotation: object) -> tuple[object, bool]:
        """The annotation of the value itself, and whether it has to be awaited."""
        try:
            annotation = self.scope.resolve(annotation)
        except Unresolved:
            return annotation, False
        if typing.get_origin(annotation) in AWAITABLES:
            arguments = typing.get_args(annotation)
            return (arguments[-1] if arguments else Any), True
        return annotation, False

    def _outputs(self, annotation: object) -> tuple[str, list[dict]]:
        if annotation is inspect.Signature.empty:
            return "value", [self._output(Shape("any", "Any"))]
        shape = shape_of(annotation, self.scope)
        if shape.kind == "none":
            return "void", []
        if shape.kind == "tuple":
            return "tuple", [self._output(item, many=True) for item in shape.items]
        if shape.kind == "record" and record_kind(shape.cls) == "namedtuple":
            fields = record_fields(shape.cls)
            return "tuple", [self._output(field.shape, field.name, True) for field in fields]
        return "value", [self._output(shape)]

    def _output(self, shape: Shape, name: str | None = None, many: bool = False) -> dict:
        meta = shape.meta
        described = meta.get("description") or (None if many else self.documentation.returns)
        return {
            **_said("name", meta.get("id") or name),
            "schema": self._schema(shape, "return"),
            **_said("description", described),
            **({"meta": meta} if meta else {}),
        }

    def _shape(self, annotation: object) -> Shape:
        if annotation is inspect.Parameter.empty:
            return Shape("any", "Any")
        return shape_of(annotation, self.scope)

    def _schema(self, shape: Shape, parameter: str) -> dict:
        schemas = Schemas()
        schema = schemas.schema(shape)
        for problem in schemas.problems:
            self._report(parameter, problem if schema else f"{problem}; the port takes every value")
        return schema

    def _misplaced(self, parameter: str) -> None:
        self._report(
            parameter,
            "a NodeContext has to be the last parameter, without `*`; move it to the end",
            "context-misplaced",
            "error",
        )

    def _report(
        self, parameter: str, problem: str, code: str = "python-annotation", severity: str = "warning"
    ) -> None:
        where = "the result" if parameter == "return" else f"parameter `{parameter}`"
        self.diagnostics.append(
            {
                "code": code,
                "severity": severity,
                "message": f"{self.file}:{self.line}: {where} of `{self.exported}`: {problem}",
                "file": self.file,
                "line": self.line,
                "function": self.exported,
                "parameter": parameter,
            }
        )


def source_text(function: Callable) -> str:
    """The function's own source, without its indent; empty when there is none."""
    try:
        return textwrap.dedent(inspect.getsource(function))
    except (OSError, TypeError):
        return ""


def _takes_null(schema: dict) -> bool:
    if schema.get("type") == "null" or None in schema.get("enum", ()):
        return True
    return any(_takes_null(member) or not member for member in schema.get("anyOf", ()))


def _default(value: object) -> dict:
    try:
        return {"default": default_json(value)}
    except NotSayable:
        return {}


def _said(key: str, value: object) -> dict:
    return {} if value is None else {key: value}


def _unreadable(exported: str, function: Callable, file: str, error: Exception) -> dict:
    line = line_of(function)
    return {
        "code": "python-signature",
        "severity": "error",
        "message": f"{file}:{line}: the signature of `{exported}` can't be read: "
        f"{type(error).__name__}: {error}",
        "file": file,
        "line": line,
        "function": exported,
    }
