"""Exceptions as JSON: type, message, the user's line, and a traceback of the user's frames."""

from __future__ import annotations

import sys

from .missing import advice, package_of
from .modules import MemoryModules, ModuleNameTaken
from .tracebacks import cause_of, class_name, field, place_of, text_of, traceback_text, user_frames

MAX_TEXT = 20_000
MAX_DIAGNOSTIC = 1_000
MAX_CAUSES = 8
CALLED_AT = "__millrace_called_at__"
"""Where the function is written whose call raised at once, before any frame of the user's."""


class HostError(Exception):
    """An error of the bridge itself; `code` is stable, the message complete."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def error_info(error: BaseException, seen: frozenset[int] = frozenset()) -> dict:
    """`ErrorInfo` of an exception; survives a raising `__str__` and endless causes."""
    frames = user_frames(field(error, "__traceback__"))
    where = place_of(error, frames) or field(error, CALLED_AT)
    place = "" if where is None else f" ({where[0]}:{where[1]})"
    if isinstance(error, HostError):
        return {"name": "MillraceError", "code": error.code, "message": cut(f"{error}{place}")}
    info: dict = {
        "name": class_name(error),
        "code": "python-error",
        "message": f"{cut(_said(error))}{place}{advice(error)}",
        "stack": cut(traceback_text(error, frames)),
    }
    seen = seen | {id(error)}
    cause = cause_of(error)
    if cause is not None and id(cause) not in seen and len(seen) <= MAX_CAUSES:
        info["cause"] = error_info(cause, seen)
    return info


def cut(text: str, limit: int = MAX_TEXT) -> str:
    """At most `limit` characters and a note, the middle left out."""
    if len(text) > limit:
        half = limit // 2
        text = f"{text[:half]}\n… {len(text) - 2 * half} characters left out …\n{text[-half:]}"
    return text


def forget(error: BaseException) -> None:
    """Drops the frames an exception holds, and with them the user's values."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop()
        if id(one) in seen or not issubclass(type(one), BaseException):
            continue
        seen.add(id(one))
        # Also of a class that calls something of its own by that name.
        BaseException.__dict__["__traceback__"].__set__(one, None)
        members = field(one, "exceptions")
        waiting += [field(one, "__cause__"), field(one, "__context__")]
        # Not `isinstance`, which asks the members what class they say they are.
        waiting += members if type(members) in (tuple, list) else ()
    for name in ("last_exc", "last_type", "last_value", "last_traceback"):
        if hasattr(sys, name):
            delattr(sys, name)


def import_diagnostic(error: BaseException, name: str, modules: MemoryModules) -> dict:
    """The one diagnostic of a module that can't be imported."""
    where = place_of(error, user_frames(error.__traceback__))
    source = modules.sources.get(name)
    file, line = where if where else (source.file if source else name, None)
    code, text, fix = _import_problem(error)
    column = error.offset if isinstance(error, SyntaxError) else None
    forget(error)
    return {
        "code": code,
        "severity": "error",
        "message": cut(text, MAX_DIAGNOSTIC),
        **({"fix": fix} if fix else {}),
        "file": file,
        **({"line": line} if line else {}),
        **({"column": column} if line and column and column > 0 else {}),
    }


def _import_problem(error: BaseException) -> tuple[str, str, str | None]:
    """Code, message and what to do."""
    if isinstance(error, SyntaxError):
        return "python-syntax-error", f"{class_name(error)}: {error.msg}", None
    if isinstance(error, ModuleNameTaken):
        return "python-module-name", str(error), "rename the file, or move it into a folder"
    if isinstance(error, ModuleNotFoundError) and error.name:
        message = f"the module `{error.name}` is needed, and this Python does not have it"
        return "python-import-missing", message, _how_to_install(error.name)
    if isinstance(error, ImportError):
        return "python-import-error", _said(error), "correct the import"
    return "python-module-error", f"the module can't be imported: {_said(error)}", None


def _how_to_install(name: str) -> str:
    """The same words in every interpreter."""
    package = package_of(name)
    return (
        f"run `python3 -m pip install {package}` and read with `--python python3`, "
        "add it to the project, or correct the name"
    )


def _said(error: BaseException) -> str:
    text = text_of(error)
    name = class_name(error)
    return f"{name}: {text}" if text else name
