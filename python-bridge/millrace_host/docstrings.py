"""Takes a docstring apart: its first paragraph, its examples, what it says of each parameter.

Reads the three common styles: Google (`Args:`), numpy (underlined headings) and reST (`:param`).
"""

from __future__ import annotations

import inspect
import re
from .examples import read_examples

GOOGLE_PARAMETERS = ("args:", "arguments:", "parameters:", "keyword args:", "keyword arguments:")
NUMPY_PARAMETERS = ("parameters", "other parameters", "keyword arguments")
REST = re.compile(
    r"^:(?:param|parameter|arg|argument|key|keyword)\s+(?P<type>[^:]*?\s)??\*{0,2}(?P<name>\w+)\s*:\s*(?P<text>.*)$"
)
REST_TYPE = re.compile(r"^:type\s+\*{0,2}(\w+)\s*:\s*(.*)$")
REST_RETURN = re.compile(r"^:returns?\s*:\s*(.*)$")
REST_RETURN_TYPE = re.compile(r"^:rtype\s*:\s*(.*)$")
GOOGLE_ITEM = re.compile(r"^\*{0,2}(?P<name>\w+)\s*(?:\((?P<type>[^)]*)\))?\s*:\s*(?P<text>.*)$")
NUMPY_ITEM = re.compile(r"^(?P<names>\*{0,2}\w+(?:\s*,\s*\*{0,2}\w+)*)\s*(?::(?P<type>.*))?$")
TYPED_RETURN = re.compile(r"^(?P<type>[\w\[\], .|]+):\s+")


class Documentation:
    """What a docstring says."""

    def __init__(self, text: str | None) -> None:
        self.summary: str | None = None
        self.parameters: dict[str, str] = {}
        self.types: dict[str, str] = {}
        """In words, by parameter; the result's stands under `return`."""
        self._returns: list[str] = []
        self.examples: list[str] = []
        if not text or not text.strip():
            return
        lines = inspect.cleandoc(text).splitlines()
        self._read_rest(lines)
        self._read_google(lines)
        self._read_numpy(lines)
        self.summary = _summary(lines)
        self.examples = read_examples(lines)

    @property
    def returns(self) -> str | None:
        """What it says of the result."""
        return " ".join(self._returns) or None

    def _read_google(self, lines: list[str]) -> None:
        for index, line in enumerate(lines):
            heading = line.strip().lower()
            if heading in GOOGLE_PARAMETERS:
                for match, rest in _items(_block(lines, index), GOOGLE_ITEM):
                    self._say(match["name"], [match["text"], *rest], match["type"])
            elif heading in ("returns:", "return:", "yields:"):
                text = " ".join(item.strip() for item in _block(lines, index) if item.strip())
                # "int: The sum." names the type first.
                typed = TYPED_RETURN.match(text)
                if typed and heading != "yields:":
                    self.types.setdefault("return", typed["type"])
                self._returns.append(text[typed.end() :] if typed else text)

    def _read_numpy(self, lines: list[str]) -> None:
        for index, line in enumerate(lines):
            heading = line.strip().lower()
            if not _is_underlined(lines, index):
                continue
            section = _section(lines, index)
            if heading in NUMPY_PARAMETERS:
                for match, rest in _items(section, NUMPY_ITEM):
                    for name in match["names"].split(","):
                        self._say(name.strip().lstrip("*"), rest, match["type"])
            elif heading == "returns":
                self._read_numpy_result([item for item in section if item.strip()])

    def _read_numpy_result(self, lines: list[str]) -> None:
        plain = [line for line in lines if not _indent(line)]
        if len(plain) == 1:
            self.types.setdefault("return", plain[0].rpartition(" : ")[2])
        self._returns.extend(line.strip() for line in lines if _indent(line))

    def _read_rest(self, lines: list[str]) -> None:
        for index, line in enumerate(lines):
            bare = line.strip()
            if match := REST.match(bare):
                self._say(match["name"], [match["text"], *_continued(lines, index)], match["type"])
            elif match := REST_RETURN.match(bare):
                self._returns.extend([match[1], *_continued(lines, index)])
            elif match := REST_TYPE.match(bare):
                self.types.setdefault(match[1], match[2])
            elif match := REST_RETURN_TYPE.match(bare):
                self.types.setdefault("return", match[1])

    def _say(self, name: str, texts: list[str], typed: str | None) -> None:
        text = " ".join(part for part in texts if part)
        if text:
            self.parameters.setdefault(name, text)
        if typed and typed.strip():
            self.types.setdefault(name, typed.strip())


def _summary(lines: list[str]) -> str | None:
    paragraph: list[str] = []
    for index, line in enumerate(lines):
        stripped = line.strip()
        if not stripped or stripped.startswith((":", ">>>")) or _is_heading(lines, index):
            if paragraph:
                break
            if not stripped:
                continue
            return None
        paragraph.append(stripped)
    return " ".join(paragraph) or None


def _is_heading(lines: list[str], index: int) -> bool:
    line = lines[index].strip().lower()
    if line in (*GOOGLE_PARAMETERS, "returns:", "return:", "yields:", "raises:", "example:", "examples:"):
        return True
    return _is_underlined(lines, index) and line in (*NUMPY_PARAMETERS, "returns", "yields", "raises", "examples")


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


def _section(lines: list[str], index: int) -> list[str]:
    """What is below an underlined heading, up to the next one."""
    section: list[str] = []
    for at in range(index + 2, len(lines)):
        if _is_underlined(lines, at):
            break
        section.append(lines[at])
    return section


def _continued(lines: list[str], index: int) -> list[str]:
    return [line.strip() for line in _block(lines, index) if line.strip()]
