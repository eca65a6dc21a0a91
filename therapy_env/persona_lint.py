"""What would make a persona better: thin material, repetition, words no patient says, a premise given away.

A linter, not a judge: every warning names its line, and a persona with warnings still runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from therapy_env.errors import Problem
from therapy_env.persona import Persona, Topic
from therapy_env.yaml_file import Lines
from therapy_env.yaml_problems import Loc

PLACEHOLDER = "WRITE ME"
"""Stands in every line of a new persona's template until it is written."""

RECOMMENDED: dict[str, int] = {
    "openings": 4, "feelings_calm": 6, "feelings_upset": 6, "withdrawal": 7, "confrontation": 6, "thaw": 6,
    "held": 7, "agreed_with": 6, "yes_but": 7, "pressed": 7, "willing": 7, "stuck": 7, "puzzled": 5,
}  # fmt: skip
"""Lines of each kind in ``voice`` that carry 40 turns without repeating."""
RECOMMENDED_BELIEF: dict[str, int] = {
    "wordings.firm": 7, "wordings.leaning": 7, "wordings.doubtful": 5, "hints": 4, "evidence_for": 8,
    "evidence_against": 8, "doubts": 5, "alternative.wordings": 5, "keywords": 12, "safety_behaviours": 4, "claims": 7,
}  # fmt: skip
"""The same for the first belief."""
RECOMMENDED_LATER_BELIEF: dict[str, int] = RECOMMENDED_BELIEF | {
    "wordings.firm": 5, "wordings.leaning": 5, "wordings.doubtful": 4, "evidence_for": 6, "evidence_against": 6,
    "doubts": 4,
}  # fmt: skip
"""The same for the others, which come up less."""
RECOMMENDED_TOP: dict[str, int] = {"situations": 8, "goals": 4, "strengths": 4, "coping": 4, "steps": 6}
RECOMMENDED_TOPICS = 13
RECOMMENDED_FACTS = 3

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[a-zà-žа-яё']+")
_SURE = r"(?:sure|certain|convinced|believe|true|conviction)"
_RATING = re.compile(
    rf"\b{_SURE}\b.{{0,40}}(?:\d+\s?(?:%|per ?cent)|\bper ?cent\b|\b\w+ out of (?:ten|10|100|a hundred)\b)"
    rf"|(?:\d+\s?(?:%|per ?cent)|\bper ?cent\b|\b\w+ out of (?:ten|10|100|a hundred)\b).{{0,20}}\b{_SURE}\b",
    re.IGNORECASE,
)
_JARGON = re.compile(
    r"\b(?:cognitive|distortions?|delusions?|delusional|conviction|rupture|alliance|paranoi[ad]\w*|ideation|psychosis"
    r"|psychotic|countertransference|transference|psychoeducation|maladaptive|schemas?|reframe|socratic|catastrophi[sz]\w*"
    r"|core beliefs?|automatic thoughts?|coping (?:strateg|mechanism)\w*|presenting problem)\b",
    re.IGNORECASE,
)
_THERAPIST = re.compile(
    r"how does that make you feel|what i(?:'m| am) hearing is|as your therapist|tell me more about that|let's explore",
    re.IGNORECASE,
)
_METHOD = re.compile(
    r"\b(?:overdos\w*|hang(?:ed|ing)? myself|noose|razor blades?|my wrists? (?:open|slit)|pistol|rifle|shotgun|(?:a|the|his|my) gun|jump(?:ing)? off"
    r"|off (?:a|the) bridge|under (?:a|the) train|in front of (?:a|the) (?:train|bus|lorry|car)|drown(?:ing)? myself"
    r"|exhaust fumes|carbon monoxide|slit(?:ting)?|cut(?:ting)? myself|stab(?:bed|bing)?|poison(?:ing)? myself"
    r"|suicide note|stockpil\w*|(?:saved|saving) up (?:my|the) (?:pills|tablets))\b",
    re.IGNORECASE,
)
_COMMON = frozenset(
    "a an the i me my mine we us our you your he him his she her it its they them their this that these those is am are"
    " was were be been being do does did have has had will would can could should may might must not no and or but if"
    " when while as at by for from in into of off on out over to up with about what who which how why there here so than"
    " then too very just more most some any all every each other one two get got go goes going come comes make made"
    " know think say said like people thing things way time day".split()
)


def lint(persona: Persona, path: str | Path, lines: Lines) -> list[Problem]:
    """Return warnings about a valid persona, in the order of the file."""
    found: list[tuple[Loc, str]] = [
        *_thin(persona), *_template(persona), *_repeats(persona), *_wrong_words(persona), *_given_away(persona),
    ]  # fmt: skip
    if Path(path).suffix and Path(path).stem != persona.id:
        found.append((("id",), f"expected the file's name, {Path(path).stem!r}, found {persona.id!r}"))
    found.sort(key=lambda item: lines.of(item[0]) or 0)
    return [Problem(lines.where(path, loc), ".".join(map(str, loc)), message) for loc, message in found]


def clauses(persona: Persona) -> Iterator[tuple[Loc, str]]:
    """Yield place and text of every part of a sentence that the patient can say."""
    yield from _strings(("steps",), persona.steps)
    for i, belief in enumerate(persona.beliefs):
        yield from _strings(("beliefs", i, "claims"), belief.claims)


def spoken(persona: Persona) -> Iterator[tuple[Loc, str]]:
    """Yield place and text of every whole line that the patient can say."""
    yield from _strings(("voice",), persona.voice.model_dump())
    for name in ("coping", "goals", "strengths"):
        yield from _strings((name,), getattr(persona, name))
    for i, situation in enumerate(persona.situations):
        yield ("situations", i, "told"), situation.told
    for name in ("cues_passive", "cues_active", "denies", "admits", "protective"):
        yield from _strings(("risk", name), getattr(persona.risk, name))
    for i, belief in enumerate(persona.beliefs):
        for name in ("hints", "evidence_for", "evidence_against", "doubts", "safety_behaviours"):
            yield from _strings(("beliefs", i, name), getattr(belief, name))
        yield from _strings(("beliefs", i, "wordings"), belief.wordings.model_dump())
        yield from _strings(("beliefs", i, "alternative", "wordings"), belief.alternative.wordings)


def names_a_method(text: str) -> str | None:
    """Return the words in ``text`` that name a method of harm, which no persona may do; else ``None``."""
    match = _METHOD.search(text)
    return match[0] if match else None


def gives_premise_away(persona: Persona, text: str) -> str | None:
    """Return the id of a false belief whose premise ``text`` states, judged by shared words; else ``None``."""
    words = _content(text)
    for belief in persona.beliefs:
        if belief.kind not in ("delusion", "distortion"):
            continue
        premise = _content(belief.statement)
        if len(words & premise) >= max(3, 0.5 * len(premise)):
            return belief.id
        if any(_content(firm) and _likeness(_content(firm), words) >= 0.6 for firm in belief.wordings.firm):
            return belief.id
    return None


def _strings(loc: Loc, value: Any) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings((*loc, name), inner)
    elif isinstance(value, list | tuple):
        for i, inner in enumerate(value):
            yield from _strings((*loc, i), inner)


def _thin(persona: Persona) -> Iterator[tuple[Loc, str]]:
    counts: list[tuple[Loc, int, int]] = [
        (("voice", name), len(getattr(persona.voice, name)), least) for name, least in RECOMMENDED.items()
    ]
    counts += [((name,), len(getattr(persona, name)), least) for name, least in RECOMMENDED_TOP.items()]
    for i, belief in enumerate(persona.beliefs):
        for name, least in (RECOMMENDED_BELIEF if i == 0 else RECOMMENDED_LATER_BELIEF).items():
            value: Any = belief
            for part in name.split("."):
                value = getattr(value, part)
            counts.append((("beliefs", i, *name.split(".")), len(value), least))
    facts: dict[Topic, tuple[str, ...]] = persona.voice.facts
    counts += [(("voice", "facts", topic), len(said), RECOMMENDED_FACTS) for topic, said in facts.items()]
    for loc, found, least in counts:
        if found < least:
            yield loc, f"{found} lines; {least} carry a long session without repeating"
    if len(facts) < RECOMMENDED_TOPICS:
        yield ("voice", "facts"), f"{len(facts)} topics; {RECOMMENDED_TOPICS} leave few questions without an answer"


def _template(persona: Persona) -> Iterator[tuple[Loc, str]]:
    waiting = [loc for loc, text in _strings((), persona.model_dump()) if PLACEHOLDER.lower() in text.lower()]
    if waiting:
        yield waiting[0], f"still the template's words, here and in {len(waiting) - 1} other lines"


def _repeats(persona: Persona) -> Iterator[tuple[Loc, str]]:
    said = [(loc, text) for loc, text in spoken(persona) if PLACEHOLDER not in text]
    first: dict[str, Loc] = {}
    for loc, text in said:
        for sentence in _SENTENCE.split(text):
            words = _WORD.findall(sentence.lower())
            key = " ".join(words)
            if len(words) >= 4 and first.setdefault(key, loc) != loc:
                yield loc, f"the sentence {sentence!r} also stands in {'.'.join(map(str, first[key]))}"
    bags = [(loc, frozenset(_WORD.findall(text.lower()))) for loc, text in said]
    for i, (loc, bag) in enumerate(bags):
        for other_loc, other in bags[:i]:
            if len(bag) >= 5 and 0.8 <= _likeness(bag, other) < 1.0:
                yield loc, f"nearly the same as {'.'.join(map(str, other_loc))}"


def _wrong_words(persona: Persona) -> Iterator[tuple[Loc, str]]:
    for loc, text in (*spoken(persona), *clauses(persona)):
        if match := _RATING.search(text):
            yield loc, f"states a number for how sure the patient is ({match[0]!r}); say it in words"
        if match := _JARGON.search(text):
            yield loc, f"{match[0]!r} is a therapist's word"
        if match := _THERAPIST.search(text):
            yield loc, f"{match[0]!r} is a therapist's line"
        if method := names_a_method(text):
            yield loc, f"{method!r} may name a method of harm; no persona does"
        if "claims" not in loc and "steps" not in loc and text.rstrip("\"'”’)")[-1:] not in (".", "?", "!", "…", "—"):
            yield loc, "expected a whole sentence, ending in . ? or !"


def _given_away(persona: Persona) -> Iterator[tuple[Loc, str]]:
    places: list[tuple[Loc, str]] = [
        (("intake", name), getattr(persona.intake, name)) for name in ("presenting", "referral", "history")
    ]
    places += [(("voice", "openings", i), text) for i, text in enumerate(persona.voice.openings)]
    for loc, text in places:
        if belief := gives_premise_away(persona, text):
            yield loc, f"gives away the premise of {belief!r}; the therapist must find it in the talk"


def _content(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in _COMMON and len(word) > 2)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    both = len(a & b)
    return both / (len(a) + len(b) - both) if both else 0.0
