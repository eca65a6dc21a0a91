"""The lines a patient can draw on, by what they are for: the persona's own, and what anybody might say.

Lines are split into sentences once for each persona, so that a session can remember, sentence by sentence, what was
said.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import NamedTuple

from therapy_env.language.features import normalised
from therapy_env.language.speaking_phrases import phrases
from therapy_env.language.speaking_questions import content_stems
from therapy_env.persona import Persona

_SENTENCE = re.compile(r"[^.?!…]+(?:[.?!…]+[\"')\]]*|$)")
_KEY = re.compile(r"[^\w]+")
_OPENS = re.compile(r"(?<!\w)['‘]")
_CLOSES = re.compile(r"['’](?!\w)")


@dataclass(frozen=True, slots=True)
class Line:
    """Something a patient can say."""

    number: int
    """Unique within a persona's pools; -1 for shared lines."""
    pool: str
    """What it is for."""
    text: str
    """The words."""
    sentences: tuple[str, ...]
    """Its sentences, stripped to their words: what is remembered as said."""
    parts: tuple[str, ...] = ()
    """The words of each of its sentences, where it can stop after the first; else empty."""
    tells: bool = False
    """Whether it gives away a belief that may not be disclosed yet."""


Pool = tuple[Line, ...]


class Clause(NamedTuple):
    """A claim or a step: part of a sentence."""

    text: str
    """The words."""
    stems: frozenset[str]
    """Stems of its content words."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Pools:
    """All lines of one persona, and where words occur in them."""

    by_name: Mapping[str, Pool]
    index: Mapping[str, tuple[tuple[int, float], ...]]
    """Stem -> (line number, how much the stem tells), for the lines that can answer a question."""
    lines: Pool
    """By number."""
    clauses: Mapping[str, tuple[Clause, ...]]
    """``claims.N`` of each belief, and ``steps``."""


def sentence_keys(text: str) -> tuple[str, ...]:
    """Return the sentences of ``text``, each stripped to its words in lower case."""
    keys = (_KEY.sub(" ", normalised(part)).strip() for part in _SENTENCE.findall(text))
    return tuple(key for key in keys if key)


def _parts(text: str) -> tuple[str, ...]:
    """Return the sentences of a line that can stop after the first one; an open quotation cannot."""
    parts = tuple(part.strip() for part in _SENTENCE.findall(text))
    if len(parts) < 2 or len(parts[0]) < 12 or not all(_KEY.sub("", part) for part in parts):
        return ()
    first = parts[0]
    if first.count('"') % 2 or len(_OPENS.findall(first)) != len(_CLOSES.findall(first)):
        return ()
    return parts


_VOICED = (
    "feelings_calm",
    "feelings_upset",
    "withdrawal",
    "confrontation",
    "thaw",
    "held",
    "agreed_with",
    "yes_but",
    "pressed",
    "willing",
    "stuck",
    "puzzled",
)


def _persona_lines(persona: Persona) -> Iterable[tuple[str, Iterable[str]]]:
    voice = persona.voice
    for name in _VOICED:
        yield name, getattr(voice, name)
    yield "openings", voice.openings
    yield "presenting", (persona.intake.presenting,)
    for topic, facts in voice.facts.items():
        yield f"fact.{topic}", facts
    for situation in persona.situations:
        yield f"situation.{situation.topic}", (situation.told,)
    for name in ("coping", "goals", "strengths", "core_beliefs", "intermediate_beliefs"):
        yield name, getattr(persona, name)
    for name in ("cues_passive", "cues_active", "denies", "admits", "protective"):
        yield f"risk.{name}", getattr(persona.risk, name)
    for i, belief in enumerate(persona.beliefs):
        yield f"firm.{i}", belief.wordings.firm
        yield f"leaning.{i}", belief.wordings.leaning
        yield f"doubtful.{i}", belief.wordings.doubtful
        yield f"hints.{i}", belief.hints
        yield f"for.{i}", belief.evidence_for
        yield f"against.{i}", belief.evidence_against
        yield f"doubts.{i}", belief.doubts
        yield f"alternative.{i}", belief.alternative.wordings
        yield f"safety.{i}", belief.safety_behaviours


_TELLING = frozenset(
    (
        "firm",
        "leaning",
        "doubtful",
        "for",
        "against",
        "doubts",
        "alternative",
        "safety",
        "core_beliefs",
        "agreed_with",
    )
)
"""Pools whose lines give the belief away."""
_SAFE = frozenset(("hints", "openings", "presenting", "risk"))
_ANSWERING = frozenset(
    (
        "fact",
        "situation",
        "coping",
        "goals",
        "strengths",
        "for",
        "against",
        "safety",
        "feelings_calm",
        "feelings_upset",
        "risk.protective",
    )
)
"""Pools in which the words of a question are looked up."""


def _gives_away(stem_sets: list[frozenset[str]], pool: str, stems: frozenset[str]) -> bool:
    kind = pool.split(".")[0]
    if kind in _TELLING:
        return True
    if kind in _SAFE:
        return False
    return any(len(stems & keywords) >= 3 for keywords in stem_sets)


def _build(persona: Persona) -> Pools:
    keyword_stems = [content_stems(" ".join(belief.keywords)) for belief in persona.beliefs]
    lines: list[Line] = []
    pools: dict[str, list[Line]] = {}
    where: dict[str, list[int]] = {}
    for name, texts in _persona_lines(persona):
        looked_up = name in _ANSWERING or name.split(".")[0] in _ANSWERING
        for text in texts:
            stems = content_stems(text)
            tells = _gives_away(keyword_stems, name, stems)
            line = Line(len(lines), name, text, sentence_keys(text), _parts(text), tells)
            lines.append(line)
            pools.setdefault(name, []).append(line)
            if looked_up:
                for stem in stems:
                    where.setdefault(stem, []).append(line.number)
    whole = log(max(2, sum(map(len, where.values())) / 12))
    index = {
        stem: tuple((number, max(0.0, 1.0 - log(len(numbers)) / whole)) for number in numbers)
        for stem, numbers in where.items()
    }
    situations = [line for line in lines if line.pool.startswith("situation.")]
    by_name = {name: tuple(own) for name, own in pools.items()}
    by_name["situations"] = tuple(situations)
    by_name["facts"] = tuple(line for line in lines if line.pool.startswith("fact."))
    said: list[tuple[str, Iterable[str]]] = [("steps", persona.steps)]
    said += [(f"claims.{i}", belief.claims) for i, belief in enumerate(persona.beliefs)]
    clauses = {name: tuple(Clause(text, content_stems(text)) for text in texts) for name, texts in said}
    return Pools(by_name, index, tuple(lines), clauses)


_BUILT: dict[int, tuple[weakref.ref[Persona], Pools]] = {}


def pools_of(persona: Persona) -> Pools:
    """Return the pools of a persona, built once for as long as the persona object lives."""
    key = id(persona)
    known = _BUILT.get(key)
    if known is not None and known[0]() is persona:
        return known[1]
    built = _build(persona)

    def forget(_: object, key: int = key) -> None:
        _BUILT.pop(key, None)

    _BUILT[key] = (weakref.ref(persona, forget), built)
    return built


def _pool(name: str, texts: Iterable[str]) -> Pool:
    return tuple(Line(-1, name, text, sentence_keys(text)) for text in texts)


@lru_cache(maxsize=1)
def shared_pools() -> dict[str, Pool]:
    """Return what any patient might say, by what it is for; names begin with ``shared.``."""
    found: dict[str, Pool] = {}
    for name, texts in phrases("shared.yaml").items():
        if isinstance(texts, list) and any("{P}" in text or "{p}" in text for text in texts):
            for who in ("she", "he", "they"):
                said = (text.replace("{P}", who.capitalize()).replace("{p}", who) for text in texts)
                found[f"shared.{name}.{who}"] = _pool(f"shared.{name}", said)
        elif isinstance(texts, list):
            found[f"shared.{name}"] = _pool(f"shared.{name}", texts)
        elif isinstance(texts, dict):
            for kind, halves in texts.items():
                found[f"combo.{kind}"] = _pool(
                    f"shared.{kind}",
                    (f"{start}, {end}." for end in halves["ends"] for start in halves["starts"]),
                )
    return found


@lru_cache(maxsize=1)
def _styles() -> dict[str, dict[str, Pool]]:
    loaded = phrases("styles.yaml")
    return {
        style: {f"style.{name}": _pool(f"style.{name}", texts) for name, texts in pools.items()}
        for style, pools in loaded.items()
        if isinstance(pools, dict)
    }


@lru_cache(maxsize=16)
def common_pools(style: str) -> dict[str, Pool]:
    """Return the shared lines together with those of a style."""
    return {**shared_pools(), **_styles()[style]}
