"""The labelled corpora that the readers are fitted on: rows, their checks, and a linter for near-duplicates.

The files lie in ``corpora/therapist`` and ``corpora/patient``, one JSON object a line. All problems of all files are
collected before anything is raised, each with file and line.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator, model_validator

from therapy_env.acts import ACTS, UPTAKES
from therapy_env.cues import DELUSIONS, DISTORTIONS
from therapy_env.errors import FileProblems, Problem, nearest
from therapy_env.language.features import tokens

ROOT = Path(__file__).parent / "corpora"

Unit = Annotated[float, Field(ge=0.0, le=1.0)]
Status = Literal["delusional", "distorted", "accurate", "congruent"]
PairKind = Literal[
    "holding_colluding",
    "examining_contradicting",
    "reframing_dismissing",
    "holding_advising",
    "repairing_defending",
    "reflecting_parroting",
    "exploring_bombarding",
    "risk_asking_missing",
    "supporting_stigmatising",
    "examining_accommodating",
    "validating_contesting_true",
    "permission_unasked",
]
Register = Literal["clinical", "informal", "british", "american", "nonnative", "terse", "long", "llm"]
PatientStyle = Literal["plain", "upset", "verbose", "reserved", "tangential", "pleasing", "guarded"]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    scenario: Annotated[str, Field(min_length=1, max_length=80)]
    """Rows of one scenario share patient and belief; validation never splits one."""


class TherapistRow(_Row):
    """One therapist turn with what it does."""

    patient: str
    """What the patient just said."""
    belief: Annotated[str, Field(min_length=8)]
    """The patient's proposition, in the first person."""
    belief_status: Status
    therapist: str
    acts: dict[str, Unit]
    """Acts that are present: 1 clearly, 0.5 partly."""
    uptake: Literal["endorse", "accommodate", "acknowledge", "examine", "contest", "ignore", "none"]
    target: bool
    """Whether the turn concerns the belief."""
    fit: Unit
    """How well it meets what this patient just said and felt."""
    appropriate: Unit
    """How right it is for this patient now."""
    style: Register = Field(alias="register")
    """Register of the turn."""
    pair: str | None = None
    """Minimal pairs share this id."""
    pair_kind: PairKind | None = None
    better: bool | None = None

    @field_validator("acts")
    @classmethod
    def _acts_are_known(cls, acts: dict[str, float]) -> dict[str, float]:
        for name in acts:
            if name not in ACTS:
                raise ValueError(f"unknown act {name!r}{nearest(name, ACTS)}")
        return acts

    @model_validator(mode="after")
    def _pairs_are_whole(self) -> TherapistRow:
        given = [self.pair is not None, self.pair_kind is not None, self.better is not None]
        if any(given) != all(given):
            raise ValueError("pair, pair_kind and better come together")
        return self

    @property
    def uptake_index(self) -> int:
        """Index of the uptake in :data:`~therapy_env.acts.UPTAKES`."""
        return UPTAKES.index(self.uptake)


class PatientRow(_Row):
    """One patient turn with what it shows."""

    patient: str
    talk: Literal["change", "neutral", "sustain"]
    distortion: str
    delusion: str
    rupture: Literal["none", "withdrawal", "confrontation"]
    risk: Literal["none", "passive", "active"]
    arousal: Unit
    firmness: Unit
    """How firmly the belief in it is held; 0 where there is none."""
    style: PatientStyle

    @field_validator("distortion", "delusion")
    @classmethod
    def _type_is_known(cls, name: str, info: ValidationInfo) -> str:
        known = DISTORTIONS if info.field_name == "distortion" else DELUSIONS
        if name != "none" and name not in known:
            raise ValueError(f"unknown {info.field_name} {name!r}{nearest(name, known)}")
        return name


RowT = TypeVar("RowT", TherapistRow, PatientRow)


def read_rows(paths: Iterable[Path], kind: type[RowT]) -> list[tuple[str, RowT]]:
    """Read rows with where each stands (``a.jsonl:12``), in the order of the paths.

    Raises:
        FileProblems: Naming every line that is not a row.
    """
    rows: list[tuple[str, RowT]] = []
    problems: list[Problem] = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            where = f"{path.name}:{number}"
            try:
                rows.append((where, kind.model_validate(json.loads(line))))
            except json.JSONDecodeError as error:
                problems.append(Problem(where, "", f"not JSON: {error.msg} at column {error.colno}"))
            except ValidationError as error:
                for item in error.errors():
                    field = ".".join(str(part) for part in item["loc"])
                    problems.append(Problem(where, field, f"{item['msg']}; found {str(item.get('input'))[:60]!r}"))
    if problems:
        raise FileProblems(problems)
    return rows


