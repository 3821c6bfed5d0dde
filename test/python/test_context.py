"""`NodeContext`: what a function is told about its run, and what it reports."""

import json
import unittest

from millrace_host import NodeContext
from support import Heard, Ran, bench, node, request, value, wire

NODES = """
import asyncio
from typing import Optional
from millrace_host import NodeContext

kept = []
def about(a: int, b: str = "b", *rest: int, context: NodeContext) -> list:
    return [
        context.job_id, context.node_id, context.attempt, context.idempotency_key,
        context.inputs, context.task, dict(context.secrets), context.cancelled,
    ]
def make() -> int: return 7
def inputs(x: float, context: NodeContext) -> dict: return context.inputs
def by_position(a: int, context: NodeContext, /) -> int: return context.attempt
def optional(a: int = 1, context: Optional[NodeContext] = None) -> bool: return context is None
def change(context: NodeContext) -> list:
    context.task.append(1)
    return context.task
def other(context: NodeContext) -> int: return 1
def secrets(context: NodeContext): return context.secrets
def state(context: NodeContext):
    return context.state
def report(context: NodeContext) -> None:
    print("printed")
    context.log("said", "debug")
    context.progress(1, 4)
    context.log(("a", 1))
    context.progress(2.5, None, "half")
    context.progress(float("nan"), float("inf"))
    context.progress(2**60, True)
def many(context: NodeContext) -> None:
    for done in range(100_000): context.progress(done, 100_000)
def talk(context: NodeContext) -> None:
    for _ in range(100_000): context.log("")
    context.log("x")
def long(context: NodeContext) -> None:
    context.log("x" * 63_000)
    context.log("y" * 2_000)
    context.log("z")
def wrong_level(context: NodeContext) -> None: context.log("a", "loud")
def wrong_number(context: NodeContext) -> None: context.progress("half")
def late(context: NodeContext) -> None: kept.append(context)
def speak() -> None:
    kept[0].log("late")
    kept[0].progress(1)
async def turns(name: str, context: NodeContext) -> None:
    for done in range(3):
        context.progress(done, 3, name)
        context.log(f"{name}{done}")
        await asyncio.sleep(0)
async def slow(context: NodeContext) -> None:
    for done in range(20): context.progress(done)
    print("printed")
    await asyncio.sleep(0.2)
async def cancelled(context: NodeContext) -> list:
    seen = [context.cancelled]
    asyncio.current_task().cancel()
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        seen.append(context.cancelled)
    return seen
"""

SHARED = (
    {"type": "value", "value": [{"$int": "1"}]},
    {"type": "value", "value": {"KEY": "abc"}},
    {"type": "error", "code": "value-not-encodable", "message": "got a function"},
)


def told(export: str, task: int = 0, secrets: int = 1, **options: object) -> dict:
    """A node with a context."""
    context = {
        "jobId": "j",
        "nodeId": f"outer/{export}",
        "attempt": 2,
        "idempotencyKey": f"j/outer/{export}",
        "task": task,
        "secrets": secrets,
    }
    return {**node(export, **options), "context": context}


class Case(unittest.TestCase):
    def setUp(self) -> None:
        self.bench = bench(self, NODES)

    def run_nodes(self, *nodes: dict) -> Ran:
        texts = Heard()
        return Ran(self.bench.host.start(request(nodes, SHARED), texts.emit, False), texts)

    def progress_of(self, ran: Ran, index: int = 0) -> list:
        return [event[2:] for event in ran.events if event[:2] == ["progressed", index]]


