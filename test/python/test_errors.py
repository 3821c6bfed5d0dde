"""Errors: the user's type, words and line; nothing of the host, whatever the user raises."""

import sys
import unittest

from support import Bench, bench, node, value

SOURCE = '''\
import functools, json

def deep(x):
    return json.loads(x)

def outer(x):
    try:
        return deep(x)
    except ValueError as error:
        raise KeyError("outer") from error

class Rude(Exception):
    def __str__(self): raise RuntimeError("no text")

def rude():
    raise Rude()

def endless(n=0):
    return endless(n + 1)

def group():
    raise ExceptionGroup("many", [ValueError("a")])

def note():
    error = ValueError("with a note")
    error.add_note("look here")
    raise error

def long():
    raise ValueError("x" * 100_000)

class Loop(Exception): pass
def loop():
    error = Loop("loop")
    other = Loop("other")
    other.__cause__ = error
    error.__cause__ = other
    raise error

def wide(): return "日本" + {}["é"] + 1
def long_line(): return 1 / 0, "LONG"
def ping(): return pong()
def pong(): return ping()
def groups():
    try:
        try: raise KeyError("k")
        except KeyError as error: raise ValueError("v") from error
    except ValueError as error: caught = error
    raise ExceptionGroup("many", [caught, ExceptionGroup("in", [OSError("deep")]), *[OSError()] * 9])
def evaluated(): return eval("1/0")
def compiled(): compile("x = (1,\\ny = 2", "own.py", "exec")
def odd_syntax(): raise SyntaxError("m", (5, "x", [], {}))
class Liar(Exception):
    __notes__ = property(lambda self: 1 / 0)
    __traceback__ = property(lambda self: 5)
    __cause__ = exceptions = 5
    def __str__(self): raise KeyboardInterrupt
def liar():
    try: {}[1]
    except KeyError: raise Liar()
shared = ValueError("shared")
def share(): raise shared
def odd_notes():
    error = ValueError("x")
    error.__notes__ = [Liar(), "last"]
    raise error
def ends(x): raise getattr(__builtins__, x, None) or __builtins__[x]
def hidden(function):
    def w(): return function()
    return functools.wraps(function)(w)
@hidden
def refused(x): return x

def surrogate():
    raise ValueError("\\ud800")
'''


SOURCE = SOURCE.replace("LONG", "x" * 600)


