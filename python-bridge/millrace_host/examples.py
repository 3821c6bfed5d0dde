"""The examples of a docstring, as they are written there."""

from __future__ import annotations

import re
import textwrap

HEADINGS = re.compile(r"(examples?|usage)\s*(::?)?", re.IGNORECASE)
SECTION = re.compile(r"[A-Z][\w ]{0,30}:")
MAX_EXAMPLES = 20


def read_examples(lines: list[str]) -> list[str]:
    """Doctests, one for each run of lines; without any, the text of a section `Examples`."""
    found = _doctests(lines) or _sections(lines)
    return list(dict.fromkeys(found))[:MAX_EXAMPLES]


def _doctests(lines: list[str]) -> list[str]:
    found: list[str] = []
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip().startswith(">>>") or (block and line.strip() and not _is_fence(line)):
            block.append(line)
        elif block:
            found.append(_text(block))
            block = []
    return found


def _sections(lines: list[str]) -> list[str]:
    found: list[str] = []
    for index, line in enumerate(lines):
        if not HEADINGS.fullmatch(line.strip()):
            continue
        below = lines[index + 1 :]
        if below and re.fullmatch(r"-{3,}", below[0].strip()):
            below = below[1:]
        elif not line.strip().endswith(":"):
            continue
        text = _text(_section(below, len(line) - len(line.lstrip())))
        if text:
            found.append(text)
    return found


def _section(lines: list[str], indent: int) -> list[str]:
    taken: list[str] = []
    for index, line in enumerate(lines):
        following = lines[index + 1].strip() if index + 1 < len(lines) else ""
        at = len(line) - len(line.lstrip())
        if line.strip() and (re.fullmatch(r"-{3,}", following) or at < indent):
            break
        if line.strip() and at == indent and SECTION.fullmatch(line.strip()):
            break
        taken.append(line)
    return taken


def _is_fence(line: str) -> bool:
    return line.strip().startswith("```")


def _text(lines: list[str]) -> str:
    return textwrap.dedent("\n".join(line for line in lines if not _is_fence(line))).strip()
