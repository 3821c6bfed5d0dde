"""What the tests of `millrace_host` share: a host with modules, and batches in few words."""

from __future__ import annotations

import asyncio
import json
import textwrap
from pathlib import Path

from millrace_host.decode import decode
from millrace_host.host import Host

FIXTURES = Path(__file__).parent.parent / "fixtures"


def value(item: object) -> dict:
    """A source: a value from outside Python."""
    return {"type": "value", "value": item}


def wire(node: int, output: int = 0) -> dict:
    """A source: an output of an earlier node."""
    return {"type": "node", "node": node, "output": output}


def handle(number: int) -> dict:
    """A source: a value of the store."""
    return {"type": "handle", "id": number}


def node(export: str, outputs: str = "result", returns: str = "value", **options: object) -> dict:
    """A node of the module `m`; other keywords are its arguments' sources."""
    keep = {"value": options.pop("keep", "small"), "handle": options.pop("hold", False)}
    return {
        "nodeId": options.pop("id", export),
        "module": options.pop("module", "m"),
        "export": export,
        "returns": returns,
        "arguments": [
            {"port": name, "parameter": name, "source": source} for name, source in options.items()
        ],
        "outputs": [{"name": name, "keep": keep} for name in outputs.split()],
    }


def request(nodes: tuple[dict, ...], shared: tuple[dict, ...] = ()) -> str:
    """A batch as a message."""
    calls = [
        {
            "module": node["module"],
            "export": node["export"],
            "returns": node["returns"],
            "ports": [
                [one["port"], one["parameter"], one.get("deep", False)] for one in node["arguments"]
            ],
            "outputs": [[one["name"], one["keep"]] for one in node["outputs"]],
            **({"timeoutMs": node["timeoutMs"]} if "timeoutMs" in node else {}),
        }
        for node in nodes
    ]
    said = [
        [at, node["nodeId"], [_said(one["source"]) for one in node["arguments"]], node.get("context")]
        for at, node in enumerate(nodes)
    ]
    return json.dumps({"calls": calls, "nodes": said, "shared": shared})


def _said(source: dict) -> object:
    if source["type"] == "node":
        return [source["node"], source["output"]]
    is_scalar = source["type"] == "plain" and not isinstance(source["value"], (list, dict))
    return source["value"] if is_scalar else source


class Heard(list):
    """The texts that a batch sent, and what they refer to."""

    def __init__(self) -> None:
        super().__init__()
        self.buffers: list[list] = []

    def emit(self, text: str, buffers: list | None = None) -> None:
        self.append(text)
        self.buffers.append(buffers or [])


def read_events(text: str) -> list[list]:
    """What a message tells: `ran` is two events."""
    return [
        event
        for said in json.loads(text)
        for event in (
            [["started", said[1]], ["settled", *said[1:]]] if said[0] == "ran" else [said]
        )
    ]


class Ran:
    """How a batch went."""

    def __init__(self, reply: str, texts: Heard) -> None:
        answer = json.loads(reply)
        self.texts = texts
        self.buffers = {
            event[1]: texts.buffers[number]
            for number, text in enumerate(texts)
            for event in read_events(text)
            if event[0] == "settled"
        }
        self.error = answer.get("error")
        self.unattempted = answer["ok"]["unattempted"] if "ok" in answer else None
        self.events = [event for text in texts for event in read_events(text)]
        self.messages = len(texts)
        self.outcomes = {event[1]: event[2] for event in self.events if event[0] == "settled"}

    def value(self, index: int, output: int = 0) -> object:
        outcome = self.outcomes[index]
        assert outcome["status"] == "success", outcome
        found = outcome["outputs"][output]
        return found["plain"] if "plain" in found else found["value"]

    def python(self, index: int, output: int = 0) -> object:
        """The value as Python reads it."""
        return decode(self.value(index, output), list(self.buffers[index]))

    def output(self, index: int, output: int = 0) -> dict:
        return self.outcomes[index]["outputs"][output]

    def failure(self, index: int) -> dict:
        outcome = self.outcomes[index]
        assert outcome["status"] == "error", outcome
        return outcome["error"]

    def logs(self, index: int) -> list[tuple[str, str]]:
        return [(e[2], e[3]) for e in self.events if e[0] == "logged" and e[1] == index]

    def order(self) -> list[tuple[str, int]]:
        return [(event[0], event[1]) for event in self.events if event[0] != "logged"]


class Bench:
    """A host whose module `m` has the given source."""

    def __init__(self, source: str = "", **modules: str) -> None:
        self.host = Host()
        self.add(m=source, **modules)

    def add(self, **modules: str) -> None:
        sources = {
            name: {"source": textwrap.dedent(source), "file": f"{name.replace('.', '/')}.py"}
            for name, source in modules.items()
        }
        self.ask(type="addModules", modules=sources)

    def ask(self, **request: object) -> object:
        said = self.host.call(json.dumps(request))
        reply = json.loads(said if isinstance(said, str) else said[0])
        if "error" in reply:
            raise AssertionError(reply["error"]["message"])
        return reply["ok"]

    def run(self, *nodes: dict, buffers: tuple = ()) -> Ran:
        texts = Heard()
        given = list(buffers)
        return Ran(self.host.start(request(nodes), texts.emit, False, given=given), texts)

    def run_async(
        self, *nodes: dict, shared: tuple[dict, ...] = (), stop: float | None = None
    ) -> Ran:
        """`stop` is after how many seconds the batch is stopped."""
        texts = Heard()

        async def main() -> str:
            reply = self.host.start(request(nodes, shared), texts.emit, True)
            if stop is not None:
                asyncio.get_running_loop().call_later(stop, self.host.stop, 1)
            return reply if isinstance(reply, str) else await reply

        return Ran(asyncio.run(main()), texts)

    def introspect(self, name: str = "m") -> dict:
        return self.ask(type="introspect", modules=[name])[0]

    def close(self) -> None:
        self.host.close()

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def bench(test, source: str = "", **modules: str) -> Bench:
    """A bench that is closed when the test ends."""
    made = Bench(source, **modules)
    test.addCleanup(made.close)
    return made


BATCH_NODES = """
import asyncio
from typing import Annotated
from millrace_host import no_value

def same(x): return x
def add(a: int, b: int = 1) -> int: return a + b
def bad(x=None): raise ValueError("no")
def two(): return 1, "b"
def one_of(): return no_value, 2
def nothing(): return no_value
def none() -> None: return None
def numbers(n: int): return list(range(n))
async def later(x=None, seconds: float = 0.02):
    await asyncio.sleep(seconds)
    return x
"""
"""Functions that the tests of batches call."""
