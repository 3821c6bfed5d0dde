"""Batches: what comes back of a node, what is kept of it, and when it is freed."""

import gc
import unittest
import weakref

from millrace_host.host import Host
from support import BATCH_NODES, bench, handle, node, value, wire


class Results(unittest.TestCase):
    def test_a_tuple_fills_its_outputs(self):
        ran = bench(self, BATCH_NODES).run(node("two", "a b", "tuple"))
        self.assertEqual([ran.value(0, 0), ran.value(0, 1)], [1, "b"])

    def test_a_tuple_of_another_length_says_both_numbers(self):
        error = bench(self, BATCH_NODES).run(node("two", "a b c", "tuple", id="n1")).failure(0)
        self.assertEqual(error["code"], "result-mismatch")
        self.assertIn("n1: the result: expected a tuple of 3 items (a, b, c), got 2 items", error["message"])

    def test_no_tuple_where_one_is_expected_is_an_error(self):
        error = bench(self, BATCH_NODES).run(node("none", "a b", "tuple")).failure(0)
        self.assertIn("expected a tuple of 2 items, got None", error["message"])

    def test_an_object_fills_its_outputs_by_name(self):
        made = bench(self, "def f(): return {'a': 1, 'b': 2}\ndef g(): return 1")
        ran = made.run(node("f", "b a", "object"), node("g", "a", "object"))
        self.assertEqual([ran.value(0, 0), ran.value(0, 1)], [2, 1])
        self.assertIn("expected an object with `a`, got int 1", ran.failure(1)["message"])

    def test_void_has_no_outputs_whatever_is_returned(self):
        self.assertEqual(bench(self, BATCH_NODES).run(node("two", "", "void")).outcomes[0]["outputs"], [])


class Keeping(unittest.TestCase):
    def test_scalars_cross_and_other_values_show_what_they_are(self):
        made = bench(self, BATCH_NODES)
        ran = made.run(
            node("numbers", n=value(3), keep="never"),
            node("same", x=value("t" * 2000), keep="never"),
            node("same", x=value("t" * 2001), keep="never"),
        )
        self.assertEqual(ran.output(0), {"preview": {"type": "list", "text": "[0, 1, 2]", "length": 3}})
        self.assertEqual(len(ran.value(1)), 2000)
        self.assertEqual(ran.output(2)["preview"]["length"], 2001)

    def test_small_values_cross_when_asked_for_and_larger_ones_only_always(self):
        made = bench(self, BATCH_NODES)
        ran = made.run(
            node("numbers", n=value(100)),
            node("numbers", n=value(20_000)),
            node("numbers", n=value(20_000), keep="always"),
        )
        self.assertEqual(ran.python(0), list(range(100)))
        self.assertNotIn("value", ran.output(1))
        self.assertEqual(ran.output(1)["preview"]["length"], 20_000)
        self.assertLessEqual(len(ran.output(1)["preview"]["text"]), 200)
        self.assertEqual(len(ran.python(2)), 20_000)

    def test_a_kept_value_is_the_same_object_in_the_next_batch(self):
        made = bench(self, "kept = []\ndef make(): return kept\ndef is_it(x): return x is kept")
        number = made.run(node("make", hold=True)).output(0)["handle"]
        self.assertTrue(made.run(node("is_it", x=handle(number))).value(0))
        self.assertEqual(made.ask(type="fetch", id=number), {"plain": []})

    def test_a_released_handle_is_dead_and_says_so(self):
        made = bench(self, BATCH_NODES)
        number = made.run(node("two", hold=True)).output(0)["handle"]
        made.ask(type="release", ids=[number, 999])
        error = made.run(node("same", x=handle(number))).failure(0)
        self.assertEqual(error["code"], "handle-dead")
        with self.assertRaisesRegex(AssertionError, "was released"):
            made.ask(type="fetch", id=number)

    def test_a_value_that_cant_cross_says_why_and_goes_on_inside_python(self):
        made = bench(self, "def f(): return {(1,): object}\ndef g(x): return len(x)")
        ran = made.run(node("f", id="n1"), node("g", x=wire(0)))
        self.assertEqual(ran.output(0)["error"]["code"], "value-not-encodable")
        self.assertIn("n1.result has a key of type `tuple`", ran.output(0)["error"]["message"])
        self.assertEqual(ran.output(0)["preview"]["type"], "dict")
        self.assertEqual(ran.value(1), 1)

    def test_a_raising_repr_or_len_spoils_no_preview(self):
        made = bench(
            self,
            """
            class Rude:
                def __repr__(self): raise SystemExit("no")
                def __len__(self): raise KeyError
            def f(): return Rude()
            """,
        )
        shown = made.run(node("f", keep="never")).output(0)["preview"]
        self.assertEqual(shown, {"type": "Rude", "text": "<Rude: its repr raised SystemExit>"})


class Freeing(unittest.TestCase):
    SOURCE = """
    import weakref
    class Thing: pass
    alive = weakref.WeakSet()
    def make(x=None):
        thing = Thing()
        alive.add(thing)
        return thing
    def count(x=None): return len(alive)
    def bad(x):
        inside = make()
        raise ValueError(x)
    async def later(x):
        return x
    """

    def test_intermediates_are_freed_at_their_last_use(self):
        made = bench(self, self.SOURCE)
        ran = made.run(
            node("make", keep="never"),
            node("make", keep="never", x=wire(0)),
            node("count", x=wire(1)),
            node("count"),
        )
        self.assertEqual([ran.value(2), ran.value(3)], [1, 0])

    def test_nothing_of_the_user_stays_after_a_run(self):
        made = bench(self, self.SOURCE)
        nodes = [
            node("make", keep="never"),
            node("later", x=wire(0), keep="never"),
            node("bad", x=wire(0)),
            node("same", x=wire(2)),
            node("make", keep="never"),
        ]
        made.run_async(*nodes)
        made.run(*nodes)
        import m

        gc.collect()
        self.assertEqual(len(m.alive), 0)
        self.assertEqual(len(made.host.store), 0)

    def test_a_failed_node_leaves_no_frame_behind_even_without_a_collection(self):
        made = bench(self, self.SOURCE)
        gc.disable()
        self.addCleanup(gc.enable)
        made.run(node("make", keep="never"), node("bad", x=wire(0)))
        import m

        self.assertEqual(len(m.alive), 0)

    def test_a_closed_host_is_collectable(self):
        host = Host()
        host.close()
        seen = weakref.ref(host)
        del host
        gc.collect()
        self.assertIsNone(seen())
