"""The words an author may write in a module of nodes: `node`, `Port`, `no_value`."""

from __future__ import annotations

from collections.abc import Iterable

MARK = "__millrace__"

# The author's spelling on the left, the document's on the right.
PORT_KEYS = {
    "id": "id",
    "label": "label",
    "description": "description",
    "min": "min",
    "max": "max",
    "step": "step",
    "control": "control",
    "placeholder": "placeholder",
    "language": "language",
    "color": "color",
    "hide_port": "hidePort",
    "multiple": "multiple",
    "when_missing": "whenMissing",
    "secret": "secret",
}


class Port:
    """What an annotation can't say about a port: `Annotated[int, Port(label="Count", min=0)]`.

    A plain dict says the same without an import: `Annotated[int, {"label": "Count", "min": 0}]`.
    """

    __slots__ = ("meta",)

    def __init__(self, **meta: object) -> None:
        unknown = [key for key in meta if key not in PORT_KEYS]
        if unknown:
            raise TypeError(
                f"Port() has no {', '.join(unknown)}; it takes {', '.join(PORT_KEYS)}"
            )
        self.meta = meta


def node(
    *,
    id: str | None = None,
    label: str | None = None,
    category: str | None = None,
    version: str | None = None,
    outputs: bool | str | Iterable[str] | None = None,
):
    """Names a node: its type id, its label, its place in the palette, its version.

    `outputs=True` makes an output of each field of a returned dataclass, TypedDict or model; names,
    `outputs="width, height"` or a list of them, of those fields or keys only.
    """
    if isinstance(outputs, str):
        outputs = [name for name in outputs.replace(",", " ").split() if name]
    elif outputs is not None and not isinstance(outputs, bool):
        outputs = [str(name) for name in outputs]
    said = {"id": id, "label": label, "category": category, "version": version, "outputs": outputs}
    marks = {key: value for key, value in said.items() if value is not None}

    def mark(function):
        setattr(function, MARK, marks)
        return function

    return mark


class NoValue:
    """The type of `no_value`; there is one instance."""

    __slots__ = ()
    _instance: NoValue | None = None

    def __new__(cls) -> NoValue:
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __repr__(self) -> str:
        return "no_value"

    def __reduce__(self) -> tuple:
        return (NoValue, ())


no_value = NoValue()
"""Return it, alone or as an item of a tuple, to say: this branch is not taken."""