class Given(Case):
    def test_a_function_is_told_about_its_run(self):
        ran = self.run_nodes(told("about", a=value("1"), rest=value([2, 3])))
        inputs = {"a": 1, "rest": [2, 3]}
        expected = ["j", "outer/about", 2, "j/outer/about", inputs, [1], {"KEY": "abc"}, False]
        self.assertEqual(ran.value(0), expected)

    def test_inputs_are_the_converted_values_also_of_wires(self):
        ran = self.run_nodes(node("make"), told("inputs", x=wire(0)))
        self.assertEqual(json.dumps(ran.value(1)), '{"x": 7.0}')

    def test_a_context_is_given_by_position_where_it_has_no_name(self):
        self.assertEqual(self.run_nodes(told("by_position", a=value(1))).value(0), 2)

    def test_the_task_is_a_copy_of_each_node(self):
        ran = self.run_nodes(told("change"), told("change"))
        self.assertEqual([ran.value(0), ran.value(1)], [[1, 1], [1, 1]])

    def test_what_can_not_be_sent_is_the_error_of_who_reads_it(self):
        ran = self.run_nodes(told("change", task=2), told("secrets", secrets=2), told("other", 2, 2))
        self.assertEqual(ran.failure(0)["code"], "value-not-encodable")
        self.assertIn("outer/change: `task` of the context: got a function", ran.failure(0)["message"])
        self.assertIn("`secrets` of the context", ran.failure(1)["message"])
        self.assertEqual(ran.value(2), 1)

    def test_state_is_an_error_with_the_line_that_says_what_to_do(self):
        error = self.run_nodes(told("state")).failure(0)
        self.assertEqual(error["code"], "no-state")
        self.assertIn("keep what later calls need in a variable of the module", error["message"])
        line = NODES.split("\n").index("    return context.state") + 1
        self.assertTrue(error["message"].endswith(f"(m.py:{line})"), error["message"])

    def test_without_one_in_the_message_an_optional_context_is_left_out(self):
        ran = self.run_nodes(node("optional"), told("optional"), node("other"))
        self.assertEqual([ran.value(0), ran.value(1)], [True, False])
        self.assertEqual(ran.failure(2)["code"], "context-missing")

    def test_a_function_that_asks_for_none_is_called_without(self):
        self.assertEqual(self.run_nodes(told("make")).value(0), 7)

    def test_one_made_by_hand_reports_to_nobody(self):
        context = NodeContext(task=1, inputs={"a": 1}, secrets={"K": "v"})
        context.log("x")
        context.progress(1)
        self.assertEqual((context.task, context.inputs, context.secrets), (1, {"a": 1}, {"K": "v"}))
        self.assertEqual((context.idempotency_key, context.cancelled), ("job/node", False))


class Reports(Case):
    def test_logs_are_messages_of_their_own_behind_what_was_printed(self):
        ran = self.run_nodes(told("report"))
        expected = [("info", "printed"), ("debug", "said"), ("info", "('a', 1)")]
        self.assertEqual(ran.logs(0), expected)

    def test_progress_is_told_with_every_number_and_in_order(self):
        ran = self.run_nodes(told("report"))
        nan, inf = {"$float": "nan"}, {"$float": "inf"}
        expected = [[1, 4, None], [2.5, None, "half"], [nan, inf, None], [2.0**60, 1.0, None]]
        self.assertEqual(self.progress_of(ran), expected)

    def test_a_flood_of_progress_is_few_messages_and_its_last_one_comes(self):
        ran = self.run_nodes(told("many"))
        told_of = self.progress_of(ran)
        self.assertEqual([told_of[0], told_of[-1]], [[0, 100_000, None], [99_999, 100_000, None]])
        self.assertLess(ran.messages, 200)
        self.assertLessEqual(len(told_of), ran.messages)

    def test_a_flood_of_empty_logs_has_an_end(self):
        self.assertEqual(len(self.run_nodes(told("talk")).logs(0)), 64_001)

    def test_logs_share_the_room_of_what_is_printed(self):
        logs = self.run_nodes(told("long")).logs(0)
        self.assertEqual([len(text) for _, text in logs[:2]], [63_000, 999])
        self.assertIn("1002 more characters", logs[-1][1])
        self.assertEqual(len(logs), 3)

    def test_what_is_no_level_and_no_number_is_named(self):
        ran = self.run_nodes(told("wrong_level"), told("wrong_number"))
        self.assertIn("one of debug, info, warning, error, got 'loud'", ran.failure(0)["message"])
        self.assertIn("as done a number, got 'half'", ran.failure(1)["message"])

    def test_reports_after_the_end_are_nobodys(self):
        ran = self.run_nodes(told("late"), node("speak"))
        self.assertEqual(ran.outcomes[1]["status"], "success")
        self.assertEqual({event[0] for event in ran.events}, {"started", "settled"})


class Async(Case):
    def run_nodes(self, *nodes: dict) -> Ran:
        return self.bench.run_async(*nodes, shared=SHARED)

    def test_nodes_that_take_turns_report_each_for_itself(self):
        ran = self.run_nodes(told("turns", name=value("a")), told("turns", name=value("b")))
        for index, name in enumerate("ab"):
            expected = [[done, 3, name] for done in range(3)]
            self.assertEqual(self.progress_of(ran, index), expected)
            self.assertEqual([text for _, text in ran.logs(index)], [f"{name}{i}" for i in range(3)])

    def test_what_was_said_is_sent_while_the_node_waits(self):
        texts = [json.loads(text) for text in self.run_nodes(told("slow")).texts]
        self.assertEqual(texts[-1], [["settled", 0, texts[-1][0][2]]])
        before = [event for text in texts[:-1] for event in text]
        self.assertIn(["progressed", 0, 19, None, None], before)
        self.assertIn(["logged", 0, "info", "printed"], before)

    def test_a_cancelled_task_can_be_seen(self):
        self.assertEqual(self.run_nodes(told("cancelled")).value(0), [False, True])
