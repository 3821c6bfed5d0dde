/** The Python module of `python-values.ts`. */

/** `pack.values`: a function for each declared type, and some that take or make anything. */
export const VALUES_SOURCE = `
import array, collections, dataclasses, datetime, decimal, enum, fractions, math, pathlib, random, uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime as moment, time, timedelta
from typing import Any, NamedTuple, Optional, TypedDict

class Color(enum.Enum):
    RED = "r"
    PAIR = (1, 2)
class Level(enum.IntEnum):
    LOW = 1
class Bits(enum.Flag):
    A = 1
    B = 2
class Text(str): pass
class Whole(int): pass
class Spot(NamedTuple):
    x: int
    y: float = 0.5
class Row(TypedDict):
    n: int
    s: str
@dataclasses.dataclass
class Point:
    x: float
    color: Color = Color.RED
    inner: Optional["Point"] = None

def same(x): return x
def shown(x): return f"{type(x).__name__} {x!r}"
def make(code: str): return eval(code)
def length(x): return len(x)
def total(x: list[float]) -> float: return sum(x)

def as_float(x: float): return shown(x)
def as_int(x: int): return shown(x)
def as_bool(x: bool): return shown(x)
def as_str(x: str): return shown(x)
def as_bytes(x: bytes): return shown(x)
def as_bytearray(x: bytearray): return shown(x)
def as_memoryview(x: memoryview): return type(x).__name__ + " " + repr(bytes(x))
def as_color(x: Color): return shown(x)
def as_level(x: Level): return shown(x)
def as_bits(x: Bits): return shown(x)
def as_point(x: Point): return shown(x)
def as_spot(x: Spot): return shown(x)
def as_row(x: Row): return shown(x)
def as_date(x: date): return shown(x)
def as_moment(x: moment): return shown(x)
def as_time(x: time): return shown(x)
def as_duration(x: timedelta): return shown(x)
def as_decimal(x: decimal.Decimal): return shown(x)
def as_uuid(x: uuid.UUID): return shown(x)
def as_path(x: pathlib.PurePosixPath): return str(x)
def as_fraction(x: fractions.Fraction): return shown(x)
def as_complex(x: complex): return shown(x)
def as_tuple(x: tuple[int, str]): return shown(x)
def as_tuples(x: tuple[float, ...]): return shown(x)
def as_set(x: set[int]): return shown(x)
def as_int_keys(x: dict[int, str]): return shown(x)
def as_floats(x: list[float]): return shown(x[:3])
def as_ints(x: list[int]): return shown(x[:3])
def as_array(x: array.array): return shown(x[:3])
def as_iterator(x: Iterator[int]): return [next(x), type(x).__name__.startswith("list")]
def as_maybe(x: Optional[int]): return shown(x)

def out_bytes() -> bytes: return memoryview(b"abcdef")[::2]
def out_list() -> list[float]: return array.array("d", [1.5, 2])
def out_pairs() -> dict[int, str]: return {1: "a"}
def out_set() -> set[int]: return {3}
def out_stream() -> Iterator[int]:
    yield 1
    yield 2

def nested(depth: int):
    made: Any = 1
    for _ in range(depth): made = [made]
    return made

def random_value(seed: int): return Maker(seed).value(4)
def agrees(seed: int, x) -> str:
    made = plain(random_value(seed))
    found = plain(x)
    return "" if found == made else f"made {made!r}, found {found!r}"[:2000]

def plain(x):
    """One text for equal values; 1.0 and 1 are the same number of JavaScript."""
    if isinstance(x, dict): return "{" + ",".join(f"{k!a}:{plain(v)}" for k, v in x.items()) + "}"
    if isinstance(x, (list, tuple)): return "[" + ",".join(map(plain, x)) + "]"
    if isinstance(x, array.array): return f"{x.typecode}" + plain(list(x))
    if type(x) is int and abs(x) < 2**53: x = float(x)
    return f"{type(x).__name__} {x!a}"

class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
    def value(self, depth):
        kind = self.random.randrange(14 if depth else 9)
        r = self.random
        if kind == 0: return None
        if kind == 1: return r.random() < 0.5
        if kind == 2: return r.choice([0, 1, -1, 2**31, -2**53 + 1, 2**53, -10**30, r.getrandbits(70)])
        if kind == 3: return r.choice([0.0, -0.0, math.nan, math.inf, -math.inf, 1e300, 5e-324, r.random()])
        if kind == 4: return r.uniform(-1e9, 1e9)
        if kind == 5: return "".join(r.choice("a$é\\U0001f600\\ud800\\0\\\\\\"\\n") for _ in range(r.randrange(6)))
        if kind == 6: return bytes(r.randrange(256) for _ in range(r.choice([0, 3, 1500])))
        if kind == 7:
            code = r.choice("bhHiIqQfd")
            return array.array(code, [r.randrange(100) for _ in range(r.choice([0, 2, 600]))])
        if kind == 8: return [r.choice([r.random(), -0.0, math.nan]) for _ in range(200)]
        if kind == 9: return [r.randrange(-2**40, 2**40) for _ in range(r.choice([1, 150]))]
        if kind == 10: return [{"a": r.random(), "b": str(n), "c": None} for n in range(130)]
        if kind == 11: return tuple(self.value(depth - 1) for _ in range(r.randrange(4)))
        keys = ["a", "", "$int", "$bytes", "__proto__", "constructor", "__class__", "é"]
        return {r.choice(keys): self.value(depth - 1) for _ in range(r.randrange(4))}
`;
