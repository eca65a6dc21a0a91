"""What a therapist's turn asks: the kind of question, and what it is about.

One pass over the words: each word looks up the few patterns that may begin with it, and the few topics it belongs to.
The patterns tell kinds of question apart ("what makes you think so" asks for evidence, "how do you feel" for a
feeling), the words tell topics ("sister" is family).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from therapy_env.language.features import normalised
from therapy_env.language.speaking_phrases import phrases

_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)*")
_SPAN = re.compile(r"([^.?!;\n]+)([.?!;\n]*)")
_FIRST_WORD = re.compile(r"([a-z0-9]+)(\??)")
_SCAN_LIMIT = 1_500
"""Characters that are scanned from each end of a long turn: nobody answers a question asked in the middle."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a therapist's turn asks."""

    kind: str
    """Kind of question, one of the kinds in ``phrases/questions.yaml``, ``fact``, ``closed`` (yes or no, of no
    known kind), ``any`` (another question of no known kind), or empty where nothing is asked."""
    topic: str
    """A persona topic, or empty."""
    stems: frozenset[str]
    """Stems of the content words of the whole turn."""
    question_stems: frozenset[str]
    """Stems of the content words of the question itself."""
    words: int
    """Number of words in the turn."""
    person: str = "they"
    """Pronoun of the person who is asked about: she, he or they."""


NOTHING = Asked("", "", frozenset(), frozenset(), 0)
"""No words were said."""


def stem(word: str) -> str:
    """Return a crude stem: enough to bring *letters* to *letter* and *worried* to *worry*."""
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) > 4:
        for tail, new in (("ies", "y"), ("ied", "y"), ("ing", ""), ("es", "e"), ("ed", ""), ("s", "")):
            if word.endswith(tail) and len(word) - len(tail) >= 3 and not word.endswith("ss"):
                word = word[: -len(tail)] + new
                break
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    return word


_Rules = dict[str, tuple[tuple[re.Pattern[str], str, float], ...]]
"""Patterns that may begin with a word, each with its kind and weight."""
_SAID = frozenset(("thanks", "greeting", "closing", "risk"))
"""Kinds that a statement can have."""


class _Tables(NamedTuple):
    rules: _Rules
    said: _Rules
    topics: dict[str, str]
    weak: frozenset[str]
    leading: frozenset[str]
    asking: frozenset[tuple[str, ...]]
    opening: frozenset[str]
    closed: frozenset[str]
    fillers: frozenset[str]
    stop: frozenset[str]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    read = phrases("questions.yaml")
    patterns: dict[str, dict[tuple[str, float], list[str]]] = {}
    for entry in read["kinds"]:
        for pattern in entry["patterns"].splitlines():
            for word in sorted(_first_words(pattern)):
                kind = (entry["kind"], float(entry["weight"]))
                patterns.setdefault(word, {}).setdefault(kind, []).append(pattern)
    rules: _Rules = {
        word: tuple((re.compile(f"(?:{'|'.join(own)})(?!\\w)"), *kind) for kind, own in kinds.items())
        for word, kinds in patterns.items()
    }
    said = {word: tuple(rule for rule in found if rule[1] in _SAID) for word, found in rules.items()}
    return _Tables(
        rules,
        {word: found for word, found in said.items() if found},
        {word: topic for topic, words in read["topics"].items() for word in words.split()},
        frozenset(read["weak"].split()),
        frozenset(read["leading"].split()),
        frozenset(tuple(pair.split()) for pair in read["asking"]),
        *(frozenset(read[name].split()) for name in ("opening", "closed", "fillers", "stop")),
    )


@lru_cache(maxsize=16_384)
def _content_stem(word: str) -> str:
    """Return the stem of a content word, or an empty string for a function word."""
    return "" if word in _tables().stop or len(word) < 3 else stem(word)


def content_stems(text: str) -> frozenset[str]:
    """Return the stems of the content words of ``text``."""
    found = {_content_stem(word) for word in _TOKEN.findall(normalised(text))}
    found.discard("")
    return frozenset(found)


