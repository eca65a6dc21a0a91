"""Picking: what of a patient's words a therapist can take up, turned round to be said back.

No grammar is parsed. A clause is taken only where its beginning and its end are plain to see (a subject that is
known to be one, a boundary that is known to be one); where nothing is, nothing is taken, and wording goes without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from therapy_env.language.features import content
from therapy_env.language.wording_words import (
    AFFECTS,
    AUXILIARIES,
    EMPTY_NOUNS,
    FEELINGS,
    FUNCTION_WORDS,
    LEADS,
    NOUNS,
    PAST,
    SUBJECTS,
    VERB_FORMS,
    words,
)

MOST_WORDS = 9
"""Words of the longest clause that is taken up."""
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_JOINS = (
    "and|but|so|because|when|if|while|until|since|although|though|unless|before|after|where|as if|as though|which|or|"
    "who|except|like|than|what|how|why|whether"
)
_BREAK = re.compile(
    rf"\s*(?:[,;:()\"]|\s[—–-]+\s|—)\s*(?:(?P<a>{_JOINS}|then|yet|nor) )?|\s+(?P<b>{_JOINS})\s+", re.IGNORECASE
)
_OPEN_ENDED = (
    "like",
    "as if",
    "as though",
    "which",
    "who",
    "or",
    "than",
    "where",
    "what",
    "how",
    "why",
    "whether",
    "if",
)
_DEPENDENT = frozenset((*_OPEN_ENDED, "unless", "nor", "before", "until", "except", "after", "while", "when"))
"""A clause after one of these does not stand for itself."""
_NEEDED = frozenset((*_OPEN_ENDED, "so"))
"""A clause before one of these, without a comma, is not finished."""
_VAGUE = re.compile(r"(?:it|that|this|there|nothing|everything)\b")
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*|\d+")
_SAYS_LITTLE = (
    "don't|didn't|can't|couldn't|sorry|sure|going to|saying|telling|trying|thinking|wondering|aware|fine|all right|"
    "okay|ok|glad|grateful|here|not|mean|know|think|guess|suppose|hope|thought|said|say|would|should|could|might|may|"
    "appreciate|wish|want|like|see|hear|used to|believe|reckon|imagine|expect|wonder|better|feel"
)
_UNLESS = "let|bear|stop|breathe|do anything|face|trust|sleep|forgive|get anything|be forgiven|please|worthless|like a"
_PLAIN = (
    "fine|right|important|true|good|kind|okay|ok|nice|it|that|this|much|well|funny|enough|one|different|quiet|point|"
    "easy|lot|bit|simple|stupid|silly|depends|doesn't|does|did|didn't|could|might|must|would"
)
_EMPTY = re.compile(
    rf"(?:i|we)(?:'m| am| was)? (?:not |just |only |really |still )*(?:{_SAYS_LITTLE})\b(?! (?:{_UNLESS})\b)"
    r"|(?:i|we)'(?:d|ll)\b"
    r"|(?:it|that|this|there|nothing)(?:'s| is| was)? (?:not |just |only |all |a |very |so |really |no )*"
    rf"(?:{_PLAIN})\b"
    r"|(?:they|people|everybody|everyone|he|she) (?:said|say|says|told|tell|tells|reckon|think i'm making)\b"
)
"""Clauses that tell nothing of how things are."""
_NOT_WELL_CUT = words(
    "of to in on at for with from by a an the my your and or but than that which who very so as into i"
)
"""Words that a clause cannot end with."""


@dataclass(frozen=True, slots=True)
class Picked:
    """What can be taken up of one patient turn; every phrase from the therapist's side, without a capital."""

    claims: tuple[str, ...] = ()
    """Clauses on how things are: "they come into your flat"; to be attributed, doubted or agreed with."""
    events: tuple[str, ...] = ()
    """Clauses on what the patient did or lived through: "you stood in the hall"."""
    deeds: tuple[str, ...] = ()
    """Those of the events that are past and done, without the "you": "stood in the hall"."""
    things: tuple[str, ...] = ()
    """Noun phrases: "the kettle", "your mum"."""
    who: str = ""
    """"they", "he" or "she", whoever the first claim is about; empty where it is about something else."""
    feeling: str = ""
    """An adjective that the patient used of a feeling, or one that what was told suggests: "frightened"."""
    named: bool = False
    """Whether the patient named the feeling."""
    asks: bool = False
    """Whether it ends with a question to the therapist."""


