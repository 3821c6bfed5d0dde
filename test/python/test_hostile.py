"""Modules that do what they should not while they are imported or read."""

import os
import unittest

from support import Bench, bench


def names(found: dict) -> list[str]:
    return [item["name"] for item in found["functions"]]


class Importing(unittest.TestCase):
    def read(self, source: str, **modules: str) -> dict:
        with Bench(source, **modules) as made:
            return made.introspect()

    def test_a_module_that_raises_anything_is_one_diagnostic(self):
        for source, said in (
            ("raise SystemExit('bye')", "SystemExit: bye"),
            ("raise KeyboardInterrupt", "KeyboardInterrupt"),
            ("raise BaseException('x')", "BaseException: x"),
            ("class E(Exception):\n    def __str__(self): raise ValueError\nraise E", "E: "),
            ("def f(): f()\nf()", "RecursionError"),
            ("raise GeneratorExit", "GeneratorExit"),
        ):
            with self.subTest(said):
                found = self.read(source)
                [diagnostic] = found["diagnostics"]
                self.assertEqual((found["functions"], diagnostic["severity"]), ([], "error"))
                self.assertIn(said, diagnostic["message"])
                self.assertGreaterEqual(diagnostic["line"], 1)

    def test_a_module_that_is_no_module_any_more(self):
        for source in (
            "import sys\ndel sys.modules[__name__]\ndef f(a: int): ...",
            "import sys\nsys.modules[__name__] = 5\ndef f(a: int): ...",
            "import sys\nclass M: pass\nsys.modules[__name__] = M()\ndef f(a: int): ...",
        ):
            with self.subTest(source):
                found = self.read(source)
                self.assertEqual(found["functions"], [])
                self.assertLessEqual(len(found["diagnostics"]), 1)

    def test_what_a_module_changes_does_not_keep_others_from_being_read(self):
        made = bench(
            self,
            "import sys, os, builtins\nsys.path.clear()\nsys.stdout = None\n"
            "builtins.input = None\ndef f(a: int): ...",
            other="def g(b: str): ...",
        )
        import builtins
        import sys

        path, read = list(sys.path), builtins.input
        try:
            self.assertEqual(names(made.introspect()), ["f"])
            self.assertEqual(names(made.introspect("other")), ["g"])
        finally:
            sys.path[:] = path
            builtins.input = read

    def test_imports_that_go_in_a_circle_are_read_from_both_ends(self):
        modules = {
            "one": "from __future__ import annotations\nfrom typing import TYPE_CHECKING\n"
            "if TYPE_CHECKING: from two import Two\nclass One: ...\ndef f(a: Two, b: int): ...",
            "two": "import one\nfrom typing import TypedDict\nclass Two(TypedDict):\n    x: int\n"
            "def g(a: Two): ...",
        }
        made = bench(self, "", **modules)
        found = made.introspect("one")
        self.assertEqual(found["diagnostics"], [])
        schema = found["functions"][0]["parameters"][0]["schema"]
        self.assertEqual(schema["properties"], {"x": {"type": "integer"}})
        self.assertEqual(names(made.introspect("two")), ["g"])

    def test_a_name_for_type_checkers_may_depend_on_the_version(self):
        found = self.read(
            "from __future__ import annotations\nimport sys, typing\n"
            "if typing.TYPE_CHECKING:\n    if sys.version_info >= (9, 9):\n"
            "        from nowhere import Alias\n    else:\n        Alias = list[int] | None\n"
            "def f(a: Alias): ..."
        )
        self.assertEqual(found["diagnostics"], [])

    def test_namespace_packages_encodings_and_star_imports(self):
        made = bench(
            self,
            "from pkg.sub.names import *\nfrom pkg.sub import names as n\ndef f(a: Size): ...",
            **{"pkg.sub.names": "# -*- coding: latin-1 -*-\nSize = int\nX = 'é'\n"},
        )
        self.assertEqual(
            made.introspect()["functions"][0]["parameters"][0]["schema"], {"type": "integer"}
        )
        self.assertEqual(names(made.introspect("pkg.sub.names")), [])

    def test_lazy_names_of_a_package_are_found_when_it_lists_them(self):
        found = self.read(
            "__all__ = ['made', 'broken', 5]\ndef __getattr__(name):\n"
            "    if name != 'made': raise ImportError(name)\n    def made(a: int): ...\n    return made"
        )
        self.assertEqual(names(found), ["made"])

    def test_a_package_has_what_its_own_modules_define(self):
        made = bench(
            self,
            **{
                "pkg.__init__": "",
                "pkg": "from .inner import f\nfrom os.path import join\n",
                "pkg.inner": "def f(a: int): ...\ndef g(b: int): ...",
            },
        )
        self.assertEqual(names(made.introspect("pkg")), ["f"])

    def test_ten_thousand_functions_are_read_in_seconds(self):
        source = "".join(f"def f{i}(a: int = {i}): ...\n" for i in range(10_000))
        self.assertEqual(len(self.read(source)["functions"]), 10_000)


