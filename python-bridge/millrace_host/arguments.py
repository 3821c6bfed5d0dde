"""What a node of a batch gets: values of the batch, of the store, and of the message."""

from __future__ import annotations

from .buffers import Given
from .call_form import Argument
from .calls import Node
from .errors import HostError
from .store import Store
from .to_json import MAX_SAFE
from .wires import Wires


def ready_arguments(node: Node, wires: Wires) -> list | None:
    """What most calls are: wires and scalars that fit as they are; None for others."""
    args: list = []
    freed = []
    for source, fitting in zip(node.sources, node.call.fitting):
        value = source
        if type(source) is tuple:
            value = wires.peek(source)
            freed.append(source)
        elif type(source) is dict:
            return None
        if type(value) is not fitting and fitting is not object:
            if fitting is not float or type(value) is not int or abs(value) >= MAX_SAFE:
                return None
            value = float(value)
        args.append(value)
    if freed:
        wires.used(freed)
    return args


def read_arguments(node: Node, wires: Wires, store: Store, given: Given) -> list[Argument]:
    """The arguments of any call; raises HostError for one that is gone, or could not be said."""
    arguments = []
    freed = []
    for source, (port, parameter, deep) in zip(node.sources, node.call.ports):
        is_json = False
        if type(source) is tuple:
            value = wires.peek(source)
            freed.append(source)
        elif type(source) is not dict:
            value, deep = source, True
        elif source["type"] == "handle":
            value = store.get(source["id"])
        elif source["type"] == "error":
            raise HostError(source["code"], f"{node.name}.{port}: {source['message']}")
        else:
            value, deep = source["value"], True
            if source["type"] == "value":
                # Decoded when the declared type of the port is known.
                is_json = True
        buffers = given if is_json else None
        arguments.append(Argument(port, parameter, value, deep, is_json, buffers))
    if freed:
        wires.used(freed)
    return arguments
