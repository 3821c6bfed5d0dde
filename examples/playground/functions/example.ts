/** What stands in the panel when it is opened for the first time. */
export const EXAMPLE = `"""Each function here is a node. Types become ports, defaults become controls."""

from typing import Annotated


def cold_hours(
    temperatures: list[float],
    below: Annotated[float, {"min": -10, "max": 20, "step": 0.5}] = 5,
) -> int:
    """How many hours were colder than that."""
    return sum(value < below for value in temperatures)
`;