class Types(unittest.TestCase):
    def schema(self, annotation: str, before: str = "") -> tuple[object, list[str]]:
        source = f"from __future__ import annotations\nimport typing\nfrom typing import *\n{before}\n"
        with Bench(f"{source}\ndef f(a: {annotation}): ...") as made:
            found = made.introspect()
        [function] = [one for one in found["functions"] if one["name"] == "f"]
        said = [one["message"] for one in found["diagnostics"] if one["function"] == "f"]
        return function["parameters"][0]["schema"], said

    def test_types_that_never_end_end(self):
        deep = "list[" * 60 + "int" + "]" * 60
        schema, said = self.schema(deep)
        self.assertEqual(len(said), 1)
        self.assertIn("nested too deeply", said[0])
        schema, said = self.schema("A", "A = 'B'\nB = 'A'")
        self.assertEqual(schema, {})
        self.assertIn("it only ever names itself", said[0])

    def test_two_classes_of_one_name_have_two_definitions(self):
        before = (
            "from dataclasses import dataclass\ndef make():\n"
            "    @dataclass\n    class Node:\n        next: Optional[Node] = None\n"
            "    Node.__annotations__['next'] = Optional[Node]\n    return Node\nA, B = make(), make()"
        )
        schema, _ = self.schema("tuple[A, B]", before)
        self.assertEqual(sorted(schema["$defs"]), ["Node", "Node2"])

    def test_forms_that_mean_the_same_have_one_schema(self):
        for annotation, expected in (
            ("Literal[3, True, 1.5, None]", {"enum": [3, True, 1.5, None]}),
            ("None | int", {"anyOf": [{"type": "integer"}, {"type": "null"}]}),
            ("Union[int, Union[str, None]]", self.union("integer", "string", "null")),
            ("int | bool", self.union("integer", "boolean")),
            ("list[int] | tuple[int, ...]", {"type": "array", "items": {"type": "integer"}}),
            ("Final[int]", {"type": "integer"}),
            ("Annotated[Annotated[int, {'label': 'A'}], {'min': 1}]", {"type": "integer"}),
            ("TypeGuard[int]", {"type": "boolean"}),
        ):
            with self.subTest(annotation):
                self.assertEqual(self.schema(annotation), (expected, []))

    @staticmethod
    def union(*types: str) -> dict:
        return {"anyOf": [{"type": one} for one in types]}


