"""Every parameter of the dynamics: value, range, unit, source, in one frozen dataclass.

Sources: *prototype* is the form that was run and attacked before this implementation; [A] marks an assumption, to be
swept; [V] a published figure. :func:`describe` lists them. The named worlds (what is assumed about the very thing being
asked) are files, ``configs/worlds``, that override some by name; a result is conditional on its world.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from typing import Any, NamedTuple


class ParameterInfo(NamedTuple):
    """What is known about one parameter."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    source: str
    meaning: str


def _p(value: float, low: float, high: float, unit: str, source: str, meaning: str) -> Any:
    return field(default=value, metadata={"info": (low, high, unit, source, meaning)})


_TURN = "per turn"
_LOGIT = "log-odds per turn"
_PROTO = "prototype"
_A = "[A]"
_RAISED = "[A] moved from the prototype's value so that the order of agents shows in one session"


@dataclass(frozen=True)
class Parameters:
    """Parameters of the dynamics. Immutable; :meth:`override` gives a changed copy."""

    # worlds: what is asked, so never fitted
    uptake_harm: float = _p(0.012, 0, 0.2, _LOGIT, _A, "alpha: conviction gained from accommodation")
    entrenchment: float = _p(1.0, 0, 10, "1", _A, "kappa: how content ground h blocks evidence, exp(-kappa h)")
    amplification: float = _p(1.0, 0, 20, "1", _A, "omega: how content ground h amplifies the harm of uptake")

    # conviction
    learning: float = _p(1.90, 0.05, 4, "log-odds per unit of evidence", _RAISED, "eta: effect of evidence")
    collusion: float = _p(
        0.12,
        0,
        0.5,
        _LOGIT,
        _RAISED + "; sycophancy studies N=1,604, 3,285 [V sign]",
        "gamma: conviction gained from being agreed with",
    )
    held: float = _p(0.004, 0, 0.05, _LOGIT, _PROTO, "nu: conviction eased by being held and understood")
    natural_course: float = _p(0.002, 0, 0.05, _LOGIT, _A, "conviction eased by time alone")
    backfire: float = _p(0.24, 0, 1, "1", "Swire-Thompson 2020 (small on average)", "gain from pushed contradiction")
    backfire_pivot: float = _p(0.36, 0, 1, "reactance", _PROTO, "reactance above which contradiction backfires")
    conviction_noise: float = _p(0.03, 0, 0.2, "log-odds", _A, "standard deviation of unexplained change a turn")
    saturation: float = _p(0.10, 0, 0.5, _TURN, _PROTO, "how fast a line of evidence is used up (m)")
    settling: float = _p(1.2, 0, 5, "1", _PROTO, "how recent evidence load u blocks further evidence")
    load_decay: float = _p(0.6, 0, 0.99, _TURN, _PROTO, "share of the evidence load that stays to the next turn")
    rupture_block: float = _p(0.97, 0, 1, "1", "Castonguay 1996 [V sign]", "share of learning lost while torn")

    # window and pressure
    window_centre: float = _p(0.45, 0, 1, "arousal", _PROTO, "arousal at which one learns best")
    window_width: float = _p(0.25, 0.05, 1, "arousal", _PROTO, "standard deviation of the learning window")
    tolerance: float = _p(0.15, 0, 1, "pressure", _PROTO, "pressure that anyone bears")
    tolerance_earned: float = _p(0.9, 0, 3, "pressure", _PROTO, "pressure borne per alliance x attitude ground")
    attention: float = _p(1.6, 0.5, 5, "acts", _PROTO, "sum of acts a patient can take in in one turn")
    habituation: float = _p(0.25, 0, 2, "per repeat", _PROTO, "loss of benefit with repeated profiles or loops")
    staleness: float = _p(1.6, 0, 5, "1", _A, "loss of benefit with wholly repeated wording, exp(-x stale)")

    # ground, disclosure
    content_collude: float = _p(0.25, 0, 1, _TURN, _A, "h gained from collusion")
    content_accommodate: float = _p(0.08, 0, 1, _TURN, _A, "h gained from accommodation")
    content_undone: float = _p(0.06, 0, 1, _TURN, _A, "h lost by examining")
    attitude_gain: float = _p(0.10, 0, 1, _TURN, _PROTO, "g gained from fitting reflection")
    disclosure_gain: float = _p(0.06, 0, 1, _TURN, _PROTO, "d gained from open, safe questions")

    # alliance
    alliance_hold: float = _p(0.020, 0, 0.2, _TURN, _PROTO, "gain from holding")
    alliance_reflect: float = _p(0.018, 0, 0.2, _TURN, _PROTO, "gain from fitting reflection")
    alliance_explore: float = _p(0.006, 0, 0.2, _TURN, _PROTO, "gain from open questions")
    alliance_socratic: float = _p(0.010, 0, 0.2, _TURN, _PROTO, "gain from guided discovery inside the window")
    alliance_collude: float = _p(0.030, 0, 0.2, _TURN, _RAISED, "short-run gain from being agreed with")
    alliance_repair: float = _p(0.06, 0, 0.3, _TURN, "Eubanks 2018, r .29 [V]", "gain from repairing a real rupture")
    alliance_overload: float = _p(0.030, 0, 0.3, _TURN, _PROTO, "loss per unit of overload")
    alliance_stigma: float = _p(0.18, 0, 1, _TURN, _PROTO, "loss from stigma")
    alliance_advice: float = _p(0.020, 0, 0.3, _TURN, _PROTO, "loss from advice while aroused")
    alliance_rupture: float = _p(0.05, 0, 0.5, "per onset", _PROTO, "loss at a new rupture")
    alliance_pressing: float = _p(0.015, 0, 0.3, _TURN, "Castonguay 1996 [V sign]", "loss from technique while torn")
    alliance_torn: float = _p(0.016, 0, 0.3, _TURN, _PROTO, "loss while a rupture stands")
    alliance_needless: float = _p(0.025, 0, 0.3, _TURN, _PROTO, "loss from repair where nothing is torn")
    alliance_stale: float = _p(0.020, 0, 0.3, _TURN, _A, "loss from wholly repeated wording")
    alliance_misfit: float = _p(0.030, 0, 0.3, _TURN, _A, "loss from words that miss the patient, from fit .45 down")
    alliance_probing: float = _p(0.008, 0, 0.2, _TURN, _PROTO, "loss from runs of closed questions")
    alliance_pull: float = _p(0.010, 0, 0.2, _TURN, _A, "pull of alliance toward engagement: purpose keeps the bond")

    # rupture
    rupture_base: float = _p(
        -5.0, -10, 2, "log-odds", _RAISED + "; 19-42% of sessions [S]", "base rate of a new rupture"
    )
    rupture_overload: float = _p(3.2, 0, 10, "log-odds", _PROTO, "effect of overload")
    rupture_stigma: float = _p(3.0, 0, 10, "log-odds", _PROTO, "effect of stigma")
    rupture_misfit: float = _p(1.2, 0, 10, "log-odds", _A, "effect of misattunement")
    rupture_reactance: float = _p(1.5, 0, 10, "log-odds", "Beutler 2018 [V sign]", "effect of reactance")
    rupture_alliance: float = _p(1.8, 0, 10, "log-odds", _PROTO, "protection by alliance")
    rupture_drift: float = _p(1.5, 0, 10, "log-odds", _A, "effect of aimlessness (1 - engagement) after some turns")
    repair_rate: float = _p(0.90, 0, 2, _TURN, _RAISED, "share of rupture mended by a fitting repair")
    rupture_pressing: float = _p(0.12, 0, 1, _TURN, "Castonguay 1996 [V sign]", "gained by change work while torn")
    rupture_fade: float = _p(0.995, 0.5, 1, _TURN, _PROTO, "share of rupture that stays by itself")

    # arousal, reactance, distress, hope, engagement
    arousal_return: float = _p(0.12, 0, 1, _TURN, _PROTO, "return of arousal to baseline")
    arousal_held: float = _p(0.22, 0, 1, _TURN, _PROTO, "arousal brought down by holding")
    arousal_noise: float = _p(0.03, 0, 0.2, "arousal", _A, "standard deviation of unexplained change a turn")
    reactance_gain: float = _p(0.05, 0, 0.5, _TURN, "Patterson & Forgatch 1985 [V sign]", "gained per overload")
    reactance_return: float = _p(0.08, 0, 1, _TURN, "Patterson & Forgatch 1985, ABAB [V sign]", "return to its trait")
    distress_rate: float = _p(0.08, 0, 1, _TURN, _A, "how fast distress follows what is believed")
    distress_held: float = _p(0.015, 0, 0.3, _TURN, _A, "distress eased by being held")
    burden_eased: float = _p(0.020, 0, 0.3, _TURN, _A, "weight of a true burden eased by meeting it together")
    engagement_gain: float = _p(0.06, 0, 0.5, _TURN, _A, "engagement gained from purposeful, fitting work")
    engagement_drift: float = _p(0.030, 0, 0.5, _TURN, _A, "engagement lost to aimlessness without shared goals")
    goal_gain: float = _p(0.09, 0, 0.5, _TURN, _A, "shared goals gained from open questions and joint looking")
    drift_after: float = _p(4.0, 0, 40, "turns", _A, "turns before aimlessness is felt")

    # risk, dropout
    risk_told: float = _p(-3.0, -10, 5, "log-odds", "93% report having lied to a therapist [S]", "base of disclosure")
    risk_relief: float = _p(0.05, 0, 1, _TURN, _A, "risk level eased once told and met")
    risk_strain: float = _p(0.03, 0, 1, _TURN, _A, "risk level raised by rupture and distress while alone with it")
    crisis_hazard: float = _p(0.03, 0, 1, "per turn", _A, "hazard of a crisis per level above 3.5, while unmet")
    dropout_hazard: float = _p(0.15, 0, 1, "per turn", _A, "hazard of leaving while alliance is below .1")
    dropout_confronted: float = _p(0.05, 0, 1, "per turn", _A, "hazard per turn that a confrontation stands, from 3")

    def override(self, changes: Mapping[str, float]) -> Parameters:
        """Return a copy with ``changes``.

        Raises:
            ValueError: an unknown name, or a value outside its range.
        """
        known = {info.name: info for info in describe(self)}
        for name, value in changes.items():
            if name not in known:
                close = get_close_matches(name, known, n=1)
                hint = f"; did you mean {close[0]!r}?" if close else ""
                raise ValueError(f"unknown parameter {name!r}{hint}")
            info = known[name]
            if not isinstance(value, int | float) or not info.low <= value <= info.high:
                raise ValueError(f"parameter {name}: expected a number in [{info.low}, {info.high}], found {value!r}")
        return replace(self, **changes)


def describe(parameters: Parameters | None = None) -> Iterator[ParameterInfo]:
    """Yield name, value, range, unit, source and meaning of every parameter."""
    current = parameters or Parameters()
    for item in fields(Parameters):
        low, high, unit, source, meaning = item.metadata["info"]
        yield ParameterInfo(item.name, getattr(current, item.name), low, high, unit, source, meaning)
