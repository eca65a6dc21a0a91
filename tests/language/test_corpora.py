"""The labelled corpora: whole, without doubles, and checked line by line."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from therapy_env.errors import FileProblems
from therapy_env.language.corpora import (
    PairKind,
    PatientRow,
    TherapistRow,
    lint,
    near_duplicates,
    pairs,
    patient_rows,
    read_rows,
    therapist_rows,
)
from therapy_env.language.features import normalised, tokens

ROW = {
    "scenario": "kettle",
    "patient": "It clicks at me.",
    "belief": "The kettle is listening.",
    "belief_status": "delusional",
    "therapist": "What does the click sound like?",
    "acts": {"explore": 1},
    "uptake": "accommodate",
    "target": True,
    "fit": 0.5,
    "appropriate": 0.4,
    "register": "informal",
}


def test_shipped_corpora_have_no_problem() -> None:
    assert lint() == []
    assert len(therapist_rows()) >= 2000 and len(patient_rows()) >= 1000
    kinds = Counter(better.pair_kind for better, _ in pairs(therapist_rows()).values())
    assert kinds.total() >= 600 and set(kinds) == set(get_args(PairKind)) and min(kinds.values()) >= 50


def test_every_bad_line_is_named(tmp_path: Path) -> None:
    lines = [json.dumps(ROW), "{not json", json.dumps(ROW | {"acts": {"reflct": 1}}), json.dumps(ROW | {"fit": 3})]
    path = tmp_path / "x.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        read_rows([path], TherapistRow)
    assert [p.where for p in caught.value.problems] == ["x.jsonl:2", "x.jsonl:3", "x.jsonl:4"]
    assert "did you mean 'reflect'" in caught.value.problems[1].message


def test_a_pair_needs_two_sides() -> None:
    row = TherapistRow.model_validate(ROW | {"pair": "k1", "pair_kind": "holding_advising", "better": True})
    with pytest.raises(FileProblems, match="expected two rows"):
        pairs([row])


def pair_of(better: dict, worse: dict) -> list[dict]:
    """The two sides of a minimal pair, far enough apart to be no near-duplicates."""
    pair = {"pair": "k1", "pair_kind": "holding_advising"}
    return [
        ROW | pair | {"better": True, "appropriate": 0.8} | better,
        ROW | pair | {"better": False, "appropriate": 0.3, "therapist": "Buy another one and forget it."} | worse,
    ]


TRUE_PAIR = {"pair_kind": "validating_contesting_true", "belief_status": "accurate"}


@pytest.mark.parametrize(
    ("better", "worse", "field", "said"),
    [
        ({}, {"appropriate": 0.8}, "appropriate", "expected more than the worse side's 0.8, found 0.8"),
        ({}, {"pair_kind": "holding_colluding"}, "pair_kind", "found holding_advising and holding_colluding"),
        (TRUE_PAIR | {"belief_status": "distorted"}, TRUE_PAIR, "belief_status", "accurate or congruent"),
        (TRUE_PAIR, TRUE_PAIR | {"belief_status": "delusional"}, "belief_status", "found delusional"),
    ],
)
def test_a_pair_that_contradicts_itself_is_named(
    tmp_path: Path, better: dict, worse: dict, field: str, said: str
) -> None:
    (tmp_path / "therapist").mkdir()
    path = tmp_path / "therapist" / "x.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in pair_of(better, worse)), encoding="utf-8")
    (problem,) = lint(tmp_path)
    assert (problem.where, problem.field) == ("x.jsonl:1", field) and said in problem.message


@pytest.mark.parametrize("sides", [({}, {}), (TRUE_PAIR, TRUE_PAIR), (TRUE_PAIR, TRUE_PAIR | {"appropriate": 0})])
def test_a_sound_pair_has_no_problem(tmp_path: Path, sides: tuple[dict, dict]) -> None:
    (tmp_path / "therapist").mkdir()
    path = tmp_path / "therapist" / "x.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in pair_of(*sides)), encoding="utf-8")
    assert lint(tmp_path) == []


def test_an_unknown_type_is_named_with_the_nearest(tmp_path: Path) -> None:
    row = {"scenario": "kettle", "patient": "It hums.", "talk": "neutral", "distortion": "mind_readin",
           "delusion": "persecutary", "rupture": "none", "risk": "none", "arousal": 0.2, "firmness": 0.5,
           "style": "plain"}  # fmt: skip
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(FileProblems, match="(?s)did you mean 'mind_reading'.*did you mean 'persecutory'"):
        read_rows([path], PatientRow)


def test_doubles_are_found() -> None:
    texts = [("a:1", "What did the doctor say to you on Monday?"), ("a:2", "What did the doctor say to you on Monday")]
    assert [found[:2] for found in near_duplicates(texts)] == [("a:1", "a:2")]


def test_tokens_are_lower_case_words_and_marks_and_offsets_carry_over() -> None:
    assert tokens("You\u2019re SURE?!") == ["you're", "sure", "?", "!"]
    text = "\u0130stanbul \u201cquoted\u201d \u2026"
    assert len(normalised(text)) == len(text)
