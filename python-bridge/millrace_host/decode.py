"""JSON from a message as Python values; the mirror of `encode.py`."""

from __future__ import annotations

import base64
import binascii
import re

from .errors import HostError

FLOATS = {"nan": float("nan"), "inf": float("inf"), "-inf": float("-inf"), "-0": -0.0}


def decode(json: object) -> object:
    """The value; raises HostError `value-not-decodable` for a tag that does not exist."""
    if type(json) is list:
        return [decode(item) for item in json]
    if type(json) is not dict:
        return json
    if len(json) == 1:
        tag, inner = next(iter(json.items()))
        if tag.startswith("$"):
            return _tagged(tag, inner)
    for key in json:
        if key.startswith("$"):
            raise _unknown(key)
    return {key: decode(item) for key, item in json.items()}


def _tagged(tag: str, inner: object) -> object:
    try:
        if tag == "$object" and type(inner) is dict:
            return {key: decode(item) for key, item in inner.items()}
        if tag == "$float":
            return FLOATS[inner]
        if tag == "$int" and re.fullmatch(r"-?[0-9]+", inner):
            return int(inner)
        if tag == "$bytes":
            return base64.b64decode(inner, validate=True)
    except (KeyError, TypeError, ValueError, binascii.Error):
        pass
    raise _unknown(tag)


def _unknown(tag: str) -> HostError:
    return HostError(
        "value-not-decodable",
        f"expected one of the tags $float, $int, $bytes, $object with its text, got {tag}",
    )
