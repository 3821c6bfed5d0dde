"""Calls one function: binds arguments by kind, and converts them."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any, Callable

from .annotations import scope_of_function
from .call_form import Argument, Kind, Signature
from .context import NodeContext
from .convert import converter_of, takes_floats
from .converter import Mismatch
from .decode import decode
from .errors import CALLED_AT, HostError
from .exports import find_export
from .forms import Form, forms_of
from .modules import MemoryModules
from .reader import Source
from .shapes import Shape, union_of
from .stubs import Stubs
from .to_json import MAX_SAFE
from .written_signature import UNKNOWN


class Callee:
    """A function of a module, with its parameters read once."""

    def __init__(self, function: Any, name: str, stubs: Stubs) -> None:
        self.function = function
        self.name = name
        documentation = Source(function, "").documentation
        try:
            forms = forms_of(function, stubs)
        except (ValueError, TypeError):
            # A builtin without a signature takes what it is given, in order.
            rest = inspect.Signature([Kind("args", Kind.VAR_POSITIONAL)])
            forms = [Form(rest, scope_of_function(function), function)]
        self.forms = [Signature(function, form, documentation) for form in forms]
        shapes = _shapes(self.forms)
        self.converters = {name: converter_of(shape) for name, shape in shapes.items()}
        self.takes_floats = {name for name, shape in shapes.items() if takes_floats(shape)}
        """Parameters that make floats of all numbers they are given."""

    def form_for(self, arguments: list[Argument]) -> Signature:
        """The first form that has all the parameters which are given."""
        if len(self.forms) == 1:
            return self.forms[0]
        names = {argument.parameter for argument in arguments}
        fitting = (form for form in self.forms if names <= form.parameters.keys())
        return next(fitting, self.forms[0])

    def call(self, args: list, kwargs: dict[str, Any]) -> object:
        """What the function gives. A call that its signature refuses has no frame of the user's: the
        error then says where the function is written.
        """
        try:
            return self.function(*args, **kwargs)
        except TypeError as error:
            trace = error.__traceback__
            if type(error) is TypeError and trace is not None and trace.tb_next is None:
                setattr(error, CALLED_AT, written_at(self.function))
            raise

    def bind(
        self,
        node_id: str,
        form: Signature,
        arguments: list[Argument],
        context: NodeContext | None = None,
    ) -> tuple[list, dict[str, Any]]:
        """Positional and keyword arguments; raises HostError that names the port.

        `context` gets to know its inputs; a function that asks for none is called without it.
        """
        if form.by_position and len(arguments) == len(form.by_position):
            args = self._in_order(node_id, form, arguments)
            if args is not None:
                return args, {}
        given: dict[str, Any] = {}
        for argument in arguments:
            given[argument.parameter] = self._converted(node_id, argument, form)
        if context and form.context_name:
            context.inputs = {item.port: given[item.parameter] for item in arguments}
            given[form.context_name] = context
        args = []
        kwargs: dict[str, Any] = {}
        # By position as far as the arguments go without a gap, as people call: a decorator may give
        # its wrapper other names, and `singledispatch` looks at the first argument. Items of *rest
        # come after all others by position, so those can't go by name then.
        has_rest = bool(form.rest_name and given.get(form.rest_name))
        by_position = True
        gap: str | None = None
        for key, item in form.parameters.items():
            if item.kind is Kind.VAR_POSITIONAL:
                args += given.get(key, ())
            elif item.kind is Kind.VAR_KEYWORD:
                kwargs |= self._extra(node_id, key, given.get(key, {}), form)
            elif key not in given and item.default is Kind.empty:
                self._require(node_id, key, form)
            elif item.kind is Kind.POSITIONAL_ONLY or (
                has_rest and item.kind is Kind.POSITIONAL_OR_KEYWORD
            ):
                gap = self._append(node_id, item, given, args, gap)
            elif key not in given:
                by_position = False
            elif by_position and item.kind is Kind.POSITIONAL_OR_KEYWORD:
                args.append(given[key])
            else:
                kwargs[key] = given[key]
        return args, kwargs

    def _in_order(self, node_id: str, form: Signature, arguments: list[Argument]) -> list | None:
        """What most calls are: an argument for each parameter, in their order; None for others."""
        args: list = []
        for argument, (name, fitting) in zip(arguments, form.by_position):
            if argument.parameter != name:
                return None
            value = argument.value
            if argument.is_json or (fitting is not object and type(value) is not fitting):
                if fitting is float and type(value) is int and abs(value) < MAX_SAFE:
                    value = float(value)
                else:
                    value = self._converted(node_id, argument, form)
            args.append(value)
        return args

    def _append(
        self, node_id: str, item: Kind, given: dict[str, Any], args: list, gap: str | None
    ) -> str | None:
        """Adds a positional argument or its default; returns the first that nobody can fill in."""
        if item.name in given and gap is not None:
            raise HostError(
                "argument-missing",
                f"{node_id}.{gap}: `{self.name}` needs a value for `{gap}`, for "
                f"`{item.name}` comes after it",
            )
        if item.name not in given and item.default is UNKNOWN:
            return gap or item.name
        if gap is None:
            args.append(given[item.name] if item.name in given else item.default)
        return gap

    def _require(self, node_id: str, key: str, form: Signature) -> None:
        if key == form.context_name:
            raise HostError(
                "context-missing",
                f"{node_id}: `{self.name}` asks for a NodeContext, and its node type says "
                "nothing of it; generate the config again",
            )
        raise HostError(
            "argument-missing",
            f"{node_id}.{key}: `{self.name}` needs a value for `{key}`, and none came",
        )

    def _extra(self, node_id: str, key: str, extra: Mapping, form: Signature) -> Mapping:
        for name in extra:
            if name in form.parameters and form.parameters[name].kind is not Kind.POSITIONAL_ONLY:
                raise HostError(
                    "argument-twice",
                    f"{node_id}.{key}: `{name}` is a parameter of `{self.name}` already; "
                    f"take it out of `{key}`",
                )
        return extra

    def _converted(self, node_id: str, argument: Argument, form: Signature) -> object:
        parameter = form.parameters.get(argument.parameter)
        where = f"{node_id}.{argument.port}"
        if parameter is None:
            raise HostError(
                "argument-unknown",
                f"{where}: `{self.name}` has no parameter `{argument.parameter}`; it has "
                f"{', '.join(form.parameters) or 'none'}. Generate the config again.",
            )
        if argument.is_json:
            floats = argument.parameter in self.takes_floats
            try:
                argument.value = decode(argument.value, argument.given, floats)
            except HostError as error:
                raise HostError(error.code, f"{where}: {error}") from None
            argument.is_json = False
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


def _shapes(forms: list[Signature]) -> dict[str, Shape]:
    """One for each name: an overloaded parameter takes what any of its forms takes."""
    shapes: dict[str, list[Shape]] = {}
    for form in forms:
        for name, shape in form.shapes.items():
            shapes.setdefault(name, []).append(shape)
    return {name: found[0] if len(found) == 1 else union_of(found) for name, found in shapes.items()}


def written_at(function: Any) -> tuple[str, int] | None:
    """File and line of a function, below its decorators; None where that is no Python."""
    try:
        inner = inspect.unwrap(function)
    except ValueError:  # wrappers in a circle
        inner = function
    code = getattr(inner, "__code__", None) or getattr(type(inner).__call__, "__code__", None)
    return (code.co_filename, code.co_firstlineno) if code else None


class Callees:
    """The functions called so far; forget them when modules change."""

    def __init__(self, modules: MemoryModules) -> None:
        self._modules = modules
        self._stubs = Stubs(modules)
        self.known: dict[tuple[str, str], Callee] = {}
        """By module and export, as far as they have been called."""

    def get(self, module: str, export: str) -> Callee:
        """Raises whatever the import raises, or HostError `function-missing`."""
        known = self.known.get((module, export))
        if known is not None:
            return known
        loaded = self._modules.load(module)
        function = find_export(loaded, export)
        if function is None:
            source = self._modules.sources.get(module)
            raise HostError(
                "function-missing",
                f"{source.file if source else module} has no function `{export}`; "
                "generate the config again, or bring the function back",
            )
        callee = Callee(function, export, self._stubs)
        self.known[(module, export)] = callee
        return callee

    def forget(self) -> None:
        self.known.clear()
        self._stubs.forget()
