"""Tracebacks as people read them: the user's frames, with lines and columns.

They are written here, and not by `traceback`, because every Python writes them a little differently,
and runs what the user's exceptions say of themselves.
"""

from __future__ import annotations

import itertools
import linecache
import os
import sysconfig
import textwrap
from collections import deque
from collections.abc import Iterator
from types import CodeType, TracebackType
from typing import Any, NamedTuple

HOST = os.path.dirname(os.path.abspath(__file__))
STDLIB = sysconfig.get_paths()["stdlib"]
# What `os` was loaded from is the standard library, even where that is a zip file.
LIBRARIES = (HOST, STDLIB, os.path.dirname(os.__file__), "<frozen ")
INSTALLED = ("/site-packages/", "/dist-packages/")
HEAD = 10
"""Frames kept of the outermost calls."""
TAIL = 30
"""Frames kept of the innermost calls."""
MAX_MEMBERS = 8
MAX_DEPTH = 8
MAX_NOTES = 20
MAX_LINE = 500
"""Characters kept of a line of source."""


class Frame(NamedTuple):
    """One call of the user's; columns count characters from 1, and are None before Python 3.11."""

    file: str
    line: int
    name: str
    column: int | None
    end: int | None
    """The column after the last; None where the expression goes on in other lines."""
    repeated: int
    """How many more times it called itself from here."""


class Frames(NamedTuple):
    """The user's frames, outermost first, and how many in the middle were left out."""

    head: list[Frame]
    left_out: int
    tail: list[Frame]


def user_frames(trace: TracebackType | None) -> Frames:
    """The frames that belong neither to the host nor to a library."""
    head: list[tuple[TracebackType, int]] = []
    tail: deque[tuple[TracebackType, int]] = deque(maxlen=TAIL)
    left_out = 0
    for entry in _folded(trace):
        if len(head) < HEAD:
            head.append(entry)
            continue
        left_out += tail[0][1] + 1 if len(tail) == TAIL else 0
        tail.append(entry)
    return Frames([_frame(*one) for one in head], left_out, [_frame(*one) for one in tail])


def innermost(frames: Frames) -> Frame | None:
    """The frame that raised."""
    last = frames.tail or frames.head
    return last[-1] if last else None


def traceback_text(error: BaseException, frames: Frames, depth: int = 0) -> str:
    """The traceback of an exception: frames, what it says, its notes, and the members of a group."""
    lines = list(_frame_lines(frames))
    if isinstance(error, SyntaxError):
        lines += _syntax_lines(error)
    said = text_of(error)
    name = _full_name(error)
    lines.append(f"{name}: {said}" if said else name)
    lines += notes_of(error)
    return "\n".join([*lines, *_members(error, depth)])


def class_name(one: object) -> str:
    """The name of its class, whatever a metaclass says."""
    return type.__dict__["__name__"].__get__(type(one))


def text_of(error: BaseException) -> str:
    """The exception's own text, whatever its `__str__` does."""
    try:
        return str(field(error, "msg") if isinstance(error, SyntaxError) else error)
    except BaseException as raised:
        return f"<its __str__ raised {class_name(raised)}>"


def field(error: BaseException, name: str) -> Any:
    """An attribute of an exception, Python's own where it has one; None where it raises."""
    own = BaseException.__dict__.get(name)
    try:
        return own.__get__(error) if own is not None else getattr(error, name, None)
    except BaseException:
        return None


def notes_of(error: BaseException) -> list[str]:
    """What `add_note` was given, as text."""
    notes = field(error, "__notes__")
    if not isinstance(notes, (list, tuple)):
        return []
    texts = [_written(note) for note in notes[:MAX_NOTES]]
    more = len(notes) - len(texts)
    return [*texts, f"… {more} more notes …"] if more > 0 else texts


def place_of(error: BaseException, frames: Frames) -> tuple[str, int] | None:
    """File and line to show: of a syntax error its own, else of the innermost user's frame."""
    if isinstance(error, SyntaxError):
        file, line = field(error, "filename"), field(error, "lineno")
        if isinstance(file, str) and type(line) is int and file and line:
            return file, line
    last = innermost(frames)
    return None if last is None else (last.file, last.line)


def _folded(trace: TracebackType | None) -> Iterator[tuple[TracebackType, int]]:
    """The user's frames; of one that calls itself the first, and how often it is there again."""
    kept: TracebackType | None = None
    again = 0
    while trace is not None:
        code = trace.tb_frame.f_code
        if not _is_library(code.co_filename):
            if kept and kept.tb_frame.f_code is code and kept.tb_lineno == trace.tb_lineno:
                again += 1
            else:
                if kept:
                    yield kept, again
                kept, again = trace, 0
        trace = trace.tb_next
    if kept:
        yield kept, again


def _is_library(file: str) -> bool:
    return file.startswith(LIBRARIES) or any(part in file.replace("\\", "/") for part in INSTALLED)