def _files(side: str, root: Path) -> list[Path]:
    return sorted((root / side).glob("*.jsonl"))


def therapist_rows(root: Path = ROOT) -> list[TherapistRow]:
    """Return all labelled therapist turns."""
    return [row for _, row in read_rows(_files("therapist", root), TherapistRow)]


def patient_rows(root: Path = ROOT) -> list[PatientRow]:
    """Return all labelled patient turns."""
    return [row for _, row in read_rows(_files("patient", root), PatientRow)]


def pairs(rows: Iterable[TherapistRow]) -> dict[tuple[str, str], tuple[TherapistRow, TherapistRow]]:
    """Return minimal pairs as (better, worse), keyed by scenario and pair id.

    Raises:
        FileProblems: Where a pair is not two rows of one patient, one of them better.
    """
    grouped: dict[tuple[str, str], list[TherapistRow]] = defaultdict(list)
    for row in rows:
        if row.pair is not None:
            grouped[row.scenario, row.pair].append(row)
    problems = [
        Problem(f"pair {key[1]}", "", f"expected two rows with one patient, one better; found {len(found)}")
        for key, found in grouped.items()
        if len(found) != 2 or found[0].better == found[1].better or found[0].patient != found[1].patient
    ]
    if problems:
        raise FileProblems(problems)
    return {key: (found[0], found[1]) if found[0].better else (found[1], found[0]) for key, found in grouped.items()}


@lru_cache(maxsize=16_384)
def _grams(text: str) -> frozenset[tuple[str, ...]]:
    words = tokens(text)
    return frozenset(zip(words, words[1:], words[2:], strict=False)) or frozenset((tuple(words),))


def near_duplicates(texts: Iterable[tuple[str, str]], threshold: float = 0.7) -> Iterator[tuple[str, str, float]]:
    """Yield pairs of (where, text) items whose word 3-grams overlap by ``threshold`` (Jaccard) or more."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    seen: list[tuple[str, frozenset[tuple[str, ...]]]] = []
    for where, text in texts:
        grams = _grams(text)
        shared: dict[int, int] = defaultdict(int)
        for gram in grams:
            for other in index[gram]:
                shared[other] += 1
        for other, count in shared.items():
            overlap = count / (len(grams) + len(seen[other][1]) - count)
            if overlap >= threshold:
                yield seen[other][0], where, overlap
        for gram in grams:
            index[gram].append(len(seen))
        seen.append((where, grams))


def _pair_problems(better: TherapistRow, worse: TherapistRow, where: str) -> Iterator[Problem]:
    """Yield what contradicts itself in a minimal pair; ``where`` is the better side's place."""
    if better.pair_kind != worse.pair_kind:
        message = f"expected one kind on both sides, found {better.pair_kind} and {worse.pair_kind}"
        yield Problem(where, "pair_kind", message)
    if better.appropriate <= worse.appropriate:
        message = f"expected more than the worse side's {worse.appropriate:g}, found {better.appropriate:g}"
        yield Problem(where, "appropriate", message)
    for status in {better.belief_status: None, worse.belief_status: None}:
        if better.pair_kind == "validating_contesting_true" and status not in ("accurate", "congruent"):
            message = f"expected accurate or congruent in a pair about something true, found {status}"
            yield Problem(where, "belief_status", message)


def lint(root: Path = ROOT) -> list[Problem]:
    """Return what is wrong with the corpora beyond their schema: broken or contradictory pairs, near-duplicate turns.

    The two turns of a minimal pair are close on purpose and may be.
    """
    located = read_rows(_files("therapist", root), TherapistRow)
    found: list[Problem] = []
    try:
        places = {id(row): where for where, row in located}
        for better, worse in pairs(row for _, row in located).values():
            found.extend(_pair_problems(better, worse, places[id(better)]))
    except FileProblems as broken:
        found.extend(broken.problems)
    by_place = dict(located)
    for first, second, overlap in near_duplicates([(where, row.therapist) for where, row in located]):
        a, b = by_place[first], by_place[second]
        if a.pair is None or a.pair != b.pair:
            found.append(Problem(second, "therapist", f"nearly the same as {first} ({overlap:.2f})"))
    patients = read_rows(_files("patient", root), PatientRow)
    found.extend(
        Problem(second, "patient", f"nearly the same as {first} ({overlap:.2f})")
        for first, second, overlap in near_duplicates([(where, row.patient) for where, row in patients])
    )
    return found
