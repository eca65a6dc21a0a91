"""The patient's state: floats for one patient, arrays with a leading patient axis for many.

Per-belief quantities are lists with one entry a belief; an entry is a float, or an array of shape (patients,).
Entries are replaced, never written into, so a shallow :meth:`State.copy` is a snapshot and a fork.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, NamedTuple

import numpy as np

from therapy_env.acts import ACTS
from therapy_env.core.noise import normal_halves, stream_key, words
from therapy_env.core.ops import FLOAT, Ops, sigmoid
from therapy_env.core.parameters import Parameters


class BeliefNumbers(NamedTuple):
    """What the core takes of one belief at intake; all in [0, 1] unless said."""

    conviction: float
    preoccupation: float
    distress: float
    inflexibility: float
    disclosure: float
    weight: float
    """Positive; share in how ill the patient is."""
    delusion: bool
    accurate: bool
    congruent: bool


class PatientNumbers(NamedTuple):
    """What the core takes of one persona; all in [0, 1] unless said."""

    beliefs: tuple[BeliefNumbers, ...]
    arousal: float
    baseline: float
    distress: float
    hope: float
    alliance: float
    reactance: float
    risk: float
    """0 to 5."""
    shame: float


ENDED = ("", "dropout", "crisis")
"""Names of the values of :attr:`State.ended`."""
LOGIT_BOUND = 6.0
"""Conviction stays within sigma(-6) and sigma(6)."""

NO_TURN = 1e300
"""Squared length of the acts of a turn that never was: so long that nothing is like it, whatever they are."""

BELIEF_STATIC = ("weight", "inflexibility", "delusion", "accurate", "congruent", "ill", "exists")
BELIEF_MOVING = (
    "logit", "conviction", "conviction_start", "preoccupation", "burden", "disclosure", "attitude", "content",
    "saturation", "load",
)  # fmt: skip
_BELIEFS = frozenset((*BELIEF_STATIC, *BELIEF_MOVING))
PATIENT_STATIC = ("key", "baseline", "trait_reactance", "shame")
PATIENT_MOVING = (
    "arousal", "alliance", "rupture", "rupture_type", "reactance", "risk", "told", "talk", "distress", "hope",
    "engagement", "goal", "turn", "repairs", "ruptures", "confronted", "probing", "voiced", "risk_due", "risk_met",
    "ended",
)  # fmt: skip


@dataclass(slots=True)
class State:
    """Everything that is true of the patient and unseen by the therapist."""

    # per belief, fixed
    weight: list[Any]
    """Share of each belief in illness; sums to 1 over a patient's beliefs."""
    inflexibility: list[Any]
    """beta in [0, 1]."""
    delusion: list[Any]
    """1.0 where the belief is a delusion."""
    accurate: list[Any]
    """1.0 where it is true."""
    congruent: list[Any]
    """1.0 where it is normal in the patient's culture or faith."""
    ill: list[Any]
    """1.0 where it is neither: what treatment is for."""
    exists: list[Any]
    """1.0 where this patient has that many beliefs; padding otherwise."""
    # per belief, moving
    logit: list[Any]
    """Log-odds of conviction, in [-6, 6]."""
    conviction: list[Any]
    """c in (0, 1): the same as a probability."""
    conviction_start: list[Any]
    """The same at the start of the session."""
    preoccupation: list[Any]
    """p in [0, 1]."""
    burden: list[Any]
    """How much the belief hurts while it is held, in [0, 1]."""
    disclosure: list[Any]
    """d in [0, 1]: readiness to speak of it openly."""
    attitude: list[Any]
    """g in [0, 1]: attitude ground, the therapist has shown that they grasp how the patient sees it."""
    content: list[Any]
    """h in [0, 1]: content ground, the therapist has let the belief stand as jointly assumed."""
    saturation: list[Any]
    """m in [0, 1]: how far the lines of evidence are used up."""
    load: list[Any]
    """u >= 0: recent evidence load."""
    # per patient, fixed
    key: Any
    """64-bit noise key."""
    baseline: Any
    """e0 in [0, 1]."""
    trait_reactance: Any
    """In [0, 1]."""
    shame: Any
    """In [0, 1]."""
    # per patient, moving
    arousal: Any
    """e in [0, 1]."""
    alliance: Any
    """A in [0, 1]."""
    rupture: Any
    """r in [0, 1]: intensity of strain; torn above .2."""
    rupture_type: Any
    """0 none, 1 withdrawal, 2 confrontation (as floats)."""
    reactance: Any
    """R in [0, 1]."""
    risk: Any
    """Level in [0, 5]."""
    told: Any
    """1.0 once risk has been told; never reset."""
    talk: Any
    """Talk of the last turn: 0 change, 1 neutral, 2 sustain."""
    distress: Any
    """s in [0, 1]."""
    hope: Any
    """In [0, 1]."""
    engagement: Any
    """In [0, 1]: whether the patient finds that this is going somewhere [A]."""
    goal: Any
    """In [0, 1]: how far the two share a goal [A]."""
    turn: Any
    """Therapist turns done."""
    repairs: Any
    """Ruptures mended so far."""
    ruptures: Any
    """Ruptures begun so far."""
    confronted: Any
    """Turns that an open confrontation has stood."""
    probing: Any
    """Run of turns made of closed questions."""
    voiced: Any
    """Index of the belief voiced in the patient's last turn; -1 for none."""
    risk_due: Any
    """0, or the grade (1 passive, 2 active) of a risk cue that has not been met."""
    risk_met: Any
    """Turns for which an earlier answer to a cue still holds."""
    ended: Any
    """0 running, 1 dropout, 2 crisis."""
    # memory of the therapist's manner, and what has been paid
    profiles: list[Any] = field(default_factory=list)
    """Act vectors of up to three turns back, the latest first; each a tuple of 15, or shape (15, patients)."""
    sizes: list[Any] = field(default_factory=list)
    """Squared length of each of them; :data:`NO_TURN` where there was no such turn."""
    loops: list[Any] = field(default_factory=list)
    """Run lengths of near-repeats at lags one, two and three."""
    paid: list[Any] = field(default_factory=list)
    """Process reward paid this session: challenging, reframing, holding, repairing, safety."""

    def copy(self) -> State:
        """Return an independent copy (entries are shared, and never written into)."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return State(**{name: list(value) if isinstance(value, list) else value for name, value in values.items()})

    def take(self, rows: Any) -> State:
        """Return the batch of the patients at ``rows`` (indices, repeats allowed), in arrays of its own."""
        values = [getattr(self, name) for name in self.__slots__]
        return State(*([x.take(rows, -1) for x in v] if isinstance(v, list) else v.take(rows) for v in values))

    @property
    def n_beliefs(self) -> int:
        """Number of belief entries, padding included."""
        return len(self.logit)

    def arrays(self) -> dict[str, np.ndarray]:
        """Return the state as fresh arrays: shape (patients,) or (patients, beliefs).

        Zero where a patient has no such belief.
        """
        out: dict[str, np.ndarray] = {}
        for name in (*BELIEF_STATIC, *BELIEF_MOVING):
            out[name] = np.stack([np.atleast_1d(np.asarray(x, dtype=np.float64)) for x in getattr(self, name)], axis=1)
        for name in BELIEF_MOVING:
            out[name] *= out["exists"]
        for name in (*PATIENT_STATIC[1:], *PATIENT_MOVING):
            out[name] = np.array(getattr(self, name), dtype=np.float64, ndmin=1)
        return out

    def report(self) -> dict[str, Any]:
        """Return one patient's state as plain numbers, in the scales that the field reads (simulated units).

        Conviction, preoccupation and belief distress 0-100 as in PSYRATS, arousal 0-100 as SUDS, alliance in [0, 1]
        as a fraction of a WAI-like scale.
        """
        beliefs = [
            {
                "kind": (
                    "delusion"
                    if self.delusion[k]
                    else "accurate"
                    if self.accurate[k]
                    else "congruent"
                    if self.congruent[k]
                    else "distortion"
                ),
                "conviction": round(100 * self.conviction[k], 2),
                "preoccupation": round(100 * self.preoccupation[k], 2),
                "distress": round(100 * self.burden[k], 2),
                "disclosure": round(self.disclosure[k], 4),
                "g": round(self.attitude[k], 4),
                "h": round(self.content[k], 4),
            }
            for k in range(self.n_beliefs)
        ]
        plain = {
            name: round(getattr(self, name), 4)
            for name in ("alliance", "rupture", "reactance", "hope", "engagement", "goal", "risk")
        }
        return {
            "beliefs": beliefs,
            "suds": round(100 * self.arousal, 2),
            "distress": round(100 * self.distress, 2),
            **plain,
            "rupture_type": ("none", "withdrawal", "confrontation")[int(self.rupture_type)],
            "risk_told": bool(self.told),
        }


def _logit(c: float) -> float:
    c = min(max(c, 0.0025), 0.9975)
    return float(np.log(c / (1.0 - c)))


def start(patient: PatientNumbers, seed: int, p: Parameters) -> State:
    """Return the state of one patient at intake, with seeded variation around the persona's numbers."""
    state = template(patient, p)
    vary(state, stream_key(seed), p, FLOAT)
    return state


