"""What happens to the rain."""

from typing import Annotated


def fill(
    litres: float, capacity: float = 1_000
) -> tuple[Annotated[float, {"id": "kept"}], Annotated[float, {"id": "spilled"}]]:
    """Fill a tank; what does not fit runs over.

    Args:
        litres: Water that flows in.
        capacity: Water that the tank holds.
    """
    kept = min(litres, capacity)
    print(f"{kept:g} of {litres:g} litres fit")
    return kept, litres - kept


def last_days(litres: float, people: Annotated[int, {"min": 1, "max": 12}] = 2) -> int:
    """How many whole days the water lasts, at 20 litres a day for each person."""
    return int(litres // (20 * people))
