"""Errors: the user's type, words and line; nothing of the host, whatever the user raises."""

import unittest

from support import Bench, bench, node, value

SOURCE = '''\
import json

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

def surrogate():
    raise ValueError("\\ud800")
'''


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
        self.assertIn('File "m.py", line 4, in deep\n    return json.loads(x)', stack)
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


class Logs(unittest.TestCase):
    def test_output_and_warnings_of_a_node_are_its_log_in_few_messages(self):
        made = bench(
            self,
            """
            import logging, sys, warnings
            def f():
                for i in range(1000): print(i)
                print("careful", file=sys.stderr)
                logging.getLogger("x").warning("logged")
                warnings.warn("warned")
                print("end", end="")
            """,
        )
        logs = made.run(node("f")).logs(0)
        self.assertEqual([level for level, _ in logs], ["info", "warning", "info"])
        self.assertEqual(logs[0][1].splitlines(), [str(i) for i in range(1000)])
        self.assertRegex(logs[1][1], r"(?s)^careful\nlogged\n.*UserWarning: warned")
        self.assertEqual(logs[2][1], "end")

    def test_a_megabyte_is_cut_and_the_rest_is_counted(self):
        made = bench(self, "def f():\n    for i in range(20_000): print('x' * 49)")
        logs = made.run(node("f")).logs(0)
        # The last line break of each message is not sent.
        self.assertEqual(sum(len(text) + 1 for _, text in logs[:-1]), 64_000)
        self.assertEqual(logs[-1][0], "warning")
        self.assertIn("936000 more characters", logs[-1][1])
        self.assertLess(len(logs), 40)

    def test_async_nodes_that_take_turns_keep_their_logs_apart(self):
        made = bench(
            self,
            """
            import asyncio
            async def f(name: str):
                for i in range(3):
                    print(name, i)
                    await asyncio.sleep(0)
            """,
        )
        ran = made.run_async(node("f", name=value("a")), node("f", name=value("b")))
        self.assertEqual(ran.logs(0), [("info", "a 0\na 1\na 2")])
        self.assertEqual(ran.logs(1), [("info", "b 0\nb 1\nb 2")])

    def test_a_node_that_takes_long_is_heard_while_it_runs(self):
        made = bench(
            self,
            """
            import time
            def f():
                for i in range(4):
                    print("step", i)
                    time.sleep(0.04)
            """,
        )
        logs = made.run(node("f")).logs(0)
        self.assertGreater(len(logs), 1)
        self.assertEqual("\n".join(text for _, text in logs), "step 0\nstep 1\nstep 2\nstep 3")

    def test_what_is_printed_at_import_is_the_log_of_the_node_that_imports(self):
        made = bench(self, "print('loading')\ndef f(): pass")
        self.assertEqual(made.run(node("f")).logs(0), [("info", "loading")])

    def test_writing_what_is_no_text_is_the_error_python_raises(self):
        made = bench(self, "import sys\ndef f(): sys.stdout.write(1)")
        self.assertEqual(made.run(node("f")).failure(0)["name"], "TypeError")

    def test_bytes_printed_past_the_text_layer_are_in_the_log(self):
        made = bench(self, "import sys\ndef f(): return sys.stdout.buffer.write('é\\n'.encode())")
        ran = made.run(node("f"))
        self.assertEqual((ran.value(0), ran.logs(0)), (3, [("info", "é")]))

    def test_a_stream_that_a_node_leaves_in_place_of_ours_takes_no_other_nodes_log(self):
        made = bench(
            self,
            """
            import io, sys
            def f(): sys.stdout = io.StringIO(); print("away")
            def g(): print("here")
            """,
        )
        ran = made.run(node("f"), node("g"))
        self.assertEqual((ran.logs(0), ran.logs(1)), ([], [("info", "here")]))