NOTHING = Picked()


@lru_cache(maxsize=4096)
def pick(text: str) -> Picked:
    """Return what can be taken up of ``text``."""
    text = text[:2000].translate(_STRAIGHT)
    claims: list[str] = []
    events: list[str] = []
    things: list[str] = []
    for sentence in _SENTENCE.findall(text):
        sentence = sentence.strip()
        asked = sentence.endswith("?")
        body = sentence.rstrip(".!?… ")
        if not asked:
            for words in _clauses(body):
                turned = _turned(words)
                if turned and len(content(turned.lower().split())) >= (2 if _VAGUE.match(turned) else 1):
                    (events if _is_event(words) else claims).append(turned)
        things.extend(_things(body))
    feeling, named = _feeling(text)
    return Picked(
        tuple(dict.fromkeys(claims)),
        tuple(dict.fromkeys(events)),
        tuple(dict.fromkeys(e[4:] for e in events if _is_deed(e.split()))),
        tuple(dict.fromkeys(things)),
        next((_WHO[first] for claim in claims if (first := _bare(claim.split()[0])) in _WHO), ""),
        feeling,
        named,
        text.rstrip().endswith("?"),
    )


def _clauses(sentence: str) -> Iterator[list[str]]:
    """Yield the clauses of a sentence, as lists of words, that begin and end plainly."""
    at, join = 0, ""
    cuts = [(m.start(), m.end(), (m["a"] or "").lower(), (m["b"] or "").lower()) for m in _BREAK.finditer(sentence)]
    for start, end, loose, tight in [*cuts, (len(sentence), len(sentence), "", "")]:
        part = sentence[at:start]
        at, before, join = end, join, loose or tight
        if before in _DEPENDENT or tight in _NEEDED:
            continue
        if any(c in part for c in "'\"") and part.count("'") % 2 and re.search(r"(?:^|\s)'", part):
            continue  # part of a quotation
        words = _WORD.findall(part)
        words = _without_lead(words)
        if not 3 <= len(words) <= MOST_WORDS or _EMPTY.match(" ".join(words).lower()):
            continue
        if words[-1].lower() in _NOT_WELL_CUT or words[0].lower() not in SUBJECTS:
            continue
        if _has_verb(words):
            yield words


def _without_lead(words: list[str]) -> list[str]:
    """Drop what only introduces: "I think that", "Well", "The thing is"."""
    for _ in range(3):
        low = [w.lower() for w in words[:5]]
        for size in (5, 4, 3, 2, 1):
            if len(words) > size and " ".join(low[:size]) in LEADS:
                words = words[size:]
                break
        else:
            break
    return words


def _bare(word: str) -> str:
    return word.lower().split("'")[0]


def _has_verb(words: list[str]) -> bool:
    first = words[0].lower()
    if "'" in first:
        return True
    after = 1
    if first in ("my", "the", "our", "that", "this", "those", "these") and words[1].lower() not in AUXILIARIES:
        for after in (2, 3):
            if after >= len(words):
                return False
            word = words[after - 1].lower()
            if "'" in word and not word.endswith("s'"):
                return after < len(words)  # "my mum's ringing" or "my mum's ring": only the first is a clause
            if word.endswith("ing"):
                return False
            if words[after].lower() in AUXILIARIES or words[after].lower() in VERB_FORMS:
                return after + 1 < len(words)
        return False
    return words[1].lower() not in ("and", "or", "of", "who", "that", "which", "the", "in", "on", "at")


def _is_event(words: list[str]) -> bool:
    """Return whether a clause tells what the patient did, rather than how they hold things to be."""
    first, second = words[0].lower(), words[1].lower()
    if first in ("i've", "we've", "i'd", "we'd"):
        return second not in ("got", "no", "never", "always", "been")
    if first not in ("i", "we"):
        return False
    if second in ("never", "always", "still", "just", "even", "only", "really", "also") and len(words) > 2:
        second = words[2].lower()
    return second.endswith("ed") or (
        second in VERB_FORMS and second not in ("need", "hate", "love", "deserve", "trust")
    )


