"""A river's level, day by day."""

import math
import random
import time
from typing import Annotated

Levels = Annotated[list[float], {"label": "Levels"}]
Metres = Annotated[float, {"min": 0, "max": 5}]


def measure(days: Annotated[int, {"min": 7, "max": 365}] = 120, seed: int = 4) -> Levels:
    """Metres above the bed, one reading a day, from a sensor that takes its time.

    Args:
        days: How many days to read.
        seed: Another number, another river.
    """
    weather = random.Random(seed)
    level, levels = 1.8, []
    for day in range(days):
        season = 2.1 + 1.1 * math.sin(day / 17)
        level += 0.3 * (season - level) + weather.gauss(0, 0.3)
        levels.append(round(max(0.2, level), 2))
        if day % 30 == 29:
            print(f"day {day + 1}: {levels[-1]} m")
        time.sleep(0.015)
    return levels


def smooth(levels: Levels, window: Annotated[int, {"min": 1, "max": 30}] = 9) -> Levels:
    """The average of the days around each day."""
    around = [levels[max(0, at - window // 2) : at + window // 2 + 1] for at in range(len(levels))]
    return [sum(few) / len(few) for few in around]


def flood_days(levels: Levels, limit: Metres = 3) -> int:
    """How many days the river stood above the limit."""
    return sum(level > limit for level in levels)


def sentence(levels: Levels, floods: int) -> str:
    """What to tell the neighbours."""
    return f"{floods} of {len(levels)} days above the bank; the highest was {max(levels):g} m."


def chart(levels: Levels, smoothed: Levels, limit: Metres = 3) -> str:
    """A picture of both, as SVG."""
    width, height, top = 640, 160, 5.0

    def line(values: list[float], look: str) -> str:
        step = width / max(1, len(values) - 1)
        points = " ".join(f"{x * step:.1f},{height * (1 - y / top):.1f}" for x, y in enumerate(values))
        return f'<polyline points="{points}" fill="none" stroke-linejoin="round" {look}/>'

    bank = height * (1 - limit / top)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<line x2="{width}" y1="{bank}" y2="{bank}" stroke="#e5484d" stroke-dasharray="4 5"/>'
        + line(levels, 'stroke="#8da4ef" stroke-width="1.2"')
        + line(smoothed, 'stroke="#3e63dd" stroke-width="3"')
        + "</svg>"
    )
