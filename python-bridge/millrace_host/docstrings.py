"""Takes a docstring apart: its first paragraph, and what it says of each parameter.

Reads the three common styles: Google (`Args:`), numpy (underlined headings) and reST (`:param`).
"""

from __future__ import annotations

import inspect
import re
from typing import NamedTuple

GOOGLE_PARAMETERS = ("args:", "arguments:", "parameters:", "keyword args:", "keyword arguments:")
NUMPY_PARAMETERS = ("parameters", "other parameters", "keyword arguments")
REST = re.compile(r"^:(param|parameter|arg|argument|key|keyword)\s+(?:[^:]*?\s)?\*{0,2}(\w+)\s*:\s*(.*)$")
REST_RETURN = re.compile(r"^:returns?\s*:\s*(.*)$")
GOOGLE_ITEM = re.compile(r"^\*{0,2}(\w+)\s*(?:\([^)]*\))?\s*:\s*(.*)$")
NUMPY_ITEM = re.compile(r"^(\*{0,2}\w+(?:\s*,\s*\*{0,2}\w+)*)\s*(?::.*)?$")


class Documentation(NamedTuple):
    """What a docstring says."""

    summary: str | None
    parameters: dict[str, str]
    returns: str | None


def parse_docstring(text: str | None) -> Documentation:
    """The parts of a docstring; all of them empty for None."""
    if not text or not text.strip():
        return Documentation(None, {}, None)
    lines = inspect.cleandoc(text).splitlines()
    parameters: dict[str, str] = {}
    returns: list[str] = []
    _read_rest(lines, parameters, returns)
    _read_google(lines, parameters, returns)
    _read_numpy(lines, parameters, returns)
    return Documentation(_summary(lines), parameters, " ".join(returns) or None)


def _summary(lines: list[str]) -> str | None:
    paragraph: list[str] = []
    for index, line in enumerate(lines):
        stripped = line.strip()
        if not stripped or stripped.startswith(":") or _is_heading(lines, index):
            if paragraph:
                break
            if not stripped:
                continue
            return None
        paragraph.append(stripped)
    return " ".join(paragraph) or None


def _is_heading(lines: list[str], index: int) -> bool:
    line = lines[index].strip().lower()
    if line in (*GOOGLE_PARAMETERS, "returns:", "return:", "yields:", "raises:"):
        return True
    return _is_underlined(lines, index) and line in (*NUMPY_PARAMETERS, "returns", "yields", "raises")


def _is_underlined(lines: list[str], index: int) -> bool:
    return index + 1 < len(lines) and re.fullmatch(r"-{3,}", lines[index + 1].strip()) is not None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _block(lines: list[str], start: int) -> list[str]:
    """The lines after `start` that are indented deeper than it."""
    taken: list[str] = []
    for line in lines[start + 1 :]:
        if line.strip() and _indent(line) <= _indent(lines[start]):
            break
        taken.append(line)
    return taken


def _items(block: list[str], pattern: re.Pattern[str]) -> list[tuple[re.Match[str], list[str]]]:
    """The items of a section: those lines of its first indent that match, with their rest."""
    found: list[tuple[re.Match[str], list[str]]] = []
    first = next((_indent(line) for line in block if line.strip()), 0)
    for line in block:
        match = pattern.match(line.strip()) if _indent(line) == first else None
        if match:
            found.append((match, []))
        elif found and line.strip():
            found[-1][1].append(line.strip())
    return found


def _read_google(lines: list[str], parameters: dict[str, str], returns: list[str]) -> None:
    for index, line in enumerate(lines):
        heading = line.strip().lower()
        if heading in GOOGLE_PARAMETERS:
            for match, rest in _items(_block(lines, index), GOOGLE_ITEM):
                _say(parameters, match[1], [match[2], *rest])
        elif heading in ("returns:", "return:"):
            text = " ".join(item.strip() for item in _block(lines, index) if item.strip())
            # "int: The sum." names the type first; the annotation says that better.
            returns.append(re.sub(r"^[\w\[\], .|]+:\s+", "", text, count=1))


def _read_numpy(lines: list[str], parameters: dict[str, str], returns: list[str]) -> None:
    for index, line in enumerate(lines):
        heading = line.strip().lower()
        if not _is_underlined(lines, index):
            continue
        section: list[str] = []
        for at in range(index + 2, len(lines)):
            if _is_underlined(lines, at):
                break
            section.append(lines[at])
        if heading in NUMPY_PARAMETERS:
            for match, rest in _items(section, NUMPY_ITEM):
                for name in match[1].split(","):
                    _say(parameters, name.strip().lstrip("*"), rest)
        elif heading == "returns":
            returns.extend(item.strip() for item in section if item.strip() and _indent(item) > 0)


def _read_rest(lines: list[str], parameters: dict[str, str], returns: list[str]) -> None:
    for index, line in enumerate(lines):
        match = REST.match(line.strip())
        if match:
            _say(parameters, match[2], [match[3], *_continued(lines, index)])
            continue
        match = REST_RETURN.match(line.strip())
        if match:
            returns.extend([match[1], *_continued(lines, index)])


def _continued(lines: list[str], index: int) -> list[str]:
    return [line.strip() for line in _block(lines, index) if line.strip()]


def _say(parameters: dict[str, str], name: str, texts: list[str]) -> None:
    text = " ".join(part for part in texts if part)
    if text:
        parameters.setdefault(name, text)
