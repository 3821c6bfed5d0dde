"""Bytes and numbers that cross beside a message's text; the mirror of src/wire/buffers.ts.

`{"$bytes": 0}`, or base64 text in place of the buffer's number · `{"$array": ["float64", 0]}`, an
array of a fixed kind, the same with text, on its way out with a shape: `["float64", 0, [2, 3]]` ·
`{"$numbers": ["float64", 0]}`, a list of numbers · `{"$float": "1e+21"}`, a number that no integer can
be told from; only from JavaScript.
"""

from __future__ import annotations

import array
import base64
from collections.abc import MutableSequence, Sequence
from math import copysign
from typing import Union

from .to_json import MAX_SAFE

LEAST_BYTES = 1024
"""From here on bytes are cheaper as a buffer of their own than as text."""
LEAST_NUMBERS = 128
"""As many numbers are as many bytes."""
INT32 = (-(2**31), 2**31 - 1)

Buffer = Union[bytes, memoryview]
"""Contiguous, of the format `B`, and never changed any more."""
Given = Union[MutableSequence, None]
"""The buffers of a message that came; each is read once, and dropped then."""

DTYPES = {
    ("i", 1): "int8",
    ("u", 1): "uint8",
    ("i", 2): "int16",
    ("u", 2): "uint16",
    ("i", 4): "int32",
    ("u", 4): "uint32",
    ("i", 8): "int64",
    ("u", 8): "uint64",
    ("f", 4): "float32",
    ("f", 8): "float64",
}
# The letters by which `array` knows them; an `l` has 4 bytes in one interpreter and 8 in another.
CODES = {
    "int8": "b",
    "uint8": "B",
    "int16": "h",
    "uint16": "H",
    "int32": "i",
    "uint32": "I",
    "int64": "q",
    "uint64": "Q",
    "float32": "f",
    "float64": "d",
}


def dtype_of_code(code: str, size: int) -> str | None:
    """The dtype of `array`'s letter; None for one that is no number."""
    kind = "f" if code in "fd" else "i" if code in "bhilq" else "u" if code in "BHILQ" else ""
    return DTYPES.get((kind, size))


def put(data: Buffer, buffers: list | None) -> int | str:
    """Where the data is: the number of its buffer, or its base64 text."""
    if buffers is None or len(data) < LEAST_BYTES:
        return base64.b64encode(data).decode("ascii")
    buffers.append(data)
    return len(buffers) - 1


def numbers_json(values: Sequence, buffers: list) -> dict | None:
    """A list of numbers alone as a buffer; None where something else is among them, or JavaScript
    has no such number.
    """
    kinds = set(map(type, values))
    if not kinds <= {int, float}:
        return None
    code, dtype = "d", "float64"
    if int in kinds:
        whole = values if kinds == {int} else [item for item in values if type(item) is int]
        low, high = min(whole), max(whole)
        if low <= -MAX_SAFE or high >= MAX_SAFE:
            return None
        if kinds == {int} and INT32[0] <= low and high <= INT32[1]:
            code, dtype = "i", "int32"
    buffers.append(memoryview(array.array(code, values)).cast("B"))
    return {"$numbers": [dtype, len(buffers) - 1]}


def taken(tag: str, inner: object, given: Given, floats: bool) -> object:
    """What `$bytes`, `$array` and `$numbers` stand for.

    With `floats` whole numbers may be floats, for that is what they become.
    """
    if tag == "$bytes":
        return bytes(_data(inner, given))
    dtype, place = inner  # type: ignore[misc]
    data = _data(place, given)
    if tag == "$array":
        made = array.array(CODES[dtype])
        made.frombytes(data)
        return made
    if dtype == "int32":
        return data.cast("i").tolist()
    items = data.cast("d").tolist()
    if dtype == "float64" or (floats and dtype in ("whole", "mixed")):
        return items
    if dtype == "whole":
        return list(map(int, items))
    if dtype == "mixed":
        # All in one line: a call for each of a million takes longer than the rest.
        return [
            int(item)
            if item.is_integer() and -MAX_SAFE < item < MAX_SAFE and (item or copysign(1, item) > 0)
            else item
            for item in items
        ]
    raise KeyError(dtype)


def _data(place: object, given: Given) -> memoryview:
    if type(place) is str:
        return memoryview(base64.b64decode(place, validate=True))
    if type(place) is not int or given is None or not 0 <= place < len(given):
        raise KeyError(place)
    data, given[place] = given[place], None
    return memoryview(data)
