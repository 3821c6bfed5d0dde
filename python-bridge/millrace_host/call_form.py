"""What a call takes: its arguments, and what one form of a function makes of them."""

from __future__ import annotations

import inspect
from typing import Any

from .buffers import Given
from .classes import record_kind
from .context import context_name
from .convert_lists import EXACT
from .docstrings import Documentation
from .forms import Form
from .markers import MARK
from .outgoing import gathered, leaving
from .reader import parameter_shape
from .records import record_fields
from .results import result_of
from .shapes import ANYTHING as ANY
from .shapes import Shape

Kind = inspect.Parameter
FITTING: dict[str, type] = {**EXACT, "any": object}
"""What fits as it is; an `object` is anything."""


class Argument:
    """One value on its way to a parameter."""

    __slots__ = ("port", "parameter", "value", "deep", "is_json", "given")

    def __init__(
        self,
        port: str,
        parameter: str,
        value: object,
        deep: bool,
        is_json: bool = False,
        given: Given = None,
    ) -> None:
        self.port = port
        self.parameter = parameter
        self.value = value
        self.deep = deep
        """The value came from outside Python, so its items are converted, too."""
        self.is_json = is_json
        """The value is still to be decoded, with the buffers `given`."""
        self.given = given


class Signature:
    """One form of a function: what its parameters take, and how its result is handed on."""

    def __init__(self, function: Any, form: Form, documentation: Documentation) -> None:
        result = result_of(function, form, documentation)
        self.collects = result.collect
        self.gather = None if result.collect else gathered(result.shape)
        parts = returns_parts(function, result.shape)
        self.leaving = [leaving(part) for part in ([result.shape] if parts is None else parts)]
        self.parameters = dict(form.signature.parameters)
        self.context_name = context_name(self.parameters.values(), form.scope)
        self.shapes = {
            key: _shape_of_one(item, form, documentation) for key, item in self.parameters.items()
        }
        kinds = {item.kind: key for key, item in self.parameters.items()}
        self.rest_name = kinds.get(Kind.VAR_POSITIONAL)
        self.by_position = self._read_positions()

    def _read_positions(self) -> list[tuple[str, type | None]]:
        """The parameters of a form that takes all of them by position, and the type whose values need
        no conversion; none for any other form.
        """
        kinds = {item.kind for item in self.parameters.values()}
        if self.context_name or not kinds <= {Kind.POSITIONAL_ONLY, Kind.POSITIONAL_OR_KEYWORD}:
            return []
        return [(key, FITTING.get(shape.kind)) for key, shape in self.shapes.items()]


def _shape_of_one(item: Kind, form: Form, documentation: Documentation) -> Shape:
    """What one value of the parameter is; of a rest parameter each of its items."""
    shape = parameter_shape(item, form, documentation)
    if shape is None:
        return ANY
    is_rest = item.kind in (Kind.VAR_POSITIONAL, Kind.VAR_KEYWORD)
    return shape.items[-1] if is_rest and shape.kind in ("list", "dict") else shape


def returns_parts(function: Any, shape: Shape) -> list[Shape] | None:
    """The shapes of several outputs; None where the result is one."""
    if getattr(function, MARK, {}).get("outputs"):
        return []
    if shape.kind == "tuple":
        return list(shape.items)
    if shape.kind == "record" and record_kind(shape.cls) == "namedtuple":
        return [field.shape for field in record_fields(shape.cls)]
    return None
