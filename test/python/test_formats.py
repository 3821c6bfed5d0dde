"""Values of the types that JSON has no word for: into a function, on to another, and out."""

import unittest

from support import Bench, bench, handle, node, value, wire

SOURCE = """
from __future__ import annotations
import array, asyncio, collections, datetime, fractions, os
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from dataclasses import InitVar, dataclass
from typing import TYPE_CHECKING, Generic, Literal, TypeVar, Union, overload
from millrace_host import no_value, node
if TYPE_CHECKING:
    from numpy.typing import NDArray
    import numpy as np
T = TypeVar("T")
Json = Union[None, int, str, "list[Json]", "dict[str, Json]"]

def kind(x) -> str: return type(x).__name__
def seen(x) -> str: return repr(x)

def a_set(x: set[int]) -> set[int]: return x
def a_frozenset(x: frozenset[str]) -> str: return type(x).__name__ + repr(sorted(x))
def a_map(x: dict[int, list[float]]) -> dict[int, list[float]]: return x
def dates(x: dict[datetime.date, int]) -> str: return repr(x)
def nested() -> list[dict[int, dict[bool, int]]]: return [{1: {True: 2}}, {}]
def empty() -> dict[int, str]: return {}
def maybe(x: bool) -> dict[int, str] | None: return {1: "a"} if x else None
def pair() -> tuple[dict[int, int], str]: return {1: 2}, "x"
def text_keys() -> dict: return {1: 2}
def number(x: complex) -> complex: return x * 1j
def span(x: datetime.timedelta) -> datetime.timedelta: return x * 2
def numbers(x: array.array) -> array.array: return x
def floats(x: array.array) -> str: return x.typecode
def as_numpy(x: NDArray[np.float64]) -> NDArray[np.float64]: return x
float32 = type("float32", (float,), {"__module__": "numpy"})
bool_ = type("bool_", (), {"__module__": "numpy", "__bool__": lambda self: True})
def single(x: float32) -> str: return repr(x)
def compared() -> bool: return bool_()
def truth(x: bool) -> str: return repr(x)
def a_buffer(x: bytearray) -> bytearray: x.extend(b"!"); return x
def a_view(x: memoryview) -> str: return type(x).__name__
def path(x: os.PathLike) -> str: return type(x).__mro__[-2].__name__
def fraction(x: fractions.Fraction) -> fractions.Fraction: return x + 1
def either(x: float | str) -> str: return repr(x)
def real(x: float) -> str: return repr(x)
def plain(x, y=1) -> str: return repr((x, y))
def loosely(x, y=()):
    '''Says little.

    :param array_like x: Numbers.
    '''
    return type(x).__name__ + type(y).__name__
def an_array() -> array.array: return array.array("d", [1])
def a_deque(x: deque[int]) -> str: return repr(x)
def counted(x: Counter[str]) -> str: return repr(x)
def ordered(x: OrderedDict[str, int]) -> str: return repr(x)
def with_default(x: defaultdict[str, int]) -> str: return type(x).__name__
def an_iterator(x: Iterator[int]) -> int: return next(x) + sum(x)
async def a_stream(x: AsyncIterable[int]) -> int:
    total = 0
    async for item in x: total += item
    return total
def nothing_in_it(x: tuple[()]) -> str: return repr(x)
def json(x: Json) -> Json: return x

@dataclass
class Tree:
    value: int
    children: list[Tree]
@dataclass
class Box(Generic[T]):
    item: T
@dataclass(kw_only=True)
class Built:
    size: InitVar[float]
    area: float = 0
    def __post_init__(self, size): self.area = size * size
def tree(x: Tree) -> int: return x.value + sum(tree(one) for one in x.children)
def box(x: Box[int]) -> str: return repr(x)
def built(x: Built) -> float: return x.area

class Opaque:
    def __init__(self, x=1): self.x = x
def made() -> Opaque: return Opaque(3)
def unmade(x: Opaque) -> int: return x.x
def maybe_made(x: Opaque | None = None) -> bool: return x is None
def adder(by: int) -> Callable[[int], int]: return lambda x: x + by
def apply(x: Callable[[int], int], y: int) -> int: return x(y)
def like_one() -> object:
    class Duck: x = 5
    return Duck()

def items(n: int) -> Iterator[dict[int, int]]:
    for i in range(n): yield {i: i}
def lazy(n: int) -> Iterable[int]: return map(abs, range(-n, 0))
def lists(n: int) -> list[Iterator[int]]: return [iter(range(n))]
def two(n: int) -> tuple[list[int], Iterator[int]]: return [n], iter([n])
def plainly(n):
    yield from range(n)
async def stream(n: int) -> AsyncIterator[int]:
    try:
        for i in range(n):
            await asyncio.sleep(0)
            yield i
    finally:
        print("closed")
def broken(n: int) -> Iterator[int]:
    yield 1
    raise ValueError("after one")
def slow(n: int) -> Iterator[int]:
    import time
    for i in range(n):
        time.sleep(0.03)
        yield i
def gaps(n: int) -> Iterator[int]:
    for i in range(n): yield no_value if i % 2 else i
def untaken(n: int) -> Iterator[int]: return no_value
def no_items(n: int) -> Iterator[int]: return n
def a_text(n: int) -> Iterator[str]: return "abc"
def a_range(n: int) -> Iterator[int]: return range(n)
def endless(n: int) -> Iterator[int]:
    while True: yield n
def total(x: Iterable[int]) -> int: return sum(x)

@overload
def over(x: int) -> dict[int, int]: ...
@overload
def over(x: str, y: int = ...) -> Iterator[int]: ...
def over(x, y=5): return {x: x} if isinstance(x, int) else iter(range(y))

@node(outputs="a, b")
def parts() -> dict[str, int]: return {"a": 1, "b": 2}

class Shape:
    @staticmethod
    def area(width: float) -> float: return width * 2
    @classmethod
    def named(cls, text: str) -> str: return cls.__name__ + text
"""


