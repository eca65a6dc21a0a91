"""What sensing looks at in a patient's turn: cues, hashed words, pairs, stems and letters, words with a meaning."""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from therapy_env.language.features import normalised
from therapy_env.language.features import tokens as words_of
from therapy_env.language.sensing_affect import AFFECT_GROUPS
from therapy_env.language.sensing_cues import BELIEF_GROUPS, Group, Pattern
from therapy_env.language.sensing_moods import MOOD_GROUPS, MOOD_PATTERNS
from therapy_env.language.sensing_patterns import BELIEF_PATTERNS
from therapy_env.language.sensing_themes import THEME_GROUPS
from therapy_env.language.windows import meaning_of
from therapy_env.language.word_vectors import row_of

BITS = 15
"""Hashed words, pairs and stems have 2**BITS places."""

LETTER_BITS = 13
"""Hashed runs of letters have 2**LETTER_BITS places."""

LETTER_RUNS = (3, 4)
"""Lengths of the runs."""

GROUPS: tuple[Group, ...] = (*BELIEF_GROUPS, *THEME_GROUPS, *MOOD_GROUPS, *AFFECT_GROUPS)
PATTERNS: tuple[Pattern, ...] = (*BELIEF_PATTERNS, *MOOD_PATTERNS)
SHAPES: tuple[str, ...] = (
    "empty", "one_word", "words_to_4", "words_to_9", "words_30_up", "words_60_up", "question",
    "exclaims", "exclaims_twice", "starts_you", "says_you", "says_i", "capitals", "other_script",
)  # fmt: skip
NAMES: tuple[str, ...] = (
    *(g.name for g in GROUPS), *(f"{g.name}+" for g in GROUPS), *(p.name for p in PATTERNS), *SHAPES,
)  # fmt: skip
"""Names of the cue features; ``name+`` is two or more words of one group."""


FIRST_PATTERN = 2 * len(GROUPS)
SHAPE = {name: FIRST_PATTERN + len(PATTERNS) + i for i, name in enumerate(SHAPES)}


class _Entries(NamedTuple):
    """Words and stems, with the indices of what they belong to."""

    words: dict[str, list[int]]
    stems: list[tuple[str, int]]

    def add(self, entries: str, i: int) -> None:
        for entry in dict.fromkeys(entries.split()):
            if entry.endswith("*"):
                self.stems.append((entry[:-1], i))
            else:
                self.words.setdefault(" ".join(words_of(entry.replace("_", " "))), []).append(i)

    def of(self, word: str) -> tuple[int, ...]:
        """Return what a word belongs to, by itself or by its stem."""
        return tuple(
            dict.fromkeys([*self.words.get(word, ()), *(i for stem, i in self.stems if word.startswith(stem))])
        )


def _entries(lists: Iterable[str]) -> _Entries:
    entries = _Entries({}, [])
    for i, words in enumerate(lists):
        entries.add(words, i)
    return entries


