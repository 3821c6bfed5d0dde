"""Lists of records that are JSON as they are: told column by column, which is ten times as fast."""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import itemgetter

from .to_json import MAX_SAFE

AS_THEY_ARE = {str, bool, type(None)}


def table_size(rows: Sequence, limit: float) -> int | None:
    """At least how many characters the text of the rows has; None where they are no table: dicts of
    the same keys, and in them nothing but what JSON says without a tag.
    """
    keys = list(rows[0])
    size = len(rows) * sum(4 + len(key) if type(key) is str else 0 for key in keys)
    if size > limit or set(map(type, keys)) != {str} or any(key.startswith("$") for key in keys):
        return None
    # As many keys, and all of these: the same.
    if set(map(type, rows)) != {dict} or set(map(len, rows)) != {len(keys)}:
        return None
    try:
        for key in keys:
            width = _width(list(map(itemgetter(key), rows)))
            if width is None:
                return None
            size += width
    except KeyError:
        return None
    return size


def _width(column: list) -> int | None:
    """At least how many characters a column's texts have; None where a value needs a tag."""
    kinds = set(map(type, column))
    if int in kinds:
        whole = column if len(kinds) == 1 else [item for item in column if type(item) is int]
        if min(whole) <= -MAX_SAFE or max(whole) >= MAX_SAFE:
            return None
    if float in kinds:
        parts = column if len(kinds) == 1 else [item for item in column if type(item) is float]
        # A sum that is finite is one of finite numbers, and quicker made.
        if not math.isfinite(sum(parts)) and not all(map(math.isfinite, parts)):
            return None
    if not kinds - {int, float} <= AS_THEY_ARE:
        return None
    if str not in kinds:
        return len(column)
    return sum(map(len, column if len(kinds) == 1 else [one for one in column if type(one) is str]))
