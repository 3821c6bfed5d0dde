"""Batches: what is attempted, in which order, and what is left behind."""

import json
import unittest
from math import inf
from unittest.mock import patch

from millrace_host.guard import FLUSH
from millrace_host.pace import DOUBTS, Pace
from support import BATCH_NODES, bench, node, request, value, wire


class Order(unittest.TestCase):
    def test_nodes_run_in_order_and_values_go_from_node_to_node(self):
        ran = bench(self, BATCH_NODES).run(
            node("add", a=value(1)), node("add", a=wire(0), b=value(5)), node("same", x=wire(1))
        )
        self.assertEqual([ran.value(index) for index in range(3)], [2, 7, 7])
        starts = [(kind, at) for at in range(3) for kind in ("started", "settled")]
        self.assertEqual(ran.order(), starts)
        self.assertEqual(ran.unattempted, [])

    def test_dependents_of_a_failed_node_are_left_and_all_others_run(self):
        ran = bench(self, BATCH_NODES).run(
            node("bad"), node("same", x=wire(0)), node("same", x=wire(1)), node("add", a=value(1))
        )
        self.assertEqual(ran.unattempted, [1, 2])
        self.assertEqual(sorted(ran.outcomes), [0, 3])

    def test_a_branch_without_a_value_is_left_and_the_other_runs(self):
        ran = bench(self, BATCH_NODES).run(
            node("one_of", "a b", "tuple"), node("same", x=wire(0, 0)), node("same", x=wire(0, 1))
        )
        self.assertEqual(ran.output(0), {"noValue": True})
        self.assertEqual(ran.unattempted, [1])
        self.assertEqual(ran.value(2), 2)

    def test_no_value_alone_says_it_of_every_output(self):
        ran = bench(self, BATCH_NODES).run(
            node("nothing", "a b", "tuple"), node("nothing"), node("same", x=wire(0, 1))
        )
        self.assertEqual(ran.outcomes[0]["outputs"], [{"noValue": True}] * 2)
        self.assertEqual(ran.outcomes[1]["outputs"], [{"noValue": True}])
        self.assertEqual(ran.unattempted, [2])

    def test_none_is_a_value_and_travels(self):
        ran = bench(self, BATCH_NODES).run(node("none"), node("same", x=wire(0)))
        self.assertIsNone(ran.value(1))

    def test_a_wire_to_a_later_node_is_refused_before_anything_runs(self):
        ran = bench(self, BATCH_NODES).run(node("same", x=wire(1)), node("none"))
        self.assertEqual(ran.error["code"], "batch-invalid")
        self.assertEqual(ran.outcomes, {})

    def test_the_start_of_a_function_nobody_knows_is_told_before_it_runs(self):
        ran = bench(self, BATCH_NODES).run(node("none"), node("two"))
        self.assertEqual(kinds(ran), [["started"], ["settled", "started"], ["settled"]])

    def test_the_starts_of_quick_functions_are_told_together(self):
        made = bench(self, BATCH_NODES)
        with patch("millrace_host.pace.QUICK", 60):
            made.run(node("none"))
            ran = made.run(node("none"), node("none"))
        self.assertEqual(kinds(ran), [["ran", "ran"]])

    def test_a_quick_function_that_hangs_is_told_when_a_signal_asks(self):
        made = bench(self, "flush = lambda: None\ndef f(): flush()\ndef g(): raise ValueError")
        with patch("millrace_host.pace.QUICK", 60):
            made.run(node("f"), node("g"))
            import m

            m.flush = made.host.guard.flush
            ran = made.run(node("g"), node("f"), node("g"))
        self.assertEqual(kinds(ran), [["ran", "started"], ["settled", "ran"]])
        self.assertEqual(ran.failure(0)["name"], "ValueError")

    def test_what_a_quick_function_logs_comes_after_its_start(self):
        made = bench(self, "def f(): print(1)")
        with patch("millrace_host.pace.QUICK", 60):
            made.run(node("f"))
            ran = made.run(node("f"))
        self.assertEqual(kinds(ran), [["started", "logged", "settled"]])

    def test_a_value_that_two_inputs_of_a_node_take_goes_after_both(self):
        made = bench(self, "def f(): return [1]\ndef g(a, b): return a is b")
        ran = made.run(node("f"), node("g", a=wire(0), b=wire(0)), node("g", a=wire(0), b=wire(1)))
        self.assertEqual([ran.value(1), ran.value(2)], [True, False])

    def test_a_function_that_was_slow_is_told_at_once_until_it_has_been_quick_for_a_while(self):
        tempo = Pace().tempo_of(("m", "f"))
        told = []
        # The first call may have been slow for the import's sake.
        for seconds in [0.5, 0, 0.5, *[0] * (DOUBTS + 1)]:
            told.append(not tempo.is_quick)
            tempo.note(seconds)
        self.assertEqual(told, [True, True, False, *[True] * DOUBTS, False])

    def test_the_start_of_a_node_with_a_time_limit_is_told_before_it_runs(self):
        made = bench(self, BATCH_NODES)
        for _ in range(3):
            ran = made.run({**node("none"), "timeoutMs": 1000})
        self.assertEqual(kinds(ran), [["started"], ["settled"]])

    def test_an_output_is_not_sent_in_the_middle_of_itself(self):
        made = bench(
            self,
            """
            class Loud:
                def __repr__(self):
                    made.flush()
                    return "loud"
            def f(): return b"a" * 5000, Loud(), b"b" * 5000
            """,
        )
        made.ask(type="introspect", modules=["m"])
        made.host.world.pace.tempo_of(("m", "f")).note(0)
        import m

        # What a node logs by itself, or a signal, does the same.
        m.made = made.host.guard
        ran = made.run(node("f", "a b c", "tuple", keep="always"))
        self.assertEqual([ran.python(0, 0), ran.python(0, 2)], [b"a" * 5000, b"b" * 5000])

    def test_what_one_batch_holds_back_is_not_forgotten_when_another_sends(self):
        made = bench(
            self,
            """
            import asyncio
            async def first():
                # Behind this node's end, before its batch has come to tell of it.
                asyncio.get_running_loop().call_soon(hook)
            def second(): seen.append(made.guard.control[at])
            seen = []
            """,
        )
        made.ask(type="introspect", modules=["m"])
        import m

        m.made, m.at = made.host, FLUSH
        m.hook = lambda: made.host.start(request((node("second"),)), lambda *_: None, True, 2)
        made.run_async(node("first"))
        self.assertLess(m.seen[0], inf)
        self.assertEqual(made.host.guard.control[FLUSH], inf)

    def test_what_is_held_back_is_sent_after_16_ms(self):
        made = bench(self, "import time\ndef f(): time.sleep(0.004)")
        with patch("millrace_host.pace.QUICK", 60):
            made.run(node("f"))
            self.assertGreater(made.run(*[node("f")] * 10).messages, 2)