_WORDS = _entries(group.words for group in GROUPS)
_OPENED = _entries(pattern.anchors for pattern in PATTERNS)
_PHRASES = {phrase: tuple(found) for phrase, found in _WORDS.words.items() if " " in phrase}
_PREFIXES = frozenset(
    " ".join(words[:n]) for phrase in _PHRASES for words in [phrase.split()] for n in range(1, len(words))
)
_REGEX = tuple(re.compile(p.regex) for p in PATTERNS)
_MASK = (1 << BITS) - 1
_LETTER_MASK = (1 << LETTER_BITS) - 1
LONGEST = 24
"""Letters of a word in which runs are looked for."""
_SCAN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[?!]|\n|\.(?=[\s\"')\]]|\Z)")
_ENDS = frozenset("?!.\n")


class _Word(NamedTuple):
    groups: tuple[int, ...]
    patterns: tuple[int, ...]
    begins: bool
    crc: int
    raw: bytes
    places: tuple[int, ...]
    letters: tuple[int, ...]
    row: int
    meaning: int


@lru_cache(maxsize=32_768)
def _word(word: str) -> _Word:
    raw = word.encode()
    crc = zlib.crc32(raw)
    places = [crc & _MASK]
    if len(word) > 4:
        stem = word[: max(4, min(6, len(word) - 2))]
        places.append(zlib.crc32(b"~" + stem.encode()) & _MASK)
    whole = f"<{word[:LONGEST]}>"
    runs = {whole[i : i + n] for n in LETTER_RUNS for i in range(max(1, len(whole) - n + 1))}
    letters = sorted({zlib.crc32(run.encode()) & _LETTER_MASK for run in runs})
    row, meaning = (row_of(word), meaning_of(word)) if word not in "?!" else (0, 0)
    begins, before = word in _PREFIXES, b" " + raw
    return _Word(
        _WORDS.of(word), _OPENED.of(word), begins, crc, before, tuple(places), tuple(letters), row, meaning
    )  # fmt: skip


class Seen(NamedTuple):
    """Features of a piece of text: which cues occur in it, which hashed places, and rows of word vectors."""

    cues: list[int]
    places: list[int]
    rows: list[int]
    letters: list[int]
    """Hashed runs of letters; of a turn as a whole alone."""
    order: list[int]
    """The words in their order, as rows of meanings, 0 between sentences; of a turn as a whole alone."""


def _sentences(lowered: str) -> tuple[list[list[str]], list[int]]:
    """Return the words of each sentence and where it starts; one word alone goes with what follows it."""
    found: list[list[str]] = []
    starts: list[int] = []
    words: list[str] = []
    n_words = 0
    for match in _SCAN.finditer(lowered):
        token = match.group()
        if token not in _ENDS:
            if not words and n_words == 0:
                starts.append(match.start())
                found.append(words)
            words.append(token)
            n_words += 1
            continue
        if token in "?!":
            if found:
                found[-1].append(token)
            else:
                starts.append(match.start())
                found.append(words)
                words.append(token)
        if n_words > 1:
            words = []
            n_words = 0
    return found, starts


def look(text: str) -> tuple[Seen, list[Seen], int]:
    """Return what is seen of a turn as a whole and of each sentence, and the number of its words."""
    lowered = normalised(text)
    sentences, starts = _sentences(lowered)
    n_groups = len(GROUPS)
    counts: dict[int, int] = {}
    tried: set[int] = set()
    pieces: list[tuple[set[int], set[int], list[int]]] = []
    letters: set[int] = set()
    order = [0]
    n_words = 0
    for words in sentences:
        here: dict[int, int] = {}
        places: set[int] = set()
        rows: list[int] = []
        last = _BEGIN
        for i, token in enumerate(words):
            word = _word(token)
            for g in word.groups:
                here[g] = here.get(g, 0) + 1
            if word.patterns:
                tried.update(word.patterns)
            places.update(word.places)
            places.add(zlib.crc32(word.raw, last) & _MASK)
            last = word.crc
            letters.update(word.letters)
            if token not in "?!":
                order.append(word.meaning)
            if word.row:
                rows.append(word.row)
            if word.begins:
                phrase = token
                at = i + 1
                while at < len(words) and phrase in _PREFIXES:
                    phrase = f"{phrase} {words[at]}"
                    at += 1
                    for g in _PHRASES.get(phrase, ()):
                        here[g] = here.get(g, 0) + 1
        cues = set(here)
        for g, count in here.items():
            counts[g] = counts.get(g, 0) + count
            if count > 1:
                cues.add(n_groups + g)
        cues.update(_shape(text, words))
        pieces.append((cues, places, rows))
        order.append(0)
        n_words += len(words)
    whole = set(counts)
    whole.update(n_groups + g for g, count in counts.items() if count > 1)
    for i in tried:
        for match in _REGEX[i].finditer(lowered):
            pieces[max(0, bisect_right(starts, match.start()) - 1)][0].add(FIRST_PATTERN + i)
            whole.add(FIRST_PATTERN + i)
    whole.update(_shape(text, [word for words in sentences for word in words]))
    everywhere: set[int] = set()
    for _, places, _ in pieces:
        everywhere |= places
    return (
        Seen(list(whole), list(everywhere), [row for _, _, rows in pieces for row in rows], list(letters), order),
        [Seen(list(cues), list(places), rows, [], []) for cues, places, rows in pieces] or [Seen([], [], [], [], [])],
        n_words,
    )


_BEGIN = zlib.crc32(b"^")
_YOU = frozenset(("you", "you're", "your", "you've"))
_I = frozenset(("i", "i'm", "i've", "my", "me"))


def _shape(text: str, words: list[str]) -> list[int]:
    n = len(words)
    if n == 0:
        return [SHAPE["other_script" if text.strip() and not text.isascii() else "empty"]]
    found = []
    if n == 1:
        found.append(SHAPE["one_word"])
    if n <= 4:
        found.append(SHAPE["words_to_4"])
    elif n <= 9:
        found.append(SHAPE["words_to_9"])
    elif n >= 30:
        found.append(SHAPE["words_30_up"])
        if n >= 60:
            found.append(SHAPE["words_60_up"])
    if "?" in words:
        found.append(SHAPE["question"])
    exclaimed = words.count("!")
    if exclaimed:
        found.append(SHAPE["exclaims"])
        if exclaimed > 1:
            found.append(SHAPE["exclaims_twice"])
    if words[0].startswith("you"):
        found.append(SHAPE["starts_you"])
    if not _YOU.isdisjoint(words):
        found.append(SHAPE["says_you"])
    if not _I.isdisjoint(words):
        found.append(SHAPE["says_i"])
    if n > 3 and text.isupper():
        found.append(SHAPE["capitals"])
    return found
