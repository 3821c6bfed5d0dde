"""The packages of this interpreter: what is there, and what they need of each other."""

from __future__ import annotations

import hashlib
import importlib
import json
from importlib import metadata
from typing import Iterator, NamedTuple

from .requirements import Requirement, is_within, normal, read


class Need(NamedTuple):
    """A requirement, and whose it is: nobody's for what was asked for."""

    what: Requirement
    by: metadata.Distribution | None


def digest(data) -> str:
    """The SHA-256 of a JavaScript array of bytes."""
    return hashlib.sha256(data.to_py()).hexdigest()


def forget_finders() -> None:
    """Has Python look again for modules that were not there."""
    importlib.invalidate_caches()


def find_problem(requested: str, place: str) -> str | None:
    """What is missing of a JSON list of names, or of what any package needs; None for nothing."""
    unmet = list(_unmet(json.loads(requested)))
    if not unmet:
        return None
    lines = [_say(need, found) for need, found in unmet[:10]]
    names = " ".join(dict.fromkeys(need.what.name for need, _ in unmet))
    return (
        f"expected all packages and what they need ({place}), got {'; '.join(lines)}. Add "
        f"these to packages, or run `millrace wheels {names} --out <folder>` and pass that folder as "
        "packageSource"
    )


async def ask_index(requested: str, url: str) -> str | None:
    """Lets micropip install what is unmet from an index; what it says when it can't."""
    import micropip  # ty: ignore[unresolved-import]

    wanted = list(dict.fromkeys(need.what.text for need, _ in _unmet(json.loads(requested))))
    try:
        if wanted:
            await micropip.install(wanted, index_urls=[url])
    except Exception as error:
        return f"{type(error).__name__}: {error}".strip().splitlines()[0]
    return None


def describe(requested: str) -> str:
    """The packages that are there, as a JSON list; of a JSON list of names, extras count."""
    packages: dict[str, dict] = {}
    for need, found in _walk(json.loads(requested)):
        if found is None:
            continue
        name = found.metadata["Name"]
        entry = packages.setdefault(
            need.what.name,
            {"name": name, "version": found.version, "depends": [], "imports": _imports(found)},
        )
        needer = packages.get(normal(need.by.metadata["Name"])) if need.by else None
        if needer is not None and need.what.name not in needer["depends"] and needer is not entry:
            needer["depends"].append(need.what.name)
    for entry in packages.values():
        entry["depends"].sort()
    return json.dumps([packages[name] for name in sorted(packages)])


def _imports(package: metadata.Distribution) -> list[str]:
    tops = {file.parts[0] for file in package.files or [] if file.suffix in (".py", ".so")}
    names = {top.split(".")[0] for top in tops if "-info" not in top and not top.startswith(".")}
    return sorted(name for name in names if name.isidentifier())


def _unmet(requested: list[str]) -> Iterator[tuple[Need, str | None]]:
    """Needs without a package, or with one of another version."""
    for need, found in _walk(requested):
        if found is None:
            yield need, None
        elif not is_within(found.version, need.what.limits):
            yield need, found.version


def _walk(requested: list[str]) -> Iterator[tuple[Need, metadata.Distribution | None]]:
    """What is asked for, what is there, and what that needs, each with its package."""
    every = metadata.distributions()
    there = {normal(item.metadata["Name"]): item for item in every if item.metadata["Name"]}
    seen: set[tuple[Requirement, str | None]] = set()
    waiting = [Need(what, None) for text in requested if (what := read(text)) is not None]
    # What nobody asked for by name has been handed over as a wheel, and has needs as well.
    waiting += [Need(Requirement(name, (), "", name), None) for name in there]
    while waiting:
        need = waiting.pop(0)
        key = (need.what, need.by and need.by.metadata["Name"])
        if key in seen:
            continue
        seen.add(key)
        found = there.get(need.what.name)
        yield need, found
        if found is not None:
            waiting += _needs_of(found, need.what.extras)


def _needs_of(package: metadata.Distribution, extras: tuple[str, ...]) -> list[Need]:
    whats = (read(text, extras) for text in package.requires or [])
    return [Need(what, package) for what in whats if what is not None]


def _say(need: Need, found: str | None) -> str:
    by = need.by
    because = f", which {by.metadata['Name']} {by.version} needs" if by else ""
    return f"{need.what.text}{because}: {'not there' if found is None else f'{found} is there'}"
