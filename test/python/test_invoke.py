"""Calling a function: arguments by kind, converted by what their annotations ask for."""

import unittest

from support import Bench, bench, node, value, wire

SHAPES = """
import datetime, decimal, enum, pathlib, uuid
from dataclasses import dataclass, field
from typing import (Any, Annotated, Iterable, Literal, Mapping, NamedTuple, NewType, Optional,
                    Sequence, TypedDict, TypeVar, Union)
try:
    from typing import NotRequired
except ImportError:
    from typing import Optional as NotRequired

class Color(enum.Enum):
    RED = "r"
    BLUE = "b"

class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2

class Point(NamedTuple):
    x: float
    y: float = 0.0

class User(TypedDict):
    name: str
    born: datetime.date

@dataclass
class Tree:
    at: Point
    color: Color = Color.RED
    children: list["Tree"] = field(default_factory=list)

Id = NewType("Id", int)
T = TypeVar("T", bound=float)

def show(x): return f"{type(x).__name__} {x!r}"
"""


def function(annotation: str) -> str:
    return f"{SHAPES}\ndef f(x: {annotation}): return show(x)\n"


class Conversion(unittest.TestCase):
    """Each annotation makes of a value from outside what its function expects."""

    CASES = [
        ("int", 3, "int 3"),
        ("int", "3", "int 3"),
        ("int", " -12 ", "int -12"),
        ("int", 3.0, "int 3"),
        ("int", {"$int": "9007199254740993"}, "int 9007199254740993"),
        ("float", 3, "float 3.0"),
        ("float", "2.5e1", "float 25.0"),
        ("float", {"$float": "inf"}, "float inf"),
        ("bool", True, "bool True"),
        ("str", "a", "str 'a'"),
        ("bytes", {"$bytes": "AAE="}, "bytes b'\\x00\\x01'"),
        ("bytes", "AAE=", "bytes b'\\x00\\x01'"),
        ("None", None, "NoneType None"),
        ("Optional[int]", None, "NoneType None"),
        ("Optional[int]", "3", "int 3"),
        ("int | str", "3", "str '3'"),
        ("Union[float, int]", 3, "int 3"),
        ("Union[bool, int]", True, "bool True"),
        ("Literal[1, 'a']", 1, "int 1"),
        ("Literal[True, 1]", True, "bool True"),
        ("Literal[1, 2]", 2.0, "int 2"),
        ("Color", "b", "Color <Color.BLUE: 'b'>"),
        ("Color", "BLUE", "Color <Color.BLUE: 'b'>"),
        ("Level", 2, "Level <Level.HIGH: 2>"),
        ("list[int]", ["1", 2], "list [1, 2]"),
        ("list", [1, "a"], "list [1, 'a']"),
        ("Sequence[float]", [1], "list [1.0]"),
        ("Iterable[int]", [1], "list [1]"),
        ("set[int]", [1, 1], "set {1}"),
        ("frozenset[str]", ["a"], "frozenset frozenset({'a'})"),
        ("tuple[int, ...]", [1, 2], "tuple (1, 2)"),
        ("tuple[int, str]", [1, "a"], "tuple (1, 'a')"),
        ("dict[str, float]", {"a": 1}, "dict {'a': 1.0}"),
        ("dict[int, str]", {"1": "a"}, "dict {1: 'a'}"),
        ("Mapping[str, Color]", {"a": "r"}, "dict {'a': <Color.RED: 'r'>}"),
        ("dict", {"constructor": 1, "__proto__": 2}, "dict {'constructor': 1, '__proto__': 2}"),
        ("datetime.date", "2026-01-31", "date datetime.date(2026, 1, 31)"),
        ("datetime.date", "2026-01-31T00:00:00.000Z", "date datetime.date(2026, 1, 31)"),
        ("datetime.time", "12:30", "time datetime.time(12, 30)"),
        ("datetime.datetime", "2026-01-31T12:00:00", "datetime datetime.datetime(2026, 1, 31, 12, 0)"),
        (
            "datetime.datetime",
            "2026-01-31T12:00:00Z",
            "datetime datetime.datetime(2026, 1, 31, 12, 0, tzinfo=datetime.timezone.utc)",
        ),
        ("decimal.Decimal", "1.50", "Decimal Decimal('1.50')"),
        ("decimal.Decimal", 1.1, "Decimal Decimal('1.1')"),
        ("pathlib.Path", "a/b", "PosixPath PosixPath('a/b')"),
        (
            "uuid.UUID",
            "00000000-0000-0000-0000-000000000001",
            "UUID UUID('00000000-0000-0000-0000-000000000001')",
        ),
        ("Point", {"x": 1}, "Point Point(x=1.0, y=0.0)"),
        ("Point", [1, 2], "Point Point(x=1.0, y=2.0)"),
        ("User", {"name": "n", "born": "2000-01-02"}, "dict {'name': 'n', 'born': datetime.date(2000, 1, 2)}"),
        (
            "Tree",
            {"at": {"x": 1}, "children": [{"at": {"x": 2}, "color": "BLUE"}]},
            "Tree Tree(at=Point(x=1.0, y=0.0), color=<Color.RED: 'r'>, children=[Tree(at=Point(x=2.0, "
            "y=0.0), color=<Color.BLUE: 'b'>, children=[])])",
        ),
        ("list[Tree] | None", [{"at": [1, 2]}], None),
        ("Annotated[int, {'min': 0}]", "3", "int 3"),
        ("Id", "3", "int 3"),
        ("T", "3", "float 3.0"),
        ("Any", {"a": [1]}, "dict {'a': [1]}"),
        ("'Missing'", [1], "list [1]"),
    ]

    def test_each_annotation_makes_of_a_value_what_it_says(self):
        for annotation, given, expected in self.CASES:
            with self.subTest(annotation, given=given), Bench(function(annotation)) as made:
                ran = made.run(node("f", x=value(given)))
                if expected is not None:
                    self.assertEqual(ran.value(0), expected)
                else:
                    self.assertEqual(ran.outcomes[0]["status"], "success")

    def test_a_computed_field_of_a_dataclass_comes_out_and_is_passed_over_on_the_way_in(self):
        made = bench(
            self,
            "from dataclasses import dataclass, field\n"
            "@dataclass\n"
            "class Sum:\n"
            "    a: int\n"
            "    total: int = field(init=False, default=0)\n"
            "    def __post_init__(self): self.total = self.a * 2\n"
            "def f(s: Sum) -> Sum: return s",
        )
        ran = made.run(node("f", s=value({"a": 2, "total": 9})))
        self.assertEqual(ran.value(0), {"a": 2, "total": 4})

    def test_joined_members_of_a_flag_leave_and_come_back(self):
        made = bench(
            self,
            "from enum import Flag\n"
            "class Access(Flag):\n"
            "    READ = 1\n"
            "    WRITE = 2\n"
            "def f(a: Access) -> Access: return a | Access.WRITE\n"
            "def show(a: Access) -> str: return str(a)",
        )
        ran = made.run(node("f", a=value(1)), node("show", a=value(3)), node("f", a=value("READ")))
        self.assertEqual([ran.value(0), ran.value(2)], [3, 3])
        self.assertEqual(ran.value(1), "Access.READ|WRITE")
        self.assertIn("expected a member of Access", made.run(node("f", a=value(8))).failure(0)["message"])
        (module,) = made.ask(type="introspect", modules=["m"])
        self.assertEqual(module["functions"][0]["parameters"][0]["schema"], {"type": "integer"})

    def test_arguments_without_a_gap_go_by_position(self):
        made = bench(
            self,
            "import functools\n"
            "@functools.singledispatch\n"
            "def kind(x) -> str: return 'other'\n"
            "@kind.register\n"
            "def _(x: int) -> str: return 'int'\n"
            "def renamed(f):\n"
            "    @functools.wraps(f)\n"
            "    def inner(value, *, more=0): return f(value, more=more)\n"
            "    return inner\n"
            "@renamed\n"
            "def add(x: int, *, more: int = 1) -> int: return x + more\n"
            "def gap(a: int, b: int = 2, c: int = 3) -> list: return [a, b, c]\n",
        )
        ran = made.run(
            node("kind", x=value(3)), node("add", x=value(3), more=value(4)), node("gap", a=value(1), c=value(9))
        )
        self.assertEqual([ran.value(0), ran.value(1), ran.value(2)], ["int", 7, [1, 2, 9]])

    REFUSED = [
        ("int", "3.5", "n.x: expected an integer, got str '3.5'"),
        ("int", "1_0", "n.x: expected an integer, got str '1_0'"),
        ("int", True, "n.x: expected an integer, got bool True"),
        ("int", None, "n.x: expected an integer, got None"),
        ("float", "nan", "n.x: expected a number, got str 'nan'"),
        ("str", 3, "n.x: expected a text, got int 3"),
        ("bool", 1, "n.x: expected true or false, got int 1"),
        ("Literal[1, 'a']", True, "n.x: expected one of 1, 'a', got bool True"),
        ("Color", "green", "n.x: expected a member of Color (RED, BLUE), got str 'green'"),
        ("int | None", "x", "n.x: expected an integer or None, got str 'x'"),
        ("list[int]", "12", "n.x: expected a list, got str '12'"),
        ("list[int]", [1, "b"], "n.x[1]: expected an integer, got str 'b'"),
        ("tuple[int, str]", [1], "n.x: expected a tuple of 2 items, got list [1]"),
        ("set[list[int]]", [[1]], "n.x: expected a set of hashable items, got list [[1]]"),
        ("dict[str, int]", {"a": {}}, "n.x.a: expected an integer, got dict {}"),
        ("datetime.date", "soon", "n.x: expected a date like 2026-01-31, got str 'soon'"),
        ("bytes", "*", "n.x: expected bytes, or base64 text, got str '*'"),
        ("Tree", {"at": {"x": "?"}}, "n.x.at.x: expected a number, got str '?'"),
        ("Tree", {}, "n.x: expected a Tree with its field `at`, got dict {}"),
        (
            "Point",
            {"x": 1, "z": 2},
            "n.x: expected a Point with the fields x, y, no `z`, got dict {'x': 1, 'z': 2}",
        ),
    ]

    def test_a_value_that_does_not_fit_says_where_what_was_expected_and_what_came(self):
        for annotation, given, message in self.REFUSED:
            with self.subTest(annotation, given=given), Bench(function(annotation)) as made:
                error = made.run(node("f", id="n", x=value(given))).failure(0)
                self.assertEqual((error["code"], error["message"]), ("argument-mismatch", message))

    def test_a_value_of_the_right_type_goes_from_node_to_node_by_reference(self):
        made = bench(
            self,
            SHAPES
            + """
kept = [[1], {"a": 1}, (1, "a"), {1}, Tree(Point(1, 2)), b"a"]
def make(i: int): return kept[i]
def a(x: list[float]): return x is kept[0]
def b(x: dict[str, float]): return x is kept[1]
def c(x: tuple[int, str]): return x is kept[2]
def d(x: set[str]): return x is kept[3]
def e(x: Optional[Tree]): return x is kept[4]
def g(x: bytes): return x is kept[5]
""",
        )
        for index, name in enumerate("abcdeg"):
            ran = made.run(node("make", i=value(index), keep="never"), node(name, x=wire(0)))
            self.assertIs(ran.value(1), True, name)

    def test_what_another_node_made_is_converted_when_its_type_differs(self):
        made = bench(
            self,
            SHAPES
            + """
def make(): return [{"at": [1, 2]}]
def first(x: tuple[Tree, ...]): return show(x[0].at)
def dictionary(): return {"x": 1}
def point(p: Point): return show(p)
""",
        )
        ran = made.run(
            node("make", keep="never"),
            node("first", x=wire(0)),
            node("dictionary"),
            node("point", p=wire(2)),
        )
        self.assertEqual(ran.value(1), "Point Point(x=1.0, y=2.0)")
        self.assertEqual(ran.value(3), "Point Point(x=1.0, y=0.0)")


