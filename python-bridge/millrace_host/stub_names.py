"""What names of modules mean that exist for type checkers only."""

from __future__ import annotations

import collections.abc as abc
import importlib.util
import os
import typing
from typing import Any



class Anything:
    """Whatever can be compared, added …: no schema says that, and most data can."""

    def __class_getitem__(cls, item: object) -> type:
        return cls


# Protocols of typeshed that say no more than one of Python's own types does.
TYPESHED: dict[str, Any] = {
    "StrPath": typing.Union[str, "os.PathLike[str]"],
    "StrOrBytesPath": typing.Union[str, bytes, "os.PathLike[str]"],
    "FileDescriptorOrPath": typing.Union[int, str, bytes, "os.PathLike[str]"],
    "ReadableBuffer": bytes,
    "WriteableBuffer": bytearray,
    "ReadOnlyBuffer": bytes,
    "Incomplete": Any,
    "MaybeNone": Any,
    "Unused": object,
    "ConvertibleToInt": typing.Union[str, int, float],
    "ConvertibleToFloat": typing.Union[str, float],
    **{
        f"Supports{name}": Anything
        for name in ("RichComparison", "DunderLT", "DunderGT", "DunderLE", "DunderGE", "AllComparisons")
    },
    **{f"Supports{name}": Anything for name in ("Add", "RAdd", "Sub", "Mul", "RMul", "Bool")},
    "SupportsIter": abc.Iterable,
    "SupportsNext": abc.Iterator,
    "Viewable": abc.Collection,
    "SupportsLenAndGetItem": abc.Sequence,
    "SupportsKeysAndGetItem": abc.Mapping,
}


def stand_in(module: str, name: str) -> Any:
    """The value of `from module import name` where the module is for type checkers; else None."""
    if (module, name) == ("collections.abc", "Buffer"):
        return getattr(abc, "Buffer", bytes)  # since Python 3.12
    if module == "_typeshed":
        return TYPESHED.get(name)
    if module == "typing_extensions" and importlib.util.find_spec(module) is None:
        return getattr(typing, name, None)
    return None
