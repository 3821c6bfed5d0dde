"""Reads one form of one function as a signature, and notes what its author should know."""

from __future__ import annotations

import ast
import inspect
from typing import Any

from .annotations import unwrapped
from .classes import record_kind
from .context import context_name, is_context
from .defaults import calls_functions, default_of, shape_of_default
from .doc_types import shape_of_text
from .docstrings import Documentation
from .forms import Form
from .markers import MARK
from .places import Place, places_of
from .records import record_fields
from .results import Result, result_of
from .schemas import Schemas
from .shapes import ANYTHING, Shape, shape_of, union_of
from .written_signature import UNKNOWN

Parameter = inspect.Parameter
EMPTY = Parameter.empty
KINDS = {
    Parameter.POSITIONAL_ONLY: "positionalOnly",
    Parameter.KEYWORD_ONLY: "keywordOnly",
    Parameter.VAR_POSITIONAL: "rest",
    Parameter.VAR_KEYWORD: "keywordRest",
}
NONE = Shape("none", "None", cls=type(None))
MAX_PROBLEMS = 3
"""Of one port; whoever has more of them needs another type, not a longer list."""
RESULT = "return"


class Source:
    """Where a function is written, and what stands there."""

    def __init__(self, function: Any, file: str) -> None:
        self.inner = unwrapped(function)
        code = getattr(self.inner, "__code__", None)
        self.file: str = code.co_filename if code else file
        self.line: int = code.co_firstlineno if code else 1
        self.places = places_of(self.file)
        self.node = self.places.function(code.co_name, code.co_firstlineno) if code else None
        self.documentation = Documentation(_documentation(function, self.inner))

    @property
    def text(self) -> str:
        """The function's own text, without its indent; empty when there is none."""
        if self.node is not None and hasattr(self.node, "decorator_list"):
            return self.places.source(self.node)
        try:
            return inspect.cleandoc(inspect.getsource(self.inner)) + "\n"
        except Exception:
            return ""

    def place(self, parameter: str) -> Place:
        """Where a parameter stands, else the function."""
        if self.node is None:
            return Place(self.line, 1)
        return self.places.parameter(self.node, parameter) or self.places.start(self.node)

    def result_place(self) -> Place:
        """Where the type of the result stands, else the function."""
        returns = getattr(self.node, "returns", None)
        return self.places.place(returns) if returns else self.place("")

    def default(self, parameter: str) -> ast.expr | None:
        """The default of a parameter, as an expression."""
        return self.places.default(self.node, parameter) if self.node else None


def _documentation(function: Any, inner: Any) -> str | None:
    for one in (inner, function):
        try:
            text = inspect.getdoc(one)
        except Exception:
            continue
        # Of an object it may be what its class says of all its instances.
        if isinstance(text, str) and text and one.__doc__ is not type(one).__doc__:
            return text
    return None


