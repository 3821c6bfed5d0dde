"""What stands beside a type in `Annotated[…]`: the author's words, limits, documentation."""

from __future__ import annotations

from typing import Any

from .markers import PORT_KEYS, Port
from .to_json import NotSayable, default_json

# Attributes by which `annotated_types` and pydantic say a limit, and the keyword of each.
NUMBERS = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
    "multiple_of": "multipleOf",
}
LENGTHS = {"min_length": "min", "max_length": "max"}
KEYWORDS = {
    "number": frozenset(NUMBERS.values()),
    "string": frozenset(["minLength", "maxLength", "pattern"]),
    "array": frozenset(["minItems", "maxItems"]),
    "object": frozenset(["minProperties", "maxProperties"]),
}
PARTS = {"string": "Length", "array": "Items", "object": "Properties"}


def read_metadata(metadata: tuple, meta: dict[str, Any], limits: dict[str, Any]) -> str | None:
    """Adds what the metadata says; the problem with it, if there is one."""
    problem = None
    for item in metadata:
        if isinstance(item, (Port, dict)):
            said = _read_words(item.meta if isinstance(item, Port) else item, meta)
            problem = problem or said
        else:
            _read_object(item, meta, limits)
    return problem


def _read_words(said: dict, meta: dict[str, Any]) -> str | None:
    problem = None
    for key, value in said.items():
        name = PORT_KEYS.get(key, key)
        if name not in PORT_KEYS.values():
            allowed = ", ".join(PORT_KEYS.values())
            problem = problem or f"the metadata has no `{key}`; it takes {allowed}"
            continue
        try:
            meta[name] = default_json(value)
        except NotSayable:
            if name == "secret":
                # The port was meant as a secret: the config refuses this, whatever it was.
                meta[name] = False
            problem = problem or f"JSON can't say the `{key}` of the metadata"
    return problem


def _read_object(item: Any, meta: dict[str, Any], limits: dict[str, Any], depth: int = 0) -> None:
    """By attribute, so that nothing has to be imported for it."""
    if isinstance(item, (str, type)) or depth > 4:
        return
    documentation = _attribute(item, "documentation") or _attribute(item, "description")
    if isinstance(documentation, str):
        meta.setdefault("description", documentation)
    title = _attribute(item, "title")
    if isinstance(title, str) and not callable(title):
        meta.setdefault("label", title)
    for name, keyword in NUMBERS.items():
        value = _attribute(item, name)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            limits[keyword] = value
    for name, end in LENGTHS.items():
        value = _attribute(item, name)
        if isinstance(value, int) and (value > 0 or end == "max"):
            limits[f"{end}Length"] = value
    pattern = _attribute(item, "pattern")
    if isinstance(pattern, str):
        limits["pattern"] = pattern
    for inner in _attribute(item, "metadata") or ():
        _read_object(inner, meta, limits, depth + 1)


def _attribute(item: Any, name: str) -> Any:
    try:
        return getattr(item, name, None)
    except Exception:
        return None


def limited(schema: dict, limits: dict[str, Any]) -> dict:
    """The schema with those limits that mean something for its type; of a union for each member's."""
    if not limits:
        return schema
    if "anyOf" in schema:
        return {**schema, "anyOf": [limited(member, limits) for member in schema["anyOf"]]}
    kind = "number" if schema.get("type") == "integer" else schema.get("type")
    if not isinstance(kind, str) or (kind == "string" and "x-millrace" in schema):
        return schema
    said = dict(schema)
    for keyword, value in limits.items():
        if keyword in ("minLength", "maxLength") and kind in PARTS:
            keyword = keyword.replace("Length", PARTS[kind])
        if keyword in KEYWORDS.get(kind, ()):
            said[keyword] = value
    return said
