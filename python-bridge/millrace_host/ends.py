"""How a node ended, as JSON: the members of an outcome."""

from __future__ import annotations

from json import dumps

from .calls import Node
from .errors import HostError, error_info
from .guard import STOPPED, protect
from .tracebacks import class_name, traceback_text, user_frames

UNREADABLE = "an exception whose words can not be read"


def success(outputs: str) -> str:
    """With its outputs, which are JSON texts already."""
    return f'"status":"success","outputs":[{outputs}]'


def failure(info: dict) -> str:
    """With the ErrorInfo of its error."""
    return f'"status":"error","error":{dumps(info)}'


def read_error(error: BaseException) -> dict:
    """The ErrorInfo of an exception, whatever it does when it is asked."""
    try:
        return error_info(error)
    except BaseException:
        return {"name": class_name(error), "code": "python-error", "message": UNREADABLE}


def told_info(node: Node, reason: int, error: BaseException) -> dict:
    """The ErrorInfo of a node that was told to end, whatever it made of that; with the line it had
    reached.
    """
    info = error_info(_told_error(node, reason))
    if issubclass(type(error), KeyboardInterrupt):
        info["stack"] = traceback_text(error, user_frames(error.__traceback__))
    return info


def _told_error(node: Node, reason: int) -> HostError:
    name = node.name
    if reason == STOPPED:
        return HostError("python-cancelled", f"{name} was cancelled")
    limit = node.call.timeout_ms
    return HostError("node-timeout", f"{name} took longer than its timeoutMs of {limit} ms")


protect(read_error)