def _first_words(pattern: str) -> set[str]:
    """Return the words that a pattern can begin with."""
    heads, depth, at = [""], 0, 0
    if pattern.startswith("("):
        depth, at = 1, 1
        while depth:
            char = pattern[at]
            depth += (char == "(") - (char == ")")
            if char == "|" and depth == 1:
                heads.append("")
            elif depth:
                heads[-1] += char
            at += 1
    else:
        heads = [pattern]
    found: set[str] = set()
    for head in heads:
        lead = _FIRST_WORD.match(head)
        if lead is None:
            raise ValueError(f"pattern does not begin with plain words: {pattern!r}")
        found.add(lead[1])
        if lead[2]:
            found.add(lead[1][:-1])
    return found


_WEAK = {"confirm": 0.4, "permission": 0.15, "thanks": 0.3, "greeting": 0.35, "more": 0.5, "closing": 0.8}
"""What these kinds weigh against a substantive question asked in the same turn."""
_YES_OR_NO = frozenset(("confirm", "permission"))
"""Kinds of question to which the answer is yes or no."""
_WH = frozenset(("how", "what", "when", "where", "which", "who", "why"))
"""First words of a question that yes or no does not answer."""
_AFTER_WH = frozenset(
    "about brings brought come else happened happens helps keeps kind knows long made makes many much often old sort"
    " sure time times went".split()
)
"""Words after a question word with which a sentence that ends in a full stop still asks."""
_CONJUNCTIONS = frozenset(("and", "but", "so", "then", "or"))
"""Words after which a question word opens a question in the middle of a sentence."""
_CLEFT = re.compile(r"\b(?:is|was|s) (?:that|how|the way|what)\b")
"""Marks *what strikes me is that ...* as no question."""
_PERSONS = {
    word: pronoun
    for pronoun, words in (
        ("she", "she her mother mum mom mam sister wife daughter girlfriend grandmother gran nan grandma aunt niece"),
        ("he", "he him his father dad brother husband son boyfriend grandfather grandad grandpa uncle nephew"),
    )
    for word in words.split()
}
"""Words that tell the pronoun of who is asked about."""


class _Known(NamedTuple):
    """What is known of a word wherever it stands."""

    rules: tuple[tuple[re.Pattern[str], str, float], ...]
    said: tuple[tuple[re.Pattern[str], str, float], ...]
    topic: str
    tells: float
    stem: str
    person: str


@lru_cache(maxsize=16_384)
def _known(word: str) -> _Known:
    tables = _tables()
    head = word.split("'")[0]
    return _Known(
        tables.rules.get(head, ()),
        tables.said.get(head, ()),
        tables.topics.get(word, ""),
        0.9 if word in tables.weak else 1.0,
        _content_stem(word),
        _PERSONS.get(word, ""),
    )


class _Sentence(NamedTuple):
    """What one sentence of a turn asks."""

    kind: str
    score: float
    asking: bool
    topics: dict[str, float]
    stems: set[str]
    words: int
    person: str


