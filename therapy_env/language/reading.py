"""Reading: what a therapist's turn does, from its words.

A turn is read sentence by sentence: hand-written cues, what each sentence does with the belief, and hashed word
1-2-grams go into one linear head an act; the turn has an act as far as its clearest sentence has it. Techniques that
are only named, the patient's words handed back, stock lines, scripts in another key, text to the simulator and walls
of text are read for what they are. The result is all that the patient gets (:class:`TurnReading`).
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np

from therapy_env.acts import ACTS, UPTAKES, Act, Evidence, TurnReading, Uptake
from therapy_env.language.reading_borrowed import own_parts
from therapy_env.language.reading_codes import by_rarity, code_features, code_scores, surface_features
from therapy_env.language.reading_context import BeliefText, ReadContext, staleness
from therapy_env.language.reading_cues import CUE_INDEX
from therapy_env.language.reading_heard import heard
from therapy_env.language.reading_sentence import INDEX, Sentence, summed_vectors
from therapy_env.language.reading_signs import Signs, take_apart
from therapy_env.language.reading_weights import (
    ACT_COLUMNS,
    ANNOMI,
    BOLT,
    FIT_COLUMN,
    MEASURES,
    RIGHT_COLUMNS,
    UPTAKE_COLUMNS,
    Floats,
    Weights,
    load,
)

__all__ = ["BeliefText", "ReadContext", "appropriate", "read_therapist", "reading_row"]

_TRUE = ("accurate", "congruent")
_NULLIFYING = frozenset(("empty", "not_english", "repetitive", "addresses_simulator", "role_flip"))
_HARMS = (Act.ACCOMMODATE, Act.COLLUDE, Act.STIGMA)
_OPPORTUNITY = INDEX["opportunity"]
_TECHNIQUE, _PARROT = CUE_INDEX["name_technique"], CUE_INDEX["parrot_frame"]
_DISCLAIM, _FEELING_WORD = CUE_INDEX["disclaim"], INDEX["feeling_word"]
_ON_BELIEF = frozenset((INDEX["belief_1"], INDEX["belief_2"], INDEX["belief_3"]))
_ADVISED = MEASURES.index("advise")
_PRESENT = 0.35
"""Probability from which an act's evidence is given."""


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, x))))


@lru_cache(maxsize=256)
def _alone(said: Sentence, weights: Weights) -> Floats:
    """Return what a sentence adds to each score whoever it is said to, shape (COLUMNS,)."""
    return np.asarray(np.add.reduce(weights.table.take(said.rows, axis=0)) + summed_vectors(said) @ weights.dense)


def sentence_scores(signs: Signs, weights: Weights) -> Floats:
    """Return what each sentence adds to each score, shape (sentences, COLUMNS), without the biases."""
    rows: list[int] = []
    cuts: list[int] = []
    for row, frame in zip(signs.context, signs.frames, strict=True):
        cuts.append(len(rows))
        rows += row
        rows += frame
    scores: Floats = np.add.reduceat(weights.table.take(rows, axis=0), cuts, axis=0)
    scores += [_alone(said, weights) for said in signs.sentences]
    return scores