def kinds(ran):
    """What each message says."""
    return [[event[0] for event in json.loads(text)] for text in ran.texts]


class Ends(unittest.TestCase):
    def test_an_async_node_is_cancelled_when_its_time_is_up_and_tried_again(self):
        made = bench(
            self,
            """
            import asyncio
            async def hold_out():
                for _ in range(3):
                    try: await asyncio.sleep(60)
                    except asyncio.CancelledError: pass
                return "held out"
            """,
        )
        ran = made.run_async({**node("hold_out", id="n"), "timeoutMs": 20}, node("hold_out", id="m"), stop=0.3)
        error = ran.failure(0)
        self.assertEqual(error["code"], "node-timeout")
        self.assertEqual(error["message"], "n took longer than its timeoutMs of 20 ms")
        self.assertEqual(ran.failure(1)["code"], "python-cancelled")

    def test_a_stopped_batch_starts_nothing_and_ends_what_waits(self):
        made = bench(self, BATCH_NODES)
        forever = node("later", seconds=value(60))
        ran = made.run_async(forever, node("same", x=wire(0)), stop=0)
        self.assertEqual(ran.failure(0)["code"], "python-cancelled")
        self.assertEqual(ran.unattempted, [1])

    def test_a_batch_that_is_stopped_gives_nothing_of_its_synchronous_nodes_a_turn(self):
        made = bench(self, "import time\ndef f(): time.sleep(0.01)")
        ran = made.run_async(*[node("f")] * 20, stop=0)
        self.assertGreater(len(ran.unattempted), 10)
        self.assertEqual(len(ran.unattempted) + len(ran.outcomes), 20)

    def test_a_node_that_was_told_to_end_leaves_no_value_behind(self):
        made = bench(self, "import time\ndef f(): time.sleep(0.01); return [1]")
        ran = made.run({**node("f", hold=True), "timeoutMs": 5})
        self.assertEqual(ran.failure(0)["code"], "node-timeout")
        self.assertEqual(made.ask(type="usage"), {"stored": 0, "running": 0, "memoryBytes": 0})

    def test_a_task_that_a_node_made_ends_with_its_time_and_nothing_else_does(self):
        made = bench(
            self,
            """
            import asyncio
            async def child(): await asyncio.sleep(60)
            async def parent(): await asyncio.create_task(child())
            """,
        )
        ran = made.run_async({**node("parent"), "timeoutMs": 20})
        self.assertEqual(ran.failure(0)["code"], "node-timeout")

    def test_what_a_task_is_made_of_stays_visible(self):
        made = bench(
            self,
            """
            import asyncio
            async def child(): pass
            async def parent():
                task = asyncio.create_task(child(), name="its name")
                await task
                return [task.get_coro().__qualname__, task.get_name()]
            """,
        )
        self.assertEqual(made.run_async(node("parent")).python(0), ["child", "its name"])


