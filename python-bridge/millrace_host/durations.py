"""A span of time as ISO 8601 writes it: `P1DT2H3M4.5S`, with a sign in front where it is negative."""

from __future__ import annotations

import datetime
import re

PATTERN = re.compile(
    r"([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d{1,6})\d*)?S)?)?",
    re.ASCII,
)


def to_iso(span: datetime.timedelta) -> str:
    """The text; `PT0S` for no time at all."""
    sign = "-" if span < datetime.timedelta(0) else ""
    whole = abs(span)
    hours, rest = divmod(whole.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    fraction = f".{whole.microseconds:06d}".rstrip("0") if whole.microseconds else ""
    days = f"{whole.days}D" if whole.days else ""
    time = "".join(
        [
            f"{hours}H" if hours else "",
            f"{minutes}M" if minutes else "",
            f"{seconds}{fraction}S" if seconds or fraction else "",
        ]
    )
    return f"{sign}P{days}{'T' if time else ''}{time}" if days or time else "PT0S"


def from_iso(text: object) -> datetime.timedelta:
    """The span; raises ValueError. Years and months have no fixed length and are none."""
    if not isinstance(text, str):
        raise TypeError
    match = PATTERN.fullmatch(text.strip())
    if match is None or not any(match.groups()[1:]):
        raise ValueError
    sign, weeks, days, hours, minutes, seconds, fraction = match.groups()
    span = datetime.timedelta(
        weeks=int(weeks or 0),
        days=int(days or 0),
        hours=int(hours or 0),
        minutes=int(minutes or 0),
        seconds=int(seconds or 0),
        microseconds=int((fraction or "").ljust(6, "0") or 0),
    )
    return -span if sign == "-" else span
