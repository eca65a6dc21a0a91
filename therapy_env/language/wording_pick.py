"""Picking: what of a patient's words a therapist can take up, turned round to be said back.

No grammar is parsed. A clause is taken only where its beginning and its end are plain to see (a subject that is
known to be one, a boundary that is known to be one); where nothing is, nothing is taken, and wording goes without.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from therapy_env.language.wording_clauses import clauses
from therapy_env.language.wording_nouns import feelings, nouns
from therapy_env.language.wording_words import (
    ACTIONS,
    AUXILIARIES,
    BODY,
    FEELINGS,
    FUNCTION_WORDS,
    PAST,
    SUBJECTS,
    VERB_FORMS,
    words,
)

_MOST_CHARS = 1500
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*|\d+|[,;:()\"'—–]")
_SAYS_LITTLE = (
    "don't|didn't|can't|couldn't|sorry|sure|certain|as certain|as sure|going to|saying|telling|trying|thinking|aware|"
    "wondering|fine|all right|okay|ok|glad|grateful|here|not|mean|know|think|guess|suppose|hope|thought|said|say|would|"
    "should|may|appreciate|wish|like|see|hear|used to|believe|reckon|imagine|expect|wonder|better|feel|told you|"
    "fairly|convinced|usually|sick of|best left|sort of|looked|look|could say|could do that|depends"
)
_UNLESS = "let|bear|stop|breathe|face|trust|sleep|forgive|be forgiven|worthless|like a|safe"
_PLAIN = (
    "fine|right|important|true|good|kind|okay|ok|nice|it|that|this|much|well|funny|enough|one|different|quiet|point|"
    "easy|lot|bit|simple|stupid|silly|depends|doesn't|does|did|didn't|could|might|must|would|settled|hard|a fact|"
    "helps|stands|exactly|about|near|what|how|where|why|a relief|punishment|as real"
)
_EMPTY = re.compile(
    rf"(?:i|we)(?:'m| am| was)? (?:not |just |only |really |still |quite |honestly |probably |a bit |a little )*(?:{_SAYS_LITTLE})\b"
    rf"(?! (?:{_UNLESS})\b)|(?:i|we)'d\b|(?:i|we)'ll\b(?! (?:lose|end|fail|always|be)\b)"
    r"|(?:it|that|this|there|nothing)(?:'s| is| was)? (?:not |just |only |all |a |very |so |really |no |near )*"
    rf"(?:{_PLAIN})\b"
    r"|the way\b|(?:nobody|no one) can\b|there's a (?:flutter|knot|lump|weight|tightness)\b|i(?:'ve)? (?:lost (?:the thread|count|track|you)|wandered off)\b"
    r"|(?:nobody|no one|somebody|someone)(?:'s| has|'d| had)? (?:ever )?(?:said|asked|told|put) (?:that|this|it|me)\b"
    r"|(?:they|people|everybody|everyone|he|she) (?:said|say|says|told|tell|tells|asked|reckon)\b"
    r"|(?:they|people|everybody|everyone|he|she)(?:'re|'s|'ve been| are| is| keep| keeps)? (?:always |all |just |stood around |standing around )*"
    r"(?:telling|asking|begging) (?:me|us)\b"
)
"""Clauses that tell nothing of how things are."""
_PLAN = re.compile(
    r"i (?:(?P<might>could|might|may)(?!')(?: even| just| maybe)?"
    r"|(?P<want>want to|hope to|need to|would (?:really )?like to|wouldn't mind))|i'd (?P<like>(?:quite |really )?like to|"
    r"love to)|i'm (?:going to|ready to|prepared to|willing to|planning to)"
)
"""How a plan or a wish begins."""
_NOT_PLANS = words(
    "die scream cry kill hit kiss throw hurt vanish disappear say think swear guess tell smash burn run yell"
)
_OTHERS = words("they they're they've they'll somebody somebody's someone everyone everybody")
_GRIM = re.compile(
    r"\b(?:suicid\w*|(?:harm\w*|kill\w*|hurt\w*|cut\w*) (?:my|your)sel\w+|wake up|be dead|dead|sel\w+ gone)"
)


_WITHHELD = ("to myself", "for now", "just now", "for today", "leave it there", "leave it at that")
"""How a wish ends that is only a wish not to go on about it."""
_LOST = re.compile(r"\b(?:died|dead|buried|funeral|grave|passed away|(?:was|were|been|is|he's|she's) gone)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Picked:
    """What can be taken up of one patient turn; every phrase from the therapist's side, without a capital."""

    claims: tuple[str, ...] = ()
    """Clauses on how things are for the patient: "they come into your flat"; to be attributed, doubted, agreed with."""
    loose: tuple[str, ...] = ()
    """Clauses that may be such, where it is known that the turn voices a belief: "it ends with a hearse"."""
    events: tuple[str, ...] = ()
    """Clauses on what the patient did or lived through: "you stood in the hall"."""
    deeds: tuple[str, ...] = ()
    """Those of the events that are past and done, without the "you": "stood in the hall"."""
    plans: tuple[str, ...] = ()
    """What the patient thinks of doing: "ask her what she hears at night"."""
    wants: tuple[str, ...] = ()
    """What the patient would like to do: "sleep through"."""
    wishes: tuple[str, ...] = ()
    """What the patient wants, as a clause: "you want your life back"."""
    maybes: tuple[str, ...] = ()
    """Other explanations that the patient considers: "he might just be an old man"."""
    bodily: tuple[str, ...] = ()
    """What the body does: "your chest's all tight"."""
    things: tuple[str, ...] = ()
    """Noun phrases: "the kettle"."""
    persons: tuple[str, ...] = ()
    """People in the patient's life: "your mum"."""
    who: str = ""
    """"they", "he" or "she", whoever the first claim is about; empty where it is about something else."""
    feeling: str = ""
    """An adjective for a feeling that the patient named of themselves: "frightened"."""
    eased: str = ""
    """An adjective for something good that the patient named of themselves: "lighter"."""


