"""Pictures, written byte by byte."""

import base64
import colorsys
import random
import struct
import zlib
from enum import Enum
from typing import Annotated, NamedTuple

from millrace_host import node

Picture = Annotated[str, {"label": "Picture"}]
Pixel = tuple[int, int, int]


class Life(NamedTuple):
    """How a game stands."""

    picture: Picture
    alive: int


class Pattern(Enum):
    """What a game of life begins with."""

    ACORN = "acorn"
    GLIDERS = "gliders"
    RANDOM = "random"


SEEDS = {
    Pattern.ACORN: ".#.....\n...#...\n##..###",
    Pattern.GLIDERS: ".#.......#.\n..#.....#..\n###.....###",
}


@node(category="pictures", label="Warming stripes")
def stripes(values: list[float]) -> Picture:
    """One stripe for each value, from cold blue to hot red."""
    if not values:
        raise ValueError("there is nothing to draw: the list is empty")
    low, high = min(values), max(values)
    row = [_temperature((value - low) / ((high - low) or 1)) for value in values]
    wide = max(1, 480 // len(row))
    return _png([[color for color in row for _ in range(wide)]] * 220)


@node(category="pictures")
def mandelbrot(
    center_x: float = -0.7453,
    center_y: float = 0.1127,
    zoom: Annotated[float, {"min": 1, "max": 1000}] = 250,
    detail: Annotated[int, {"min": 20, "max": 600, "step": 20}] = 300,
) -> Picture:
    """A piece of the Mandelbrot set.

    Args:
        detail: Rounds before a point counts as inside; more takes longer.
    """
    width, height = 192, 108
    scale = 3 / (width * zoom)
    palette = [_ember(step / detail) for step in range(detail)] + [(8, 10, 24)]
    rows = []
    for y in range(height):
        row = []
        for x in range(width):
            c = complex(center_x + (x - width / 2) * scale, center_y + (y - height / 2) * scale)
            row.append(palette[_rounds(c, detail)])
        rows.append(row)
    return _png(rows)


@node(category="pictures")
def game_of_life(
    pattern: Pattern = Pattern.RANDOM,
    generations: Annotated[int, {"min": 0, "max": 400}] = 40,
    seed: int = 1,
) -> Life:
    """Conway's Game of Life on a ring of 80 by 44 cells; the brighter, the younger.

    Args:
        seed: Of the random pattern.
    """
    width, height = 80, 44
    cells = dict.fromkeys(_first_cells(pattern, width, height, random.Random(seed)), 0)
    for _ in range(generations):
        cells = _next_cells(cells, width, height)
    rows = [
        [_life_color(cells.get((x // 4, y // 4))) for x in range(width * 4)]
        for y in range(height * 4)
    ]
    return Life(_png(rows), len(cells))


def _first_cells(pattern: Pattern, width: int, height: int, chance: random.Random) -> list:
    if pattern is Pattern.RANDOM:
        cells = [(x, y) for x in range(width) for y in range(height)]
        return chance.sample(cells, len(cells) // 4)
    lines = SEEDS[pattern].split("\n")
    left, top = (width - len(lines[0])) // 2, (height - len(lines)) // 2
    return [
        (left + x, top + y)
        for y, line in enumerate(lines)
        for x, sign in enumerate(line)
        if sign == "#"
    ]


def _next_cells(cells: dict, width: int, height: int) -> dict:
    near: dict[tuple[int, int], int] = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    place = ((x + dx) % width, (y + dy) % height)
                    near[place] = near.get(place, 0) + 1
    return {
        place: cells.get(place, -1) + 1
        for place, count in near.items()
        if count == 3 or (count == 2 and place in cells)
    }


def _life_color(age: int | None) -> Pixel:
    if age is None:
        return (16, 20, 36)
    return _rgb(0.47 + min(age, 30) / 90, 0.35 + min(age, 20) / 40, 1)


def _rounds(c: complex, detail: int) -> int:
    z = 0j
    for step in range(detail):
        z = z * z + c
        if z.real * z.real + z.imag * z.imag > 4:
            return step
    return detail


def _ember(part: float) -> Pixel:
    """From night blue over violet and orange to white; most points lie near the start."""
    glow = part**0.45
    return _rgb((0.64 + 0.5 * glow) % 1, 0.9 - 0.75 * glow**3, min(1, 0.25 + 1.1 * glow))


def _rgb(hue: float, saturation: float, value: float) -> Pixel:
    red, green, blue = colorsys.hsv_to_rgb(hue, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


COLD, PALE, HOT = (33, 82, 158), (236, 236, 232), (170, 24, 38)


def _temperature(part: float) -> Pixel:
    start, end, along = (COLD, PALE, part * 2) if part < 0.5 else (PALE, HOT, part * 2 - 1)
    red, green, blue = (round(a + (b - a) * along) for a, b in zip(start, end))
    return red, green, blue


def _png(rows: list[list[Pixel]]) -> str:
    """Rows of pixels as a PNG file in a data URL (RGB, 8 bits, no filter)."""
    data = b"".join(b"\0" + bytes(part for pixel in row for part in pixel) for row in rows)
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(data, 9)), (b"IEND", b""))
    file = b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)
    return "data:image/png;base64," + base64.b64encode(file).decode()


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
