"""What Millrace runs inside a Python interpreter, and the words a module of nodes may use.

A module of nodes needs none of these: plain annotated functions are enough. They add what an
annotation can't say::

    from typing import Annotated
    from millrace_host import Port, no_value, node

    @node(label="Divide", category="math")
    def divide(a: float, b: Annotated[float, Port(label="Divisor", min=1)]) -> float: ...

A function whose last parameter is annotated `NodeContext` is told about the run it is called in,
and reports how far it is.
"""

from .context import NodeContext
from .markers import Port, no_value, node

__all__ = ["NodeContext", "Port", "no_value", "node"]