def _read(low: str, start: int, end: int, mark: str, unmarked: bool, order: int) -> _Sentence:
    """Read the sentence at ``low[start:end]``.

    Args:
        low: the normalised turn.
        start: where the sentence begins.
        end: where its words end.
        mark: the marks that close it.
        unmarked: whether no sentence of the turn has a question mark, so that the words must tell.
        order: its number in the turn; of two questions the later is answered.
    """
    tables = _tables()
    tokens = [(match[0], match.start()) for match in _TOKEN.finditer(low, start, end)]
    lead = 0
    while lead < len(tokens) and tokens[lead][0] in tables.fillers:
        lead += 1
    first = tokens[lead][0] if lead < len(tokens) else ""
    second = tokens[lead + 1][0] if lead + 1 < len(tokens) else ""
    marked = "?" in mark
    turned = _turned(low, tokens, lead, tables.closed) if marked else ""
    opens = first in tables.opening or first.split("'")[0] in tables.opening
    if turned:
        # "Now that you know, which ..." asks by its second half.
        opens, first = True, turned
    elif opens and first == "what" and not marked and _CLEFT.search(low, start, end):
        opens = False
    if opens and not marked and first in _WH and mark:
        opens = second in tables.closed or second in _AFTER_WH
    asking = marked or first in tables.leading or (first, second) in tables.asking or (unmarked and opens)
    # A statement can still ask to go on, thank, greet, part, or raise risk.
    by_word = first not in _WH
    kinds: dict[str, float] = {}
    topics: dict[str, float] = {}
    stems: set[str] = set()
    person = ""
    for word, at in tokens:
        known = _known(word)
        for pattern, kind, weight in known.rules if asking else known.said:
            if (by_word or kind not in _YES_OR_NO) and pattern.match(low, at):
                kinds[kind] = kinds.get(kind, 0.0) + weight
        if known.topic:
            topics[known.topic] = topics.get(known.topic, 0.0) + known.tells
        if known.stem:
            stems.add(known.stem)
        person = person or known.person
    if not asking and not kinds:
        return _Sentence("", 0.0, False, topics, stems, len(tokens), person)
    kind, score = max(kinds.items(), key=lambda item: item[1], default=("fact" if topics else "any", 0.5))
    if kind in ("fact", "any") and marked and not opens and len(tokens) - lead > 3:
        # Said, and only the voice goes up.
        kind = "confirm"
    elif kind == "any" and first in tables.closed:
        kind = "closed"
    if topics and kind not in ("fact", "any") and score < 2.0 and kind not in _WEAK:
        kind = "fact"
    score *= _WEAK.get(kind, 1.0)
    if kind == "risk":
        score += 100.0
    elif asking:
        score += 0.15 * order + (0.6 if kind == "fact" else 0.0)
    return _Sentence(kind, score, asking, topics, stems, len(tokens), person)


def _turned(low: str, tokens: list[tuple[str, int]], lead: int, closed: frozenset[str]) -> str:
    """Return the question word with which a sentence turns into a question on its way, or an empty string."""
    for i in range(lead + 1, len(tokens)):
        word, at = tokens[i]
        if word in _WH and (tokens[i - 1][0] in _CONJUNCTIONS or low[at - 2] == ","):
            return word
        # A tag ("..., is it?") asks nothing new.
        if word in closed and low[at - 2] == "," and len(tokens) - i > 2:
            return word
    return ""


@lru_cache(maxsize=512)
def asked(text: str) -> Asked:
    """Return what ``text`` asks."""
    low = normalised(text)
    if len(low) > 2 * _SCAN_LIMIT:
        low = low[:_SCAN_LIMIT] + "\n" + low[-_SCAN_LIMIT:]
    unmarked = "?" not in low
    best: _Sentence | None = None
    context: dict[str, float] = {}
    stems: set[str] = set()
    words = order = 0
    question = False
    for span in _SPAN.finditer(low):
        read = _read(low, span.start(1), span.end(1), span[2], unmarked, order + 1)
        if not read.words:
            continue
        order += 1
        words += read.words
        stems |= read.stems
        question = question or read.asking
        if read.kind and (best is None or read.score >= best.score):
            best = read
        if not read.asking:
            for topic, weight in read.topics.items():
                context[topic] = context.get(topic, 0.0) + 0.3 * weight
    if not words:
        return NOTHING
    if best is None:
        return Asked("", "", frozenset(stems), frozenset(), words)
    topics = dict(best.topics)
    for topic, weight in context.items():
        topics[topic] = topics.get(topic, 0.0) + weight
    topic, weight = max(topics.items(), key=lambda item: item[1], default=("", 0.0))
    kind = best.kind
    if kind in ("any", "closed") and weight >= 0.9:
        kind = "fact"
    if not question and kind == "permission":
        kind = ""
    return Asked(
        kind,
        topic if weight >= 0.3 and kind else "",
        frozenset(stems),
        frozenset(best.stems) if kind else frozenset(),
        words,
        best.person or "they",
    )
