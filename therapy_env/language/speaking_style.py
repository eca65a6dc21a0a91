"""How a style talks: how much at a time, with which small habits, and how pieces are joined."""

from __future__ import annotations

import re
from typing import NamedTuple


class Habits(NamedTuple):
    """Habits of a style of talking."""

    pieces: tuple[int, int, float]
    """Pieces a turn: usual, more, and how often more."""
    bridge: float
    """How often an answer begins with a small phrase."""
    aside: float
    """How often a turn ends with one."""
    exclaims: bool
    """Whether arousal comes out in exclamations."""


HABITS: dict[str, Habits] = {
    "plain": Habits((2, 3, 0.4), 0.16, 0.04, True),
    "upset": Habits((2, 3, 0.4), 0.2, 0.08, True),
    "verbose": Habits((3, 3, 0.5), 0.22, 0.1, True),
    "reserved": Habits((2, 2, 0.5), 0.14, 0.06, False),
    "tangential": Habits((2, 3, 0.4), 0.25, 0.18, True),
    "pleasing": Habits((2, 3, 0.4), 0.22, 0.14, True),
    "guarded": Habits((2, 2, 0.5), 0.16, 0.1, False),
}
"""By style."""

_LAST_SENTENCE = re.compile(r"(?:^|[.?!] )([^.?!]{2,60})\.$")


def exclaimed(text: str) -> str:
    """Return ``text`` with a short last sentence called out."""
    return text[:-1] + "!" if _LAST_SENTENCE.search(text) else text


def joined(parts: list[str]) -> str:
    """Return the pieces of a turn as one text, each closed by a mark."""
    return " ".join(part if part[-1] in ".?!…\"'" else part + "." for part in parts)