NOTHING = Picked()


@dataclass(slots=True)
class _Found:
    """What one sentence gives, by kind."""

    claims: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    deeds: list[str] = field(default_factory=list)
    plans: list[str] = field(default_factory=list)
    wants: list[str] = field(default_factory=list)
    wishes: list[str] = field(default_factory=list)
    maybes: list[str] = field(default_factory=list)
    bodily: list[str] = field(default_factory=list)
    things: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    feeling: str = ""
    eased: str = ""
    filled: tuple[tuple[int, list[str]], ...] = ()
    """The lists that hold something, with their places in :data:`_LISTS`."""


_LISTS = ("claims", "loose", "events", "deeds", "plans", "wants", "wishes", "maybes", "bodily", "things", "persons")
"""Fields that :class:`Picked` and :class:`_Found` share."""


@lru_cache(maxsize=2048)
def pick(text: str) -> Picked:
    """Return what can be taken up of ``text``."""
    parts = [_in_sentence(s) for s in _SENTENCE.findall(text[:_MOST_CHARS].translate(_STRAIGHT))]
    lists: list[list[str]] = [[] for _ in _LISTS]
    feeling = eased = ""
    for part in parts:
        for at, found in part.filled:
            lists[at] += found
        feeling, eased = feeling or part.feeling, eased or part.eased
    kinds = dict(zip(_LISTS, (tuple(dict.fromkeys(found)) for found in lists), strict=True))
    if _LOST.search(text):
        kinds["persons"] = ()  # whoever may be dead is not asked after as if they lived
    who = next((_WHO[first] for claim in kinds["claims"] if (first := claim.split()[0].split("'")[0]) in _WHO), "")
    return Picked(**kinds, who=who, feeling=feeling, eased=eased)


@lru_cache(maxsize=16384)
def _in_sentence(sentence: str) -> _Found:
    """Return what a sentence gives; not to be changed, since it is kept."""
    found = _Found()
    tokens = _TOKEN.findall(sentence)
    low = [token.lower() for token in tokens]
    if not low:
        return found
    if "?" not in sentence and "'" not in tokens and '"' not in tokens:
        for clause, lower, before in clauses(tokens, low):
            _sort(clause, lower, before, found)
    found.persons, found.things = nouns(tokens, low)
    found.feeling, found.eased = feelings(low)
    found.filled = tuple((i, xs) for i, name in enumerate(_LISTS) if (xs := getattr(found, name)))
    return found


def _sort(clause: list[str], low: list[str], lead: str, found: _Found) -> None:
    """Put a clause where it belongs, turned round, or nowhere."""
    joined = " ".join(low)
    if _GRIM.search(joined) or "used to" in joined or (low[0] in ("my", "our") and "would" in low):
        return
    plan = _PLAN.match(joined)
    if plan:
        rest = clause[len(plan[0].split()) :]
        verb = rest[0].lower() if rest else ""
        wished = plan["want"] or plan["like"]
        if joined.endswith(_WITHHELD):
            return
        if any(word.lower() in ("that", "this") for word in rest) or (
            verb == "do" and rest[1:2] and rest[1].lower() in _PRONOUNS
        ):
            return
        whole = len(rest) > 3 or len(rest) > 1 and rest[-1].lower() not in _PRONOUNS
        if rest[-2:] == ["this", "week"]:
            rest = rest[:-2]
        if whole and verb not in _NOT_PLANS and (verb in ACTIONS or (wished and verb not in SUBJECTS)):
            turned = _turned(rest)
            if turned:
                (found.wants if wished else found.plans).append(turned)
        return
    if low[0] in ("i", "we") and low[1] in ("want", "wanted"):
        turned = _turned(clause)
        if turned and len(low) >= 4 and low[2] != "to":
            found.wishes.append(turned)
        return
    if low[0] == "my" and low[1].split("'")[0] in BODY or joined.startswith(_SENSED):
        if len(low) <= 8 and not _AROUSED.isdisjoint(low) and (turned := _turned(clause)):
            found.bodily.append(turned.removesuffix(" again"))
        return
    if _EMPTY.match(joined) or not _has_verb(low):
        return
    turned = "" if low[-1] in _HANGING else _turned(clause)
    if not turned:
        return
    mine = low[0] in ("i", "we", "i've", "we've", "i'd", "we'd")
    if low[0] == "i" and lead in _MAYBE_LEADS and low[1] in ACTIONS and low[1] != "do":
        found.plans.append(turned[4:])
    elif not mine and (lead in _MAYBE_LEADS or _might(low)):
        if len(low) >= 4:
            found.maybes.append(turned)
    elif _is_event(low):
        if len(low) >= 4:
            found.events.append(turned)
        if low[0] in ("i", "we") and len(low) >= 4 and _is_past(low[1]) and low[1] not in _EITHER_TENSE:
            found.deeds.append(turned[4:])
    elif not FEELINGS.keys().isdisjoint(low[1:6]) and low[0] in ("i'm", "i", "it", "it's"):
        return
    elif low[0] in ("i'll", "we'll"):
        found.claims.append(turned)
    elif low[0] in ("i", "we", "i've", "i'd"):
        if len(low) >= 4 and low[1] in _HELD:
            found.claims.append(turned)
        elif len(low) >= 4 and low[1] == "was":
            found.loose.append(turned)
    elif ("you" in turned and (low[0] not in ("my", "our") or not _ON_ME.isdisjoint(low[1:]))) or (
        low[0] in _OTHERS and 4 <= len(low) <= 7
    ):
        found.claims.append(turned)
    elif low[0] in _ANYTHING:
        found.loose.append(turned)


