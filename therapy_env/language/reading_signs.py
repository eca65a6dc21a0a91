"""A turn in its context: its sentences, what each does with the belief, how it stands to the patient's words."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from therapy_env.language.reading_borrowed import pasted
from therapy_env.language.reading_context import PatientSide, ReadContext, patient_side
from therapy_env.language.reading_lexicon import BELIEF, PATIENT
from therapy_env.language.reading_sentence import (
    INDEX,
    STANCES,
    Sentence,
    framed,
    has_pronoun,
    stance,
    summed_vectors,
)
from therapy_env.language.reading_spoken import spoken
from therapy_env.language.word_vectors import vectors


@dataclass(slots=True)
class Signs:
    """A turn, taken apart."""

    text: str
    """Normalised."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Start and end of each sentence."""
    sentences: list[Sentence] = field(default_factory=list)
    context: list[list[int]] = field(default_factory=list)
    """Features of each sentence that come of its context."""
    frames: list[list[int]] = field(default_factory=list)
    """Features of the frame of each sentence."""
    hits: list[list[tuple[int, int]]] = field(default_factory=list)
    """Of each sentence, words that mean the belief or are the patient's: index, and the symbol of which it is."""
    stances: list[str] = field(default_factory=list)
    words: int = 0
    target: int = -1
    status: str = ""
    flags: list[str] = field(default_factory=list)
    quality: dict[str, float] = field(default_factory=dict)
    """Measures of the whole turn that fit and appropriateness are read from."""
    borrowed: int = 0
    """Most words in a row that are the patient's."""
    patient: PatientSide | None = None

    @property
    def dense(self) -> NDArray[np.float32]:
        """(sentences, SIZE): sum of the vectors of the words with content."""
        return np.array([summed_vectors(said) for said in self.sentences])

    def has(self, feature: int) -> bool:
        """Return whether a feature that is not hashed is in any sentence."""
        return any(feature in said.cues for said in self.sentences)


_STANCE = {(name, truth): INDEX[f"{name}_{truth}"] for name in STANCES for truth in ("false", "true")}
_STATUS = {name: INDEX[f"status_{name}"] for name in ("delusional", "distorted", "accurate", "congruent")}
_OVERLAP = [INDEX[f"overlap_{k}"] for k in range(4)]
_BELIEFS = [INDEX[f"belief_{k}"] for k in range(1, 4)]
_NO_BELIEF, _OPPORTUNITY, _ECHO = INDEX["no_belief"], INDEX["opportunity"], INDEX["echo"]
_FIRST, _LAST, _ONLY = INDEX["first"], INDEX["last"], INDEX["only"]
_HOT, _CROSS, _RISK, _ASKS = (INDEX[f"patient_{name}"] for name in ("hot", "cross", "risk", "asks"))


def _target(stems: frozenset[str], context: ReadContext, pronoun: bool) -> tuple[int, dict[str, float]]:
    best, most, weights = -1, 0.0, {}
    for i, belief in enumerate(context.beliefs):
        side = belief.meaning()
        score = sum([side[s] for s in stems & side.keys()])
        if i == context.last_belief:
            score += 0.15
        if score > most:
            best, most, weights = i, score, side
    if most >= 0.65:
        return best, weights
    if 0 <= context.last_belief < len(context.beliefs):
        i = context.last_belief
        return (i if pronoun else -1), context.beliefs[i].meaning()
    return -1, weights


def take_apart(text: str, context: ReadContext) -> Signs:
    """Split a turn into sentences, find its cues and measure it against its context."""
    turn = spoken(text)
    said, stems, words, n = turn.sentences, turn.stems, turn.words, len(turn.sentences)
    signs = Signs(turn.text, turn.spans, said, words=words, flags=list(turn.flags))
    patient = signs.patient = patient_side(context.patient)
    signs.target, weights = _target(stems, context, turn.pronoun)
    subject = signs.target if signs.target >= 0 else context.last_belief
    status = context.beliefs[subject].status if 0 <= subject < len(context.beliefs) else ""
    signs.status = status
    truth = "true" if status in ("accurate", "congruent") else "false"

    common: list[int] = []
    if patient.arousal >= 0.5:
        common.append(_HOT)
    if patient.rupture >= 0.5:
        common.append(_CROSS)
    if patient.risk:
        common.append(_RISK)
    if patient.asks >= 1.0:
        common.append(_ASKS)
    common.append(_STATUS.get(status, _NO_BELIEF))
    opportunity = bool(weights) and sum([weights[s] for s in patient.stems & weights.keys()]) >= 0.65
    if opportunity:
        common.append(_OPPORTUNITY)

    theirs = patient.stems
    for i, one in enumerate(said):
        row = common.copy()
        belief = 0.0
        first_hit = -1
        shared = 0
        hits: list[tuple[int, int]] = []
        for root, place in one.stems:
            weight = weights.get(root)
            if weight is not None:
                belief += weight
                if first_hit < 0:
                    first_hit = place
                hits.append((place, BELIEF))
                if root in theirs:
                    shared += 1
            elif root in theirs:
                shared += 1
                hits.append((place, PATIENT))
        signs.frames.append(framed(one, hits))
        signs.hits.append(hits)
        doing = stance(one, first_hit, belief, context.last_belief >= 0 and has_pronoun(one))
        signs.stances.append(doing)
        row.append(_STANCE[doing, truth])
        if belief >= 0.65:
            row.append(_BELIEFS[2 if belief >= 2.0 else 1 if belief >= 1.3 else 0])
        row.append(_OVERLAP[min(shared, 3)])
        if len(one.stems) >= 3 and shared >= 0.8 * len(one.stems):
            row.append(_ECHO)
        if i == 0:
            row.append(_ONLY if n == 1 else _FIRST)
        elif i == n - 1:
            row.append(_LAST)
        signs.context.append(row)
    inside = len(stems & theirs)
    kept = len(turn.pairs & patient.pairs)
    echo_pairs = kept / len(turn.pairs) if turn.pairs else 0.0
    overlap = inside / len(stems) if stems else 0.0
    near = 0.0
    if patient.vectors.size and stems:
        closest = np.maximum.reduce(vectors().take(turn.vectors, axis=0) @ patient.vectors, axis=1)
        near = float(np.add.reduce(closest)) / len(closest)
    # words that are all function words are anybody's
    signs.borrowed = pasted([one.threes for one in said], patient.threes) if inside else 0
    signs.quality = {
        "overlap": overlap,
        "shared": min(1.0, inside / 3.0),
        "near": near,
        "echo": echo_pairs,
        "echo_full": float(
            (len(stems) >= 3 and overlap >= 0.75 and echo_pairs >= 0.45) or (kept >= 4 and echo_pairs >= 0.5)
        ),
        "pasted": min(0.85, 0.12 * max(0, signs.borrowed - 5)),
        "novel": min(1.0, (len(stems) - inside) / 6.0),
        "canned": turn.canned,
        "no_content": 1.0 if len(stems) <= 1 else 0.0,
        "questions": min(1.0, max(0, turn.questions - 1) / 3.0),
        "all_questions": 1.0 if turn.questions == n else 0.0,
        "on_belief": 1.0 if signs.target >= 0 else 0.0,
        "terse": 1.0 if words <= 4 else 0.0,
        "long": min(1.0, max(0.0, (words - 45) / 75.0)),
        "wall": min(1.0, max(0.0, (words - 110) / 150.0)),
        "exclaim": 1.0 if "!" in turn.text else 0.0,
    }
    return signs
