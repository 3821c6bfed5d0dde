"""Calls one function: binds arguments by kind, converts them, maps the result to outputs."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any, Callable

from .annotations import scope_of_function, signature_of
from .context import NodeContext, context_name
from .convert import Converter, Mismatch, came, converter_of
from .errors import HostError
from .markers import no_value
from .modules import MemoryModules
from .shapes import Shape, shape_of

Kind = inspect.Parameter
ANYTHING = converter_of(Shape("any", "Any"))


class Argument:
    """One value on its way to a parameter."""

    __slots__ = ("port", "parameter", "value", "deep")

    def __init__(self, port: str, parameter: str, value: object, deep: bool) -> None:
        self.port = port
        self.parameter = parameter
        self.value = value
        self.deep = deep
        """The value came from outside Python, so its items are converted, too."""


class Callee:
    """A function of a module, with its parameters read once."""

    def __init__(self, function: Callable, name: str) -> None:
        self.function = function
        self.name = name
        try:
            self.parameters = dict(signature_of(function).parameters)
        except ValueError:
            # A builtin without a signature takes what it is given, in order.
            self.parameters = {"args": Kind("args", Kind.VAR_POSITIONAL)}
        kinds = {item.kind: key for key, item in self.parameters.items()}
        self._rest_name = kinds.get(Kind.VAR_POSITIONAL)
        scope = scope_of_function(inspect.unwrap(function))
        self.context_name = context_name(self.parameters.values(), scope)
        self.converters: dict[str, Converter] = {
            key: ANYTHING
            if item.annotation is Kind.empty
            else converter_of(shape_of(item.annotation, scope))
            for key, item in self.parameters.items()
        }

    def bind(
        self, node_id: str, arguments: list[Argument], context: NodeContext | None = None
    ) -> tuple[list, dict[str, Any]]:
        """Positional and keyword arguments; raises HostError that names the port.

        `context` gets to know its inputs; a function that asks for none is called without it.
        """
        given: dict[str, Any] = {}
        for argument in arguments:
            given[argument.parameter] = self._converted(node_id, argument)
        if context and self.context_name:
            context.inputs = {item.port: given[item.parameter] for item in arguments}
            given[self.context_name] = context
        args: list = []
        kwargs: dict[str, Any] = {}
        # By position as far as the arguments go without a gap, as people call: a decorator may give
        # its wrapper other names, and `singledispatch` looks at the first argument. Items of *rest
        # come after all others by position, so those can't go by name then.
        has_rest = bool(self._rest_name and given.get(self._rest_name))
        by_position = True
        for key, item in self.parameters.items():
            if item.kind is Kind.VAR_POSITIONAL:
                args += given.get(key, ())
            elif item.kind is Kind.VAR_KEYWORD:
                kwargs |= self._extra(node_id, key, given.get(key, {}), kwargs)
            elif key not in given and item.default is Kind.empty:
                if key == self.context_name:
                    raise HostError(
                        "context-missing",
                        f"{node_id}: `{self.name}` asks for a NodeContext, and its node type says "
                        "nothing of it; generate the config again",
                    )
                raise HostError(
                    "argument-missing",
                    f"{node_id}.{key}: `{self.name}` needs a value for `{key}`, and none came",
                )
            elif item.kind is Kind.POSITIONAL_ONLY or (
                has_rest and item.kind is Kind.POSITIONAL_OR_KEYWORD
            ):
                args.append(given[key] if key in given else item.default)
            elif key not in given:
                by_position = False
            elif by_position and item.kind is Kind.POSITIONAL_OR_KEYWORD:
                args.append(given[key])
            else:
                kwargs[key] = given[key]
        return args, kwargs

    def _extra(self, node_id: str, key: str, extra: Mapping, kwargs: dict) -> Mapping:
        for name in extra:
            if name in self.parameters and self.parameters[name].kind is not Kind.POSITIONAL_ONLY:
                raise HostError(
                    "argument-twice",
                    f"{node_id}.{key}: `{name}` is a parameter of `{self.name}` already; "
                    f"take it out of `{key}`",
                )
        return extra

    def _converted(self, node_id: str, argument: Argument) -> object:
        parameter = self.parameters.get(argument.parameter)
        where = f"{node_id}.{argument.port}"
        if parameter is None:
            raise HostError(
                "argument-unknown",
                f"{where}: `{self.name}` has no parameter `{argument.parameter}`; it has "
                f"{', '.join(self.parameters) or 'none'}. Generate the config again.",
            )
        if argument.value is None and parameter.default is None:
            return None
        convert = self.converters[argument.parameter].convert
        try:
            if parameter.kind is Kind.VAR_POSITIONAL:
                return self._rest(argument, convert)
            if parameter.kind is Kind.VAR_KEYWORD:
                return self._keyword_rest(argument, convert)
            return convert(argument.value, argument.deep)
        except Mismatch as mismatch:
            expected = mismatch.expected
            raise HostError(
                "argument-mismatch",
                f"{where}{mismatch.path}: expected {expected}, got {mismatch.came}",
            ) from None

    @staticmethod
    def _rest(argument: Argument, convert: Callable) -> list:
        if isinstance(argument.value, (str, bytes, Mapping)):
            raise Mismatch("a list", argument.value)
        try:
            values = list(argument.value)  # type: ignore[call-overload]
        except TypeError:
            raise Mismatch("a list", argument.value) from None
        return [convert(value, argument.deep) for value in values]

    @staticmethod
    def _keyword_rest(argument: Argument, convert: Callable) -> dict:
        if not isinstance(argument.value, Mapping):
            raise Mismatch("an object", argument.value)
        return {str(key): convert(value, argument.deep) for key, value in argument.value.items()}


class Callees:
    """The functions called so far; forget them when modules change."""

    def __init__(self, modules: MemoryModules) -> None:
        self._modules = modules
        self._known: dict[tuple[str, str], Callee] = {}

    def get(self, module: str, export: str) -> Callee:
        """Raises whatever the import raises, or HostError `function-missing`."""
        known = self._known.get((module, export))
        if known is not None:
            return known
        loaded = self._modules.load(module)
        function = getattr(loaded, export, None)
        if not callable(function):
            source = self._modules.sources.get(module)
            raise HostError(
                "function-missing",
                f"{source.file if source else module} has no function `{export}`; "
                "generate the config again, or bring the function back",
            )
        callee = Callee(function, export)
        self._known[(module, export)] = callee
        return callee

    def forget(self) -> None:
        self._known.clear()


def map_result(node_id: str, result: object, returns: str, outputs: list[str]) -> list:
    """One value for each output, `no_value` among them; raises HostError when they don't match."""
    if returns == "void" or not outputs:
        return []
    if result is no_value:
        return [no_value] * len(outputs)
    if returns == "value":
        return [result]
    if returns == "tuple":
        if not isinstance(result, (tuple, list)):
            raise _unfit(node_id, f"a tuple of {len(outputs)} items", came(result))
        if len(result) != len(outputs):
            expected = f"a tuple of {len(outputs)} items ({', '.join(outputs)})"
            raise _unfit(node_id, expected, f"{len(result)} items")
        return list(result)
    return [_property(node_id, result, name) for name in outputs]


def _property(node_id: str, result: object, name: str) -> object:
    if isinstance(result, Mapping):
        if name in result:
            return result[name]
    elif hasattr(result, name):
        return getattr(result, name)
    raise _unfit(node_id, f"an object with `{name}`", came(result))


def _unfit(node_id: str, expected: str, got: str) -> HostError:
    return HostError("result-mismatch", f"{node_id}: the result: expected {expected}, got {got}")
