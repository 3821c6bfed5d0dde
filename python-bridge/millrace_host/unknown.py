"""Stand-ins for names that nobody knows, so that the rest of an annotation can still be read."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Any, Callable


class UnknownType(type):
    """The class of the stand-ins. They are classes, for those may stand anywhere in a type."""

    def __getitem__(cls, item: object) -> type:
        items = item if isinstance(item, tuple) else (item,)
        words = [getattr(one, "millrace_text", getattr(one, "__name__", "…")) for one in items]
        return unknown(f"{cls.millrace_text}[{', '.join(map(str, words))}]", cls.millrace_reason)

    def __getattr__(cls, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return unknown(f"{cls.millrace_text}.{name}", cls.millrace_reason)


class Unknown(metaclass=UnknownType):
    """A name that is not there; `millrace_reason` says why."""

    millrace_text = ""
    millrace_reason = ""


def unknown(text: str, reason: str) -> type[Unknown]:
    """The stand-in of a name."""
    return UnknownType("Unknown", (Unknown,), {"millrace_text": text, "millrace_reason": reason})


def unknown_in(annotation: object) -> type[Unknown] | None:
    """The annotation as a stand-in, where it is one."""
    return annotation if isinstance(annotation, UnknownType) else None


class Names(Mapping):
    """The names of an annotation: its own, its module's, those for type checkers only."""

    def __init__(
        self,
        own: Mapping[str, Any],
        module: Mapping[str, Any],
        guarded: Callable[[str], Any],
    ) -> None:
        self._spaces = (own, module, vars(builtins))
        self._guarded = guarded

    def __getitem__(self, name: str) -> Any:
        for space in self._spaces:
            if name in space:
                return space[name]
        try:
            return self._guarded(name)
        except KeyError:
            return unknown(name, f"NameError: name '{name}' is not defined")
        except Exception as error:
            reason = f"it is imported for type checkers only: {type(error).__name__}: {error}"
            return unknown(name, reason)

    def __iter__(self):
        return iter({name for space in self._spaces for name in space})

    def __len__(self) -> int:
        return sum(1 for _ in self)
