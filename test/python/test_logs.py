"""What a node prints, logs and warns of, told by node."""

import contextlib
import io
import unittest
from unittest.mock import patch

from support import Bench, bench, node, value

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