@lru_cache(maxsize=2)
def _pooling(weights: Weights) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the columns of :attr:`Weights.pool`, the biases of the acts added to the constant."""
    of_turn, of_best, of_length, constant = np.ascontiguousarray(weights.pool.T)
    return of_turn, of_best, of_length, constant + (of_turn + of_best) * weights.bias[ACT_COLUMNS]


def pooled(scores: Floats, turn: Floats, weights: Weights) -> list[float]:
    """Return the probability of each act in the turn.

    It comes of the turn as a whole and of its clearest sentence. A longer turn has more sentences to find an act in by
    chance, so its best must be clearer: the calibration learns how much. Harm is as clear as the sentence that does
    it, whatever stands around.
    """
    of_turn, of_best, of_length, constant = _pooling(weights)
    logits = of_turn * turn[ACT_COLUMNS]
    logits += of_best * np.maximum.reduce(scores[:, ACT_COLUMNS])
    logits += constant
    if len(scores) > 1:
        logits += of_length * math.log2(len(scores))
    return (0.5 + 0.5 * np.tanh(0.5 * logits)).tolist()  # type: ignore[no-any-return]


def turn_scores(scores: Floats) -> Floats:
    """Return the scores of a whole turn: those of its sentences, added up, and less so the more there are."""
    return np.asarray(np.add.reduce(scores) / math.sqrt(len(scores)))


def uptake_of(turn: Floats, weights: Weights) -> list[float]:
    """Return the probability of each uptake from the scores of a turn."""
    logits = (turn[UPTAKE_COLUMNS] + weights.bias[UPTAKE_COLUMNS]).tolist()
    top = max(logits)
    raised = [math.exp(value - top) for value in logits]
    total = sum(raised)
    return [value / total for value in raised]


def is_void(signs: Signs) -> bool:
    """Return whether the text says nothing to a patient: empty, foreign, or talking to the machine."""
    return not _NULLIFYING.isdisjoint(signs.flags)


def adjusted(signs: Signs, acts: list[float], uptake: list[float]) -> tuple[list[float], list[float]]:
    """Return acts and uptake after what no weight may overrule: truth of the belief, odd texts, walls of text."""
    acts, uptake = list(acts), list(uptake)
    if signs.status in _TRUE:
        # Agreeing with what is true is no collusion: it is meeting the person.
        acts[Act.HOLD] = max(acts[Act.HOLD], 0.6 * acts[Act.COLLUDE])
        acts[Act.HOLD] = max(acts[Act.HOLD], 0.7 * uptake[Uptake.ENDORSE])
        acts[Act.REFLECT] = max(acts[Act.REFLECT], 0.6 * uptake[Uptake.ACKNOWLEDGE])
        acts[Act.COLLUDE] *= 0.03
        acts[Act.ACCOMMODATE] *= 0.15
    if signs.quality["echo_full"]:
        # The patient's words handed back say nothing of the therapist's own, agreement included.
        acts[Act.COLLUDE] *= 0.4
        acts[Act.REFLECT] = max(acts[Act.REFLECT], 0.5)
    if "contest" not in signs.stances and signs.has(_DISCLAIM):
        acts[Act.CHALLENGE] *= 0.5  # "I am not saying that ..." leaves the matter open
    if is_void(signs):
        # Harm counts whatever stands around it: a line to the machine does not cover an agreement with the belief.
        about = "empty" not in signs.flags and signs.target >= 0
        harms = [act for act in _HARMS if acts[act] >= 0.75 and (about or act == Act.STIGMA)]
        harmful = bool(harms)
        acts = [p if act in harms else 0.02 for act, p in enumerate(acts)]
        acts[Act.OTHER] = 0.97
        if not harmful:
            label = Uptake.IGNORE if _OPPORTUNITY in signs.context[0] else Uptake.NONE
            uptake = [0.94 if u == label else 0.01 for u in range(len(UPTAKES))]
            signs.target = -1
        return acts, uptake
    listed = sum([_TECHNIQUE in said.cues for said in signs.sentences])
    if listed and listed >= 0.5 * len(signs.sentences):
        if "names_techniques" not in signs.flags:
            signs.flags.append("names_techniques")
        acts = [p if act in _HARMS else 0.3 * p for act, p in enumerate(acts)]
        acts[Act.OTHER] = max(acts[Act.OTHER], 0.7)
    elif signs.words > 120:
        # A patient who is lectured at takes in a part of it; harm is not diluted by what stands around it.
        share = math.sqrt(120.0 / signs.words)
        acts = [p if act in _HARMS else share * p for act, p in enumerate(acts)]
    return acts, uptake


def measures(signs: Signs, acts: list[float], uptake: list[float], stale: float) -> list[float]:
    """Return the measures of a turn in the order of :data:`MEASURES`."""
    p = signs.patient
    assert p is not None
    q = signs.quality
    a, hot, cross, risk = acts, p.arousal, p.rupture, p.risk
    true = 1.0 if signs.status in _TRUE else 0.0
    push = max(a[Act.CHALLENGE], a[Act.ADVISE], a[Act.EDUCATE])
    work = max(push, a[Act.SOCRATIC], a[Act.REFRAME])
    held = max(a[Act.HOLD], 0.6 * a[Act.REFLECT])
    endorse, accommodate, acknowledge, examine, contest, _, _ = uptake
    return [
        q["overlap"],
        q["shared"],
        q["near"],
        q["echo"],
        q["echo_full"],
        q["novel"],
        q["canned"],
        q["no_content"],
        q["questions"],
        q["all_questions"],
        q["on_belief"],
        q["terse"],
        q["long"],
        q["wall"],
        q["exclaim"],
        *a,
        *uptake,
        stale,
        hot,
        cross,
        risk,
        p.asks,
        hot * held,
        hot * push,
        cross * a[Act.REPAIR],
        cross * work,
        cross * held,
        risk * a[Act.RISK],
        risk * (1.0 - a[Act.RISK]),
        (1.0 - risk) * a[Act.RISK],
        p.asks * (1.0 - q["all_questions"]),
        true * max(contest, a[Act.CHALLENGE]),
        true * (endorse + acknowledge),
        true * examine,
        (1.0 - true) * endorse,
        (1.0 - true) * accommodate,
        (1.0 - true) * contest,
        (1.0 - true) * examine,
        (1.0 - cross) * a[Act.REPAIR],
        held * q["shared"] * (1.0 - q["echo"]),
        max(a[Act.EXPLORE], a[Act.SOCRATIC]) * q["shared"],
        a[Act.ADVISE] * (1.0 - max(a[Act.HOLD], a[Act.REFLECT])),
        (1.0 - true) * max(a[Act.COLLUDE], a[Act.ACCOMMODATE]),
    ]


def _specific(signs: Signs) -> bool:
    """Return whether a turn that shares no word with the patient's last still is about this patient."""
    p = signs.patient
    felt = p is not None and p.arousal >= 0.5 and signs.has(_FEELING_WORD)
    mended = p is not None and (p.rupture >= 0.5 or p.to_you) and signs.has(CUE_INDEX["repair_own"])
    asked = p is not None and p.risk > 0 and signs.has(CUE_INDEX["risk"])
    return felt or mended or asked or any(not _ON_BELIEF.isdisjoint(row) for row in signs.context)


