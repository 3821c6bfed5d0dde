"""Who may be interrupted: the node that was asked, in its own code, and nothing else."""

import signal
import unittest
from math import inf
from time import perf_counter, sleep

from millrace_host.guard import ASKED, BATCH, DUE, FLUSH, STOPPED, TIMED_OUT, Guard, protect


class Interrupts(unittest.TestCase):
    def setUp(self):
        self.guard = Guard()
        self.guard.install()
        self.addCleanup(self.guard.restore)

    def test_the_node_that_was_asked_is_interrupted_and_leave_says_why(self):
        before = self.guard.enter(7, 1, inf)
        self.guard.ask(STOPPED)
        with self.assertRaises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        self.assertEqual(self.guard.leave(before), STOPPED)
        self.assertEqual(self.guard.control[BATCH], 0)

    def test_an_interrupt_that_comes_after_the_end_hits_nobody(self):
        self.guard.enter(7, 1, inf)
        self.guard.ask(STOPPED)
        self.guard.leave(None)
        signal.raise_signal(signal.SIGINT)
        self.guard.enter(7, 2, inf)
        signal.raise_signal(signal.SIGINT)
        self.assertEqual(self.guard.leave(None), 0)

    def test_protected_code_is_not_interrupted_and_what_follows_it_is_due(self):
        space = {}
        code = compile("def books(act): act(2); return 'kept'", "books.py", "exec")
        exec(code, space)
        protect(space["books"])
        self.guard.enter(7, 1, inf)
        self.guard.ask(TIMED_OUT)
        self.assertEqual(space["books"](signal.raise_signal), "kept")
        sleep(0.01)
        with self.assertRaises(KeyboardInterrupt):
            self.guard.check()
        self.assertEqual(self.guard.leave(None), TIMED_OUT)

    def test_who_was_told_is_told_again_later(self):
        self.guard.enter(7, 1, 0)
        self.guard.ask(TIMED_OUT)
        self.assertGreater(self.guard.control[DUE], perf_counter())
        self.assertEqual(self.guard.control[ASKED], 1)

    def test_who_had_control_before_has_it_again(self):
        outer = self.guard.enter(7, 1, 5)
        inner = self.guard.enter(8, 2, inf)
        self.guard.leave(inner)
        self.assertEqual(list(self.guard.control[:3]), [7, 1, 5])
        self.guard.leave(outer)
        self.assertEqual(self.guard.control[DUE], inf)

    def test_a_signal_also_sends_the_events_that_are_due(self):
        sent = []
        self.guard.flush = lambda: sent.append(1)
        self.guard.enter(7, 1, inf)
        signal.raise_signal(signal.SIGINT)
        self.assertEqual(sent, [])
        self.guard.control[FLUSH] = 0
        signal.raise_signal(signal.SIGINT)
        self.assertEqual(sent, [1])


if __name__ == "__main__":
    unittest.main()
