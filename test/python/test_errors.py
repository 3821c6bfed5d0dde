"""Errors: the user's type, words and line; nothing of the host, whatever the user raises."""

import contextlib
import io
import sys
import unittest
from unittest.mock import patch

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


LATE = '''\
import threading
gate = threading.Event()
kept = []
def late():
    def say():
        gate.wait()
        print("late")
    kept.append(threading.Thread(target=say))
    kept[0].start()
def after():
    gate.set()
    kept[0].join()
    print("after")
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


in_one_piece = patch("millrace_host.sink.PAUSE", 60.0)
"""However busy the machine is, what a node prints is not sent before it ends."""


class Logs(unittest.TestCase):
    @in_one_piece
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

    @in_one_piece
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

    @in_one_piece
    def test_every_way_to_the_streams_is_in_the_log(self):
        made = bench(
            self,
            """
            import contextlib, io, logging, os, sys
            early = sys.stdout
            log = logging.getLogger("early")
            handler = logging.StreamHandler(sys.stdout)
            handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
            log.addHandler(handler)
            log.propagate = False
            def f():
                sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)
                print("a", end="", flush=True)
                print("b", file=sys.__stdout__)
                print("c", file=early)
                sys.stdout.writelines(["d", "\\n"])
                log.error("e")
                with contextlib.redirect_stdout(io.StringIO()) as away:
                    print("away")
                sys.stdout.close()
                print(away.getvalue().strip(), sys.stdout.isatty(), sys.stdout.errors, sys.stdout.name)
            """,
        )
        expected = "ab\nc\nd\nERROR e\naway False replace <stdout>"
        self.assertEqual(made.run(node("f")).logs(0), [("info", expected)])
        self.assertEqual(made.run(node("f")).logs(0), [("info", expected)])

    @in_one_piece
    def test_a_character_that_is_written_in_two_halves_is_whole(self):
        made = bench(
            self,
            """
            import sys
            def f():
                for byte in "é€😀".encode(): sys.stdout.buffer.write(bytes([byte]))
                sys.stdout.buffer.write(b"\\xff")
            def g(): sys.stdout.buffer.write("é".encode()[:1])
            def h(): sys.stdout.buffer.write(memoryview(b"ok"))
            """,
        )
        ran = made.run(node("f"), node("g"), node("h"))
        self.assertEqual([ran.logs(at) for at in range(3)], [[("info", "é€😀�")], [], [("info", "ok")]])

    def test_each_node_warns_for_itself_and_once(self):
        made = bench(
            self,
            """
            import asyncio, warnings
            def f():
                for _ in range(3): warnings.warn("careful")
            async def g():
                for _ in range(3):
                    warnings.warn("slowly")
                    await asyncio.sleep(0.001)
            def quiet():
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    warnings.warn("hush")
            def strict():
                with warnings.catch_warnings():
                    warnings.simplefilter("error")
                    warnings.warn("hard")
            """,
        )
        ran = made.run(node("f"), node("f"), node("quiet"), node("strict"))
        for at in range(2):
            text = "".join(text for _, text in ran.logs(at))
            self.assertEqual(text.count("UserWarning: careful"), 1)
        self.assertEqual(ran.logs(2), [])
        self.assertEqual(ran.failure(3)["name"], "UserWarning")
        waited = made.run_async(node("g"), node("g"), node("f"))
        for at in range(2):
            text = "".join(text for _, text in waited.logs(at))
            self.assertEqual(text.count("UserWarning: slowly"), 1)

    def test_threads_print_to_the_node_that_started_them_while_it_lives(self):
        made = bench(
            self,
            """
            import concurrent.futures, threading
            def f(name: str):
                threads = [threading.Thread(target=print, args=(name,)) for _ in range(3)]
                for thread in threads: thread.start()
                for thread in threads: thread.join()
                with concurrent.futures.ThreadPoolExecutor(1) as pool: pool.submit(print, "pool")
            """,
        )
        ran = made.run(node("f", name=value("a")), node("f", name=value("b")))
        for at, name in enumerate("ab"):
            said = "".join(text + "\n" for _, text in ran.logs(at))
            self.assertEqual(sorted(said.split()), [name, name, name, "pool"])

    def test_what_threads_print_is_capped_and_counted_while_the_node_waits_for_them(self):
        made = bench(
            self,
            """
            import threading
            def f():
                def flood():
                    for _ in range(20_000): print("x" * 49)
                thread = threading.Thread(target=flood)
                thread.start()
                thread.join()
            """,
        )
        logs = made.run(node("f")).logs(0)
        kept = sum(len(text) + 1 for _, text in logs[:-1])
        self.assertEqual((kept, logs[-1][0]), (64_000, "warning"))
        self.assertIn("936000 more characters", logs[-1][1])

    def test_a_thread_that_outlives_its_node_prints_for_nobody(self):
        outside = io.StringIO()
        with contextlib.redirect_stdout(outside), Bench(LATE) as other:
            ran = other.run(node("late"), node("after"))
        self.assertEqual((ran.logs(0), ran.logs(1)), ([], [("info", "after")]))
        self.assertEqual(outside.getvalue(), "late\n")