def capped_fit(signs: Signs, fit: float) -> float:
    """Return the fit under caps that no wording lifts: parroting, stock lines, oddities, length."""
    if is_void(signs):
        return 0.01
    q = signs.quality
    parroted = q["overlap"] >= 0.6 and signs.has(_PARROT)
    if q["echo_full"] or parroted or "names_techniques" in signs.flags:
        fit = min(fit, 0.2)
    elif q["echo"] > 0.4:
        fit = min(fit, 0.25 + 0.75 * (1.0 - q["echo"]))
    if q["pasted"]:
        fit = min(fit, 1.0 - q["pasted"])
    if q["canned"] > 0.35 and q["shared"] < 0.6:
        fit = min(fit, 0.55 - 0.3 * q["canned"])
    if q["no_content"] and signs.words <= 3:
        fit = min(fit, 0.2)
    if fit > 0.4 and not q["shared"] and not _specific(signs):
        fit = 0.4  # a good sentence that could be said to anyone: near words are not this patient's
    return fit * (1.0 - 0.5 * q["wall"])


def fit_of(signs: Signs, values: list[float], turn: Floats, weights: Weights) -> float:
    """Return how well a turn meets what the patient just said, from its :data:`MEASURES` and its words."""
    logit = float(weights.fit @ np.array(values, dtype=np.float32)) + float(turn[FIT_COLUMN] + weights.bias[FIT_COLUMN])
    return capped_fit(signs, _sigmoid(logit))


def states(signs: Signs, values: list[float]) -> tuple[float, ...]:
    """Return how far each of :data:`STATES` holds, from a turn and its :data:`MEASURES`."""
    p = signs.patient
    assert p is not None
    asks = any([said.asks for said in signs.sentences])
    true = 1.0 if signs.status in _TRUE else 0.0
    return (1.0, true, p.arousal, p.rupture, p.risk, 1.0 if asks else 0.0, values[_ADVISED])


def _stale(text: str, signs: Signs, earlier: tuple[str, ...]) -> float:
    """Return how far the turn repeats one of the earlier ones."""
    p = signs.patient
    assert p is not None
    own: list[list[str]] = []
    if signs.borrowed:
        theirs = p.threes
        own = [part for said in signs.sentences for part in own_parts(said.words, said.threes, theirs)]
    return staleness(text, own, earlier)


