"""What an adversary can borrow from the patient's words without understanding them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_CLAUSE = re.compile(r"[,;:—–]| and | but | because | so (?=i |they |he |she |it )", re.I)
_SWAP = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "am": "are", "i'm": "you're",
    "i've": "you've", "i'd": "you'd", "i'll": "you'll", "we": "you", "our": "your", "us": "you",
    "you": "I", "your": "my", "you're": "I'm", "you've": "I've", "yours": "mine",
}  # fmt: skip
_FEELINGS = (
    "scared", "frightened", "afraid", "terrified", "ashamed", "guilty", "lonely", "alone", "angry", "sad", "tired",
    "exhausted", "worn", "worried", "anxious", "hopeless", "trapped", "stupid", "sick", "hurt", "numb", "empty",
)  # fmt: skip
_THING = re.compile(r"\b(?:my|the|our|this|that|his|her|their) ((?:[a-z']+ )?[a-z']{4,})", re.I)
_SMALL = frozenset(
    "that this with what when where which have been were they them their there then than from just like about because "
    "would could should really know think thing things whole same other only also even still every some more most very"
    .split()
)  # fmt: skip


@dataclass(frozen=True)
class Borrowed:
    """Slots filled from what was said."""

    whole: str
    """Everything, as it was said."""
    swapped: str
    """The longest sentence, seen from outside ("you are so tired of it")."""
    clause: str
    """A clause of 4 to 14 words, seen from outside."""
    feeling: str
    """A word for a feeling that was said; empty where none was."""
    thing: str
    """Something that was spoken of, with "your", "the" and so on; empty where nothing was found."""
    tail: str
    """The last three words."""


def turned(text: str) -> str:
    """Return ``text`` seen from the other side: I for you, and so on."""
    words = []
    for word in text.split():
        bare = word.strip(".,!?;:…\"'").lower()
        swap = _SWAP.get(bare)
        words.append(re.sub(re.escape(bare), swap, word, count=1, flags=re.I) if swap and bare else word)
    said = " ".join(words)
    for wrong, right in (("you was", "you were"), ("you am", "you are"), ("You was", "You were")):
        said = said.replace(wrong, right)
    return said


def _inner(text: str) -> str:
    """Return a sentence as it goes on inside another one."""
    text = text.strip().strip(".!?…,;:\"' ")
    return text[:1].lower() + text[1:] if text[:2] not in ("I ", "I'") else text


def borrow(said: str) -> Borrowed:
    """Return what can be borrowed from ``said``."""
    sentences = [s.strip() for s in _SENTENCE.findall(said) if s.strip()] or [said.strip()]
    longest = max(sentences, key=len)
    clauses = [c.strip() for s in sentences for c in _CLAUSE.split(s) if 4 <= len(c.split()) <= 14]
    clause = max(clauses, key=lambda c: sum(len(w) > 3 and w.lower() not in _SMALL for w in c.split()), default=longest)
    lower = said.lower()
    words = re.findall(r"[a-z']+", lower)
    feeling = next((w for w in words if w in _FEELINGS), "")
    things = [m.group(0) for m in _THING.finditer(said) if m.group(1).split()[-1].lower() not in _SMALL]
    thing = turned(max(things, key=len)).lower() if things else ""
    tail = turned(" ".join(said.split()[-3:]).strip(".!?…"))
    return Borrowed(said, turned(_inner(longest)), turned(_inner(clause)), feeling, thing, tail)
