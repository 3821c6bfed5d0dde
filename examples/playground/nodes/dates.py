"""Days in the calendar."""

from datetime import date, timedelta
from typing import Annotated

from millrace_host import node


@node(category="time", label="Easter")
def easter(year: Annotated[int, {"min": 1900, "max": 2100}] = 2026) -> date:
    """The day of Easter Sunday in a year (the rule of Gauss for the Gregorian calendar)."""
    a, b, c = year % 19, year % 4, year % 7
    k = year // 100
    m = (15 - (13 + 8 * k) // 25 + k - k // 4) % 30
    n = (4 + k - k // 4) % 7
    d = (19 * a + m) % 30
    e = (2 * b + 4 * c + 6 * d + n) % 7
    days = 22 + d + e
    if (d == 29 and e == 6) or (d == 28 and e == 6 and a > 10):
        days -= 7
    return date(year, 3, 1) + timedelta(days=days - 1)


@node(category="time")
def days_between(
    start: date = date(2026, 1, 1),
    end: date = date(2026, 12, 24),
    workdays_only: Annotated[bool, {"label": "Only Monday to Friday"}] = False,
) -> Annotated[int, {"label": "Days"}]:
    """How many days lie between two dates; negative when the end comes first."""
    days = (end - start).days
    if not workdays_only:
        return days
    first = min(start, end)
    workdays = sum((first + timedelta(day)).weekday() < 5 for day in range(abs(days)))
    return workdays if days >= 0 else -workdays
