"""The library: who is in it, and that splits do not share words."""

import re
from collections import Counter

from therapy_env.library import load_persona, persona_ids, root


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


SPLITS = ("train", "validation", "test")
THEMES = ("persecutory", "referential", "grandiose", "somatic", "control", "nihilistic", "technology")


def test_the_library_holds_people_of_the_kinds_that_were_asked_for():
    cast = [load_persona(name) for name in persona_ids()]
    kinds = Counter(frozenset(b.kind for b in p.beliefs) for p in cast)
    assert kinds == {
        frozenset({"distortion"}): 5,
        frozenset({"delusion"}): 7,
        frozenset({"delusion", "distortion"}): 2,
        frozenset({"accurate"}): 2,
    }
    alone = [p.beliefs[0] for p in cast if len(p.beliefs) == 1]
    assert sorted(b.type for b in alone if b.kind == "delusion") == sorted(THEMES)
    assert len({b.type for b in alone if b.kind == "distortion"}) == 5


def test_every_split_has_delusions_and_distortions():
    for split in SPLITS:
        kinds = {b.kind for name in persona_ids(split) for b in load_persona(name).beliefs}
        assert {"delusion", "distortion"} <= kinds
    assert sum(any(load_persona(n).beliefs[0].kind == "accurate" for n in persona_ids(s)) for s in SPLITS) >= 2


def test_splits_share_no_lines():
    seen = {}
    for split in SPLITS:
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


def test_more_people_by_path_are_whole_and_share_no_words():
    folder = root() / "personas" / "more"
    more = [load_persona(path) for path in sorted(folder.glob("*.yaml"))]
    cast = [load_persona(name) for name in persona_ids()]
    assert len(more) == 24
    assert len({p.id for p in (*more, *cast)}) == len(more) + len(cast)
    said = Counter(
        sentence for p in (*more, *cast) for sentence in {line.lower() for line in spoken(p) if len(line.split()) > 6}
    )
    assert [sentence for sentence, people in said.items() if people > 1] == []
