"""What the readers see of a text: lower-cased words, and stems of those that carry content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

READ_LIMIT = 4_000
"""Characters that are read of any text; what comes after is not looked at."""

_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "′": "'", "“": '"', "”": '"', "„": '"', "…": "."})
TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[?!]")
_PLAIN_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*|[?!]")
_BLANKS = dict.fromkeys((i for i in range(128) if chr(i) not in "abcdefghijklmnopqrstuvwxyz0123456789'?!"), " ")


def normalised(text: str) -> str:
    """Return the part of ``text`` that is read, lower-cased, with straight quotes; offsets are those of ``text``.

    Characters whose lower case is longer than one character are left alone, so that spans carry over.
    """
    head = text[:READ_LIMIT]
    if head.isascii():
        return head.lower()
    head = head.translate(_STRAIGHT)
    lowered = head.lower()
    if len(lowered) != len(head):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in head)
    return lowered


def tokens(text: str) -> list[str]:
    """Return the words of ``text`` in lower case, in order, with ``?`` and ``!`` as tokens of their own."""
    return words_of(normalised(text))


def words_of(text: str) -> list[str]:
    """Return the same of a *normalised* text."""
    if not text.isascii():
        return TOKEN.findall(text)
    # by blanks, in half the time of the pattern, unless a quote stands beside a word
    plain = text.translate(_BLANKS).replace("?", " ? ").replace("!", " ! ")
    if "' " in plain or " '" in plain or "''" in plain or plain[:1] == "'" or plain[-1:] == "'":
        return _PLAIN_TOKEN.findall(text)
    return plain.split()


def word_set(text: str) -> frozenset[str]:
    """Return the words of a blank-separated list as a set."""
    return frozenset(text.split())


STOP = word_set(
    """a about after again all also although always am an and any anybody anyone anything are aren't as at back be
    because been before being both but by can can't come could couldn't did didn't do does doesn't doing don't down
    each else even ever every few for from get getting go goes going gone got had has hasn't have haven't having he
    he'd he'll he's her here hers him his how i i'd i'll i'm i've if in into is isn't it it'd it'll it's its itself
    just kind know let let's like little lot made make makes many maybe me mean might mine more most much must my
    myself no nor not now of off oh ok okay on once one only or other our ours out over own perhaps quite rather
    really right said same say saying says see seem seems she she'd she's should shouldn't so some somebody someone
    something sort still such take than that that's the their theirs them then there there's these they they'd
    they'll they're they've thing things this those though through to today too until up upon us very was wasn't way
    we we'd we'll we're we've well were weren't what what's when where which while who who's whom why will with
    without won't would wouldn't yeah yes yet you you'd you'll you're you've your yours yourself ? !"""
)
"""Words that carry no content of their own when two texts are compared."""


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return a crude stem: enough to match *watched* with *watching*, and never slower than a dictionary."""
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) > 6:
        return word[:5]
    for ending in ("ing", "ed", "es", "s", "d"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)][:5]
    return word[:5]


def content(words: Sequence[str]) -> list[str]:
    """Return the stems of the words that carry content, in order."""
    return [stem(word) for word in words if word not in STOP]
