"""numpy's arrays and pydantic's models, where they are installed: `pip install numpy pydantic`."""

import importlib.util
import unittest

from support import Bench, bench, node, value, wire

INSTALLED = [importlib.util.find_spec(name) is not None for name in ("numpy", "pydantic")]

ARRAYS = """
import numpy as np
from numpy.typing import NDArray

def make(code: str): return eval(code)
def as_any(x: np.ndarray): return f"{x.dtype} {x.shape} {x.flags.writeable} {x.tolist()}"
def as_int32(x: NDArray[np.int32]): return f"{x.dtype} {x.tolist()}"
def as_float32(x: NDArray[np.float32]): return f"{x.dtype} {x.tolist()}"
def as_uint64(x: NDArray[np.uint64]): return f"{x.dtype} {x.tolist()}"
def a_list(n: int) -> list[float]: return np.arange(n, dtype=float)
def some_bytes() -> bytes: return np.array([1, 2], dtype="u1")
def same(x): return x
def is_array(x): return type(x).__name__
"""

MODELS = """
import datetime
from pydantic import BaseModel

class Inner(BaseModel):
    day: datetime.date

class Order(BaseModel):
    price: float
    inner: Inner
    tags: set[str] = set()

def total(order: Order) -> str: return f"{order.price!r} {order.inner.day!r}"
def make() -> Order: return Order(price=1, inner={"day": "2026-01-31"})
"""


