"""The nodes of a batch as a message says them: what many have in common is said, and read, once."""

from __future__ import annotations

from math import inf

from .invoke import Callee
from .pace import Pace, Tempo

Key = tuple[int, int]
"""A node, and which of its outputs."""


class Call:
    """What is called and how; most nodes of a batch share it with others."""

    __slots__ = (
        "key",
        "export",
        "returns",
        "ports",
        "parameters",
        "outputs",
        "keeps",
        "timeout_ms",
        "seconds",
        "tempo",
        "is_single",
        "known",
        "fitting",
    )

    def __init__(self, said: dict, pace: Pace) -> None:
        self.export: str = said["export"]
        self.key: tuple[str, str] = (said["module"], self.export)
        self.returns: str = said["returns"]
        self.ports: list[tuple[str, str, bool]] = [
            (port, parameter, deep) for port, parameter, deep in said["ports"]
        ]
        self.parameters = [port[1] for port in self.ports]
        self.outputs: list[str] = [name for name, _keep in said["outputs"]]
        self.keeps: list[dict] = [keep for _name, keep in said["outputs"]]
        self.timeout_ms: float | None = said.get("timeoutMs")
        self.seconds = inf if self.timeout_ms is None else self.timeout_ms / 1000
        """How long it may take."""
        self.tempo: Tempo = pace.tempo_of(self.key)
        self.is_single = (
            self.returns == "value" and len(self.outputs) == 1 and not self.keeps[0]["handle"]
        )
        """Its result is its only output, and need not stay in Python when it is a scalar."""
        self.known: Callee | None = None
        self.fitting: list[type | None] = []
        """What `known` takes as it is, where the ports are its parameters, all and in their order."""

    def learn(self, callee: Callee) -> None:
        """Looks whether arguments need no more than to be handed on, when they fit."""
        form = callee.forms[0]
        if len(callee.forms) > 1 or form.collects or form.gather or not form.by_position:
            return
        if [name for name, _fitting in form.by_position] == self.parameters:
            self.known = callee
            self.fitting = [fitting for _name, fitting in form.by_position]


class Node:
    """One node. A source is a wire (a tuple), a scalar, or a dict that says what it is."""

    __slots__ = ("call", "name", "sources", "context")

    def __init__(self, call: Call, name: str, sources: list, context: dict | None = None) -> None:
        self.call = call
        self.name = name
        self.sources = sources
        self.context = context


def read_nodes(request: dict, pace: Pace) -> list[Node]:
    """The nodes of a batch's message."""
    calls = [Call(said, pace) for said in request["calls"]]
    return [Node(calls[call], *rest) for call, *rest in request["nodes"]]
