"""Modules in memory: imported by name, replaced, and shown with their lines."""

import sys
import unittest

from support import bench, node, value


class Modules(unittest.TestCase):
    def test_modules_import_each_other_through_packages_nobody_gave(self):
        made = bench(
            self,
            **{
                "pack.deep.one": "from . import two\nfrom ..three import THREE\n"
                "def f(): return two.TWO + THREE\n",
                "pack.deep.two": "TWO = 2\n",
                "pack.three": "THREE = 3\n",
            },
        )
        self.assertEqual(made.run(node("f", module="pack.deep.one")).value(0), 5)

    def test_a_package_runs_its_own_init(self):
        made = bench(self)
        files = {
            "box": {"source": "from .inner import f\n", "file": "src/box/__init__.py"},
            "box.inner": {"source": "def f(): return __name__\n", "file": "src/box/inner.py"},
        }
        made.ask(type="addModules", modules=files)
        self.assertEqual(made.run(node("f", module="box")).value(0), "box.inner")

    def test_a_replaced_module_and_all_that_import_it_are_imported_afresh(self):
        made = bench(self, "from helper import N\ndef f(): return N", helper="N = 1")
        self.assertEqual(made.run(node("f")).value(0), 1)
        made.add(helper="N = 2")
        self.assertEqual(made.run(node("f")).value(0), 2)

    def test_an_unchanged_module_keeps_its_state(self):
        source = "seen = []\ndef f():\n    seen.append(1)\n    return len(seen)"
        made = bench(self, source)
        made.run(node("f"))
        made.add(m=source, other="x = 1")
        self.assertEqual(made.run(node("f")).value(0), 2)

    def test_a_module_named_like_one_of_pythons_own_is_refused_and_harms_nothing(self):
        made = bench(self, "import statistics\ndef f(): return statistics.mean([1, 3])")
        made.add(statistics="def mean(x): return 'mine'")
        self.assertEqual(made.run(node("f")).value(0), 2)
        found = made.introspect("statistics")["diagnostics"]
        self.assertEqual([item["code"] for item in found], ["python-module-name"])
        self.assertIn("statistics.py", found[0]["message"])

    def test_a_module_below_one_of_pythons_own_packages_is_served(self):
        made = bench(self, **{"json.mine": "def f(): return 1"})
        self.assertEqual(made.run(node("f", module="json.mine")).value(0), 1)

    def test_a_bom_is_no_part_of_the_source(self):
        made = bench(self, "\ufeffdef f(): return 1")
        self.assertEqual(made.run(node("f")).value(0), 1)

    def test_close_takes_modules_and_streams_away(self):
        before = (sys.stdout, sys.stderr, list(sys.meta_path))
        made = bench(self, "def f(): return 1", other="x = 1")
        made.run(node("f"))
        self.assertIn("m", sys.modules)
        made.close()
        self.assertNotIn("m", sys.modules)
        self.assertEqual((sys.stdout, sys.stderr, list(sys.meta_path)), before)


class Imports(unittest.TestCase):
    def imports(self, module: str, source: str) -> object:
        return bench(self).ask(type="findImports", module=module, source=source)

    def test_imports_are_dotted_names_with_relative_ones_made_absolute(self):
        source = "import a.b as c, d\nfrom e import f\nfrom . import g\nfrom .h import i\nfrom ..j import *\n"
        self.assertEqual(
            self.imports("p.q.r", source),
            ["a.b", "d", "e", "e.f", "p.j", "p.q", "p.q.g", "p.q.h", "p.q.h.i"],
        )

    def test_imports_inside_functions_and_conditions_count(self):
        source = "def f():\n    import a\nif x:\n    import b\n"
        self.assertEqual(self.imports("m", source), ["a", "b"])

    def test_the_file_of_a_package_is_named_by_its_init(self):
        self.assertEqual(self.imports("p.__init__", "from .a import b"), ["p.a", "p.a.b"])

    def test_a_syntax_error_imports_nothing(self):
        self.assertEqual(self.imports("m", "import a\ndef"), [])

    def test_dots_that_leave_the_top_package_are_passed_over(self):
        self.assertEqual(self.imports("m", "from ... import a"), [])


class Values(unittest.TestCase):
    def test_a_function_the_module_does_not_have_is_named(self):
        error = bench(self, "x = 1").run(node("gone", a=value(1))).failure(0)
        self.assertEqual(error["code"], "function-missing")
        self.assertIn("m.py has no function `gone`", error["message"])