class Numpy(unittest.TestCase):
    bench: Bench

    def setUp(self) -> None:
        self.bench = bench(self, ARRAYS)

    def made(self, code: str) -> object:
        return self.bench.run(node("make", code=value(code), keep="always")).value(0)

    def given(self, name: str, item: object) -> str:
        ran = self.bench.run(node(name, x=value(item)))
        outcome = ran.outcomes[0]
        return str(ran.value(0)) if outcome["status"] == "success" else ran.failure(0)["message"]

    def test_numbers_of_every_layout_leave_as_arrays_of_their_kind(self):
        cases = [
            ("np.array([1, 2], dtype='>i4')", ["int32", "AQAAAAIAAAA="]),
            ("np.arange(6, dtype='u1')[::2]", ["uint8", "AAIE"]),
            ("np.arange(4, dtype='i1').reshape(2, 2).T", ["int8", "AAIBAw==", [2, 2]]),
            ("np.asfortranarray(np.arange(4, dtype='i1').reshape(2, 2))", ["int8", "AAECAw==", [2, 2]]),
            ("np.array([True, False])", ["bool", "AQA="]),
            ("np.zeros((0, 3))", ["float64", "", [0, 3]]),
        ]
        for code, expected in cases:
            with self.subTest(code):
                self.assertEqual(self.made(code), {"$array": expected})

    def test_floats_that_javascript_lacks_become_wider_or_doubles(self):
        kind, data = self.made("np.array([0.5], dtype='f2')")["$array"]
        self.assertEqual((kind, data), ("float32", "AAAAPw=="))
        self.assertEqual(self.made("np.array([1.0], dtype=np.longdouble)")["$array"][0], "float64")

    def test_scalars_are_numbers_and_texts(self):
        cases = [
            ("np.float32(1.5)", 1.5),
            ("np.longdouble('1.25')", 1.25),
            ("np.array(5)", 5),
            ("np.bool_(True)", True),
            ("np.int64(2**60)", {"$int": str(2**60)}),
            ("np.float64('nan')", {"$float": "nan"}),
            ("np.complex64(1+2j)", "1+2j"),
            ("np.str_('a')", "a"),
            ("np.datetime64('2026-01-31')", "2026-01-31"),
            ("np.timedelta64(90, 's')", "PT1M30S"),
            ("np.datetime64('NaT')", None),
            ("{np.int64(1): 2}", {"1": 2}),
        ]
        for code, expected in cases:
            with self.subTest(code):
                self.assertEqual(self.made(code), expected)

    def test_arrays_of_anything_else_are_lists_of_it(self):
        cases = [
            ("np.array(['a', 'b'])", ["a", "b"]),
            ("np.array([b'a'])", [{"$bytes": "YQ=="}]),
            ("np.array([1, 'x', None], dtype=object)", [1, "x", None]),
            ("np.array([(1, 2.5)], dtype=[('x', 'i4'), ('y', 'f8')])", [{"x": 1, "y": 2.5}]),
            ("np.array(['2026-01-31', 'NaT'], dtype='M8[D]')", ["2026-01-31", None]),
            ("np.array([1, 1000], dtype='m8[ms]')", ["PT0.001S", "PT1S"]),
            ("np.array([1+2j])", ["1+2j"]),
            ("np.ma.array([1, 2], mask=[0, 1])", [1, None]),
        ]
        for code, expected in cases:
            with self.subTest(code):
                self.assertEqual(self.made(code), expected)

    def test_what_would_be_lost_is_an_error(self):
        for code, said in [
            ("np.array([1], dtype='m8[ns]')", "microseconds can't say"),
            ("np.zeros((10**8, 0))", "100000000 rows of no items"),
            ("np.array([object()])", "[0] is of type `object`"),
        ]:
            ran = self.bench.run(node("make", code=value(code), keep="always"))
            self.assertIn(said, ran.output(0)["error"]["message"])

    def test_arrays_are_made_of_what_comes_and_can_be_written_to(self):
        cases = [
            ("as_any", [1, 2], "int64 (2,) True [1, 2]"),
            ("as_any", [[1], [2]], "int64 (2, 1) True [[1], [2]]"),
            ("as_any", {"$bytes": "AQI="}, "uint8 (2,) True [1, 2]"),
            ("as_any", {"$array": ["float32", "AACAPw=="]}, "float32 (1,) True [1.0]"),
            ("as_int32", {"$array": ["float64", ""]}, "int32 []"),
            ("as_int32", [1.0], "int32 [1]"),
            ("as_float32", [0.5, {"$float": "nan"}], "float32 [0.5, nan]"),
            ("as_uint64", [1, {"$int": str(2**63 + 1)}], f"uint64 [1, {2**63 + 1}]"),
        ]
        for name, item, shown in cases:
            with self.subTest(item):
                self.assertEqual(self.given(name, item), shown)

    def test_numbers_that_the_kind_does_not_hold_are_refused(self):
        for name, item in [
            ("as_int32", [1.5]),
            ("as_int32", [2**40]),
            ("as_int32", [{"$float": "nan"}]),
            ("as_int32", ["3"]),
            ("as_float32", [1e300]),
            ("as_uint64", [-1]),
            ("as_any", [[1], [2, 3]]),
            ("as_any", "12"),
        ]:
            with self.subTest(item):
                self.assertIn("expected a list of numbers", self.given(name, item))

    def test_a_declared_type_says_what_an_array_is_outside(self):
        ran = self.bench.run(node("a_list", n=value(3)), node("some_bytes"))
        self.assertEqual((ran.value(0), ran.value(1)), ([0.0, 1.0, 2.0], {"$bytes": "AQI="}))

    def test_between_nodes_of_python_it_is_the_array_itself(self):
        ran = self.bench.run(node("make", code=value("np.zeros(3)")), node("is_array", x=wire(0)))
        self.assertEqual(ran.value(1), "ndarray")


class Pydantic(unittest.TestCase):
    def test_a_model_is_made_of_an_object_and_leaves_as_one(self):
        made = bench(self, MODELS)
        given = {"price": "1.5", "inner": {"day": "2026-01-31"}}
        ran = made.run(node("total", order=value(given)), node("make"))
        self.assertEqual(ran.value(0), "1.5 datetime.date(2026, 1, 31)")
        self.assertEqual(ran.value(1), {"price": 1.0, "inner": {"day": "2026-01-31"}, "tags": []})

    def test_what_the_model_refuses_is_the_nodes_error(self):
        ran = bench(self, MODELS).run(node("total", order=value({"price": 1, "inner": {"day": "no"}})))
        self.assertIn("day", ran.failure(0)["message"])


def load_tests(loader: unittest.TestLoader, *_: object) -> unittest.TestSuite:
    """Those of what is there."""
    found = [case for case, is_there in zip((Numpy, Pydantic), INSTALLED) if is_there]
    return unittest.TestSuite(loader.loadTestsFromTestCase(case) for case in found)
