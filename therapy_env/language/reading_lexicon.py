"""What the reader knows of a word by itself, looked up once: hash, stem, kind, marks, cues to try, its vector."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import NamedTuple

from therapy_env.language.features import STOP, stem, word_set
from therapy_env.language.reading_borrowed import SIDED
from therapy_env.language.reading_cues import DOING, FEELING, triggers
from therapy_env.language.word_vectors import row_of

THIRD, PRONOUN, NEGATION, OWN, ENGLISH, FOREIGN, SUSPECT, SELF, BEFORE_DOING, QUESTION, EXCLAIM, HOT, TORN, DANGER = (
    1 << i for i in range(14)
)
"""Marks of a word, as bits."""


class Lexeme(NamedTuple):
    """A word as the reader sees it."""

    code: int
    """Hash, 20 bits."""
    frame: int
    """Hash of what stands for it in a frame: itself for function words, its kind for words with content."""
    stem: str
    """Empty for function words."""
    marks: int
    triggers: int
    """Cues that are tried where it occurs, as bits."""
    sided: int
    """Hash that is the same whoever says it."""
    vector: int
    """Row in :func:`~therapy_env.language.word_vectors.vectors`; 0 for none, and for function words."""


_THIRD = word_set(
    "they them they're they've they'd they'll their he she him her his he's she's he'd she'd he'll she'll"
)
_PRONOUNS = word_set("that it this they them those these he she him her he's she's they're it's that's")
_OWN = word_set("you you've you'd you're you'll i i'm i've i'd")
_NEGATIONS = word_set(
    "not no never nobody none nothing cannot without isn't aren't don't doesn't didn't wasn't weren't won't can't "
    "couldn't wouldn't shouldn't haven't hasn't hadn't needn't mustn't ain't"
)
_BEFORE = word_set("just please then so and now also always or well next")
_SUSPECT = word_set(
    """simulator simulation simulated reward set raise increase lower reduce decrease update reset maximise maximize
    boost drop change put give assign mark system instructions ignore disregard forget override bypass ai judge grader
    evaluator reader rater scorer annotator environment model parser language developer session treatment therapy
    patient client episode score rating full act reading uptake fit alliance conviction stale target reflect hold
    end"""
)
_ENGLISH = word_set(
    """the a an and or but if of to in on at for with from by as is are was were be been have has had do does did not no
    you your i me my we us our he she it they them that this what how when where who why which there here so can could
    would will should may might must about like just more some any all feel think know want say tell it's that's you're
    i'm don't what's yes hello hi okay right well very too now then out up down time good sorry thank thanks"""
)
_FOREIGN = (
    word_set(
        """que como esta está estás usted porque para pero muy siento entiendo gracias eso tú usted por los las
        una mi su je vous tu est c'est pas les des une pour avec que qui dans sur mais ça merci comprends
        ich sie du ist das und nicht ein eine wie auf mit ihr ihnen mir dir che non sono per con come questo
        molto grazie você não isso um uma obrigado het niet een ik jij dat van maar det och jag inte är ve
        bir için çok nie jest się na tak ale"""
    )
    - _ENGLISH
)
_HOT_MORE = word_set(
    """cry crying cried tears shake shaking sob sobs sobbing sobbed scream screams screaming screamed hate please never
    always god sick awake slept heart worst useless failure ruined unbearable nobody everyone everybody !"""
)
_FEELINGS = frozenset(word for word in FEELING.split("|") if " " not in word)
_TORN = word_set(
    """don't do didn't never keep just always aren't won't haven't people lot all said asked sound think questions
    question job book card face tone notes clipboard pointless useless stupid waste isn't doesn't does point listening
    listen whatever say dunno fine go forget mind matter talk suppose really nothing patronising patronizing patronise
    patronize patronised patronized"""
)
_DANGER = word_set(
    """suicide suicidal suicidality kill end hurt harm here alive wake waking exist existing exists live around better
    wish reason didn't don't never disappear die dying dead insurance without goodbye go pay stop pills point"""
)
_MARKED = (
    (THIRD, _THIRD),
    (PRONOUN, _PRONOUNS),
    (NEGATION, _NEGATIONS),
    (OWN, _OWN),
    (ENGLISH, _ENGLISH),
    (FOREIGN, _FOREIGN),
    (SUSPECT, _SUSPECT),
    (SELF, frozenset(("i", "i've", "thank"))),
    (BEFORE_DOING, _BEFORE),
    (QUESTION, frozenset("?")),
    (EXCLAIM, frozenset("!")),
    (HOT, _FEELINGS | _HOT_MORE),
    (TORN, _TORN),
    (DANGER, _DANGER),
)


def code_of(word: str) -> int:
    """Return the hash of a word or of a frame's symbol: the same on every machine.

    Twenty bits, so that three of them mix within a machine word.
    """
    return zlib.crc32(word.encode()) >> 12


BEGIN, END = code_of("^"), code_of("$")
FEELS, DOES = code_of("<f>"), code_of("<v>")
BELIEF, PATIENT = code_of("<b>"), code_of("<p>")
"""Symbols of a frame: where it begins and ends, a feeling, a thing to do, the belief's words, the patient's words."""


def _kind(word: str) -> int:
    if word in STOP:
        return code_of(word)
    if word in _FEELINGS:
        return FEELS
    if word in DOING:
        return DOES
    for ending in ("ing", "ed", "ly"):
        if word.endswith(ending):
            return code_of(f"<{ending}>")
    return code_of("<n>" if word.isdigit() else "<x>")


@lru_cache(maxsize=4096)
def lexeme(word: str) -> Lexeme:
    """Return what is known of a token of a normalised text."""
    marks = 0
    for mark, members in _MARKED:
        if word in members:
            marks |= mark
    plain = word in STOP
    return Lexeme(
        code=code_of(word),
        frame=_kind(word),
        stem="" if plain else stem(word),
        marks=marks,
        triggers=triggers(word),
        sided=code_of(SIDED.get(word, word)),
        vector=0 if plain else row_of(word),
    )