def _is_deed(event: list[str]) -> bool:
    return event[0] == "you" and (event[1] in PAST or event[1].endswith("ed"))


_WHO = {
    "they": "they", "he": "he", "she": "she", "somebody": "they", "someone": "they", "people": "they",
    "everybody": "they", "everyone": "they",
}  # fmt: skip
_FLIP = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "i'm": "you're", "i've": "you've",
    "i'd": "you'd", "i'll": "you'll", "we": "you", "us": "you", "our": "your", "ours": "yours", "we're": "you're",
    "we've": "you've", "we'd": "you'd", "we'll": "you'll", "ourselves": "yourselves", "am": "are",
}  # fmt: skip
_YOU = words("you your yours yourself you're you've you'd you'll here today tomorrow let's shall")


def _turned(words: list[str]) -> str:
    """Return a clause from the therapist's side, or an empty string where that cannot be done safely."""
    out: list[str] = []
    low = [w.lower() for w in words]
    if not _YOU.isdisjoint(low):
        return ""
    for i, word in enumerate(words):
        lower = low[i]
        if lower in ("was", "wasn't") and i and low[i - 1] in ("i", "we"):
            out.append("were" if lower == "was" else "weren't")
        elif lower in _FLIP:
            out.append(_FLIP[lower])
        elif lower in SUBJECTS or lower in FUNCTION_WORDS or lower in AUXILIARIES:
            out.append(lower)
        else:
            out.append(word if i else _decapital(word))
    return " ".join(out)


def _decapital(word: str) -> str:
    return word.lower() if word.lower() in SUBJECTS else word


def _things(sentence: str) -> Iterator[str]:
    """Yield noun phrases that begin with a determiner and end before a word that cannot belong to them."""
    found = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(sentence)]
    for i, (word, _, end) in enumerate(found):
        lower = word.lower()
        if lower not in ("my", "the", "our", "this", "that", "those", "these"):
            continue
        if lower in ("that", "this") and i + 1 < len(found) and found[i + 1][0].endswith("s"):
            continue
        if lower in ("that", "this") and i and found[i - 1][0].lower() not in ("about", "of", "with", "at", "in", "on"):
            continue
        if any(before[0].lower() in ("like", "as") for before in found[max(0, i - 6) : i]):
            continue  # what something is compared with is not there
        taken: list[str] = []
        closed = False
        last = end
        for follower, start, stop in found[i + 1 : i + 4]:
            if sentence[last:start].strip():
                closed = True
                break
            low = follower.lower()
            if low in FUNCTION_WORDS or low in AUXILIARIES or low in VERB_FORMS or "'" in low or low.endswith("ly"):
                closed = "'" not in low and low not in ("one", "ones")
                break
            taken.append(follower)
            last = stop
        else:
            closed = i + 1 + len(taken) >= len(found)
        if not closed or not 1 <= len(taken) <= 2:
            continue
        if any(w.lower() in EMPTY_NOUNS or w.isdigit() for w in taken) or len(taken[-1]) < 3:
            continue
        noun = taken[-1].lower()
        if noun not in NOUNS and (noun.endswith(("ed", "ing")) or (len(taken) == 2 and noun.endswith("er"))):
            continue
        head = {"my": "your", "our": "your"}.get(lower, lower)
        yield " ".join([head, *taken])


def _feeling(text: str) -> tuple[str, bool]:
    low = text.lower()
    words = _WORD.findall(low)
    for i, word in enumerate(words):
        found = FEELINGS.get(word)
        if found and not {"not", "never", "n't", "isn't", "no", "wasn't"} & set(words[max(0, i - 3) : i]):
            return found, True
    best, most = "", 0
    for feeling, pattern in AFFECTS:
        count = len(pattern.findall(low))
        if count > most:
            best, most = feeling, count
    return best, False
