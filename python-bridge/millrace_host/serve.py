"""The host in a process of its own: requests come and replies go as lines of JSON.

Messages are those of `runtime/worker-messages.ts`. A module prints, reads its standard input and
starts processes while it is imported, so the two pipes are moved out of its sight first: what it
prints goes to standard error, and what it reads is empty.
"""

from __future__ import annotations

import json
import os
import sys

from .host import Host


def serve() -> None:
    """Answers until the requests end, and then ends the process, whatever else runs in it."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    process = os.getpid()
    host = Host()
    _send(replies, {"type": "ready", "text": sys.version.split()[0]})
    for line in requests:
        message = json.loads(line)
        reply = host.call(message["text"])
        if os.getpid() != process:
            os._exit(0)  # a module forked while it was imported; this is the other one
        _send(replies, {"type": "reply", "id": message["id"], "text": reply})
    os._exit(0)


def _send(descriptor: int, message: dict) -> None:
    data = json.dumps(message).encode("ascii") + b"\n"
    while data:
        data = data[os.write(descriptor, data) :]
