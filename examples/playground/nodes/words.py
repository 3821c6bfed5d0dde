"""Letters, and what can be done with them."""

import random
import string
from collections import Counter
from typing import Annotated

from millrace_host import node


@node(category="text")
def count_letters(text: str) -> dict[str, int]:
    """How often each letter occurs, the most frequent first."""
    letters = (letter for letter in text.lower() if letter.isalpha())
    return dict(Counter(letters).most_common())


@node(category="text", label="Secret writing")
def caesar(text: str, shift: Annotated[int, {"min": -25, "max": 25}] = 3) -> str:
    """Moves every letter along the alphabet, as Caesar did. The negative shift reads it again."""
    lower, upper = string.ascii_lowercase, string.ascii_uppercase
    turned = "".join(letters[shift:] + letters[:shift] for letters in (lower, upper))
    return text.translate(str.maketrans(lower + upper, turned))


@node(category="text", label="Monkey at a typewriter")
def monkey(
    word: Annotated[str, {"label": "Word to wait for"}] = "tea",
    seed: int = 1,
) -> Annotated[int, {"label": "Keys pressed"}]:
    """Presses random keys until it has typed the word. Slow: four letters take a while, six a day.

    Args:
        word: Letters from a to z.
    """
    wanted = word.lower()
    if not wanted or not set(wanted) <= set(string.ascii_lowercase):
        raise ValueError(f"the monkey's keys are a to z: it can't type {word!r}")
    chance = random.Random(seed)
    typed, pressed = "", 0
    while typed != wanted:
        typed = (typed + chance.choice(string.ascii_lowercase))[-len(wanted) :]
        pressed += 1
        if pressed % 500_000 == 0:
            print(f"{pressed:,} keys and no {wanted!r} yet")
    return pressed
