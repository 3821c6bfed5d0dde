"""A weather station in the garden, simulated."""

import math
import random
from datetime import date
from typing import Annotated, Literal

from millrace_host import node

Weather = Literal["clear nights", "cloudy", "stormy"]

SWING = {"clear nights": 7.0, "cloudy": 2.5, "stormy": 4.0}
"""Degrees from a day's mean to its highest."""
UNREST = {"clear nights": 0.3, "cloudy": 0.4, "stormy": 1.1}
"""How far the weather wanders in an hour."""
BROKEN = 85.0
"""What the sensor says after a loss of power."""


@node(category="weather", label="Garden sensor")
def readings(
    first_day: date = date(2026, 4, 6),
    days: Annotated[int, {"min": 1, "max": 14}] = 7,
    weather: Weather = "clear nights",
    seed: int = 3,
) -> Annotated[list[float], {"label": "Temperatures"}]:
    """Hourly temperatures from a garden in the north; now and then the sensor fails.

    Args:
        first_day: Summer is warmer.
        seed: Another number, another week.
    """
    chance = random.Random(seed)
    drift = 0.0
    values = []
    for hour in range(days * 24):
        year = (first_day.timetuple().tm_yday + hour / 24) / 365
        drift = drift * 0.97 + chance.gauss(0, UNREST[weather])
        season = 9.5 - 10.5 * math.cos(2 * math.pi * (year - 0.07))
        daily = -SWING[weather] * math.cos(2 * math.pi * (hour - 3) / 24)
        failed = chance.random() < 0.03
        values.append(BROKEN if failed else round(season + daily + drift, 1))
    print(f"{len(values)} readings, {values.count(BROKEN)} of them broken")
    return values