class Binding(unittest.TestCase):
    SOURCE = """
    import functools
    def kinds(a, b=2, /, c=3, *rest: int, d, e=5, **more: float): return [a, b, c, rest, d, e, more]
    def plain(a, b=2, c=3): return [a, b, c]
    def nullable(a: int = None): return a
    def wrap(function):
        @functools.wraps(function)
        def inner(*args, **kwargs): return function(*args, **kwargs)
        return inner
    @wrap
    def wrapped(a: int, *, b: float = 1): return [a, b]
    @functools.lru_cache
    def cached(a: int) -> int: return a
    @functools.wraps(plain)
    async def later(*args, **kwargs): return plain(*args, **kwargs)
    """

    def test_each_kind_of_parameter_gets_its_arguments(self):
        made = bench(self, self.SOURCE)
        given = dict(a=value(1), rest=value(["7", 8]), d=value(4), more=value({"z": 1}))
        self.assertEqual(made.run(node("kinds", **given)).value(0), [1, 2, 3, [7, 8], 4, 5, {"z": 1.0}])
        self.assertEqual(
            made.run(node("kinds", a=value(1), c=value(0), d=value(4))).value(0),
            [1, 2, 0, [], 4, 5, {}],
        )

    def test_an_omitted_argument_leaves_the_default_to_the_function(self):
        made = bench(self, self.SOURCE)
        self.assertEqual(made.run(node("plain", a=value(1), c=value(9))).value(0), [1, 2, 9])

    def test_a_default_of_none_makes_a_parameter_nullable(self):
        self.assertIsNone(bench(self, self.SOURCE).run(node("nullable", a=value(None))).value(0))

    def test_wrapped_and_cached_functions_are_called_through_their_wrapper(self):
        made = bench(self, self.SOURCE)
        ran = made.run(node("wrapped", a=value("1"), b=value("2")), node("cached", a=value("3")))
        self.assertEqual([ran.value(0), ran.value(1)], [[1, 2.0], 3])

    def test_a_missing_argument_is_named(self):
        error = bench(self, self.SOURCE).run(node("plain", id="n1", c=value(1))).failure(0)
        self.assertEqual(error["code"], "argument-missing")
        self.assertIn("n1.a: `plain` needs a value for `a`", error["message"])

    def test_a_parameter_the_function_does_not_have_is_named_with_those_it_has(self):
        error = bench(self, self.SOURCE).run(node("plain", id="n1", z=value(1))).failure(0)
        self.assertIn("n1.z: `plain` has no parameter `z`; it has a, b, c", error["message"])

    def test_an_extra_argument_that_is_a_parameter_already_is_refused(self):
        given = dict(a=value(1), d=value(1), more=value({"d": 2}))
        error = bench(self, self.SOURCE).run(node("kinds", **given)).failure(0)
        self.assertEqual(error["code"], "argument-twice")

    def test_a_value_that_could_not_be_sent_is_the_error_of_its_node_alone(self):
        made = bench(self, self.SOURCE)
        source = {"type": "error", "code": "value-not-encodable", "message": "a function"}
        ran = made.run(node("plain", id="n1", a=source), node("plain", a=value(1)))
        self.assertEqual(ran.failure(0)["code"], "value-not-encodable")
        self.assertIn("n1.a: a function", ran.failure(0)["message"])
        self.assertEqual(ran.value(1), [1, 2, 3])
