"""What of a therapist's turn is the patient's own words, handed back.

Good reflections say it anew: of 976 in high-quality sessions 1% have five of the client's words in a row (AnnoMI, I and
you made alike), of turns that parrot 94%. What is handed back in long runs is not taken up, whatever frame it stands
in, and a frame that was used before is stale with other words of theirs in it as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Three = tuple[int, int, int]
Threes = frozenset[Three]

SIDED = {
    word: side
    for side, words in {
        "i": "me you we us", "my": "your our mine yours ours", "am": "are is was were i'm you're we're",
        "have": "i've you've we've", "would": "i'd you'd we'd", "will": "i'll you'll we'll", "myself": "yourself",
    }.items()
    for word in words.split()
}  # fmt: skip
"""Words that are the same whoever says them."""


def threes(codes: Sequence[int]) -> list[Three]:
    """Return the 3-grams of words, as hashes of the words, which are alike for I and you, my and your."""
    return list(zip(codes, codes[1:], codes[2:], strict=False))


def pasted(sentences: Iterable[Sequence[Three]], theirs: Threes) -> int:
    """Return the most words in a row, within one of ``sentences``, that are the patient's; 0 below three."""
    most = 0
    for mine in sentences:
        if theirs.isdisjoint(mine):
            continue
        now = 0
        for three in mine:
            now = now + 1 if three in theirs else 0
            most = max(most, now)
    return most + 2 if most else 0


def own_parts(words: list[str], mine: Sequence[Three], theirs: Threes) -> list[list[str]]:
    """Return what is left of a sentence without the words that stand in a row of three of the patient's."""
    if theirs.isdisjoint(mine):
        return [words]
    taken = [False] * len(words)
    for i, three in enumerate(mine):
        if three in theirs:
            taken[i] = taken[i + 1] = taken[i + 2] = True
    parts: list[list[str]] = [[]]
    for word, gone in zip(words, taken, strict=True):
        if not gone:
            parts[-1].append(word)
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if len(part) >= 3]
