"""Introspection: every fixture reads as golden.json says, here and in Pyodide.

`MILLRACE_UPDATE_GOLDEN=1 python3 -m unittest …` writes golden.json anew; read the difference.
"""

import json
import os
import unittest

from support import FIXTURES, bench

GOLDEN = FIXTURES / "python" / "golden.json"


def read_fixtures(test: unittest.TestCase) -> str:
    files = sorted((FIXTURES / "python").glob("*.py"))
    modules = {
        f"golden.{file.stem}": {"source": file.read_text("utf-8"), "file": f"golden/{file.name}"}
        for file in files
    }
    made = bench(test)
    made.ask(type="addModules", modules=modules)
    found = made.ask(type="introspect", modules=list(modules))
    return json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


class Golden(unittest.TestCase):
    maxDiff = None

    def test_every_fixture_reads_as_the_golden_file_says(self):
        text = read_fixtures(self)
        if os.environ.get("MILLRACE_UPDATE_GOLDEN"):
            GOLDEN.write_text(text, "utf-8")
        self.assertEqual(text, GOLDEN.read_text("utf-8"))


class Reading(unittest.TestCase):
    def test_no_function_is_called_and_no_factory_of_the_users(self):
        made = bench(
            self,
            """
            import enum
            from dataclasses import dataclass, field
            def boom(): raise AssertionError("called")
            @dataclass
            class D:
                x: int = field(default_factory=boom)
                def __post_init__(self): boom()
            def f(d: D, e: int = 1) -> int: boom()
            """,
        )
        found = made.introspect()
        self.assertEqual([item["name"] for item in found["functions"]], ["boom", "f"])
        self.assertEqual(found["diagnostics"], [])

    def test_overloads_of_a_class_method_are_forms_of_it(self):
        made = bench(
            self,
            """
            from typing import overload
            class C:
                @overload
                @classmethod
                def make(cls, a: str) -> int: ...
                @overload
                @classmethod
                def make(cls, a: int = 0) -> str: ...
                @classmethod
                def make(cls, a=0): return a
            """,
        )
        found = made.introspect()
        self.assertEqual(found["diagnostics"], [])
        schemas = [[port["schema"] for port in one["parameters"]] for one in found["functions"]]
        self.assertEqual(schemas, [[{"type": "string"}], [{"type": "integer"}]])

    def test_typing_extensions_means_what_typing_means(self):
        made = bench(
            self,
            """
            from typing import Any
            def extended(name): return type(name, (), {"__module__": "typing_extensions"})
            SupportsIndex, SupportsFloat, Buffer = map(extended, ["SupportsIndex", "SupportsFloat", "Buffer"])
            def f(a: SupportsIndex, b: SupportsFloat, c: Buffer) -> None: ...
            """,
        )
        [_, f] = made.introspect()["functions"]
        self.assertEqual(
            [port["schema"] for port in f["parameters"]],
            [
                {"type": "integer"},
                {"type": "number"},
                {"type": "string", "x-millrace": {"format": "bytes"}},
            ],
        )

    def test_a_name_for_type_checkers_costs_its_own_port_only(self):
        made = bench(
            self,
            """
            from __future__ import annotations
            from typing import TYPE_CHECKING
            if TYPE_CHECKING: import pandas as pd
            def f(a: int, b: pd.DataFrame, c: list[str]) -> int: return a
            """,
        )
        found = made.introspect()
        schemas = [item["schema"] for item in found["functions"][0]["parameters"]]
        self.assertEqual(schemas[0], {"type": "integer"})
        self.assertEqual(schemas[1], {})
        self.assertEqual(schemas[2], {"type": "array", "items": {"type": "string"}})
        [diagnostic] = found["diagnostics"]
        self.assertEqual(
            {key: diagnostic[key] for key in ("severity", "file", "line", "function", "parameter")},
            {"severity": "warning", "file": "m.py", "line": 5, "function": "f", "parameter": "b"},
        )
        self.assertEqual(diagnostic["column"], 15)
        self.assertEqual(
            diagnostic["message"],
            "`f`, parameter `b`: `pd.DataFrame` can't be resolved (it is imported for type checkers "
            "only: ModuleNotFoundError: No module named 'pandas'); the port takes anything",
        )
        self.assertEqual(diagnostic["fix"], "define or import the name in the module, or correct it")

    def test_the_source_text_of_a_function_is_dedented_and_whole(self):
        made = bench(self, "if True:\n    def f(a):\n        # why\n        return a\n")
        self.assertEqual(
            made.introspect()["functions"][0]["sourceText"],
            "def f(a):\n    # why\n    return a\n",
        )

    def test_a_module_that_exits_while_imported_is_a_diagnostic(self):
        [found] = bench(self, "import sys\nsys.exit(1)").introspect()["diagnostics"]
        self.assertEqual((found["code"], found["line"]), ("python-module-error", 2))
        self.assertIn("the module can't be imported: SystemExit: 1", found["message"])

    def test_a_module_that_does_not_exist_is_named(self):
        [found] = bench(self).introspect("gone.away")["diagnostics"]
        self.assertEqual(found["code"], "python-import-missing")
        self.assertIn("`gone", found["message"])

    def test_an_alias_that_contains_itself_is_a_reference(self):
        made = bench(
            self,
            """
            from typing import Union
            Json = Union[int, "list[Json]", "dict[str, Json]"]
            def f(x: Json) -> None: ...
            """,
        )
        found = made.introspect()
        self.assertEqual(found["diagnostics"], [])
        [parameter] = found["functions"][0]["parameters"]
        self.assertEqual(
            parameter["schema"],
            {
                "$ref": "#/$defs/Json",
                "$defs": {
                    "Json": {
                        "anyOf": [
                            {"type": "integer"},
                            {"type": "array", "items": {"$ref": "#/$defs/Json"}},
                            {"type": "object", "additionalProperties": {"$ref": "#/$defs/Json"}},
                        ]
                    }
                },
            },
        )

    def test_reading_twice_gives_the_same(self):
        made = bench(self, "def f(a: set = {'x', 'y', 'z'}): return a")
        self.assertEqual(made.introspect(), made.introspect())
