"""What packages need of each other, and what is said of one that is missing."""

import json
import unittest
from importlib import metadata
from unittest import mock

from millrace_host import packages, requirements
from millrace_host.errors import error_info


def dist(name: str, version: str, *requires: str) -> metadata.Distribution:
    """A package as if it were installed."""
    text = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    text += "".join(f"Requires-Dist: {one}\n" for one in requires)

    class Made(metadata.Distribution):
        def read_text(self, filename):
            return text if filename == "METADATA" else None

        def locate_file(self, path):
            raise AssertionError("it has no files")

    return Made()


def with_installed(*there: metadata.Distribution):
    return mock.patch.object(metadata, "distributions", lambda: list(there))


class Problems(unittest.TestCase):
    def test_nothing_is_wrong_with_what_fits(self):
        there = (dist("A.b", "1.2", "c_d>=2,<3", "e; extra == 'all'"), dist("C-D", "2.5"))
        with with_installed(*there):
            self.assertIsNone(packages.find_problem('["a-B ~= 1.1"]', "here"))

    def test_extras_that_were_asked_for_count(self):
        with with_installed(dist("a", "1", "e; extra == 'All_of'")):
            self.assertIsNone(packages.find_problem('["a"]', "here"))
            problem = packages.find_problem('["a[all-of]"]', "here")
        self.assertIn("e, which a 1 needs: not there", problem)

    def test_what_nobody_asked_for_has_needs_too(self):
        with with_installed(dist("a", "1", "b"), dist("b", "1", "c>1"), dist("c", "1")):
            self.assertIn("c>1, which b 1 needs: 1 is there", packages.find_problem("[]", "here"))

    def test_packages_that_need_each_other_end(self):
        with with_installed(dist("a", "1", "b"), dist("b", "1", "a")):
            self.assertIsNone(packages.find_problem('["a"]', "here"))

    def test_a_description_has_what_each_needs(self):
        there = (dist("B", "2", "c"), dist("a", "1", "b", "c"), dist("c", "3"))
        with with_installed(*there):
            described = json.loads(packages.describe('["a"]'))
        needs = [(one["name"], one["version"], one["depends"]) for one in described]
        self.assertEqual(needs, [("a", "1", ["b", "c"]), ("B", "2", ["c"]), ("c", "3", [])])


class Requirements(unittest.TestCase):
    def test_limits(self):
        for version, limits, fits in [
            ("1.0", "==1", True),
            ("1.2", "~=1.1", True),
            ("2.0", "~=1.1", False),
            ("1.1.3", "~=1.1.2", True),
            ("1.2", "~=1.1.2", False),
            ("1.2.3", "==1.2.*", True),
            ("1.3", "!=1.2.*", True),
            ("1.2.9", "!=1.2.*", False),
            ("1.3", ">=1.3.0", True),
            ("1.3", "<1.3", False),
            ("1.10", ">1.9", True),
            ("2", ">=1,<2", False),
            ("1!1.0", ">=0", True),
            ("anything", ">=1", True),
        ]:
            with self.subTest(version=version, limits=limits):
                self.assertIs(requirements.is_within(version, limits), fits)

    def test_markers_are_judged_and_never_run(self):
        for marker, holds in [
            ('python_version < "3.8"', False),
            ('python_version >= "3.8" and implementation_name == "cpython"', True),
            ('python_version >= "3.10.0"', True),
            ('extra == "X_y"', True),
            ('os_name == "nt" or (extra == "b")', False),
            ('"cpy" in implementation_name', True),
            ('__import__("os").system("exit")', False),
            ('python_version ~= "3.1"', False),
            ("(" * 500, False),
        ]:
            with self.subTest(marker=marker):
                read = requirements.read(f"a; {marker}", ("x-y",))
                self.assertIs(read is not None, holds)


class MissingModule(unittest.TestCase):
    def told(self, name: str) -> str:
        try:
            __import__(name)
        except ImportError as error:
            return error_info(error)["message"]
        raise AssertionError(f"{name} is there")

    def test_its_package_and_the_option_are_named(self):
        self.assertIn("list `no_such_one` in the option packages", self.told("no_such_one.inner"))
        with mock.patch.dict("sys.modules", {"skimage": None}):
            del __import__("sys").modules["skimage"]
            self.assertIn("list `scikit-image` in", self.told("skimage"))

    def test_a_module_of_a_package_that_is_there_is_no_matter_of_packages(self):
        self.assertNotIn("the option", self.told("json.nothing"))
