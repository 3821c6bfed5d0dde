"""`NodeContext`: what a function may know about the run it is called in."""

from __future__ import annotations

import inspect
import re
import types
import typing
from collections.abc import Iterable, Mapping

from .annotations import Scope, Unresolved
from .decode import decode
from .errors import HostError
from .sink import Sink
from .to_json import MAX_SAFE
from .unknown import UnknownType

LEVELS = ("debug", "info", "warning", "error")
PROGRESS_TEXT = 2_000
"""Characters kept of a message of `progress`."""
UNIONS = (typing.Union, getattr(types, "UnionType", typing.Union))
# Of an import for type checkers only there is nothing but its text.
WRITTEN = re.compile(
    r"(?:[\w.]+\.)?(?:NodeContext(?:\s*\|\s*None)?|Optional\[(?:[\w.]+\.)?NodeContext\])"
)


class Unread:
    """A value of a message, decoded when somebody wants it, and for each who does."""

    __slots__ = ("_source",)

    def __init__(self, source: object) -> None:
        self._source = source

    def read(self, where: str) -> object:
        """Raises HostError where JavaScript could not say the value."""
        source = self._source
        if not isinstance(source, dict):
            return source  # a scalar, as it is
        if source["type"] == "error":
            raise HostError(source["code"], f"{where}: {source['message']}")
        return decode(source["value"])


class NodeContext:
    """The last argument of a function whose last parameter has this annotation; it is no port.

    ::

        def train(rows: list[float], context: NodeContext) -> float:
            for done, row in enumerate(rows):
                context.progress(done, len(rows))
            context.log("trained")

    In a test of such a function make one by hand: it reports to nobody.
    """

    def __init__(
        self,
        *,
        job_id: str = "job",
        node_id: str = "node",
        attempt: int = 1,
        inputs: Mapping[str, object] | None = None,
        task: object = None,
        secrets: Mapping[str, object] | Unread | None = None,
        idempotency_key: str | None = None,
        sink: Sink | None = None,
    ) -> None:
        self.job_id = job_id
        self.node_id = node_id
        """Inside a subgraph the path of ids, `outer/inner`."""
        self.attempt = attempt
        """Which try of the node this is, from 1."""
        self.inputs: dict[str, object] = dict(inputs or {})
        """The converted arguments by port; an omitted one is absent."""
        self.idempotency_key = idempotency_key or f"{job_id}/{node_id}"
        """The same for every try, for services that do a thing only once."""
        self._task = task
        self._secrets = {} if secrets is None else secrets
        self._sink = sink

    @property
    def task(self) -> object:
        """The run's `context.task`: a copy of the node's own."""
        if isinstance(self._task, Unread):
            self._task = self._task.read(f"{self.node_id}: `task` of the context")
        return self._task

    @property
    def secrets(self) -> Mapping[str, object]:
        """The run's `context.secrets`."""
        if isinstance(self._secrets, Unread):
            read = self._secrets.read(f"{self.node_id}: `secrets` of the context")
            self._secrets = typing.cast(dict, read)
        return self._secrets

    @property
    def cancelled(self) -> bool:
        """True in an async function whose task was cancelled. A job that is cancelled ends the
        interpreter with all that runs in it; of that nothing is to be seen here."""
        task = self._sink and self._sink.task
        # `cancelling` is there from Python 3.11 on.
        return bool(task and (task.cancelled() or getattr(task, "cancelling", int)()))

    @property
    def state(self) -> typing.NoReturn:
        """Not in Python: the maps of a job live on the runner's thread."""
        raise HostError(
            "no-state",
            f"{self.node_id}: `state` lives on the runner's thread, out of Python's reach; keep what "
            "later calls need in a variable of the module, or pass it on by a wire",
        )

    def log(self, message: object, level: str = "info") -> None:
        """Writes a line to the node's log; `level` is debug, info, warning or error."""
        if level not in LEVELS:
            raise ValueError(f"log() expects as level one of {', '.join(LEVELS)}, got {level!r}")
        if self._sink:
            self._sink.log(level, str(message))

    def progress(self, done: float, total: float | None = None, message: object = None) -> None:
        """Reports how far the function is; of calls in quick succession the last one counts."""
        done = _number("done", done)
        total = None if total is None else _number("total", total)
        if self._sink:
            text = None if message is None else str(message)[:PROGRESS_TEXT]
            self._sink.progress(done, total, text)


def _number(name: str, value: object) -> float:
    kind = type(value)
    if kind is float or (kind is int and -MAX_SAFE < value < MAX_SAFE):  # type: ignore[operator]
        return value  # type: ignore[return-value]
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        raise TypeError(f"progress() expects as {name} a number, got {value!r:.80}") from None


def is_context(annotation: object, scope: Scope) -> bool:
    """True for `NodeContext`, as itself or as text, optional or not."""
    written = annotation if isinstance(annotation, str) else getattr(annotation, "__forward_arg__", "")
    try:
        annotation = scope.resolve(annotation)
    except Unresolved:
        return WRITTEN.fullmatch(written.strip()) is not None
    if annotation is NodeContext:
        return True
    if typing.get_origin(annotation) in UNIONS:
        members = [item for item in typing.get_args(annotation) if item is not type(None)]
        return len(members) == 1 and is_context(members[0], scope)
    # A name that nobody could import is a context by its spelling.
    return isinstance(annotation, UnknownType) and annotation.millrace_text.split(".")[-1] == "NodeContext"


def context_name(parameters: Iterable[inspect.Parameter], scope: Scope) -> str | None:
    """The parameter that takes the context: the last one, `**` aside, by position or by name."""
    kinds = inspect.Parameter
    named = [item for item in parameters if item.kind is not kinds.VAR_KEYWORD]
    if not named or named[-1].kind is kinds.VAR_POSITIONAL:
        return None
    return named[-1].name if is_context(named[-1].annotation, scope) else None
