"""The numbers behind the reading: what the cues say before any fitting, and the fitted weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from therapy_env.acts import ACTS, UPTAKES
from therapy_env.language.reading_codes import MEASURES_AT, SURFACE
from therapy_env.language.reading_cues import BIAS, CUES
from therapy_env.language.reading_heard import MARKS
from therapy_env.language.reading_sentence import INDEX, N_FEATURES
from therapy_env.language.windows import Windows, silent
from therapy_env.language.word_vectors import SIZE

Floats = NDArray[np.float32]

PATH = Path(__file__).parent / "weights" / "reading.npz"

ANNOMI: tuple[str, ...] = ("question", "reflection", "therapist_input", "other")
"""Therapist behaviour as in AnnoMI (Wu et al. 2022)."""

BOLT: tuple[str, ...] = (
    "reflections_on_needs",
    "reflections_on_emotions",
    "reflections_on_values",
    "reflections_on_consequences",
    "reflections_on_conflicts",
    "reflections_on_strengths",
    "questions_on_experiences",
    "questions_on_perspectives",
    "questions_on_emotions",
    "problem_solving",
    "planning",
    "normalizing",
    "psychoeducation",
)
"""The therapist behaviours of BOLT (Chiu et al. 2024)."""

MEASURES: tuple[str, ...] = (
    "overlap",
    "shared",
    "near",
    "echo",
    "echo_full",
    "novel",
    "canned",
    "no_content",
    "questions",
    "all_questions",
    "on_belief",
    "terse",
    "long",
    "wall",
    "exclaim",
    *ACTS,
    *UPTAKES,
    "stale",
    "hot",
    "cross",
    "at_risk",
    "asked",
    "hot_held",
    "hot_pushed",
    "cross_repaired",
    "cross_pushed",
    "cross_held",
    "risk_asked",
    "risk_missed",
    "risk_unprompted",
    "asked_answered",
    "true_contested",
    "true_met",
    "true_examined",
    "false_endorsed",
    "false_accommodated",
    "false_contested",
    "false_examined",
    "repair_unneeded",
    "held_and_near",
    "asked_and_near",
    "advised_cold",
    "grows_inside",
)
"""Measures of a whole turn, in the order in which fit and appropriateness weigh them."""

CODES_WIDTH = MEASURES_AT + len(MEASURES)
"""Features of the code heads."""

_STANCE_ACTS: dict[str, dict[str, float]] = {
    "examine_false": {"socratic": 0.6},
    "examine_true": {"socratic": 0.3, "explore": 0.3},
    "ask_attributed_false": {"explore": 0.3},
    "ask_inside_false": {"accommodate": 2.0},
    "ask_pronoun_false": {"accommodate": 0.4},
    "contest_false": {"challenge": 1.0},
    "contest_true": {"challenge": 0.8},
    "acknowledge_false": {"reflect": 1.2},
    "acknowledge_true": {"reflect": 1.2},
    "endorse_false": {"collude": 2.6},
    "endorse_true": {"hold": 1.5, "reflect": 0.4},
    "plan_inside_false": {"accommodate": 1.6},
    "hedged_false": {"reframe": 0.5},
    "negated_false": {"challenge": 1.5},
    "negated_true": {"challenge": 0.6},
    "about_you_false": {"reflect": 0.7, "collude": 0.3},
    "about_you_true": {"reflect": 0.8, "hold": 0.2},
    "assert_false": {"collude": 2.0, "accommodate": 0.6},
    "assert_true": {"reflect": 0.9, "hold": 0.5},
}
_SHAPE_ACTS: dict[str, dict[str, float]] = {
    "overlap_2": {"reflect": 0.5},
    "overlap_3": {"reflect": 0.9},
    "overlap_0": {"reflect": -0.5},
    "question": {
        "reflect": -1.5,
        "hold": -0.9,
        "advise": -0.8,
        "challenge": -1.4,
        "collude": -0.8,
        "educate": -1.0,
        "reframe": -0.3,
    },
    "contempt_denied": {"hold": 0.5},
    "feeling_word": {"hold": 0.7, "reflect": 0.3},
    "doing_first": {"advise": 1.0},
    "third_asked": {"accommodate": 0.6},
    "third_stated": {"collude": 0.5, "accommodate": 0.2, "challenge": 0.2},
    "words_2": {"other": 0.6},
    "patient_cross": {"repair": 0.4},
    "patient_risk": {"risk": 0.6},
    "no_belief": {"collude": -0.3, "accommodate": -1.0},
    "status_accurate": {"collude": -2.5, "accommodate": -2.0},
    "status_congruent": {"collude": -2.5, "accommodate": -2.0},
    "echo": {"reflect": 0.3, "collude": -0.8},
}
_UPTAKE: dict[str, dict[str, float]] = {
    "agree": {"endorse": 0.7},
    "agree_first": {"endorse": 0.7},
    "inside_plan": {"accommodate": 1.2},
    "reflect_stem": {"acknowledge": 0.6},
    "you_feel": {"acknowledge": 0.5},
    "attribute": {"acknowledge": 0.5},
    "validate": {"acknowledge": 0.4},
    "makes_sense": {"acknowledge": 0.4},
    "evidence": {"examine": 1.0},
    "alternative_asked": {"examine": 1.0},
    "perspective_asked": {"examine": 0.8},
    "consequence_asked": {"examine": 0.8},
    "reframe": {"examine": 0.8},
    "tentative": {"examine": 0.4},
    "disagree": {"contest": 1.4},
    "no_one": {"contest": 0.5},
    "advise_modal": {"ignore": 0.6},
    "advise_imperative": {"ignore": 0.6},
    "greeting": {"ignore": 0.8, "none": 0.6},
    "housekeeping": {"ignore": 0.8, "none": 0.4},
    "backchannel": {"ignore": 1.0},
    "praise": {"ignore": 0.5},
    "repair_own": {"ignore": 0.3},
    "opportunity": {"none": -2.5},
    "no_belief": {"none": 0.5},
    "belief_1": {"ignore": -0.6},
    "belief_2": {"ignore": -0.9},
    "belief_3": {"ignore": -1.1},
    **{
        f"{stance}_{truth}": {label: weight}
        for truth in ("false", "true")
        for stance, label, weight in (
            ("examine", "examine", 1.6),
            ("ask_attributed", "acknowledge", 1.0),
            ("ask_inside", "accommodate", 1.8),
            ("contest", "contest", 2.2),
            ("abstain", "acknowledge", 1.2),
            ("acknowledge", "acknowledge", 1.8),
            ("endorse", "endorse", 2.2),
            ("plan_inside", "accommodate", 1.8),
            ("hedged", "examine", 0.8),
            ("negated", "contest", 1.6),
            ("about_you", "acknowledge", 0.8),
            ("assert", "endorse", 1.4),
            ("say_other", "ignore", 0.3),
            ("ask_other", "ignore", 0.4),
        )
    },
}
_UPTAKE_BIAS: dict[str, float] = {
    "ignore": 0.9,
    "none": 0.2,
    "acknowledge": 0.2,
    "endorse": -0.6,
    "accommodate": -0.6,
    "contest": -0.4,
}

_FIT: dict[str, float] = {
    "bias": -1.5,
    "shared": 1.4,
    "novel": 0.7,
    "echo": -1.2,
    "echo_full": -1.5,
    "canned": -1.5,
    "no_content": -0.8,
    "questions": -1.4,
    "on_belief": 0.3,
    "reflect": 0.8,
    "hold": 1.1,
    "explore": 0.6,
    "socratic": 0.7,
    "repair": 0.6,
    "risk": 0.2,
    "advise": -0.8,
    "educate": -0.5,
    "challenge": -0.8,
    "collude": -0.6,
    "stigma": -2.5,
    "other": -1.6,
    "acknowledge": 0.4,
    "cross_repaired": 1.6,
    "cross_pushed": -1.2,
    "hot_pushed": -0.6,
    "risk_asked": 1.5,
    "risk_missed": -1.0,
    "held_and_near": 0.6,
    "asked_and_near": 0.6,
    "wall": -2.0,
}
_APPROPRIATE: dict[str, float] = {
    "bias": -0.9,
    "shared": 0.7,
    "canned": -1.2,
    "echo_full": -1.2,
    "no_content": -0.5,
    "questions": -1.2,
    "hold": 1.2,
    "reflect": 0.6,
    "explore": 0.8,
    "socratic": 0.9,
    "reframe": 0.3,
    "repair": 0.3,
    "advise": -1.0,
    "challenge": -1.1,
    "collude": -2.2,
    "accommodate": -1.5,
    "stigma": -3.0,
    "other": -1.4,
    "hot_held": 0.5,
    "hot_pushed": -0.8,
    "cross_repaired": 2.0,
    "cross_pushed": -1.6,
    "risk_asked": 2.6,
    "risk_missed": -1.8,
    "true_contested": -1.8,
    "true_met": 0.9,
    "true_examined": -0.4,
    "false_endorsed": -1.6,
    "false_accommodated": -1.2,
    "false_contested": -0.8,
    "false_examined": 0.6,
    "repair_unneeded": -0.3,
    "stale": -1.0,
    "wall": -1.2,
    "long": -0.3,
}


STATES: tuple[str, ...] = ("any", "true", "hot", "cross", "at_risk", "asking", "advising")
"""States in which words weigh on appropriateness apart: any; of the patient: belief true, aroused, torn, in danger; of
the turn: that it asks, that it advises."""

ACT_COLUMNS = slice(0, len(ACTS))
UPTAKE_COLUMNS = slice(ACT_COLUMNS.stop, ACT_COLUMNS.stop + len(UPTAKES))
FIT_COLUMN = UPTAKE_COLUMNS.stop
RIGHT_COLUMNS = slice(FIT_COLUMN + 1, FIT_COLUMN + 1 + len(STATES))
COLUMNS = RIGHT_COLUMNS.stop
"""Columns of the table side by side: acts, uptakes, fit, appropriateness by state."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """All that reading multiplies with."""

    table: Floats
    """(features, COLUMNS): what each feature of a sentence adds to each score."""
    dense: Floats
    """(SIZE, COLUMNS): the same for the sentence's summed word vectors."""
    bias: Floats
    """(COLUMNS,)."""
    pool: Floats
    """(15, 4): what the score of the turn, that of its clearest sentence, each doubling of sentences, and a constant
    add to an act's calibrated log-odds."""
    fit: Floats
    """(measures,)."""
    appropriate: Floats
    """(measures,)."""
    annomi: Floats
    """(code features, 4)."""
    annomi_surface: Floats
    """(surface features, 4)."""
    annomi_rarity: Floats
    """(surface features,): how rare each is in AnnoMI; 0 for those that hardly occur."""
    annomi_bias: Floats
    bolt: Floats
    """(code features, 13)."""
    bolt_bias: Floats
    right_filters: Floats
    right_floor: Floats
    right_views: Floats
    right_base: Floats
    annomi_filters: Floats
    annomi_floor: Floats
    annomi_views: Floats
    annomi_base: Floats

    @property
    def right_windows(self) -> Windows:
        """What windows of words add to appropriateness, in each of :data:`STATES`."""
        return Windows(self.right_filters, self.right_floor, self.right_views, self.right_base)

    @property
    def annomi_windows(self) -> Windows:
        """What windows of words add to the scores of AnnoMI's classes."""
        return Windows(self.annomi_filters, self.annomi_floor, self.annomi_views, self.annomi_base)