class Stubs(unittest.TestCase):
    STUB = """
import sys
from _typeshed import SupportsRichComparison, Missing
from typing import TypeVar, overload, Generic
from typing_extensions import TypeAlias
if sys.version_info >= (3, 0):
    from collections.abc import Iterable
else:
    from nowhere import Iterable
_T = TypeVar("_T")
Alias: TypeAlias = "list[Later]"
class Later(Generic[_T]): ...
class Real:
    @staticmethod
    def made(a: str) -> Real: ...
    @classmethod
    def known(cls, a: int = ...) -> int: ...
def first(items: Iterable[_T], default: _T = ...) -> _T: ...
def sorted_by(a: SupportsRichComparison, b: Missing, c: Alias) -> None: ...
@overload
def many(a: int) -> int: ...
@overload
def many(a: str, b: float = ...) -> str: ...
other = many
"""
    SOURCE = """
class Real:
    @staticmethod
    def made(a): return a
    @classmethod
    def known(cls, a=7): return a
def first(items, default=None): return next(iter(items), default)
def sorted_by(a, b, c): ...
def many(a, b=2.5): return a
def unsaid(a): ...
def other(a, b=1): ...
"""

    def setUp(self) -> None:
        made: Bench = bench(self, "")
        modules = {
            "s": {"source": self.SOURCE, "file": "s.py"},
            "s-stubs": {"source": self.STUB, "file": "s.pyi"},
        }
        made.ask(type="addModules", modules=modules)
        self.bench = made
        self.found = made.introspect("s")
        self.functions = {
            f"{one['name']}{one.get('variant', '')}": one for one in self.found["functions"]
        }

    def test_a_stub_says_the_types_and_the_function_its_defaults(self):
        ports = {
            name: [(one["name"], one["schema"], one.get("default")) for one in form["parameters"]]
            for name, form in self.functions.items()
        }
        variable = {"x-millrace": {"variable": "_T"}}
        items = {"type": "array", "items": variable}
        self.assertEqual(ports["first"], [("items", items, None), ("default", variable, None)])
        self.assertEqual(ports["many"], [("a", {"type": "integer"}, None)])
        self.assertEqual(
            ports["many2"], [("a", {"type": "string"}, None), ("b", {"type": "number"}, 2.5)]
        )
        self.assertEqual(ports["other2"][1][2], 1)
        self.assertEqual(ports["Real.known"], [("a", {"type": "integer"}, 7)])
        self.assertEqual(ports["Real.made"], [("a", {"type": "string"}, None)])

    def test_what_a_stub_can_not_say_is_told_at_its_place_in_the_stub(self):
        said = {
            (one["file"], one["function"], one["parameter"]): one for one in self.found["diagnostics"]
        }
        self.assertEqual(
            sorted(said),
            [("s.py", "unsaid", "a"), ("s.pyi", "sorted_by", "b")],
        )
        self.assertIn("`Missing` can't be resolved", said["s.pyi", "sorted_by", "b"]["message"])
        place = said["s.pyi", "sorted_by", "b"]
        line = self.STUB.splitlines()[place["line"] - 1]
        self.assertEqual(line[place["column"] - 1 :][:10], "b: Missing")


class Cases(unittest.TestCase):
    def test_columns_count_as_editors_do(self):
        made = bench(self, "def f(é: int = 1, 𝒳: 'Missing' = 2, *, x: 'Nope'): ...")
        columns = [one["column"] for one in made.introspect()["diagnostics"]]
        self.assertEqual(columns, [19, 41])

    def test_a_stale_overload_is_forgotten_with_its_module(self):
        source = "from typing import overload\n{}@overload\ndef f(a: int) -> int: ...\n@overload\ndef f(a: str) -> str: ...\ndef f(a): return a"
        made = bench(self, source.format(""))
        if not hasattr(__import__("typing"), "get_overloads"):
            self.assertEqual(len(made.introspect()["functions"]), 1)
            return
        self.assertEqual(len(made.introspect()["functions"]), 2)
        made.add(m=source.format("\n\n"))
        self.assertEqual(len(made.introspect()["functions"]), 2)
        made.add(m="def f(a: int): ...")
        self.assertEqual(len(made.introspect()["functions"]), 1)

    def test_functions_of_c_say_what_they_take_or_are_told(self):
        found = bench(self).introspect("math")
        ports = {one["name"]: one["parameters"] for one in found["functions"]}
        self.assertEqual([(p["name"], p["kind"]) for p in ports["sqrt"]], [("x", "positionalOnly")])
        self.assertEqual(ports["hypot"][0]["kind"], "rest")
        self.assertFalse(ports["log"][-1]["required"])
        self.assertEqual([one for one in found["diagnostics"] if one["severity"] == "error"], [])

    def test_the_machine_does_not_show(self):
        made = bench(self, "def f(a=object(), b=open): ...\nf.__signature__ = object()")
        self.assertNotIn("0x", str(made.introspect()))
        self.assertNotIn(os.getcwd(), str(made.introspect()))