class Formats(unittest.TestCase):
    def setUp(self) -> None:
        self.bench: Bench = bench(self, SOURCE)

    def call(self, export: str, *given: object, **options: object) -> object:
        names = options.pop("names", "x y")
        arguments = {name: value(item) for name, item in zip(str(names).split(), given)}
        return self.bench.run(node(export, **options, **arguments)).value(0)

    def fails(self, export: str, given: object) -> str:
        return self.bench.run(node(export, x=value(given))).failure(0)["message"]

    def test_sets_come_from_lists_and_leave_as_lists(self):
        self.assertEqual(sorted(self.call("a_set", ["1", 2, 2.0])), [1, 2])
        self.assertEqual(self.call("a_frozenset", ["b", "a"]), "frozenset['a', 'b']")
        self.assertIn("a_set.x[1]: expected an integer", self.fails("a_set", [1, "x"]))

    def test_maps_come_as_pairs_and_leave_as_pairs(self):
        self.assertEqual(self.call("a_map", [[1, ["2"]], ["3", []]]), [[1, [2.0]], [3, []]])
        self.assertEqual(self.call("a_map", {"1": [2]}), [[1, [2.0]]])
        self.assertEqual(self.call("dates", [["2026-01-31", 1]]), "{datetime.date(2026, 1, 31): 1}")
        self.assertEqual(self.call("nested"), [[[1, [[True, 2]]]], []])
        self.assertEqual(self.call("empty"), [])
        self.assertEqual(self.call("maybe", True), [[1, "a"]])
        self.assertIsNone(self.call("maybe", False))
        self.assertEqual(self.call("text_keys"), {"1": 2})
        self.assertIn("a_map.x[0]: expected a pair of key and value", self.fails("a_map", [[1]]))
        self.assertIn("a_map.x[1][0]: expected an integer", self.fails("a_map", [[1, []], ["x", []]]))

    def test_a_map_stays_a_dict_on_its_way_to_another_function(self):
        ran = self.bench.run(node("pair", "d s", "tuple", hold=True), node("seen", x=wire(0)))
        self.assertEqual(ran.value(1), "{1: 2}")
        self.assertEqual(ran.value(0), [[1, 2]])
        kept = ran.output(0)["handle"]
        self.assertEqual(self.bench.ask(type="fetch", id=kept)["plain"], [[1, 2]])
        self.assertEqual(self.bench.run(node("seen", x=handle(kept))).value(0), "{1: 2}")

    def test_numbers_of_other_kinds_are_texts_or_numbers(self):
        self.assertEqual(self.call("number", "1+2j"), "-2+1j")
        self.assertEqual(self.call("number", 2), "2j")
        self.assertEqual(self.call("span", "P1DT1H0.5S"), "P2DT2H1S")
        self.assertEqual(self.call("span", "-PT1M"), "-PT2M")
        self.assertEqual(self.call("fraction", 0.1), 1.1)
        for wrong in ("P", "PT", "1h", "P1Y", 3, None, "P1DT"):
            self.assertIn("expected a duration like", self.fails("span", wrong))
        self.assertIn("expected a complex number", self.fails("number", "i"))

    def test_arrays_of_numbers(self):
        self.assertEqual(self.call("numbers", [1, 2]), {"$array": ["int64", "AQAAAAAAAAACAAAAAAAAAA=="]})
        self.assertEqual(self.call("floats", [1, 2]), "q")
        self.assertEqual(self.call("floats", [1, 2.5]), "d")
        self.assertEqual(self.call("as_numpy", [1.5]), [1.5])
        self.assertIn("expected a list of numbers", self.fails("numbers", ["x"]))
        self.assertIn("expected a list of numbers", self.fails("numbers", "12"))

    def test_numpys_numbers_are_numbers(self):
        self.assertEqual(self.call("single", 2), "2.0")
        self.assertIn("single.x: expected a number", self.fails("single", "x"))
        ran = self.bench.run(node("compared"), node("truth", x=wire(0)))
        self.assertEqual(ran.value(1), "True")
        self.assertIn("truth.x: expected true or false", self.fails("truth", 1))

    def test_bytes_are_of_the_class_that_is_asked_for(self):
        self.assertEqual(self.call("a_buffer", {"$bytes": "aGk="}), {"$bytes": "aGkh"})
        self.assertEqual(self.call("a_view", "aGk="), "memoryview")
        self.assertEqual(self.call("path", "/tmp"), "PurePath")

    def test_an_int_becomes_a_float_only_where_nothing_else_is_taken(self):
        self.assertEqual(self.call("real", 1), "1.0")
        self.assertEqual(self.call("either", 1), "1")
        self.assertEqual(self.call("either", 1.5), "1.5")
        self.assertEqual(self.call("either", "1"), "'1'")
        self.assertEqual(self.call("plain", "a", 2), "('a', 2)")
        self.assertEqual(self.call("plain", "a", 2.5), "('a', 2.5)")

    def test_what_only_words_or_a_default_say_is_taken_loosely(self):
        ran = self.bench.run(node("an_array"), node("loosely", x=wire(0), y=value([1])))
        self.assertEqual(ran.value(1), "arraylist")
        self.assertEqual(self.call("loosely", [1]), "listtuple")
        self.assertIn("loosely.x: expected a list", self.fails("loosely", 5))

    def test_collections_of_other_classes(self):
        self.assertEqual(self.call("a_deque", ["1"]), "deque([1])")
        self.assertEqual(self.call("counted", {"a": 2}), "Counter({'a': 2})")
        self.assertTrue(self.call("ordered", {"a": 1}).startswith("OrderedDict("))
        self.assertEqual(self.call("with_default", {}), "defaultdict")
        self.assertEqual(self.call("an_iterator", [1, "2", 3]), 6)
        self.assertEqual(self.call("nothing_in_it", []), "()")
        self.assertIn("tuple of 0 items", self.fails("nothing_in_it", [1]))
        ran = self.bench.run_async(node("a_stream", x=value([1, 2])))
        self.assertEqual(ran.value(0), 3)

    def test_functions_and_instances_come_from_other_functions(self):
        ran = self.bench.run(
            node("made", hold=True),
            node("unmade", x=wire(0)),
            node("adder", by=value(2)),
            node("apply", x=wire(2), y=value("3")),
            node("like_one"),
            node("unmade", id="duck", x=wire(4)),
        )
        self.assertEqual([ran.value(1), ran.value(3), ran.value(5)], [3, 5, 5])
        self.assertEqual(ran.output(0)["preview"]["type"], "Opaque")
        self.assertIn(
            "unmade.x: expected an instance of Opaque, from a Python node, got int 3",
            self.fails("unmade", 3),
        )
        self.assertIs(self.call("maybe_made", None), True)
        failed = self.bench.run(node("apply", x=value("len"), y=value(1))).failure(0)
        self.assertIn("apply.x: expected a function, from a Python node", failed["message"])

    def test_records_and_aliases_that_contain_themselves(self):
        tree = {"value": 1, "children": [{"value": "2", "children": []}]}
        self.assertEqual(self.call("tree", tree), 3)
        tree["children"][0]["children"] = [{"value": "x", "children": []}]
        self.assertIn("tree.x.children[0].children[0].value: expected an", self.fails("tree", tree))
        self.assertEqual(self.call("json", [{"a": [None]}]), [{"a": [None]}])
        self.assertEqual(self.call("box", {"item": "3"}), "Box(item=3)")
        self.assertEqual(self.call("built", {"size": 3}), 9)

    def test_a_generator_is_collected_with_progress(self):
        ran = self.bench.run(node("items", n=value(3)), node("seen", x=wire(0)))
        self.assertEqual(ran.value(0), [[[0, 0]], [[1, 1]], [[2, 2]]])
        self.assertEqual(ran.value(1), "[{0: 0}, {1: 1}, {2: 2}]")
        progress = [event[2] for event in ran.events if event[:2] == ["progressed", 0]]
        self.assertEqual(progress, [1, 2, 3])

    def test_iterables_do_not_get_used_up(self):
        self.assertEqual(self.call("lazy", 3, names="n"), [3, 2, 1])
        self.assertEqual(self.call("lists", 2, names="n"), [[0, 1]])
        ran = self.bench.run(node("two", "a b", "tuple", n=value(4)), node("total", x=wire(0, 1)))
        self.assertEqual((ran.value(0, 0), ran.value(0, 1), ran.value(1)), ([4], [4], 4))
        self.assertEqual(self.call("plainly", 2, names="n"), [0, 1])

    def test_generators_wait_their_turn_in_async_mode(self):
        ran = self.bench.run_async(
            node("stream", n=value(3)), node("slow", n=value(12)), node("plainly", n=value(2))
        )
        self.assertEqual([ran.value(0), ran.value(2)], [[0, 1, 2], [0, 1]])
        self.assertEqual(ran.value(1), list(range(12)))
        self.assertEqual(ran.logs(0), [("info", "closed")])
        steps = [event[2] for event in ran.events if event[:2] == ["progressed", 1]]
        self.assertEqual((steps[:3], steps[-1]), ([1, 2, 3], 12))
        # The slow one does not hold the others up.
        settled = [event[1] for event in ran.events if event[0] == "settled"]
        self.assertEqual(settled[-1], 1)

    def test_collecting_has_its_rules_in_both_modes(self):
        for run in (self.bench.run, self.bench.run_async):
            ran = run(
                node("gaps", n=value(5)),
                node("untaken", n=value(1)),
                node("no_items", n=value(1)),
                node("a_text", n=value(1)),
                node("a_range", n=value(3)),
            )
            self.assertEqual(ran.value(0), [0, 2, 4])
            self.assertEqual(ran.output(1), {"noValue": True})
            self.assertEqual(ran.failure(2)["code"], "not-iterable")
            self.assertIn("got int 1", ran.failure(2)["message"])
            self.assertEqual(ran.failure(3)["code"], "not-iterable")
            self.assertEqual(ran.value(4), [0, 1, 2])
            failed = run(node("endless", n=value(1))).failure(0)
            self.assertEqual(failed["code"], "too-many-items")
            self.assertIn("endless gives more than 1,000,000 items", failed["message"])

    def test_an_async_generator_needs_async_mode_and_a_broken_one_fails(self):
        failure = self.bench.run(node("stream", n=value(1))).failure(0)
        self.assertEqual(failure["code"], "python-async")
        self.assertIn("after one", self.bench.run(node("broken", n=value(1))).failure(0)["message"])
        ran = self.bench.run_async(node("broken", n=value(1)))
        self.assertIn("after one", ran.failure(0)["message"])

    def test_overloads_are_called_by_the_names_they_are_given(self):
        self.assertEqual(self.call("over", 3), [[3, 3]])
        self.assertEqual(self.call("over", "x", 2), [0, 1])

    def test_methods_of_classes_and_named_outputs(self):
        self.assertEqual(self.call("Shape.area", 2, names="width"), 4)
        self.assertEqual(self.call("Shape.named", "!", names="text"), "Shape!")
        ran = self.bench.run(node("parts", "b a", "object"))
        self.assertEqual((ran.value(0, 0), ran.value(0, 1)), (2, 1))
        failure = self.bench.run(node("Shape.gone")).failure(0)
        self.assertEqual(failure["code"], "function-missing")