def _frame(trace: TracebackType, repeated: int) -> Frame:
    code = trace.tb_frame.f_code
    line = trace.tb_lineno or 0
    try:
        # Of a file that has changed since its lines were read, and of a module in an archive.
        linecache.checkcache(code.co_filename)
        linecache.lazycache(code.co_filename, trace.tb_frame.f_globals)
    except Exception:  # a module's globals may say anything of where it came from
        pass
    column, end = _columns(code, trace.tb_lasti, line)
    return Frame(code.co_filename, line, code.co_name, column, end, repeated)


def _columns(code: CodeType, instruction: int, line: int) -> tuple[int | None, int | None]:
    """Where the expression that was under way stands in its line."""
    positions = getattr(code, "co_positions", None)
    if positions is None or instruction < 0:
        return None, None
    found = next(itertools.islice(positions(), instruction // 2, None), None)
    if found is None or found[0] != line or found[2] is None:
        return None, None
    _, last, start, stop = found
    # Python counts bytes.
    source = linecache.getline(code.co_filename, line).encode("utf-8", "replace")
    column = len(source[:start].decode("utf-8", "replace")) + 1 if source else start + 1
    if last != line or stop is None:
        return column, None
    return column, (len(source[:stop].decode("utf-8", "replace")) if source else stop) + 1


def _frame_lines(frames: Frames) -> Iterator[str]:
    if not frames.head:
        return
    yield "Traceback (most recent call last):"
    for frame in frames.head:
        yield from _lines_of(frame)
    if frames.left_out:
        yield f"  … {frames.left_out} calls left out …"
    for frame in frames.tail:
        yield from _lines_of(frame)


def _lines_of(frame: Frame) -> Iterator[str]:
    column = "" if frame.column is None else f", column {frame.column}"
    yield f'  File "{frame.file}", line {frame.line}{column}, in {frame.name}'
    yield from _source_lines(linecache.getline(frame.file, frame.line), frame.column, frame.end)
    if frame.repeated:
        yield f"  … the same call {frame.repeated} more times …"


def _source_lines(source: str, column: int | None, end: int | None) -> Iterator[str]:
    """The line, and below it which part is meant, unless all of it is."""
    shown = source.strip()
    if not shown:
        return
    yield f"    {shown[:MAX_LINE]}"
    if column is None:
        return
    indent = len(source) - len(source.lstrip())
    start = max(0, column - 1 - indent)
    stop = min(len(shown) if end is None else end - 1 - indent, MAX_LINE)
    if start < stop and (start > 0 or stop < len(shown)):
        yield " " * (4 + start) + "^" * (stop - start)


def _syntax_lines(error: SyntaxError) -> Iterator[str]:
    """Where the text is wrong: no frame was there yet."""
    file, line, text = field(error, "filename"), field(error, "lineno"), field(error, "text")
    offset, end = field(error, "offset"), field(error, "end_offset")
    if not isinstance(file, str) or type(line) is not int:
        return
    has_column = type(offset) is int and offset > 0
    yield f'  File "{file}", line {line}' + (f", column {offset}" if has_column else "")
    # One of a class of its own might do anything when it is taken apart.
    text = str.__str__(text) if isinstance(text, str) else linecache.getline(file, line)
    is_one_line = field(error, "end_lineno") in (None, line)
    ends = end if is_one_line and type(end) is int and has_column and end > offset else None
    column = offset if has_column else None
    if column is not None and ends is None:
        ends = column + 1
    yield from _source_lines(text.splitlines()[0] if text.strip() else "", column, ends)


def _members(error: BaseException, depth: int) -> Iterator[str]:
    """The tracebacks of what an exception group holds, indented."""
    members = field(error, "exceptions")
    if not isinstance(members, tuple) or depth >= MAX_DEPTH:
        return
    found = [member for member in members if isinstance(member, BaseException)]
    for member in found[:MAX_MEMBERS]:
        frames = user_frames(field(member, "__traceback__"))
        yield textwrap.indent(_with_cause(member, frames, depth + 1), "  | ")
    if len(found) > MAX_MEMBERS:
        yield f"  | … {len(found) - MAX_MEMBERS} more exceptions …"


def _with_cause(error: BaseException, frames: Frames, depth: int) -> str:
    text = traceback_text(error, frames, depth)
    cause = cause_of(error)
    if cause is None or depth >= MAX_DEPTH:
        return text
    inner = _with_cause(cause, user_frames(field(cause, "__traceback__")), depth + 1)
    return f"{text}\ncaused by\n{inner}"


def cause_of(error: BaseException) -> BaseException | None:
    """What led to it: said by `from`, else what was being handled."""
    cause = field(error, "__cause__")
    if cause is None and not field(error, "__suppress_context__"):
        cause = field(error, "__context__")
    return cause if isinstance(cause, BaseException) else None


def _full_name(error: BaseException) -> str:
    """As Python writes it: with the module, unless that is built in."""
    cls = type(error)
    try:
        module, name = cls.__module__, cls.__qualname__
    except BaseException:
        return "<an exception without a name>"
    if not isinstance(module, str) or module in ("builtins", "__main__"):
        return str(name)
    return f"{module}.{name}"


def _written(note: object) -> str:
    try:
        return str(note)
    except BaseException as raised:
        return f"<a note whose __str__ raised {class_name(raised)}>"