def vary(s: State, key: Any, p: Parameters, ops: Ops) -> None:
    """Give templates their noise keys, and with them the variation between patients of one persona, in place.

    Normal draws 32 and up of turn 0, two to a word of noise.

    Args:
        s: what :func:`template` gives, or a batch of it.
        key: of each patient: a Python int, or uint64 of shape (patients,).
        p: parameters.
        ops: as the state is.
    """
    z = normal_halves(words(key, 0, range(16, 19 + s.n_beliefs // 2)))
    s.key = key
    s.logit = [s.logit[k] + p.vary_conviction * z[4 + k] * s.exists[k] for k in range(s.n_beliefs)]
    s.conviction = [sigmoid(ops, x) for x in s.logit]
    s.conviction_start = list(s.conviction)
    s.arousal = ops.unit(s.arousal + p.vary_arousal * z[0])
    s.alliance = ops.unit(s.alliance + p.vary_person * z[1])
    s.reactance = s.trait_reactance = ops.unit(s.reactance + p.vary_person * z[2])
    s.distress = ops.unit(s.distress + p.vary_person * z[3])


def template(patient: PatientNumbers, p: Parameters) -> State:
    """Return the state of one patient at intake, as the persona's numbers say; without a noise key yet."""
    beliefs = patient.beliefs
    total = sum(b.weight for b in beliefs)
    logits = [_logit(b.conviction) for b in beliefs]
    return State(
        weight=[b.weight / total for b in beliefs],
        inflexibility=[b.inflexibility for b in beliefs],
        delusion=[float(b.delusion) for b in beliefs],
        accurate=[float(b.accurate) for b in beliefs],
        congruent=[float(b.congruent) for b in beliefs],
        ill=[float(not (b.accurate or b.congruent)) for b in beliefs],
        exists=[1.0 for _ in beliefs],
        logit=list(logits),
        conviction=[sigmoid(FLOAT, x) for x in logits],
        conviction_start=[sigmoid(FLOAT, x) for x in logits],
        preoccupation=[b.preoccupation for b in beliefs],
        burden=[b.distress for b in beliefs],
        disclosure=[b.disclosure for b in beliefs],
        attitude=[p.first_attitude for _ in beliefs],
        content=[0.0 for _ in beliefs],
        saturation=[0.0 for _ in beliefs],
        load=[0.0 for _ in beliefs],
        key=0,
        baseline=patient.baseline,
        trait_reactance=patient.reactance,
        shame=patient.shame,
        arousal=patient.arousal,
        alliance=patient.alliance,
        rupture=0.0,
        rupture_type=0.0,
        reactance=patient.reactance,
        risk=float(patient.risk),
        told=0.0,
        talk=1.0,
        distress=patient.distress,
        hope=patient.hope,
        engagement=p.first_engagement,
        goal=p.first_goal,
        turn=0,
        repairs=0.0,
        ruptures=0.0,
        confronted=0.0,
        probing=0.0,
        voiced=-1,
        risk_due=0.0,
        risk_met=0.0,
        ended=0.0,
        profiles=[(0.0,) * len(ACTS) for _ in range(3)],
        sizes=[NO_TURN, NO_TURN, NO_TURN],
        loops=[0.0, 0.0, 0.0],
        paid=[0.0] * 5,
    )


def stack(states: Sequence[State]) -> State:
    """Return one batch of n from n single states; patients with fewer beliefs are padded with weight 0."""
    k_max = max(s.n_beliefs for s in states)
    pad = {name: 0.0 for name in (*BELIEF_STATIC, *BELIEF_MOVING)}

    def column(values: list[Any], dtype: Any = np.float64) -> np.ndarray:
        return np.array(values, dtype=dtype)

    fields: dict[str, Any] = {}
    for name in (*BELIEF_STATIC, *BELIEF_MOVING):
        fields[name] = [
            column([getattr(s, name)[k] if k < s.n_beliefs else pad[name] for s in states]) for k in range(k_max)
        ]
    for name in (*PATIENT_STATIC, *PATIENT_MOVING):
        kind = np.uint64 if name == "key" else np.int64 if name in ("turn", "voiced") else np.float64
        fields[name] = column([getattr(s, name) for s in states], kind)
    fields["profiles"] = [np.ascontiguousarray(column([s.profiles[j] for s in states]).T) for j in range(3)]
    for name, length in (("sizes", 3), ("loops", 3), ("paid", 5)):
        fields[name] = [column([getattr(s, name)[j] for s in states]) for j in range(length)]
    return State(**fields)


def put(batch: State, rows: np.ndarray, fresh: State) -> None:
    """Replace the patients at ``rows`` (indices) of ``batch`` by those of ``fresh``, a batch at intake, in place.

    The one function that writes into entries: only for a batch whose arrays nobody else holds (see :meth:`State.take`).
    """
    for name in State.__slots__:
        old, new = getattr(batch, name), getattr(fresh, name)
        if not isinstance(old, list):
            old[rows] = new
        elif name in _BELIEFS:
            put_beliefs(old, rows, new)
        elif name != "profiles":  # at intake there are none, which ``sizes`` says
            for o, n in zip(old, new, strict=True):
                o[rows] = n


def put_beliefs(old: list[Any], rows: np.ndarray, new: list[Any]) -> None:
    """Replace the patients at ``rows`` of a list of one array a belief, in place, whichever has more beliefs."""
    for _ in range(len(new) - len(old)):
        old.append(np.zeros(len(old[0])))
    for k, o in enumerate(old):
        o[rows] = new[k] if k < len(new) else 0.0


_BELIEF_KEYS = {
    "conviction": "logit", "preoccupation": "preoccupation", "distress": "burden", "disclosure": "disclosure",
    "g": "attitude", "h": "content",
}  # fmt: skip
_PATIENT_KEYS = ("arousal", "alliance", "reactance", "distress", "hope", "engagement", "goal")


def apply_overrides(state: State, overrides: Mapping[str, Any], belief_ids: Sequence[str]) -> None:
    """Change one patient's state in place after sampling; random streams are not shifted.

    Args:
        state: state of one patient.
        overrides: ``{"beliefs": {id: {"conviction", "g", "h", ...}}, "arousal", "alliance", "rupture": {"type",
            "intensity"}, "reactance", "risk", ...}``.
        belief_ids: ids of the patient's beliefs, in order.

    Raises:
        ValueError: unknown key, with the nearest name; or a value out of range.
    """
    if not isinstance(overrides, Mapping):
        raise ValueError(f"state overrides: expected a dict, found {type(overrides).__name__}")

    def unknown(key: object, known: Sequence[str], where: str) -> ValueError:
        close = get_close_matches(str(key), known, n=1)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        return ValueError(f"{where}: unknown key {key!r}; expected one of {', '.join(known)}{hint}")

    def number(value: Any, where: str, high: float = 1.0) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float | np.number) or not 0.0 <= value <= high:
            raise ValueError(f"{where}: expected a number in [0, {high:g}], found {value!r}")
        return float(value)

    def table(value: Any, where: str) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            raise ValueError(f"{where}: expected a dict, found {value!r}")
        return value

    known = ("beliefs", *_PATIENT_KEYS, "rupture", "risk")
    for key, value in overrides.items():
        where = f"state.{key}"
        if key == "beliefs":
            for belief, changes in table(value, where).items():
                if belief not in belief_ids:
                    raise unknown(belief, belief_ids, where)
                k = list(belief_ids).index(belief)
                for name, x in table(changes, f"{where}.{belief}").items():
                    if name not in _BELIEF_KEYS:
                        raise unknown(name, tuple(_BELIEF_KEYS), f"{where}.{belief}")
                    x = number(x, f"{where}.{belief}.{name}")
                    if name == "conviction":
                        state.logit[k] = _logit(x)
                        state.conviction[k] = state.conviction_start[k] = sigmoid(FLOAT, state.logit[k])
                    else:
                        getattr(state, _BELIEF_KEYS[name])[k] = x
        elif key == "rupture":
            for name, x in table(value, where).items():
                if name == "type":
                    types = ("none", "withdrawal", "confrontation")
                    if x not in types:
                        raise unknown(x, types, f"{where}.type")
                    state.rupture_type = float(types.index(x))
                elif name == "intensity":
                    state.rupture = number(x, f"{where}.intensity")
                else:
                    raise unknown(name, ("type", "intensity"), where)
            if state.rupture == 0.0:
                state.rupture_type = 0.0
            elif state.rupture_type == 0.0:
                state.rupture_type = 1.0
        elif key == "risk":
            state.risk = number(value, where, 5.0)
        elif key in _PATIENT_KEYS:
            setattr(state, key, number(value, where))
        else:
            raise unknown(key, known, "state")