class Reader:
    """One form of one function."""

    def __init__(self, name: str, function: Any, form: Form, source: Source) -> None:
        self.name = name
        self.function = function
        self.form = form
        self.source = source
        self.written = source if form.source is source.inner else Source(form.source, source.file)
        """Where its types stand: of an overload there, of a stub in the stub."""
        self.diagnostics: list[dict] = []
        self._shared: frozenset[str] = frozenset()

    def read(self, variant: int) -> dict:
        """The `FunctionSignature`; `variant` counts the forms from 1."""
        parameters = list(self.form.signature.parameters.values())
        context = context_name(parameters, self.form.scope)
        shapes = {item.name: self._shape(item) for item in parameters if item.name != context}
        result = result_of(self.function, self.form, self.source.documentation)
        returns, outputs = self._outputs(result)
        self._shared = _variables(shapes.values()) & _variables(shape for shape, _ in outputs)
        marks = getattr(self.function, MARK, {})
        said = self.source.documentation
        return {
            "name": self.name,
            "line": self.source.line,
            **({"variant": variant} if variant > 1 else {}),
            **_said("description", said.summary),
            "async": result.is_async,
            "callStyle": "python",
            "context": context is not None,
            "parameters": [
                self._parameter(item, shapes[item.name])
                for item in parameters
                if item.name != context
            ],
            "returns": returns,
            **({"collect": True} if result.collect else {}),
            "outputs": [self._output(shape, name, len(outputs)) for shape, name in outputs],
            "sourceText": self.source.text,
            **({"examples": said.examples} if said.examples else {}),
            **{key: marks[key] for key in ("id", "label", "category", "version") if key in marks},
        }

    def _shape(self, item: Parameter) -> Shape:
        shape = parameter_shape(item, self.form, self.source.documentation)
        if is_context(item.annotation, self.form.scope):
            problem = "a NodeContext has to be the last parameter, without `*`"
            self._report(item.name, problem, "move it to the end", "context-misplaced", "error")
            return Shape("any", "NodeContext")
        if shape is None:
            self._report(item.name, "it has no type; the port takes anything", "annotate it")
            return _as_kind(ANYTHING, item)
        return shape

    def _parameter(self, item: Parameter, shape: Shape) -> dict:
        kind = KINDS.get(item.kind)
        described = self.source.documentation.parameters.get(item.name)
        is_rest = kind in ("rest", "keywordRest")
        written = self.source.default(item.name)
        return {
            "name": item.name,
            **_said("kind", kind),
            "schema": self._schema(shape, item.name),
            "required": item.default is EMPTY and not is_rest,
            **default_of(item.default, shape, *self._written(written)),
            **_said("description", described or shape.meta.get("description")),
            **({"meta": shape.meta} if shape.meta else {}),
        }

    def _written(self, default: ast.expr | None) -> tuple[str | None, bool]:
        """A default's text, and whether it is another value at every start of Python."""
        if default is None:
            return None, False
        return self.source.places.text(default), calls_functions(default, self.form.scope.globals)

    def _outputs(self, result: Result) -> tuple[str, list[tuple[Shape, str | None]]]:
        shape = result.shape
        wanted = getattr(self.function, MARK, {}).get("outputs")
        if wanted:
            return self._fields(shape, wanted)
        if shape.kind == "none":
            return "void", []
        if result.collect:
            return "value", [(shape, None)]
        if shape.kind == "tuple":
            return "tuple", [(item, None) for item in shape.items]
        if shape.kind == "record" and record_kind(shape.cls) == "namedtuple":
            return "tuple", [(field.shape, field.name) for field in record_fields(shape.cls)]
        return "value", [(shape, None)]

    def _fields(self, shape: Shape, wanted: object) -> tuple[str, list[tuple[Shape, str | None]]]:
        known = {}
        if shape.kind == "record":
            known = {field.name: field.shape for field in record_fields(shape.cls)}
        rest = shape.items[-1] if shape.kind == "dict" else ANYTHING
        names = list(known) if wanted is True else list(wanted)  # type: ignore[call-overload]
        missing = [name for name in names if known and name not in known]
        if missing or not names:
            there = f"; it has {', '.join(known)}" if known else ""
            problem = f"`outputs` names {', '.join(missing) or 'the fields'} of `{shape.text}`{there}"
            fix = "name its fields, or return a dataclass or a TypedDict"
            self._report(RESULT, problem, fix, "outputs-unknown", "error")
            return "value", [(shape, None)]
        return "object", [(known.get(name, rest), name) for name in names]

    def _output(self, shape: Shape, name: str | None, count: int) -> dict:
        meta = shape.meta
        documented = self.source.documentation.returns if count == 1 and name is None else None
        return {
            **_said("name", meta.get("id") or name),
            "schema": self._schema(shape, RESULT),
            **_said("description", meta.get("description") or documented),
            **({"meta": meta} if meta else {}),
        }

    def _schema(self, shape: Shape, parameter: str) -> dict:
        if shape.misused:
            self._report(parameter, shape.misused, None, "port-option")
        schemas = Schemas(self._shared)
        schema = schemas.port(shape)
        problems = list(schemas.problems.items())
        for index, (problem, fix) in enumerate(problems[:MAX_PROBLEMS]):
            left = len(problems) - MAX_PROBLEMS if index == MAX_PROBLEMS - 1 else 0
            more = f" (and {left} more)" if left > 0 else ""
            which = "that part" if schema else "the port"
            self._report(parameter, f"{problem}; {which} takes anything{more}", fix)
        return schema

    def _report(
        self,
        parameter: str,
        problem: str,
        fix: str | None,
        code: str = "untyped-port",
        severity: str = "warning",
    ) -> None:
        where = "the returned value" if parameter == RESULT else f"parameter `{parameter}`"
        is_result = parameter == RESULT
        place = self.written.result_place() if is_result else self.written.place(parameter)
        self.diagnostics.append(
            {
                "code": code,
                "severity": severity,
                "message": f"`{self.name}`, {where}: {problem}",
                **_said("fix", fix),
                "file": self.written.file,
                "line": place.line,
                "column": place.column,
                "function": self.name,
                "parameter": parameter,
            }
        )


def parameter_shape(item: Parameter, form: Form, documentation: Documentation) -> Shape | None:
    """What a parameter takes, as its annotation, its docstring or its default says; else None."""
    shape: Shape | None
    if item.annotation is not EMPTY:
        shape = shape_of(item.annotation, form.scope)
    else:
        shape = shape_of_text(documentation.types.get(item.name), form.scope)
        if shape is None and item.default is not EMPTY and item.default is not UNKNOWN:
            shape = shape_of_default(item.default)
            shape = None if shape.kind == "any" else shape
    if shape is None:
        return None
    if item.default is None and not takes_none(shape):
        # `count: int = None` says by its default what its annotation leaves out.
        shape = union_of([shape, NONE])
    return _as_kind(shape, item)


def _as_kind(shape: Shape, item: Parameter) -> Shape:
    """The list of a `*parameter`, the object of a `**parameter`."""
    if item.kind is item.VAR_POSITIONAL:
        return Shape("list", f"list[{shape.text}]", (shape,), list, meta=shape.meta)
    if item.kind is item.VAR_KEYWORD and "Unpack[" not in str(item.annotation):
        key = Shape("str", "str", cls=str)
        return Shape("dict", f"dict[str, {shape.text}]", (key, shape), dict, meta=shape.meta)
    return shape


def takes_none(shape: Shape) -> bool:
    """True when None is among the values of a shape."""
    if shape.kind == "literal":
        return any(value is None for value in shape.cls)
    if shape.kind == "enum":
        return any(member.value is None for member in shape.cls)
    if shape.kind == "alias":
        return takes_none(shape.cls.shape)
    return shape.kind in ("none", "any") or any(
        takes_none(item) for item in shape.items if shape.kind == "union"
    )


def _variables(shapes: Any) -> frozenset[str]:
    found: set[str] = set()
    for shape in shapes:
        if shape.variable:
            found.add(shape.variable)
        found |= _variables(shape.items)
    return frozenset(found)


def _said(key: str, value: object) -> dict:
    return {} if value is None else {key: value}
