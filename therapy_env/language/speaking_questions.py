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

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)*|[.?!;\n]+")
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


class _Tables(NamedTuple):
    rules: dict[str, tuple[tuple[re.Pattern[str], str, float], ...]]
    topics: dict[str, str]
    leading: frozenset[str]
    asking: frozenset[tuple[str, ...]]
    opening: frozenset[str]
    closed: frozenset[str]
    fillers: frozenset[str]
    stop: frozenset[str]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    read = phrases("questions.yaml")
    rules: dict[str, list[tuple[re.Pattern[str], str, float]]] = {}
    for entry in read["kinds"]:
        for pattern in entry["patterns"].splitlines():
            compiled = re.compile(rf"{pattern}(?!\w)")
            for word in sorted(_first_words(pattern)):
                rules.setdefault(word, []).append((compiled, entry["kind"], float(entry["weight"])))
    return _Tables(
        {word: tuple(found) for word, found in rules.items()},
        {word: topic for topic, words in read["topics"].items() for word in words.split()},
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
    found = {_content_stem(word) for word in _WORD.findall(normalised(text))}
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


_WEAK = {"confirm": 0.4, "permission": 0.9, "thanks": 0.3, "greeting": 0.35, "more": 0.5, "closing": 0.8}
"""What these kinds weigh against a substantive question asked in the same turn."""
_ENDS = frozenset(".?!;\n")
_WH = frozenset(("how", "what", "when", "where", "which", "who", "why"))
"""First words of a question that yes or no does not answer."""
_CONJUNCTIONS = frozenset(("and", "but", "so", "then", "or"))
"""Words after which a question word opens a question in the middle of a sentence."""
_CLEFT = re.compile(r"\b(?:is|was|s) (?:that|how|the way|what)\b")
"""Marks *what strikes me is that ...* as no question."""
_SHE = frozenset(
    ("mother", "mum", "mom", "mam", "sister", "wif", "wife", "daughter", "girlfriend", "grandmother", "gran", "nan",
     "grandma", "aunt", "niec", "niece", "mother-in-law", "fiancee")
)  # fmt: skip
_HE = frozenset(
    ("father", "dad", "brother", "husband", "son", "boyfriend", "grandfather", "grandad", "grandpa", "uncl", "uncle",
     "nephew", "father-in-law", "fiance")
)  # fmt: skip


@lru_cache(maxsize=512)
def asked(text: str) -> Asked:
    """Return what ``text`` asks."""
    low = normalised(text)
    tables = _tables()
    rule_table, topic_table = tables.rules, tables.topics
    if len(low) > 2 * _SCAN_LIMIT:
        low = low[:_SCAN_LIMIT] + "\n" + low[-_SCAN_LIMIT:]
    best_kind, best_score = "", 0.0
    context: dict[str, float] = {}
    topics: dict[str, float] = {}
    kinds: dict[str, float] = {}
    stems: set[str] = set()
    mine: set[str] = set()
    question_stems: set[str] = set()
    question_topics: dict[str, float] = {}
    first = second = turned = before = ""
    length = 0
    words = 0
    question = False
    order = begun = 0
    for match in _WORD.finditer(low + "\n"):
        word = match[0]
        if word[0] not in _ENDS:
            words += 1
            if not first:
                first = "" if word in tables.fillers else word
                length = 1
            else:
                second = second or word
                length += 1
            if word in _WH and length > 1 and not turned and (before in _CONJUNCTIONS or low[match.start() - 2] == ","):
                turned = word
            before = word
            rules = rule_table.get(word.split("'")[0] if "'" in word else word)
            if rules is not None:
                at = match.start()
                for pattern, kind, weight in rules:
                    if (kind != "confirm" or (turned or first) not in _WH) and pattern.match(low, at):
                        kinds[kind] = kinds.get(kind, 0.0) + weight
            topic = topic_table.get(word)
            if topic is not None:
                topics[topic] = topics.get(topic, 0.0) + 1.0
            found = _content_stem(word)
            if found:
                mine.add(found)
            continue
        if not first and not kinds and not topics:
            continue
        order += 1
        opens = first in tables.opening or first.split("'")[0] in tables.opening
        if turned and "?" in word:
            # "Now that you know, which ..." asks by its second half.
            opens, first = True, turned
        if opens and first == "what" and "?" not in word and _CLEFT.search(low, begun, match.start()):
            opens = False
        asking = "?" in word or first in tables.leading or (first, second) in tables.asking
        if not asking and "?" not in low:
            asking = opens
        # A statement can still ask to go on, thank, greet, part, or raise risk.
        if not asking:
            kinds = {k: v for k, v in kinds.items() if k in ("thanks", "greeting", "closing", "risk", "permission")}
        stems |= mine
        if asking:
            question = True
        if asking or kinds:
            kind, score = max(kinds.items(), key=lambda item: item[1], default=("fact" if topics else "any", 0.5))
            if kind in ("fact", "any") and asking and not opens and length > 3 and "?" in word:
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
            if score >= best_score:
                best_kind, best_score = kind, score
                question_stems, question_topics = mine, topics
        if not asking:
            for topic, weight in topics.items():
                context[topic] = context.get(topic, 0.0) + 0.3 * weight
        first = second = turned = before = ""
        begun = match.end()
        kinds, topics, mine = {}, {}, set()
    if not words:
        return NOTHING
    for topic, weight in context.items():
        question_topics[topic] = question_topics.get(topic, 0.0) + weight
    topic_found = max(question_topics.items(), key=lambda item: item[1], default=("", 0.0))
    if best_kind in ("any", "closed") and topic_found[1] >= 0.9:
        best_kind = "fact"
    if not question and best_kind == "permission":
        best_kind = ""
    return Asked(
        best_kind,
        topic_found[0] if topic_found[1] >= 0.3 and best_kind else "",
        frozenset(stems),
        frozenset(question_stems) if best_kind else frozenset(),
        words,
        "she" if question_stems & _SHE else "he" if question_stems & _HE else "they",
    )
