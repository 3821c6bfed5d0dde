"""Exceptions as JSON: type, message, the user's line, and a traceback of the user's frames."""

from __future__ import annotations

import os
import sys
import sysconfig
import textwrap
import traceback
from types import TracebackType

from .modules import MemoryModules, ModuleNameTaken

MAX_TEXT = 20_000
MAX_DIAGNOSTIC = 1_000
MAX_CAUSES = 8
HOST = os.path.dirname(os.path.abspath(__file__))
STDLIB = sysconfig.get_paths()["stdlib"]
# What `os` was loaded from is the standard library, even where that is a zip file.
LIBRARIES = (HOST, STDLIB, os.path.dirname(os.__file__), "<frozen ")

# Packages that are called otherwise than the module in them.
PACKAGES = {
    "PIL": "pillow",
    "attr": "attrs",
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python",
    "dateutil": "python-dateutil",
    "dotenv": "python-dotenv",
    "google": "google-api-python-client",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "yaml": "pyyaml",
}


class HostError(Exception):
    """An error of the bridge itself; `code` is stable, the message complete."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def error_info(error: BaseException, depth: int = 0) -> dict:
    """`ErrorInfo` of an exception; survives a raising `__str__` and endless causes."""
    frames = user_frames(error.__traceback__)
    where = location(error, frames)
    place = "" if where is None else f" ({where[0]}:{where[1]})"
    if isinstance(error, HostError):
        return {"name": "MillraceError", "code": error.code, "message": cut(f"{error}{place}")}
    name = type(error).__name__
    message = _said(error) + place
    info: dict = {
        "name": name,
        "code": "python-error",
        "message": cut(message),
        "stack": cut(traceback_text(error, frames)),
    }
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and depth < MAX_CAUSES:
        info["cause"] = error_info(cause, depth + 1)
    return info


def user_frames(trace: TracebackType | None) -> traceback.StackSummary:
    """The frames that are neither the host's nor the standard library's."""
    frames = traceback.StackSummary.extract(traceback.walk_tb(trace), lookup_lines=False)
    own = [frame for frame in frames if not frame.filename.startswith(LIBRARIES)]
    return traceback.StackSummary.from_list(own)


def location(
    error: BaseException, frames: traceback.StackSummary
) -> tuple[str, int] | None:
    """File and line to show: of a syntax error its own, else of the innermost user's frame."""
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        return error.filename, error.lineno
    if not frames:
        return None
    return frames[-1].filename, frames[-1].lineno or 0


def text_of(error: BaseException) -> str:
    """The exception's own text, whatever its `__str__` does."""
    if isinstance(error, SyntaxError):
        return str(error.msg)
    try:
        return str(error)
    except BaseException as raised:
        return f"<its __str__ raised {type(raised).__name__}>"


def traceback_text(
    error: BaseException, frames: traceback.StackSummary, depth: int = 0
) -> str:
    """The traceback as Python prints it, of the user's frames only."""
    lines = ["Traceback (most recent call last):\n", *frames.format()] if frames else []
    try:
        lines += traceback.format_exception_only(type(error), error)
    except BaseException:
        lines.append(f"{type(error).__name__}: {text_of(error)}\n")
    return "\n".join(["".join(lines).rstrip("\n"), *_members(error, depth)])


def _members(error: BaseException, depth: int) -> list[str]:
    """The tracebacks of what an exception group holds, indented."""
    members = getattr(error, "exceptions", ())
    if not isinstance(members, tuple) or depth >= MAX_CAUSES:
        return []
    texts = [
        traceback_text(member, user_frames(member.__traceback__), depth + 1)
        for member in members[:MAX_CAUSES]
        if isinstance(member, BaseException)
    ]
    return [textwrap.indent(text, "  | ") for text in texts]


def cut(text: str, limit: int = MAX_TEXT) -> str:
    """At most `limit` characters and a note, the middle left out."""
    if len(text) > limit:
        half = limit // 2
        text = f"{text[:half]}\n… {len(text) - 2 * half} characters left out …\n{text[-half:]}"
    return text


def forget(error: BaseException) -> None:
    """Drops the frames an exception holds, and with them the user's values."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        one.__traceback__ = None
        waiting += [one.__cause__, one.__context__, *getattr(one, "exceptions", ())]
    for name in ("last_exc", "last_type", "last_value", "last_traceback"):
        if hasattr(sys, name):
            delattr(sys, name)


def import_diagnostic(error: BaseException, name: str, modules: MemoryModules) -> dict:
    """The one diagnostic of a module that can't be imported."""
    frames = user_frames(error.__traceback__)
    where = location(error, frames)
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
        return "python-syntax-error", f"{type(error).__name__}: {error.msg}", None
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
    package = PACKAGES.get(name.split(".")[0], name.split(".")[0])
    return (
        f"run `python3 -m pip install {package}` and read with `--python python3`, "
        "add it to the project, or correct the name"
    )


def _said(error: BaseException) -> str:
    text = text_of(error)
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
