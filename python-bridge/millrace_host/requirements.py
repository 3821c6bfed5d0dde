"""What packages need of each other: requirements (PEP 508) and versions (PEP 440), to check them.

Which versions fit together is for a resolver; here it is only seen whether they do.
"""

from __future__ import annotations

import ast
import operator
import os
import platform
import re
import sys
from typing import Callable, NamedTuple


class Requirement(NamedTuple):
    """A package that is asked for or needed."""

    name: str
    extras: tuple[str, ...]
    limits: str
    text: str


REQUIREMENT = re.compile(
    r"\s*(?P<name>[A-Za-z0-9][\w.-]*)\s*(?:\[(?P<extras>[^\]]*)\])?\s*\(?(?P<limits>[^;)@]*)\)?"
    r"(?:@[^;]*)?(?:;(?P<marker>.*))?$",
    re.DOTALL,
)


def read(text: str, extras: tuple[str, ...] = ()) -> Requirement | None:
    """A requirement that counts here, for these extras of who has it; None for one that doesn't."""
    match = REQUIREMENT.match(text)
    if match is None or not _holds(match["marker"], extras):
        return None
    names = (normal(one) for one in (match["extras"] or "").split(","))
    wanted = tuple(sorted(name for name in names if name))
    plain = text.partition(";")[0].strip()
    return Requirement(normal(match["name"]), wanted, match["limits"].replace(" ", ""), plain)


def normal(name: str) -> str:
    """Any spelling of a name as the one that indexes use."""
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


def _holds(marker: str | None, extras: tuple[str, ...]) -> bool:
    """Whether a marker is true here. One that can't be read is taken for false."""
    if marker is None or not marker.strip():
        return True
    try:
        tree = ast.parse(marker.strip(), mode="eval").body
        return any(_judge(tree, {**ENVIRONMENT, "extra": extra}) for extra in ("", *extras))
    except (SyntaxError, ValueError, KeyError, RecursionError):
        return False


def _full_version() -> str:
    return ".".join(str(part) for part in sys.version_info[:3])


ENVIRONMENT = {
    "os_name": os.name,
    "sys_platform": sys.platform,
    "platform_machine": platform.machine(),
    "platform_python_implementation": platform.python_implementation(),
    "platform_release": platform.release(),
    "platform_system": platform.system(),
    "platform_version": platform.version(),
    "python_version": f"{sys.version_info[0]}.{sys.version_info[1]}",
    "python_full_version": _full_version(),
    "implementation_name": sys.implementation.name,
    "implementation_version": _full_version(),
}

VERSIONS = {"python_version", "python_full_version", "implementation_version"}

COMPARE: dict[type, Callable[[object, object], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def _judge(tree: ast.expr, known: dict[str, str]) -> bool:
    """A marker (PEP 508) has the grammar of an expression of Python; nothing of it is executed."""
    if isinstance(tree, ast.BoolOp):
        results = (_judge(value, known) for value in tree.values)
        return all(results) if isinstance(tree.op, ast.And) else any(results)
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1:
        raise ValueError("not a marker")
    left, right = tree.left, tree.comparators[0]
    sides = _text(left, known), _text(right, known)
    if isinstance(tree.ops[0], ast.In):
        return sides[0] in sides[1]
    if isinstance(tree.ops[0], ast.NotIn):
        return sides[0] not in sides[1]
    compare = COMPARE.get(type(tree.ops[0]))
    if compare is None:
        raise ValueError("not a marker")
    if any(isinstance(side, ast.Name) and side.id in VERSIONS for side in (left, right)):
        first, second = (_release(side) for side in sides)
        if first is not None and second is not None:
            return compare(first, second)
    if any(isinstance(side, ast.Name) and side.id == "extra" for side in (left, right)):
        return compare(normal(sides[0]), normal(sides[1]))
    return compare(*sides)


def _text(side: ast.expr, known: dict[str, str]) -> str:
    if isinstance(side, ast.Name):
        return known[side.id]
    if isinstance(side, ast.Constant) and isinstance(side.value, str):
        return side.value
    raise ValueError("not a marker")


LIMIT = re.compile(r"(===|==|!=|~=|<=|>=|<|>)(.+)")


def is_within(version: str, limits: str) -> bool:
    """Whether a version is within limits (PEP 440), by the numbers of its release.

    What only differs after them (`1.0rc1`, `1.0.post1`) is let through: whoever chose the wheels
    meant them.
    """
    return all(_allows(version, limit) for limit in limits.split(",") if limit)


def _allows(version: str, limit: str) -> bool:
    match = LIMIT.fullmatch(limit)
    mine = _release(version)
    if match is None or mine is None:
        return True
    sign, text = match.groups()
    theirs = _release(text.removesuffix(".*"))
    if theirs is None:
        return sign != "===" or text == version
    if text.endswith(".*") or sign == "~=":
        depth = len(text.removesuffix(".*").split(".")) - (sign == "~=")
        same = _padded(mine, depth)[:depth] == _padded(theirs, depth)[:depth]
        return (same and mine >= theirs) if sign == "~=" else same == (sign != "!=")
    if sign in ("==", "===", "<=", ">=") and mine == theirs:
        return True
    if sign == "!=":
        return mine != theirs or _rest(version) != _rest(text)
    if sign in ("<", ">") and mine == theirs:
        return _rest(version) != _rest(text)
    return (mine < theirs) if sign.startswith("<") else (mine > theirs if sign[0] == ">" else False)


def _release(version: str) -> tuple[int, ...] | None:
    """The numbers of a version, without the zeros at its end."""
    match = re.match(r"\s*v?(?:\d+!)?(\d+(?:\.\d+)*)", version)
    if match is None:
        return None
    numbers = [int(part) for part in match[1].split(".")]
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _rest(version: str) -> str:
    return re.sub(r"^\s*v?(?:\d+!)?\d+(?:\.\d+)*", "", version)


def _padded(numbers: tuple[int, ...], length: int) -> tuple[int, ...]:
    return numbers + (0,) * (length - len(numbers))