_HANGING = words("about of with for from by at")
"""What no clause ends in that is whole."""
_ANYTHING = words(
    """it it's it'll he he's he'll she she's she'll they they're they'll something somebody everything everything's
    nothing the that there's the one"""
)
_PRONOUNS = words("it that this them there so")
_AROUSED = words(
    """tight tense going racing pounding beating hammering thumping shaking trembling sweating cold damp sweaty dry knots
    knot churning fluttering jumping clenched up heavy closing ringing tingling"""
)
_SENSED = ("i'm shaking", "i'm trembling", "i'm sweating", "i can feel my", "i can't feel my")
_MAYBE_LEADS = frozenset(("maybe", "perhaps", "it's possible", "it's possible that", "i suppose", "i suppose that"))
_EITHER_TENSE = words("put cut let set shut read hit quit cost")
_HELD = words("am will lose never can't deserve always ruin ruined let killed caused don't won't")
_MIGHT = words("might mightn't may could've might've")


def _might(low: list[str]) -> bool:
    for i in range(1, min(4, len(low) - 1)):
        if low[i] in _MIGHT or (low[i] == "could" and low[i + 1] in ("be", "just", "also", "simply")):
            return True
    return False


_ON_ME = words("me i i'm i've my us myself")


def _has_verb(low: list[str]) -> bool:
    if "'" in low[0]:
        return True
    if low[0] in ("my", "the", "our", "that", "this", "those", "these") and low[1] not in AUXILIARIES:
        for after in (2, 3):
            if after >= len(low):
                return False
            word = low[after - 1]
            if "'" in word and not word.endswith("s'"):
                return after < len(low)  # "my mum's ringing" or "my mum's ring": only the first is a clause
            if word.endswith("ing"):
                return False
            if low[after] in AUXILIARIES or low[after] in VERB_FORMS:
                return after + 1 < len(low)
        return False
    return low[1] not in ("and", "or", "of", "who", "that", "which", "the", "in", "on", "at", "as", "a")


_AFTER = words("never always still just even only really also actually once finally")


def _is_event(low: list[str]) -> bool:
    """Return whether a clause tells what the patient did, rather than how they hold things to be."""
    first, second = low[0], low[1]
    if first in ("i've", "we've", "i'd", "we'd"):
        return second not in _NO_DEEDS
    if first not in ("i", "we"):
        return False
    if second in _AFTER and len(low) > 2:
        second = low[2]
    return second in ACTIONS or (_is_past(second) and second not in _NO_DEEDS)


_NO_DEEDS = words(
    """got no never always been a the one had become died ceased deserved seemed belonged needed hated loved trusted
    wanted lost stopped"""
)


def _is_past(verb: str) -> bool:
    return verb in PAST or (verb.endswith("ed") and verb not in ("need", "feed", "bleed", "speed"))


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
_LOWERED = SUBJECTS | FUNCTION_WORDS | AUXILIARIES


def _turned(clause: list[str]) -> str:
    """Return a clause from the therapist's side, or an empty string where that cannot be done safely."""
    out: list[str] = []
    last = ""
    for word in clause:
        lower = word.lower()
        if lower in _YOU:
            return ""
        if lower in _FLIP:
            out.append(_FLIP[lower])
        elif lower in ("was", "wasn't") and last in ("i", "we"):
            out.append("were" if lower == "was" else "weren't")
        else:
            out.append(lower if lower in _LOWERED else word)
        last = lower
    return " ".join(out)