def _column(table: dict[str, float]) -> Floats:
    return np.array([table.get(name, 0.0) for name in MEASURES], dtype=np.float32)


def hand_written() -> Weights:
    """Return the weights that the cues lend before anything is fitted; the fit starts from them."""
    table = np.zeros((N_FEATURES, COLUMNS), dtype=np.float32)
    bias = np.zeros(COLUMNS, dtype=np.float32)
    lent = [(cue.name, cue.weights) for cue in CUES] + [*_STANCE_ACTS.items(), *_SHAPE_ACTS.items()]
    for name, by_act in lent:
        for act, weight in by_act.items():
            table[INDEX[name], ACTS.index(act)] += weight
    for name, by_label in _UPTAKE.items():
        for label, weight in by_label.items():
            table[INDEX[name], UPTAKE_COLUMNS.start + UPTAKES.index(label)] += weight
    bias[ACT_COLUMNS] = [BIAS[act] for act in ACTS]
    bias[UPTAKE_COLUMNS] = [_UPTAKE_BIAS.get(label, 0.0) for label in UPTAKES]
    bias[FIT_COLUMN], bias[RIGHT_COLUMNS.start] = _FIT["bias"], _APPROPRIATE["bias"]
    return Weights(
        table=table,
        dense=np.zeros((SIZE, COLUMNS), dtype=np.float32),
        bias=bias,
        pool=np.tile(np.array([1.0, 0.0, 0.0, 0.0], dtype=np.float32), (len(ACTS), 1)),
        fit=_column(_FIT),
        appropriate=_column(_APPROPRIATE),
        annomi=np.zeros((CODES_WIDTH, len(ANNOMI)), dtype=np.float32),
        annomi_surface=np.zeros((SURFACE, len(ANNOMI)), dtype=np.float32),
        annomi_rarity=np.zeros(SURFACE, dtype=np.float32),
        annomi_bias=np.zeros(len(ANNOMI), dtype=np.float32),
        bolt=np.zeros((CODES_WIDTH, len(BOLT)), dtype=np.float32),
        bolt_bias=np.full(len(BOLT), -2.5, dtype=np.float32),
        **silent(len(STATES), len(MARKS)).named("right"),
        **silent(len(ANNOMI), len(MARKS)).named("annomi"),
    )


@lru_cache(maxsize=1)
def load() -> Weights:
    """Return the fitted weights, read once.

    Raises:
        RuntimeError: the file is missing, or was fitted to other features: half of it must never be read.
    """
    base = hand_written()
    again = "fit it again: python -m therapy_env.language.fit --data DIR"
    if not PATH.exists():
        raise RuntimeError(f"{PATH.name} is missing; {again}")
    with np.load(PATH) as stored:
        fields = {name: stored[name] for name in stored.files}
    values: dict[str, Floats] = {}
    for name in Weights.__dataclass_fields__:
        default = getattr(base, name)
        value = fields.get(name)
        if value is None or np.shape(value) != np.shape(default):
            found = "nothing" if value is None else f"shape {np.shape(value)}"
            raise RuntimeError(f"{PATH.name}: {name}: expected shape {np.shape(default)}, found {found}; {again}")
        values[name] = value.astype(np.float32)
    return Weights(**values)
