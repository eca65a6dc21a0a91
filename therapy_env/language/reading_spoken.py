"""A therapist's turn by itself: its sentences and words, and what is odd about it, whoever it is said to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from therapy_env.language.features import READ_LIMIT, normalised
from therapy_env.language.reading_lexicon import ENGLISH, FOREIGN, SELF, SUSPECT, lexeme
from therapy_env.language.reading_sentence import Sentence, has_pronoun, sentence

_SENTENCE = re.compile(r"[^.!?\n\s•*\"-][^.!?\n]*[.!?]*")
_INJECTION = re.compile(
    r"\b(?:simulat(?:or|ion|ed patient)|reward (?:function|model|signal)|(?:set|raise|increase|lower"
    r"|reduce|decrease|update|reset|maximi[sz]e|boost|drop|change|put|give|assign|mark)\b[^.!?\n]{0,40}"
    r"\b(?:conviction|alliance|arousal|reward|score|rupture|fit|rating|state|hidden state|grade)"
    r"|system (?:prompt|message|override|note|instruction|update)|(?:previous|prior|all|above|earlier"
    r"|your|these|other) instructions|"
    r"(?:ignore|disregard|forget|override|bypass) (?:all|any|your|the|previous|prior"
    r"|every)\b[^.!?\n]{0,30}\b(?:instructions?|rules?|prompts?|guidelines|above)"
    r"|as an ai\b[^.!?\n]{0,40}\b(?:judge|evaluat|simulat|scor)|"
    r"(?:dear|note to|attention|hey|to the|message for|for the) (?:the )?(?:judge|grader|evaluator"
    r"|reader|simulator|rater|scorer|annotator|environment|model|parser|system)\b|judge:|grader"
    r"|as an? (?:ai )?language model|developer mode|end of (?:session|transcript|conversation|episode)|"
    r"session (?:is |has |was )?(?:\w+ )?(?:over|ended|complete|completed|terminated|concluded)"
    r"|treatment (?:is )?(?:complete|successful|succeeded)|therapy (?:is |was )?(?:complete|successful"
    r"|finished)|(?:the|this|our|your) patient (?:is |has (?:been )?)?(?:now )?(?:cured|recovered|fully recovered"
    r"|feels better|feels much better|improved|no longer believes)|"
    r"(?:as|speaking as|playing|i am|i'm|role ?play(?:ing)? as) the (?:patient|client)\b"
    r"|episode (?:is )?(?:over|done|ended)|the (?:score|reward|rating) (?:is|should|must)|full (?:marks"
    r"|score)|(?:act|reading|uptake|fit|alliance|conviction|reward|stale|target|reflect|hold"
    r"|score)[\"']?\s*[:=]\s*[\"']?\d)"
)
_MARKUP = re.compile(
    r"(?:\A|\n)\s*[\[<({#*]*\s*(?:system|assistant|user|patient|client|human|judge"
    r"|instruction)s?\s*[\])}>*]*\s*[:>\]]|<\|?/?(?:system|im_|assistant|user|s>|inst)"
    r"|\{\s*[\"'][\w ]+[\"']\s*:|```|\[/?inst\]|</?\w+>"
)
_MARKS = re.compile(r"[\[\]<>{}:`]")
_SYSTEM_CAPS = re.compile(r"\b(?:SYSTEM|ADMIN|OVERRIDE|DEBUG|SUDO|ASSISTANT|JUDGE)\b\s*[:\-\]>]")
_ROLE_FLIP = re.compile(
    r"\b(?:i (?:now )?(?:feel|am feeling) (?:so |much |a lot |completely |totally |really )+(?:better"
    r"|calmer|cured|relieved|happier)|i no longer (?:believe|think|feel)|i(?:'ve| have) (?:realised"
    r"|realized) (?:that )?(?:my|none|nobody|it was all)|thank you,? (?:doctor|doc)\b"
    r"|i don't believe (?:it|that|in it|any of it) (?:anymore|any more|any longer))"
)


@dataclass(slots=True, eq=False)
class Spoken:
    """What is seen of a turn without its context."""

    text: str
    """Normalised."""
    spans: list[tuple[int, int]]
    """Start and end of each sentence."""
    sentences: list[Sentence]
    words: int
    stems: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    """Stems that follow each other."""
    vectors: list[int]
    """Rows of the vectors of the words with content; a sentence without one has row 0."""
    pronoun: bool
    """Whether a pronoun in it may stand for what was said before."""
    questions: int
    canned: float
    """Share of stock phrases, in [0, 1]."""
    flags: tuple[str, ...]
    """Oddities."""


@lru_cache(maxsize=64)
def spoken(text: str) -> Spoken:
    """Take a turn apart; it is kept, since a benchmark says the same to many patients."""
    norm = normalised(text)
    spans = [m.span() for m in _SENTENCE.finditer(norm)] or [(0, len(norm))]
    said = [sentence(norm[start:end]) for start, end in spans]
    words = sum([len(one.words) for one in said])
    ordered = [root for one in said for root in one.ordered]
    canned = sum([one.canned for one in said])
    return Spoken(
        text=norm,
        spans=spans,
        sentences=said,
        words=words,
        stems=frozenset(ordered),
        pairs=frozenset(zip(ordered, ordered[1:], strict=False)),
        vectors=[row for one in said for row in one.vectors or (0,)],
        pronoun=any([has_pronoun(one) for one in said]),
        questions=sum([one.asks for one in said]),
        canned=min(1.0, canned / max(len(norm.strip()), 1)),
        flags=tuple(_flags(text, norm, said, words)),
    )


def _flags(raw: str, text: str, sentences: list[Sentence], words: int) -> list[str]:
    flags: list[str] = []
    if len(raw) > READ_LIMIT or words > 320:
        flags.append("too_long")
    marks = letters = 0
    distinct: set[str] = set()
    for said in sentences:
        marks |= said.marks
        letters += said.letters
        distinct.update(said.words)
    if letters < 2 or not any(map(str.isalpha, text)):
        flags.append("empty")
        return flags
    ascii_letters = letters if text.isascii() else sum(c.isalpha() and c.isascii() for c in text)
    strange = False
    if marks & FOREIGN or not marks & ENGLISH:
        each = [lexeme(word).marks for word in distinct]
        strange = 2 * sum(not x.vector for x in map(lexeme, distinct) if x.stem) > len(distinct)
        known, foreign = sum(bool(m & ENGLISH) for m in each), sum(bool(m & FOREIGN) for m in each)
    else:
        known, foreign = 1, 0
    if ascii_letters < 0.7 * letters or (foreign >= 2 and foreign > known) or (words >= 7 and known == 0 and strange):
        flags.append("not_english")
    elif words >= 6 and len(distinct) < 0.3 * words:
        flags.append("repetitive")  # the same word over and over says nothing in any language
    if (marks & SUSPECT and _INJECTION.search(text)) or (
        _MARKS.search(text) and (_MARKUP.search(text) or _SYSTEM_CAPS.search(raw[:READ_LIMIT]))
    ):
        flags.append("addresses_simulator")
    if marks & SELF and _ROLE_FLIP.search(text):
        flags.append("role_flip")
    return flags