def _read(text: str, context: ReadContext) -> tuple[TurnReading, Signs, list[float], Floats]:
    weights = load()
    signs = take_apart(text, context)
    scores = sentence_scores(signs, weights)
    turn = turn_scores(scores)
    acts, uptake = adjusted(signs, pooled(scores, turn, weights), uptake_of(turn, weights))
    stale = _stale(text, signs, context.earlier)
    values = measures(signs, acts, uptake, stale)
    clearest = scores[:, ACT_COLUMNS].argmax(axis=0)
    void = is_void(signs)
    reading = TurnReading(
        acts=tuple(acts),
        uptake=Uptake(uptake.index(max(uptake))),
        target=signs.target,
        fit=fit_of(signs, values, turn, weights),
        stale=stale,
        uptake_p=tuple(uptake),
        evidence=tuple(
            Evidence(ACTS[act], *signs.spans[clearest[act]]) for act, p in enumerate(acts) if p >= _PRESENT and not void
        ),
        flags=tuple(signs.flags),
    )
    return reading, signs, values, turn


def read_therapist(text: str, context: ReadContext = ReadContext()) -> TurnReading:  # noqa: B008
    """Read one therapist turn.

    Whatever the text, the result is defined: empty, endless, foreign or hostile text reads as no therapy.

    Args:
        text: What the therapist said; the first 4,000 characters are read.
        context: What it answers. Without it, belief and fit can hardly be told.

    Returns:
        The reading; the same for the same text and context, always.
    """
    return _read(text, context)[0]


def appropriate(signs: Signs, values: list[float], turn: Floats, weights: Weights) -> float:
    """Return how right a turn is for this patient now, in [0, 1], from its :data:`MEASURES` and its words.

    It says what dynamics and reward would say: hold what is hot, mend what is torn, ask where there is danger, examine
    what is false, stand by what is true; no advice over an open wound, no agreement with a delusion, no contempt.
    """
    if is_void(signs):
        return 0.03
    said = turn[RIGHT_COLUMNS] + weights.right_windows.scores(*heard(signs))
    words = sum(state * x for state, x in zip(states(signs, values), said.tolist(), strict=True))
    bias = float(weights.bias[RIGHT_COLUMNS.start])
    return _sigmoid(float(weights.appropriate @ np.array(values, dtype=np.float32)) + words + bias)


def _codes(signs: Signs, reading: TurnReading, values: list[float]) -> dict[str, Any]:
    weights = load()
    found = code_features(signs, values)
    scores = code_scores(found, weights.annomi, weights.annomi_bias)
    surface = by_rarity(surface_features(signs.text), weights.annomi_rarity)
    scores += code_scores(surface, weights.annomi_surface, np.zeros(len(ANNOMI), dtype=np.float32))
    scores += weights.annomi_windows.scores(*heard(signs))
    raised = np.exp(scores - scores.max())
    annomi = (raised / raised.sum()).tolist()
    bolt = [_sigmoid(value) for value in code_scores(found, weights.bolt, weights.bolt_bias).tolist()]
    return {
        "annomi": {name: round(p, 4) for name, p in zip(ANNOMI, annomi, strict=True)},
        "emotional_reaction": round(reading.acts[Act.HOLD], 4),
        "bolt": {name: round(p, 4) for name, p in zip(BOLT, bolt, strict=True)},
    }


def reading_row(i: int, text: str, context: ReadContext = ReadContext()) -> dict[str, Any]:  # noqa: B008
    """Read one therapist turn into a row of ``therapy-env read``."""
    reading, signs, values, turn = _read(text, context)
    target = context.beliefs[reading.target].id if 0 <= reading.target < len(context.beliefs) else None
    return {
        "v": 1,
        "i": i,
        "acts": {name: round(p, 4) for name, p in zip(ACTS, reading.acts, strict=True)},
        "uptake": {
            "label": UPTAKES[reading.uptake],
            "p": {name: round(p, 4) for name, p in zip(UPTAKES, reading.uptake_p, strict=True)},
        },
        "target": target,
        "fit": round(reading.fit, 4),
        "appropriate": round(appropriate(signs, values, turn, load()), 4),
        "codes": _codes(signs, reading, values),
        "evidence": [item._asdict() for item in reading.evidence],
    }
