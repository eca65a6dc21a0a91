"""Every parameter of the dynamics and of what shows: value, range, unit, source, in one frozen dataclass.

Sources: *prototype* is the form that was run and attacked before this implementation; [A] marks an assumption, to be
swept; [V] a published figure or sign, [C] one computed from published data, [S] second-hand. :func:`describe` lists
them. The named worlds (what is assumed about the very thing being asked) are files, ``configs/worlds``, that override
some by name; a result is conditional on its world.
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
_ODDS = "log-odds"
_SHARE = "share"
_PROTO = "prototype"
_A = "[A]"
_RAISED = "[A] moved from the prototype's value so that the order of agents shows in one session of words"
_ABAB = "Patterson & Forgatch 1985, ABAB [V sign]"
_PRESS = "Castonguay 1996 [V sign]"
_ANNOMI = "so that P(change | change; neutral) and P(sustain | sustain; neutral) are AnnoMI's .56, .15; .41, .08 [C]"


@dataclass(frozen=True)
class Parameters:
    """Parameters of the dynamics. Immutable; :meth:`override` gives a changed copy."""

    # worlds: what is asked, so never fitted
    uptake_harm: float = _p(0.012, 0, 0.2, _LOGIT, _A, "alpha: conviction gained from accommodation")
    entrenchment: float = _p(1.0, 0, 10, "1", _A, "kappa: how content ground h blocks evidence, exp(-kappa h)")
    amplification: float = _p(1.0, 0, 20, "1", _A, "omega: how content ground h amplifies the harm of uptake")

    # intake: variation between patients of one persona, and where everyone begins
    vary_conviction: float = _p(0.12, 0, 1, _ODDS, _A, "standard deviation of conviction between patients")
    vary_arousal: float = _p(0.05, 0, 0.3, "arousal", _A, "standard deviation of arousal between patients")
    vary_person: float = _p(0.03, 0, 0.3, "1", _A, "standard deviation of alliance, reactance, distress")
    first_attitude: float = _p(0.05, 0, 1, "g", _A, "attitude ground before the first word")
    first_engagement: float = _p(0.5, 0, 1, "engagement", _A, "engagement before the first word")
    first_goal: float = _p(0.15, 0, 1, "goal", _A, "shared goals before the first word")

    # reach: what of a turn gets through
    attention: float = _p(1.6, 0.5, 5, "acts", _PROTO, "sum of acts a patient can take in in one turn")
    habituation: float = _p(0.25, 0, 2, "per repeat", _PROTO, "loss of benefit with repeated profiles or loops")
    habituation_spared: float = _p(0.7, 0, 1, _SHARE, _A, "share of habituation that a fully fitting turn is spared")
    alike_from: float = _p(0.81, 0, 0.99, "squared cosine", _A, "likeness of act profiles from which they repeat")
    alike_span: float = _p(0.15, 0.01, 1, "squared cosine", _A, "from no repeat to a full one")
    staleness: float = _p(1.6, 0, 5, "1", _A, "loss of benefit with wholly repeated wording, exp(-x stale)")
    fit_full: float = _p(0.65, 0.1, 1, "fit", _A, "fit at which benefit is fit itself; below, it falls off faster")
    fit_enough: float = _p(0.40, 0.05, 1, "fit", _A, "fit below which words miss the patient")

    # pressure, and what of it is too much
    ground_enough: float = _p(0.45, 0.05, 1, "g or alliance", _PROTO, "ground at which examining is no longer early")
    pressure_socratic: float = _p(0.10, 0, 1, "pressure", _PROTO, "of guided discovery, when it is time")
    pressure_reframe: float = _p(0.15, 0, 1, "pressure", _PROTO, "of reframing, when it is time")
    pressure_early: float = _p(0.35, 0, 1, "pressure", _PROTO, "more of both, when it is wholly too early")
    pressure_advice: float = _p(0.45, 0, 1, "pressure", _ABAB, "of advice")
    advice_wanted: float = _p(0.5, 0, 1, _SHARE, _A, "share of advice's pressure that a shared goal takes away")
    pressure_true: float = _p(0.6, 0, 2, "pressure", _PROTO, "more, per unit of challenging what is true")
    pressure_reframe_true: float = _p(0.36, 0, 2, "pressure", _PROTO, "more, per unit of reframing what is true")
    hold_softens: float = _p(0.4, 0, 1, _SHARE, _PROTO, "share of pressure that holding takes away")
    tolerance: float = _p(0.15, 0, 1, "pressure", _PROTO, "pressure that anyone bears")
    tolerance_earned: float = _p(0.9, 0, 3, "pressure", _PROTO, "pressure borne per alliance x attitude ground")
    overload_base: float = _p(0.15, 0, 2, "1", _PROTO, "overload per pressure beyond tolerance, without reactance")
    overload_reactance: float = _p(1.9, 0, 5, "1", "Beutler 2018 [V sign]", "more of it per reactance")

    # conviction
    learning: float = _p(2.20, 0.05, 4, "log-odds per unit of evidence", _RAISED, "eta: effect of evidence")
    learning_base: float = _p(0.25, 0, 2, "1", _PROTO, "learning without trust")
    learning_trust: float = _p(1.5, 0, 5, "1", _PROTO, "more of it per trust, alliance x (1 - rupture)^2")
    learning_true: float = _p(0.25, 0, 1, _SHARE, _PROTO, "share of learning that confirms a belief that is true")
    evidence_reframe: float = _p(0.55, 0, 2, "evidence", _PROTO, "told by reframing, per attitude ground")
    evidence_told: float = _p(0.30, 0, 2, "evidence", "Swire-Thompson 2020 [V]: little on average; .5 in the prototype",
                              "told by challenging; asked out is 1, per disclosure")  # fmt: skip
    window_centre: float = _p(0.45, 0, 1, "arousal", _PROTO, "arousal at which one learns best")
    window_width: float = _p(0.25, 0.05, 1, "arousal", _PROTO, "standard deviation of the learning window")
    saturation: float = _p(0.10, 0, 0.5, _TURN, _PROTO, "how fast a line of evidence is used up (m)")
    saturation_told: float = _p(0.6, 0, 2, "1", _PROTO, "the same for told evidence, relative to asked-out")
    settling: float = _p(1.2, 0, 5, "1", _PROTO, "how recent evidence load u blocks further evidence")
    load_decay: float = _p(0.6, 0, 0.99, _TURN, _PROTO, "share of the evidence load that stays to the next turn")
    rupture_block: float = _p(0.97, 0, 1, _SHARE, _PRESS, "share of learning lost while torn")
    rupture_block_from: float = _p(0.25, 0, 1, "rupture", _PROTO, "intensity from which it is lost")
    collusion: float = _p(0.12, 0, 0.5, _LOGIT, _RAISED + "; sycophancy studies N=1,604, 3,285 [V sign]",
                          "gamma: conviction gained from being agreed with")  # fmt: skip
    collusion_base: float = _p(0.5, 0, 2, "1", _PROTO, "share of that gain without trust; trust adds its own")
    backfire: float = _p(0.13, 0, 2, _LOGIT, "Swire-Thompson 2020 (small on average) [V]; .24 x .55 of the prototype",
                         "gain from pushed contradiction")  # fmt: skip
    backfire_pivot: float = _p(0.36, 0, 1, "reactance", _PROTO, "reactance above which contradiction backfires")
    held: float = _p(0.004, 0, 0.05, _LOGIT, _PROTO, "nu: conviction eased by being held and understood")
    natural_course: float = _p(0.002, 0, 0.05, _LOGIT, _A, "conviction eased by time alone")
    conviction_noise: float = _p(0.03, 0, 0.2, _ODDS, _A, "standard deviation of unexplained change a turn")
    dwelling: float = _p(0.04, 0, 0.5, _TURN, _A, "preoccupation gained from uptake")
    letting_go: float = _p(0.02, 0, 0.5, _TURN, _A, "preoccupation lost to holding and guided discovery")
    burden_eased: float = _p(0.020, 0, 0.3, _TURN, _A, "weight of a burden eased by being held, per attitude ground")
    burden_shared: float = _p(0.10, 0, 0.5, _TURN, _A, "the same for a true one by holding and by planning together")

    # ground, disclosure
    content_collude: float = _p(0.25, 0, 1, _TURN, _A, "h gained from collusion")
    content_accommodate: float = _p(0.08, 0, 1, _TURN, _A, "h gained from accommodation")
    content_undone: float = _p(0.06, 0, 1, _TURN, _A, "h lost by examining")
    attitude_gain: float = _p(0.10, 0, 1, _TURN, _PROTO, "g gained from fitting reflection, lost by missing ones")
    attitude_hold: float = _p(0.5, 0, 2, "1", _A, "the same from holding, relative to reflection")
    attitude_explore: float = _p(0.5, 0, 2, "1", _PROTO, "the same from open questions, relative to reflection")
    attitude_socratic: float = _p(0.3, 0, 2, "1", _PROTO, "the same from guided discovery, relative to reflection")
    attitude_fade: float = _p(0.005, 0, 0.1, _TURN, _PROTO, "g lost by itself")
    disclosure_gain: float = _p(0.06, 0, 1, _TURN, _PROTO, "d gained from open questions")
    disclosure_reflect: float = _p(0.6, 0, 2, "1", _PROTO, "the same from reflection, relative to open questions")
    disclosure_hold: float = _p(0.5, 0, 2, "1", _PROTO, "the same from holding")
    disclosure_socratic: float = _p(0.4, 0, 2, "1", _PROTO, "the same from guided discovery")
    disclosure_base: float = _p(0.3, 0, 2, "1", _PROTO, "share of that gain without alliance, which adds its own")
    disclosure_overload: float = _p(0.05, 0, 1, _TURN, _PROTO, "d lost to overload")
    disclosure_stigma: float = _p(0.06, 0, 1, _TURN, _PROTO, "d lost to stigma")
    disclosure_torn: float = _p(0.03, 0, 1, _TURN, _PROTO, "d lost while rupture is above .3")
    disclosure_spread: float = _p(0.4, 0, 1, _SHARE, _A, "share of this that reaches beliefs that were not the topic")

    # alliance
    alliance_hold: float = _p(0.020, 0, 0.2, _TURN, _PROTO, "gain from holding")
    alliance_reflect: float = _p(0.018, 0, 0.2, _TURN, _PROTO, "gain from fitting reflection")
    alliance_explore: float = _p(0.006, 0, 0.2, _TURN, _PROTO, "gain from open questions")
    alliance_socratic: float = _p(0.010, 0, 0.2, _TURN, _A + " .004 in the prototype",
                                  "gain from guided discovery inside the window")  # fmt: skip
    alliance_collude: float = _p(0.040, 0, 0.2, _TURN, _RAISED, "short-run gain from being agreed with")
    alliance_accommodate: float = _p(0.5, 0, 1, _SHARE, _A, "share of that gain from accommodation")
    alliance_repair: float = _p(0.06, 0, 0.3, _TURN, "Eubanks 2018, r .29 [V]", "gain from repairing a real rupture")
    repair_worn: float = _p(0.8, 0, 5, "per repair", _PROTO, "how that gain wears out with the number of repairs")
    alliance_overload: float = _p(0.030, 0, 0.3, _TURN, _PROTO, "loss per unit of overload")
    alliance_stigma: float = _p(0.18, 0, 1, _TURN, _PROTO, "loss from stigma")
    alliance_advice: float = _p(0.040, 0, 0.3, _TURN, _PROTO, "loss, per alliance, from unwanted advice while aroused")
    alliance_rupture: float = _p(0.05, 0, 0.5, "per onset", _PROTO, "loss at a new rupture")
    alliance_pressing: float = _p(0.015, 0, 0.3, _TURN, _PRESS, "loss from technique while torn")
    alliance_torn: float = _p(0.016, 0, 0.3, _TURN, _PROTO, "loss while a rupture stands")
    alliance_needless: float = _p(0.025, 0, 0.3, _TURN, _PROTO, "loss from repair where nothing is torn")
    alliance_stale: float = _p(0.020, 0, 0.3, _TURN, _A, "loss from wholly repeated wording")
    alliance_misfit: float = _p(0.030, 0, 0.3, _TURN, _A, "loss from words that wholly miss the patient")
    alliance_probing: float = _p(0.008, 0, 0.2, _TURN, _PROTO, "loss from runs of closed questions")
    alliance_pull: float = _p(0.010, 0, 0.2, _TURN, _A, "pull of alliance toward engagement: purpose keeps the bond")

    # rupture
    rupture_base: float = _p(-4.4, -10, 2, _ODDS, _A + "; 19-42% of sessions [S]", "base rate of a new rupture")
    rupture_met: float = _p(1.8, 0, 10, _ODDS, _A, "protection by being held and understood in this turn")
    rupture_overload: float = _p(3.2, 0, 10, _ODDS, _PROTO, "effect of overload")
    rupture_stigma: float = _p(3.0, 0, 10, _ODDS, _PROTO, "effect of stigma")
    rupture_misfit: float = _p(1.2, 0, 10, _ODDS, _A, "effect of misattunement")
    rupture_reactance: float = _p(1.5, 0, 10, _ODDS, "Beutler 2018 [V sign]", "effect of reactance")
    rupture_alliance: float = _p(1.8, 0, 10, _ODDS, _PROTO, "protection by alliance")
    rupture_drift: float = _p(1.5, 0, 10, _ODDS, _A, "effect of aimlessness (1 - engagement) after some turns")
    misfit_fit: float = _p(0.8, 0, 1, "1", _A, "misattunement of words that wholly miss (fit 0)")
    misfit_unmet: float = _p(0.35, 0, 1, "1", _A, "misattunement of passing over strong arousal")
    misfit_still: float = _p(0.4, 0, 1, _SHARE, _A, "share of that where nothing is pushed instead")
    unmet_from: float = _p(0.5, 0, 1, "arousal", _A, "arousal from which it asks to be met")
    unmet_span: float = _p(0.35, 0.05, 1, "arousal", _A, "from there to where it must be")
    unmet_reflect: float = _p(0.6, 0, 1, "1", _A, "how far reflection meets it; holding and repair do wholly")
    confront_reactance: float = _p(5.0, 0, 20, _ODDS, _PROTO, "effect of reactance on confronting, not withdrawing")
    confront_pivot: float = _p(0.5, 0, 1, "reactance", _PROTO, "reactance at which the two are as likely")
    confront_overload: float = _p(2.0, 0, 10, _ODDS, _A, "effect of overload on confronting")
    depth_base: float = _p(0.35, 0.2, 1, "rupture", _A, "intensity of a new rupture, at least")
    depth_overload: float = _p(0.25, 0, 1, "rupture", _A, "more of it per overload")
    depth_noise: float = _p(0.2, 0, 1, "rupture", _A, "more of it by chance, at most")
    repair_rate: float = _p(0.90, 0, 2, _TURN, _RAISED + " (.45)", "rupture mended by a fitting repair")
    repair_reflect: float = _p(0.05, 0, 1, "1", _PROTO, "the same by reflection, relative to repair")
    repair_hold: float = _p(0.03, 0, 1, "1", _PROTO, "the same by holding")
    repair_undone: float = _p(0.6, 0, 1, _SHARE, _PROTO, "share of mending lost where the turn also challenges")
    rupture_again: float = _p(0.1, 0, 1, "rupture", _A, "intensity gained by a re-rupture")
    rupture_pressing: float = _p(0.12, 0, 1, _TURN, _PRESS, "gained by change work while torn")
    rupture_fade: float = _p(0.995, 0.5, 1, _TURN, _PROTO, "share of rupture that stays by itself")

    # purpose: shared goals and engagement
    purpose_work: float = _p(1.3, 0, 3, "1", _A, "purpose felt in guided discovery and in reframing")
    purpose_explore: float = _p(0.8, 0, 3, "1", _A, "the same in open questions")
    purpose_risk: float = _p(0.6, 0, 3, "1", _A, "the same in talk about danger")
    purpose_advice: float = _p(0.5, 0, 3, "1", _A, "the same in advice, per shared goal")
    goal_gain: float = _p(0.09, 0, 0.5, _TURN, _A, "shared goals gained from open questions and joint looking")
    goal_socratic: float = _p(0.6, 0, 2, "1", _A, "the same from guided discovery, relative to open questions")
    goal_reflect: float = _p(0.3, 0, 2, "1", _A, "the same from reflection")
    goal_overload: float = _p(0.02, 0, 0.5, _TURN, _A, "shared goals lost to overload")
    engagement_gain: float = _p(0.06, 0, 0.5, _TURN, _A, "engagement gained from purposeful, fitting work")
    engagement_base: float = _p(0.4, 0, 1, _SHARE, _A, "share of that without alliance")
    engagement_held: float = _p(0.01, 0, 0.2, _TURN, _A, "engagement gained from being held and understood")
    engagement_drift: float = _p(0.030, 0, 0.5, _TURN, _A, "engagement lost to aimlessness without shared goals")
    engagement_loss: float = _p(0.03, 0, 0.5, _TURN, _A, "engagement lost per overload, rupture, missing words")
    drift_after: float = _p(4.0, 0, 40, "turns", _A, "turns before aimlessness is felt")
    drift_span: float = _p(5.0, 1, 40, "turns", _A, "turns from there to where it is felt wholly")

    # arousal, reactance, distress, hope
    arousal_return: float = _p(0.12, 0, 1, _TURN, _PROTO, "return of arousal to its resting level")
    arousal_load: float = _p(0.2, 0, 1, "arousal", _A, "how what is believed shifts that level, around a load of .3")
    arousal_held: float = _p(0.22, 0, 1, _TURN, _PROTO, "arousal above .3 brought down by holding")
    arousal_held_base: float = _p(0.5, 0, 2, "1", _PROTO, "share of that without alliance, which adds its own")
    arousal_overload: float = _p(0.12, 0, 1, _TURN, _PROTO, "arousal gained per overload")
    arousal_stigma: float = _p(0.35, 0, 1, _TURN, _PROTO, "arousal gained from stigma")
    arousal_asked: float = _p(0.05, 0, 1, _TURN, _PROTO, "arousal gained from being asked, half of it if held")
    arousal_rupture: float = _p(0.1, 0, 1, "per onset", _PROTO, "arousal gained at a new rupture")
    arousal_noise: float = _p(0.03, 0, 0.2, "arousal", _PROTO, "standard deviation of unexplained change a turn")
    reactance_gain: float = _p(0.05, 0, 0.5, _TURN, _ABAB, "gained per overload")
    reactance_return: float = _p(0.08, 0, 1, _TURN, _ABAB, "return to its trait")
    distress_rate: float = _p(0.08, 0, 1, _TURN, _A, "how fast distress follows what is believed")
    distress_base: float = _p(0.15, 0, 1, "distress", _A, "where it settles with nothing believed")
    distress_load: float = _p(0.9, 0, 2, "distress", _A, "more per load: conviction x burden x preoccupation")
    distress_arousal: float = _p(0.25, 0, 1, "distress", _A, "more per arousal above .4")
    distress_held: float = _p(0.015, 0, 0.3, _TURN, _A, "distress eased by being held")
    distress_rupture: float = _p(0.02, 0, 0.3, "per onset", _A, "distress gained at a new rupture")
    distress_stigma: float = _p(0.03, 0, 0.3, _TURN, _A, "distress gained from stigma")
    load_base: float = _p(0.4, 0, 1, _SHARE, _A, "share of a belief's load that is felt without preoccupation")
    hope_purpose: float = _p(0.03, 0, 0.5, _TURN, _A, "hope gained from purposeful work on shared goals")
    hope_learning: float = _p(0.3, 0, 2, "per log-odds", _A, "hope gained from what was learned")
    hope_held: float = _p(0.008, 0, 0.2, _TURN, _A, "hope gained from holding")
    hope_loss: float = _p(0.02, 0, 0.5, _TURN, _A, "hope lost per overload and rupture")
    hope_fade: float = _p(0.003, 0, 0.1, _TURN, _A, "hope lost by itself")

    # risk, and the end before time
    risk_told: float = _p(-3.0, -10, 5, _ODDS, "93% report having lied to a therapist [S]", "base of disclosure")
    risk_told_alliance: float = _p(4.0, 0, 10, _ODDS, _PROTO, "effect of alliance on telling")
    risk_told_asked: float = _p(2.0, 0, 10, _ODDS, _PROTO, "effect of being asked directly")
    risk_told_unasked: float = _p(1.5, 0, 10, _ODDS, _A, "what holds back where nobody asks")
    risk_told_shame: float = _p(1.5, 0, 10, _ODDS, _PROTO, "effect of shame, against telling")
    risk_relief: float = _p(0.05, 0, 1, _TURN, _A, "risk level eased once told and met")
    risk_relief_held: float = _p(0.3, 0, 1, "1", _A, "the same by holding, relative to meeting it")
    risk_hope: float = _p(0.004, 0, 0.1, _TURN, _A, "risk level eased per hope")
    risk_strain: float = _p(0.03, 0, 1, _TURN, _A, "risk level raised by rupture, distress above .6, half of stigma")
    risk_shared: float = _p(0.6, 0, 1, _SHARE, _A, "share of that strain spared once it was told")
    crisis_hazard: float = _p(0.03, 0, 1, _TURN, _A, "hazard of a crisis per level above 3.5, while unmet")
    dropout_hazard: float = _p(0.15, 0, 1, _TURN, _A, "hazard of leaving while alliance is below .1")
    dropout_confronted: float = _p(0.02, 0, 1, _TURN, _A, "hazard per turn that a confrontation stands, from 3")
    dropout_adrift: float = _p(0.03, 0, 1, _TURN, _A, "hazard of leaving while engagement is below .12")

    # what shows: talk
    talk_change: float = _p(-3.3, -10, 5, _ODDS, _ANNOMI, "base of change talk against neutral")
    change_explore: float = _p(1.3, 0, 5, _ODDS, "AnnoMI, open against closed, OR 2.63-3.30 [C]", "open question")
    change_socratic: float = _p(1.2, 0, 5, _ODDS, _A, "fitting guided discovery inside the window")
    change_probe: float = _p(-0.4, -5, 5, _ODDS, "AnnoMI, open against closed [C sign]", "closed question")
    change_reflect: float = _p(0.6, 0, 5, _ODDS, _A, "fitting reflection")
    change_doubt: float = _p(1.2, 0, 5, _ODDS, _A, "doubt, 1 - conviction")
    change_hope: float = _p(1.0, 0, 5, _ODDS, _A, "hope")
    change_alliance: float = _p(0.8, 0, 5, _ODDS, _A, "alliance")
    change_inertia: float = _p(1.9, 0, 5, _ODDS, "AnnoMI, P(change after change) .56 [C]", "change talk before")
    change_evidence: float = _p(1.5, 0, 5, _ODDS, _A, "evidence that came to bear")
    talk_sustain: float = _p(-3.1, -10, 5, _ODDS, _ANNOMI, "base of sustain talk against neutral")
    sustain_overload: float = _p(1.4, 0, 5, _ODDS, _ABAB, "overload")
    sustain_challenge: float = _p(0.9, 0, 5, _ODDS, _ABAB, "challenge")
    sustain_advise: float = _p(0.5, 0, 5, _ODDS, "AnnoMI, clumsy input, OR 2.94 [C]", "advice without shared goal")
    sustain_educate: float = _p(0.5, 0, 5, _ODDS, _ABAB, "teaching")
    sustain_misfit: float = _p(1.0, 0, 5, _ODDS, "AnnoMI, quality x input [C sign]", "words that miss, 1 - fit")
    sustain_conviction: float = _p(0.9, 0, 5, _ODDS, _A, "conviction")
    sustain_hope: float = _p(-0.8, -5, 0, _ODDS, _A, "hope")
    sustain_alliance: float = _p(-0.5, -5, 0, _ODDS, _A, "alliance")
    sustain_inertia: float = _p(1.95, 0, 5, _ODDS, "AnnoMI, P(sustain after sustain) .41 [C]", "sustain talk before")
    sustain_rupture: float = _p(1.2, 0, 5, _ODDS, _A, "rupture")

    # what shows: the rest
    voice_base: float = _p(0.40, 0, 1, "probability", _A, "of voicing a belief in a turn")
    voice_preoccupation: float = _p(0.5, 0, 1, "probability", _A, "more per weighted preoccupation")
    voice_asked: float = _p(0.25, 0, 1, "probability", _A, "more where the turn aimed at a belief")
    voice_topic: float = _p(1.5, 0, 10, "1", _A, "pull of the belief aimed at, over weight x preoccupation")
    frank_base: float = _p(0.25, 0, 1, _SHARE, _A, "share of a question that is answered without alliance")
    frank_torn: float = _p(0.8, 0, 1, _SHARE, _A, "share of frankness lost to a full rupture")
    frank_misfit: float = _p(0.45, 0, 1, _SHARE, _A, "share of frankness lost to words that wholly miss")
    insight_gain: float = _p(3.2, 0, 20, "per evidence", _A, "how evidence comes to mind in words")
    adrift_shows: float = _p(0.5, 0, 2, "1", _A, "withdrawal shown per engagement below .3")
    strain_shows: float = _p(0.25, 0, 1, "1", _A, "marker shown beside the intensity of a rupture")
    show_noise: float = _p(0.06, 0, 0.5, "1", _A, "standard deviation of firmness, openness, arousal, warmth as shown")
    strain_noise: float = _p(0.08, 0, 0.5, "1", _A, "standard deviation of strain as shown")
    risk_cue: float = _p(0.05, 0, 1, "probability", _A, "of a risk cue in a turn, per level")
    risk_cue_told: float = _p(0.10, 0, 1, "probability", _A, "more once it was told")
    risk_cue_met: float = _p(0.5, 0, 1, _SHARE, _A, "share of that spared while an answer holds")
    risk_lasts: float = _p(6.0, 0, 40, "turns", _A, "for which an answered risk cue stays answered")

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