class Async(unittest.TestCase):
    def test_independent_async_nodes_overlap(self):
        made = bench(
            self,
            """
            import asyncio
            at_once = 0
            most = 0
            async def f():
                global at_once, most
                at_once += 1
                most = max(most, at_once)
                await asyncio.sleep(0.01)
                at_once -= 1
            def count(): return most
            """,
        )
        made.run_async(node("f"), node("f"), node("f"))
        self.assertEqual(made.run(node("count")).value(0), 3)

    def test_a_dependent_starts_when_its_own_source_has_settled(self):
        ran = bench(self, BATCH_NODES).run_async(
            node("later", x=value(1), seconds=value(0.2)),
            node("later", x=value(2), seconds=value(0.01)),
            node("same", x=wire(1)),
        )
        self.assertEqual([at for kind, at in ran.order() if kind == "settled"], [1, 2, 0])

    def test_sync_mode_refuses_an_async_function(self):
        error = bench(self, BATCH_NODES).run(node("later", id="n1")).failure(0)
        self.assertEqual(error["code"], "python-async")
        self.assertIn("n1", error["message"])

    def test_a_failing_async_node_leaves_its_dependents(self):
        made = bench(self, "async def f(): raise KeyError('k')\ndef g(x): return x")
        ran = made.run_async(node("f"), node("g", x=wire(0)))
        self.assertEqual(ran.failure(0)["name"], "KeyError")
        self.assertEqual(ran.unattempted, [1])

    def test_exits_and_interrupts_inside_a_node_are_its_errors(self):
        made = bench(
            self,
            """
            import asyncio, sys
            def leave(): sys.exit(3)
            def stop(): raise KeyboardInterrupt
            async def leave_later():
                await asyncio.sleep(0)
                raise SystemExit(4)
            async def cancelled(): raise asyncio.CancelledError
            def f(): return 1
            """,
        )
        names = ["leave", "stop", "leave_later", "cancelled"]
        ran = made.run_async(*[node(name) for name in names], node("f"))
        found = [ran.failure(index)["name"] for index in range(4)]
        self.assertEqual(found, ["SystemExit", "KeyboardInterrupt", "SystemExit", "CancelledError"])
        self.assertEqual(ran.value(4), 1)


class Requests(unittest.TestCase):
    def test_a_request_nobody_knows_is_an_error(self):
        with self.assertRaisesRegex(AssertionError, "knows no request `dance`"):
            bench(self).ask(type="dance")

    def test_a_text_that_is_no_request_is_an_error_and_no_crash(self):
        host = bench(self).host
        for text in ("", "[]", "{}", '{"type":"introspect"}'):
            self.assertIn('"error"', host.call(text))
            self.assertIn('"error"', host.start(text, lambda text: None, False))
