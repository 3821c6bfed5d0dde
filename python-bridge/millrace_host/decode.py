"""JSON from a message as Python values; the mirror of `encode.py`."""

from __future__ import annotations

import binascii
import re

from .buffers import Given, taken
from .errors import HostError
from .to_json import MAX_SAFE

SCALARS = {type(None), bool, int, float, str}
WIDE = re.compile(r"-?[0-9]+(\.[0-9]+)?(e\+[0-9]+)?")
FLOATS = {"nan": float("nan"), "inf": float("inf"), "-inf": float("-inf"), "-0": -0.0}


def decode(json: object, given: Given = None, floats: bool = False) -> object:
    """The value; raises HostError `value-not-decodable` for a tag that does not exist.

    `given` are the buffers of its message; with `floats` whole numbers in them may become floats.
    """
    if type(json) is list:
        return [
            item if type(item) in SCALARS else decode(item, given, floats) for item in json
        ]
    if type(json) is not dict:
        return json
    if len(json) == 1:
        tag, inner = next(iter(json.items()))
        if tag.startswith("$"):
            return _tagged(tag, inner, given, floats)
    for key in json:
        if key.startswith("$"):
            raise _unknown(key)
    return {
        key: item if type(item) in SCALARS else decode(item, given, floats)
        for key, item in json.items()
    }


def _tagged(tag: str, inner: object, given: Given, floats: bool) -> object:
    try:
        if tag == "$object" and type(inner) is dict:
            return {key: decode(item, given, floats) for key, item in inner.items()}
        if tag == "$float":
            return FLOATS[inner] if inner in FLOATS else _wide(inner)
        if tag == "$int" and re.fullmatch(r"-?[0-9]+", inner):
            return _integer(inner)
        if tag in ("$bytes", "$array", "$numbers"):
            return taken(tag, inner, given, floats)
    except (KeyError, TypeError, ValueError, binascii.Error):
        pass
    raise _unknown(tag)


def _wide(text: str) -> float:
    """A number of JavaScript beyond the integers that it can tell apart."""
    number = float(text) if WIDE.fullmatch(text) else 0.0
    if not MAX_SAFE <= abs(number) < FLOATS["inf"]:
        raise ValueError
    return number


def _integer(digits: str) -> int:
    try:
        return int(digits)
    except ValueError as error:
        raise HostError(
            "value-not-decodable",
            f"a bigint of {len(digits)} digits is longer than this Python reads ({error})",
        ) from None


def _unknown(tag: str) -> HostError:
    return HostError(
        "value-not-decodable",
        f"expected one of the tags $float, $int, $bytes, $object with its text, got {tag}",
    )
