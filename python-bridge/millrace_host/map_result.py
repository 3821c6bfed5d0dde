"""A result as the values of a node's outputs."""

from __future__ import annotations

from collections.abc import Mapping

from .converter import came
from .errors import HostError
from .markers import no_value


def map_result(node_id: str, result: object, returns: str, outputs: list[str]) -> list:
    """One value for each output, `no_value` among them; raises HostError when they don't match."""
    if returns == "void" or not outputs:
        return []
    if result is no_value:
        return [no_value] * len(outputs)
    if returns == "value":
        return [result]
    if returns == "tuple":
        if not isinstance(result, (tuple, list)):
            raise _unfit(node_id, f"a tuple of {len(outputs)} items", came(result))
        if len(result) != len(outputs):
            expected = f"a tuple of {len(outputs)} items ({', '.join(outputs)})"
            raise _unfit(node_id, expected, f"{len(result)} items")
        return list(result)
    return [_property(node_id, result, name) for name in outputs]


def _property(node_id: str, result: object, name: str) -> object:
    if isinstance(result, Mapping):
        if name in result:
            return result[name]
    elif hasattr(result, name):
        return getattr(result, name)
    raise _unfit(node_id, f"an object with `{name}`", came(result))


def _unfit(node_id: str, expected: str, got: str) -> HostError:
    return HostError("result-mismatch", f"{node_id}: the result: expected {expected}, got {got}")
