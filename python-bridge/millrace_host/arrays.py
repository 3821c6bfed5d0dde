"""Arrays on their way out: `array.array`, `memoryview`, and numpy's where somebody imported that."""

from __future__ import annotations

import array
import sys
from typing import Any

from .buffers import DTYPES, dtype_of_code, put
from .to_json import NotEncodable

MAX_EMPTY_ROWS = 1_000_000
"""Rows of no items cost memory and hold nothing."""
BYTES = ("B", "c")
"""What a memoryview of bytes calls its items."""


def bytes_of(value: object) -> bytes | None:
    """A value's bytes, which nobody changes any more; None for one that is no bytes."""
    if isinstance(value, bytes):
        return value if type(value) is bytes else bytes(value)
    if isinstance(value, bytearray):
        return bytes(value)
    if isinstance(value, memoryview) and value.format.lstrip("@<>=!") in BYTES:
        return value.tobytes()
    return None


def is_array(value: object) -> bool:
    """True for arrays and for numpy's scalars."""
    return isinstance(value, (array.array, memoryview)) or is_numpy(value)


def is_numpy(value: object) -> bool:
    """True for an array or scalar of numpy, which is not imported for this."""
    numpy: Any = sys.modules.get("numpy")
    if numpy is None or not hasattr(numpy, "ndarray"):
        return False
    return isinstance(value, (numpy.ndarray, numpy.generic))


def size_of(value: Any) -> int:
    """Bytes of an array."""
    return len(value) * value.itemsize if isinstance(value, array.array) else value.nbytes


def array_json(value: Any, buffers: list | None) -> tuple[dict | None, object]:
    """The tag of an array; or None, and what stands for it: the items of one that holds no numbers,
    the value of a scalar.
    """
    if isinstance(value, array.array):
        dtype = dtype_of_code(value.typecode, value.itemsize)
        if dtype is None:
            return None, list(value)
        return {"$array": [dtype, put(value.tobytes(), buffers)]}, None
    if isinstance(value, memoryview):
        dtype = dtype_of_code(value.format.lstrip("@"), value.itemsize)
        if dtype is None:
            raise NotEncodable(f"is a memoryview of the format `{value.format}`")
        if value.ndim == 0:
            return None, value.tolist()
        return _tag(dtype, value.tobytes(), value.shape, buffers), None
    return _numpy_json(value, buffers)


def _tag(dtype: str, data: bytes, shape: tuple[int, ...], buffers: list | None) -> dict:
    if len(shape) == 1:
        return {"$array": [dtype, put(data, buffers)]}
    rows = 1
    for size in shape[:-1]:
        rows *= size
    if not data and rows > MAX_EMPTY_ROWS:
        raise NotEncodable(f"has {rows} rows of no items")
    return {"$array": [dtype, put(data, buffers), list(shape)]}


def _numpy_json(value: Any, buffers: list | None) -> tuple[dict | None, object]:
    numpy: Any = sys.modules["numpy"]
    kind = value.dtype.kind
    if isinstance(value, numpy.ndarray) and value.ndim == 0:
        return None, value[()]
    if kind == "M":
        return None, _none_for("NaT", numpy.datetime_as_string(value).tolist())
    if kind == "m":
        return None, _durations(value)
    if value.dtype.names is not None:
        return None, _records(value)
    if isinstance(value, numpy.generic):
        return None, _scalar(value)
    is_masked = hasattr(value, "mask")
    if is_masked or kind not in "fiub":
        return None, value.tolist()
    dtype, native = _native(value.dtype)
    return _tag(dtype, value.astype(native, copy=False).tobytes(), value.shape, buffers), None


def _native(dtype: Any) -> tuple[str, Any]:
    """What JavaScript has of numpy's numbers; narrow floats become wider, wide ones doubles."""
    if dtype.kind == "b":
        return "bool", dtype
    size = dtype.itemsize if dtype.kind != "f" else 4 if dtype.itemsize <= 4 else 8
    return DTYPES[(dtype.kind, size)], f"={dtype.kind}{size}"


def _scalar(value: Any) -> object:
    item = value.item()
    # What Python's own floats can't hold stays numpy's.
    if type(item) is type(value):
        return complex(item) if value.dtype.kind == "c" else float(item)
    return item


def _records(value: Any) -> object:
    """Those of a structured array by name, which its `tolist` does not keep."""
    if getattr(value, "ndim", 0) > 0:
        return [_records(item) for item in value]
    return {name: value[name] for name in value.dtype.names}


def _durations(value: Any) -> object:
    numpy: Any = sys.modules["numpy"]
    try:
        exact = value.astype("timedelta64[us]")
        is_exact = bool(((exact == value) | numpy.isnat(value)).all())
    except (TypeError, ValueError, OverflowError):
        is_exact = False
    if not is_exact:
        raise NotEncodable(f"is of numpy's {value.dtype}, which microseconds can't say")
    return exact.tolist()


def _none_for(absent: str, items: object) -> object:
    if isinstance(items, list):
        return [_none_for(absent, item) for item in items]
    return None if items == absent else items
