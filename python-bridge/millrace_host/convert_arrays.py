"""Converters of arrays of numbers: `array.array`, and numpy's where an annotation names that."""

from __future__ import annotations

import array
import collections.abc as abc
import math
from typing import Any

from .buffers import CODES, dtype_of_code
from .converter import Converter, Make, Mismatch
from .shapes import Shape

BYTES = (bytes, bytearray, memoryview)
NO_NUMBERS = (str, abc.Mapping)


def ndarray(shape: Shape, make: Make) -> Converter:
    """`array.array`, or numpy's where the annotation names that and it is there."""
    dtype = shape.limits.get("dtype")
    kind = f" of the type {dtype}" if dtype else ""
    expected = f"a list of numbers{kind}"
    is_numpy = getattr(shape.cls, "__module__", "") == "numpy"
    accepts = lambda value: isinstance(value, shape.cls) if isinstance(shape.cls, type) else False
    convert = _to_numpy if is_numpy else _to_array

    def change(value: object, deep: bool) -> object:
        if accepts(value) or shape.cls is None:
            return value
        if isinstance(value, NO_NUMBERS) or not isinstance(value, abc.Iterable):
            raise Mismatch(expected, value)
        try:
            return convert(value, dtype)
        except (TypeError, ValueError, OverflowError):
            raise Mismatch(expected, value) from None

    def narrow(value: object, deep: bool) -> object:
        # An array of another kind is one all the same, but not what was asked for.
        if deep and isinstance(value, array.array) and CODES.get(dtype) != value.typecode:
            return change(value.tolist(), deep)
        return change(value, deep)

    return Converter(expected, accepts, narrow if dtype in CODES and not is_numpy else change)


def _to_array(values: Any, dtype: str | None) -> array.array:
    if isinstance(values, BYTES):
        values = bytes(values)
        if CODES.get(dtype or "", "B") == "B":
            return array.array("B", values)
    items = values if isinstance(values, list) else list(values)
    made = array.array(CODES.get(dtype or "") or _type_code(items), items)
    # Too large for one of 4 bytes is infinite, without a word.
    if made.typecode == "f" and any(map(math.isinf, made)) and not all(map(_same, made, items)):
        raise OverflowError
    return made


def _same(kept: float, given: float) -> bool:
    return not math.isinf(kept) or math.isinf(given)


def _type_code(items: list) -> str:
    return "q" if items and set(map(type, items)) == {int} else "d"


def _to_numpy(values: Any, dtype: str | None) -> object:
    import numpy

    if isinstance(values, array.array):
        kept = dtype_of_code(values.typecode, values.itemsize)
        made = numpy.frombuffer(values, dtype=kept) if len(values) else numpy.empty(0, dtype=kept)
    elif isinstance(values, BYTES):
        # A copy: what is read from bytes can't be written to.
        made = numpy.frombuffer(values, dtype="uint8").copy()
    else:
        items = values if isinstance(values, list) else list(values)
        # Whole numbers of 64 bits would become floats on their way.
        wide = dtype in ("int64", "uint64") and set(map(type, items)) == {int}
        made = numpy.asarray(items, dtype=dtype if wide else None)
    return made if dtype is None or made.dtype == dtype else _cast(numpy, made, dtype)


def _cast(numpy: Any, made: Any, dtype: str) -> object:
    """Another kind of numbers. Narrower floats are rounded; whole numbers are kept or refused."""
    if made.size and made.dtype.kind not in "biufcO":
        raise TypeError
    with numpy.errstate(all="ignore"):
        changed = made.astype(dtype)
    if changed.dtype.kind in "iu" and not (changed == made).all():
        raise ValueError
    if changed.dtype.kind == "f" and (numpy.isinf(changed) & numpy.isfinite(made)).any():
        raise OverflowError
    return changed
