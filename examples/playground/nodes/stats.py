"""What many numbers have to say."""

import math
import random
import statistics
from typing import Annotated, NamedTuple

from millrace_host import node


class Summary(NamedTuple):
    """Three numbers for many."""

    mean: float
    low: float
    high: float


class Forecast(NamedTuple):
    """What may happen tomorrow."""

    lows: list[float]
    frost: Annotated[float, {"label": "Risk of frost (%)"}]


@node(category="lists")
def summary(values: list[float]) -> Summary:
    """Mean, lowest and highest of a list."""
    if not values:
        raise ValueError("an empty list has no mean; wire a list with at least one number")
    return Summary(round(statistics.fmean(values), 2), min(values), max(values))


@node(category="weather")
def forecast(
    values: Annotated[list[float], {"label": "Temperatures"}],
    futures: Annotated[int, {"min": 100, "max": 10_000, "step": 100}] = 8000,
    seed: int = 1,
) -> Forecast:
    """Plays tomorrow through many times: today once more, but the weather wanders off.

    Args:
        values: Hourly, the latest last; two days at least.
        futures: How many tomorrows to try.
    """
    if len(values) < 48:
        raise ValueError(f"two days of hourly values are needed (48), got {len(values)}")
    chance = random.Random(seed)
    today = values[-24:]
    change = statistics.fmean(abs(now - before) for before, now in zip(values, values[24:]))
    lows = []
    for _ in range(futures):
        drift, lowest = 0.0, math.inf
        for value in today:
            drift += chance.gauss(0, change / 4)
            lowest = min(lowest, value + drift)
        lows.append(round(lowest, 1))
    frosty = sum(low <= 0 for low in lows)
    print(f"{frosty} of {futures} tomorrows are frosty")
    return Forecast(lows, 100 * frosty / futures)
