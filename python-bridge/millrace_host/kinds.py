"""Which annotation is which kind of shape: the table, without what is made of it."""

from __future__ import annotations

import array
import collections
import collections.abc as abc
import datetime
import decimal
import fractions
import inspect
import numbers
import os
import pathlib
import types
import typing
import uuid

from .stub_names import Anything

PLAIN = {
    int: "int",
    float: "float",
    bool: "bool",
    str: "str",
    bytes: "bytes",
    bytearray: "bytes",
    memoryview: "bytes",
    complex: "complex",
    type(None): "none",
    None: "none",
    typing.NoReturn: "none",
    getattr(typing, "Never", typing.NoReturn): "none",
    getattr(typing, "LiteralString", str): "str",
    datetime.datetime: "datetime",
    datetime.date: "date",
    datetime.time: "time",
    datetime.timedelta: "duration",
    decimal.Decimal: "decimal",
    uuid.UUID: "uuid",
    fractions.Fraction: "fraction",
    pathlib.Path: "path",
    pathlib.PurePath: "path",
    os.PathLike: "path",
    numbers.Number: "number",
    numbers.Complex: "number",
    numbers.Real: "number",
    numbers.Rational: "number",
    numbers.Integral: "int",
    typing.SupportsFloat: "number",
    typing.SupportsIndex: "int",
    typing.SupportsInt: "int",
    typing.SupportsComplex: "complex",
    typing.Any: "any",
    object: "any",
    Anything: "any",
    abc.Hashable: "any",
    typing.Hashable: "any",
    inspect.Parameter.empty: "any",
    array.array: "ndarray",
    getattr(abc, "Buffer", bytes): "bytes",
}

COLLECTIONS = {
    list: "list",
    collections.deque: "list",
    abc.Sequence: "list",
    abc.MutableSequence: "list",
    abc.Iterable: "list",
    abc.Reversible: "list",
    abc.Container: "list",
    abc.Collection: "list",
    abc.ValuesView: "list",
    abc.Iterator: "iterator",
    abc.Generator: "iterator",
    abc.AsyncIterable: "stream",
    abc.AsyncIterator: "stream",
    abc.AsyncGenerator: "stream",
    set: "set",
    abc.Set: "set",
    abc.MutableSet: "set",
    abc.KeysView: "set",
    frozenset: "frozenset",
    dict: "dict",
    abc.Mapping: "dict",
    abc.MutableMapping: "dict",
    collections.OrderedDict: "dict",
    collections.defaultdict: "dict",
    collections.Counter: "dict",
    collections.ChainMap: "dict",
    tuple: "tuple",
}

# What gives its items one after another, as a result.
STREAMS = (
    abc.Iterator,
    abc.Generator,
    abc.AsyncIterator,
    abc.AsyncIterable,
    abc.AsyncGenerator,
)

# What is a function, a class included: it is called to make something.
FUNCTIONS = (
    abc.Callable,
    type,
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
)

WRAPPERS = tuple(
    getattr(typing, name)
    for name in ("Required", "NotRequired", "ReadOnly", "Final", "ClassVar")
    if hasattr(typing, name)
)

BOOLEANS = ("TypeGuard", "TypeIs")

# numpy's names of the types of numbers, and the schema type of each.
DTYPES = {
    **{name: "number" for name in ("float16", "float32", "float64", "floating", "number")},
    **{f"{sign}int{bits}": "integer" for sign in ("", "u") for bits in (8, 16, 32, 64)},
    **{name: "integer" for name in ("integer", "signedinteger", "unsignedinteger", "int_", "uint")},
    **{name: "boolean" for name in ("bool", "bool_")},
}
# Those of them that name one type; the others are classes of types.
EXACT_DTYPES = frozenset(
    ["float16", "float32", "float64", *(name for name in DTYPES if name[-1].isdigit())]
)
# One such number by itself: a function that names it takes Python's own as well.
SCALARS = {"number": "float", "integer": "int", "boolean": "bool"}
