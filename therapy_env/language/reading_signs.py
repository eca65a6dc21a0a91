"""A turn in its context: its sentences, what each does with the belief, how it stands to the patient's words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from therapy_env.language.features import READ_LIMIT, normalised
from therapy_env.language.reading_borrowed import pasted
from therapy_env.language.reading_context import PatientSide, ReadContext, patient_side
from therapy_env.language.reading_lexicon import BELIEF, ENGLISH, FOREIGN, PATIENT, SELF, SUSPECT, lexeme
from therapy_env.language.reading_sentence import (
    INDEX,
    STANCES,
    Sentence,
    frame_rows,
    has_pronoun,
    sentence,
    stance,
)
from therapy_env.language.word_vectors import SIZE, vectors

_SENTENCE = re.compile(r"[^.!?\n\s•*\"-][^.!?\n]*[.!?]*")
_INJECTION = re.compile(
    r"\b(?:simulat(?:or|ion|ed patient)|reward (?:function|model|signal)|(?:set|raise|increase|lower"
    r"|reduce|decrease|update|reset|maximi[sz]e|boost|drop|change|put|give|assign|mark)\b[^.!?\n]{0,40}"
    r"\b(?:conviction|alliance|arousal|reward|score|rupture|fit|rating|state|hidden state|grade)"
    r"|system (?:prompt|message|override|note|instruction|update)|(?:previous|prior|all|above|earlier"
    r"|your|these|other) instructions|"
    r"(?:ignore|disregard|forget|override|bypass) (?:all|any|your|the|previous|prior"
    r"|every)\b[^.!?\n]{0,30}\b(?:instructions?|rules?|prompts?|guidelines|above)"
    r"|as an ai\b[^.!?\n]{0,40}\b(?:judge|evaluat|simulat|scor)|"
    r"(?:dear|note to|attention|hey|to the|message for|for the) (?:the )?(?:judge|grader|evaluator"
    r"|reader|simulator|rater|scorer|annotator|environment|model|parser|system)\b|judge:|grader"
    r"|as an? (?:ai )?language model|developer mode|end of (?:session|transcript|conversation|episode)|"
    r"session (?:is |has |was )?(?:\w+ )?(?:over|ended|complete|completed|terminated|concluded)"
    r"|treatment (?:is )?(?:complete|successful|succeeded)|therapy (?:is |was )?(?:complete|successful"
    r"|finished)|(?:the|this|our|your) patient (?:is |has (?:been )?)?(?:now )?(?:cured|recovered|fully recovered"
    r"|feels better|feels much better|improved|no longer believes)|"
    r"(?:as|speaking as|playing|i am|i'm|role ?play(?:ing)? as) the (?:patient|client)\b"
    r"|episode (?:is )?(?:over|done|ended)|the (?:score|reward|rating) (?:is|should|must)|full (?:marks"
    r"|score)|(?:act|reading|uptake|fit|alliance|conviction|reward|stale|target|reflect|hold"
    r"|score)[\"']?\s*[:=]\s*[\"']?\d)"
)
_MARKUP = re.compile(
    r"(?:\A|\n)\s*[\[<({#*]*\s*(?:system|assistant|user|patient|client|human|judge"
    r"|instruction)s?\s*[\])}>*]*\s*[:>\]]|<\|?/?(?:system|im_|assistant|user|s>|inst)"
    r"|\{\s*[\"'][\w ]+[\"']\s*:|```|\[/?inst\]|</?\w+>"
)
_MARKS = frozenset("[]<>{}:`")
_SYSTEM_CAPS = re.compile(r"\b(?:SYSTEM|ADMIN|OVERRIDE|DEBUG|SUDO|ASSISTANT|JUDGE)\b\s*[:\-\]>]")
_ROLE_FLIP = re.compile(
    r"\b(?:i (?:now )?(?:feel|am feeling) (?:so |much |a lot |completely |totally |really )+(?:better"
    r"|calmer|cured|relieved|happier)|i no longer (?:believe|think|feel)|i(?:'ve| have) (?:realised"
    r"|realized) (?:that )?(?:my|none|nobody|it was all)|thank you,? (?:doctor|doc)\b"
    r"|i don't believe (?:it|that|in it|any of it) (?:anymore|any more|any longer))"
)


_NO_VECTORS = np.zeros((0, SIZE), dtype=np.float32)


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
    dense: NDArray[np.float32] = field(default_factory=lambda: _NO_VECTORS)
    """(sentences, SIZE): sum of the vectors of the words with content."""
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


def _flags(raw: str, text: str, sentences: list[Sentence], words: int) -> list[str]:
    flags: list[str] = []
    if len(raw) > READ_LIMIT or words > 320:
        flags.append("too_long")
    spoken = [word for said in sentences for word in said.words]
    letters = sum(map(len, spoken))
    if letters < 2 or not any(map(str.isalpha, text)):
        flags.append("empty")
        return flags
    marks = 0
    for said in sentences:
        marks |= said.marks
    distinct = set(spoken)
    ascii_letters = letters if text.isascii() else sum(c.isalpha() and c.isascii() for c in text)
    strange = False
    if marks & FOREIGN or not marks & ENGLISH:
        each = [lexeme(word).marks for word in distinct]
        strange = 2 * sum(not x.vector for x in map(lexeme, distinct) if x.stem) > len(distinct)
        known, foreign = sum(bool(m & ENGLISH) for m in each), sum(bool(m & FOREIGN) for m in each)
    else:
        known, foreign = 1, 0
    if ascii_letters < 0.7 * letters or (foreign >= 2 and foreign > known) or (words >= 7 and known == 0 and strange):
        flags.append("not_english")
    elif words >= 6 and len(distinct) < 0.3 * len(spoken):
        flags.append("repetitive")  # the same word over and over says nothing in any language
    if (marks & SUSPECT and _INJECTION.search(text)) or (
        not _MARKS.isdisjoint(text) and (_MARKUP.search(text) or _SYSTEM_CAPS.search(raw[:READ_LIMIT]))
    ):
        flags.append("addresses_simulator")
    if marks & SELF and _ROLE_FLIP.search(text):
        flags.append("role_flip")
    return flags


def _target(stems: set[str], context: ReadContext, pronoun: bool) -> tuple[int, dict[str, float]]:
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
    norm = normalised(text)
    spans = [m.span() for m in _SENTENCE.finditer(norm)] or [(0, len(norm))]
    said = [sentence(norm[start:end]) for start, end in spans]
    n = len(said)
    signs = Signs(norm, spans, said)
    stems: set[str] = set()
    pronoun, words = False, 0
    for one in said:
        stems.update(one.ordered)
        pronoun = pronoun or has_pronoun(one)
        words += len(one.words)
    signs.words = words
    signs.flags = _flags(text, norm, said, words)
    patient = signs.patient = patient_side(context.patient)
    signs.target, weights = _target(stems, context, pronoun)
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
    questions = canned = 0
    vector_rows: list[int] = []
    vector_cuts: list[int] = []
    for i, one in enumerate(said):
        row = common.copy()
        belief = 0.0
        first_hit = -1
        shared = 0
        frame = one.frames.copy()
        for root, place in one.stems:
            weight = weights.get(root)
            if weight is not None:
                belief += weight
                if first_hit < 0:
                    first_hit = place
                frame[place + 1] = BELIEF
                if root in theirs:
                    shared += 1
            elif root in theirs:
                shared += 1
                frame[place + 1] = PATIENT
        signs.frames.append(frame_rows(frame))
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
        questions += one.asks
        canned += one.canned
        vector_cuts.append(len(vector_rows))
        vector_rows += one.vectors or [0]
    table = vectors().take(vector_rows, axis=0)
    signs.dense = np.add.reduceat(table, vector_cuts, axis=0)
    inside = len(stems & theirs)
    ordered = [root for one in said for root in one.ordered]
    pairs = set(zip(ordered, ordered[1:], strict=False))
    kept = len(pairs & patient.pairs)
    echo_pairs = kept / len(pairs) if pairs else 0.0
    overlap = inside / len(stems) if stems else 0.0
    near = 0.0
    if patient.vectors.size and stems:
        closest = np.maximum.reduce(table @ patient.vectors, axis=1)
        near = float(np.add.reduce(closest)) / len(closest)
    signs.borrowed = pasted([one.threes for one in said], patient.threes)
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
        "canned": min(1.0, canned / max(len(norm.strip()), 1)),
        "no_content": 1.0 if len(stems) <= 1 else 0.0,
        "questions": min(1.0, max(0, questions - 1) / 3.0),
        "all_questions": 1.0 if questions == n else 0.0,
        "on_belief": 1.0 if signs.target >= 0 else 0.0,
        "terse": 1.0 if words <= 4 else 0.0,
        "long": min(1.0, max(0.0, (words - 45) / 75.0)),
        "wall": min(1.0, max(0.0, (words - 110) / 150.0)),
        "exclaim": 1.0 if "!" in norm else 0.0,
    }
    return signs
