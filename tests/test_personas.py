"""The library: who is in it, and that splits do not share words."""

import re
from collections import Counter

from therapy_env.library import load_persona, persona_ids


def lines(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from lines(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from lines(item)


def spoken(persona):
    data = persona.model_dump()
    for part in ("voice", "situations", "goals", "strengths", "coping"):
        yield from lines(data[part])
    for belief in data["beliefs"]:
        for part in ("wordings", "hints", "evidence_for", "evidence_against", "doubts", "safety_behaviours"):
            yield from lines(belief[part])


def test_sixteen_people_of_the_kinds_that_were_asked_for():
    cast = [load_persona(name) for name in persona_ids()]
    assert len(cast) >= 16
    kinds = Counter(frozenset(b.kind for b in p.beliefs) for p in cast)
    assert kinds[frozenset({"distortion"})] >= 5
    assert kinds[frozenset({"accurate"})] >= 2
    assert kinds[frozenset({"delusion", "distortion"})] >= 2
    themes = {b.type for p in cast for b in p.beliefs if b.kind == "delusion"}
    assert {"persecutory", "referential", "grandiose", "somatic", "control", "nihilistic", "technology"} <= themes
    assert len({b.type for p in cast for b in p.beliefs if b.kind == "distortion"}) >= 5


def test_splits_share_no_lines():
    seen = {}
    for split in ("train", "validation", "test"):
        assert persona_ids(split)
        for name in persona_ids(split):
            for line in spoken(load_persona(name)):
                if len(line.split()) >= 4:
                    assert seen.setdefault(line, split) == split, line


def test_nothing_spoken_names_a_number_of_conviction():
    rating = re.compile(
        r"(?:percent|%|out of (?:ten|10|100)) (?:sure|certain|convinced)|(?:sure|certain) .{0,12}(?:percent|%)"
    )
    for name in persona_ids():
        for line in spoken(load_persona(name)):
            assert not rating.search(line.lower()), line


def test_the_intake_gives_no_belief_away():
    for name in persona_ids():
        persona = load_persona(name)
        told = " ".join((persona.intake.presenting, persona.intake.history, persona.intake.referral)).lower()
        for belief in persona.beliefs:
            assert belief.statement.lower() not in told