class Errors(unittest.TestCase):
    def failure(self, name: str, **options: object) -> dict:
        with Bench(SOURCE) as made:
            return made.run(node(name, **options)).failure(0)

    def test_an_error_has_its_type_its_words_and_the_line_of_the_user(self):
        error = self.failure("deep", x=value("{"))
        self.assertEqual((error["name"], error["code"]), ("JSONDecodeError", "python-error"))
        self.assertRegex(error["message"], r"^JSONDecodeError: Expecting .* \(m\.py:4\)$")

    def test_a_traceback_shows_the_users_frames_and_their_lines_only(self):
        stack = self.failure("deep", x=value("{"))["stack"]
        self.assertIn('File "m.py", line 4, column 12, in deep\n    return json.loads(x)\n', stack)
        self.assertIn("\n           ^^^^^^^^^^^^^\n", stack)
        self.assertNotIn("millrace_host", stack)
        self.assertNotIn("decoder.py", stack)

    def test_a_cause_is_told(self):
        error = self.failure("outer", x=value("{"))
        self.assertEqual(error["message"], "KeyError: 'outer' (m.py:10)")
        self.assertEqual(error["cause"]["name"], "JSONDecodeError")

    def test_an_exception_whose_str_raises_is_shown_all_the_same(self):
        error = self.failure("rude")
        self.assertEqual(error["message"], "Rude: <its __str__ raised RuntimeError> (m.py:16)")

    def test_an_endless_recursion_is_an_error_with_a_short_traceback(self):
        error = self.failure("endless")
        self.assertEqual(error["name"], "RecursionError")
        self.assertLess(len(error["stack"]), 2_000)

    def test_endless_causes_and_long_texts_are_cut(self):
        self.assertEqual(self.failure("loop")["name"], "Loop")
        self.assertLess(len(self.failure("long")["message"]), 21_000)

    def test_notes_and_groups_stand_in_the_traceback(self):
        self.assertIn("look here", self.failure("note")["stack"])
        stack = self.failure("group")["stack"]
        self.assertIn("many (1 sub-exception)", stack)
        self.assertRegex(stack, r"\n  \| \w+Error: ")

    def test_columns_count_characters_and_mark_the_part_that_raised(self):
        self.assertEqual(
            self.failure("wide")["stack"].splitlines()[1:4],
            [
                '  File "m.py", line 40, column 27, in wide',
                '    def wide(): return "日本" + {}["é"] + 1',
                "                              ^^^^^^^",
            ],
        )

    def test_a_long_line_and_a_deep_recursion_are_cut(self):
        self.assertLess(len(self.failure("long_line")["stack"]), 1_500)
        stack = self.failure("ping")["stack"]
        self.assertRegex(stack, r"… \d{3} calls left out …")
        self.assertEqual(stack.count("in ping") + stack.count("in pong"), 40)
        self.assertRegex(self.failure("endless")["stack"], r"… the same call \d{3} more times …")

    def test_members_of_groups_have_their_causes_and_groups_their_members(self):
        stack = self.failure("groups")["stack"]
        self.assertIn("\n  | ValueError: v\n  | caused by\n  | Traceback", stack)
        self.assertIn("\n  | KeyError: 'k'\n", stack)
        self.assertIn("\n  |   | OSError: deep", stack)
        self.assertIn("\n  | … 3 more exceptions …", stack)

    def test_an_error_in_text_that_was_evaluated_names_that_text_and_its_caller(self):
        error = self.failure("evaluated")
        self.assertEqual(error["message"], "ZeroDivisionError: division by zero (<string>:1)")
        self.assertRegex(error["stack"], r'"m.py", line \d+, column 25, in evaluated\n')

    def test_a_syntax_error_shows_its_place_and_what_called_the_compiler(self):
        stack = self.failure("compiled")["stack"]
        self.assertIn('File "m.py", line', stack)
        self.assertIn('File "own.py", line 1, column 5\n    x = (1,\n        ^\n', stack)
        self.assertIn("SyntaxError: m", self.failure("odd_syntax")["message"])

    def test_exceptions_that_lie_about_themselves_are_told_all_the_same(self):
        error = self.failure("liar")
        self.assertRegex(error["message"], r"^Liar: <its __str__ raised KeyboardInterrupt> \(m.py:\d+\)$")
        self.assertEqual(error["cause"]["name"], "KeyError")
        self.assertIn("in liar", error["stack"])
        self.assertNotIn("5", error["stack"].splitlines()[-1])

    def test_a_syntax_error_that_lies_about_its_text_is_told_all_the_same(self):
        made = bench(
            self,
            """
            class Rude:
                def __str__(self): raise ValueError
            class Text(str):
                def strip(self): raise ValueError
            def words(): raise SyntaxError(Rude())
            def text():
                error = SyntaxError("no")
                error.filename, error.lineno, error.text = "f.py", 3, Text("a b")
                raise error
            """,
        )
        ran = made.run(node("words"), node("text"))
        self.assertIn("SyntaxError: <its __str__ raised ValueError>", ran.failure(0)["message"])
        self.assertEqual(ran.failure(1)["message"], "SyntaxError: no (f.py:3)")
        self.assertIn("    a b\n", ran.failure(1)["stack"])

    def test_a_circle_of_causes_is_told_once(self):
        error = self.failure("loop")
        self.assertEqual(error["cause"]["name"], "Loop")
        self.assertNotIn("cause", error["cause"])

    def test_an_exception_that_is_raised_again_and_again_is_not_the_longer_for_it(self):
        with Bench(SOURCE) as made:
            first, second = (made.run(node("share")).failure(0) for _ in range(2))
        self.assertEqual(first, second)

    def test_notes_that_are_none_or_raise_do_no_harm(self):
        lines = self.failure("odd_notes")["stack"].splitlines()
        self.assertEqual(lines[-2:], ["<a note whose __str__ raised KeyboardInterrupt>", "last"])

    def test_what_ends_an_interpreter_is_an_error_of_the_node(self):
        for name in ("KeyboardInterrupt", "SystemExit", "GeneratorExit"):
            error = self.failure("ends", x=value(name))
            self.assertEqual((error["name"], error["code"]), (name, "python-error"))

    def test_a_call_that_the_function_refuses_names_the_function(self):
        error = self.failure("refused", x=value(1))
        self.assertRegex(error["message"], r"^TypeError: .*refused\(\) takes 0 .* \(m.py:\d+\)$")

    def test_no_exception_outlives_its_run(self):
        with Bench(SOURCE) as made:
            made.run(node("note"))
            self.assertFalse(hasattr(sys, "last_exc") or hasattr(sys, "last_value"))
            made.run(node("share"))
            self.assertIsNone(made.host.modules.load("m").shared.__traceback__)

    def test_a_lone_surrogate_breaks_no_message(self):
        self.assertIn("\ud800", self.failure("surrogate")["message"])

    def test_a_syntax_error_in_an_imported_module_names_its_own_line(self):
        made = bench(self, "import wrong\ndef f(): pass", wrong="x = 1\ndef f(:\n  pass\n")
        error = made.run(node("f")).failure(0)
        self.assertEqual(error["name"], "SyntaxError")
        self.assertIn("(wrong.py:2)", error["message"])

    def test_a_module_that_raises_while_imported_is_the_error_of_its_node(self):
        error = bench(self, "x = 1\n1 / 0\n").run(node("f")).failure(0)
        self.assertEqual(error["message"], "ZeroDivisionError: division by zero (m.py:2)")
