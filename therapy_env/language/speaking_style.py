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
    "plain": Habits((2, 3, 0.25), 0.12, 0.03, True),
    "upset": Habits((2, 3, 0.3), 0.15, 0.06, True),
    "verbose": Habits((2, 3, 0.6), 0.18, 0.1, True),
    "reserved": Habits((1, 2, 0.6), 0.1, 0.05, False),
    "tangential": Habits((2, 3, 0.3), 0.18, 0.16, True),
    "pleasing": Habits((2, 3, 0.3), 0.18, 0.12, True),
    "guarded": Habits((1, 2, 0.7), 0.12, 0.08, False),
}
"""By style."""

_LAST_SENTENCE = re.compile(r"(?:^|[.?!] )([^.?!]{2,60})\.$")
_SHOUT = re.compile(r"(?<=[.?…])!+|!+(?=\?)")
_LOWERED = re.compile(r"(?:The|They|He|She|We|You|My|It|That|This|There|If|When|Maybe|Perhaps|One|On|At)\b(?!')")
_KEPT = re.compile(r"I(?:'\w+)? ")
_AGAINST = ("Still, ", "All the same, ", "But ", "Even so, ")
_ALONG = ("So ", "And ")


def exclaimed(text: str) -> str:
    """Return ``text`` with a short last sentence called out."""
    return text[:-1] + "!" if _LAST_SENTENCE.search(text) else text


def calmed(text: str) -> str:
    """Return ``text`` as it is said in a level voice: nothing is called out."""
    return _SHOUT.sub("", text).replace("!", ".") if "!" in text else text


def led_into(text: str, *, against: bool, draw: float) -> str:
    """Return ``text`` begun with a word that joins it to what was said before, where its beginning allows that.

    Args:
        text: a line that begins with a capital.
        against: whether it stands against what was said before.
        draw: from [0, 1); decides the word.
    """
    words = _AGAINST if against else _ALONG
    word = words[int(draw * len(words))]
    if ", so " in text or "But " in text or "but " in text:
        return text
    if _KEPT.match(text):
        return word + text
    return word + text[0].lower() + text[1:] if _LOWERED.match(text) else text


def joined(parts: list[str]) -> str:
    """Return the pieces of a turn as one text, each closed by a mark."""
    return " ".join(part if part[-1] in ".?!…\"'" else part + "." for part in parts)
