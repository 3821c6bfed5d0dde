"""The signature that a function of C has only in the first line of its documentation."""

from __future__ import annotations

import ast
import inspect
import re

LINE = re.compile(r"[\w.]*?(?P<name>\w+)\((?P<arguments>[^()]*)\)\s*(?:->\s*(?P<result>[\w |.\[\]]+))?")
UNKNOWN = object()
"""A default that nobody wrote: the function is called without the argument."""


def written_signature(function: object) -> inspect.Signature | None:
    """`range(start, stop[, step]) -> list` as a signature; None where the line is none."""
    document = getattr(function, "__doc__", None)
    if not isinstance(document, str) or not document.strip():
        return None
    match = LINE.match(document.strip().splitlines()[0].strip())
    if match is None or match["name"] != getattr(function, "__name__", None):
        return None
    parameters = _parameters(match["arguments"])
    if parameters is None:
        return None
    try:
        return inspect.Signature(parameters)
    except ValueError:
        return None


def _parameters(text: str) -> list[inspect.Parameter] | None:
    # What stands in brackets may be left out.
    optional_from = text.find("[")
    required = text if optional_from < 0 else text[:optional_from]
    count = len([part for part in required.split(",") if part.strip()])
    plain = re.sub(r"[\[\]]", "", text).strip().strip(",")
    try:
        tree = ast.parse(f"def f({plain}): ...").body[0]
    except SyntaxError:
        return None
    arguments = tree.args  # type: ignore[attr-defined]
    kind = inspect.Parameter
    found = []
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = len(positional) - len(arguments.defaults)
    for index, item in enumerate(positional):
        is_optional = index >= min(defaults, count)
        default = UNKNOWN if is_optional else kind.empty
        found.append(kind(item.arg, kind.POSITIONAL_ONLY, default=default))
    if arguments.vararg:
        found.append(kind(arguments.vararg.arg, kind.VAR_POSITIONAL))
    found += [kind(item.arg, kind.KEYWORD_ONLY, default=UNKNOWN) for item in arguments.kwonlyargs]
    return found
