"""What must not be the same in two interpreters that come from one snapshot."""

from __future__ import annotations

import sys
import time


def refresh() -> None:
    """To be called in each, before anything else runs in it."""
    # Random numbers of the system (`os.urandom`, `secrets`, `uuid4`) are never part of a memory.
    random = sys.modules.get("random")
    if random is not None:
        random.seed()
    logging = sys.modules.get("logging")
    if logging is not None and sys.version_info >= (3, 13):
        # Lines tell their time since the start.
        logging._startTime = time.time_ns()
    # Pyodide puts it in front at each start, and the memory has it already.
    if sys.path[:1] == [""] and "" in sys.path[1:]:
        del sys.path[0]
