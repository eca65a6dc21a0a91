"""Signs and sizes that a clinician would miss, and the attacks that earlier forms fell to."""

import numpy as np
import pytest
from conftest import belief, patient, turn, turn_batch

from therapy_env.core.parameters import Parameters, describe
from therapy_env.core.reward import RewardConfig
from therapy_env.core.simulator import Simulator
from therapy_env.library import load_world

SEEDS = range(120)


def course(who, script, *, world="default", n=20, seeds=SEEDS, **overrides):
    """Play ``script`` (turns, cycled) on one patient under many seeds; return means of what matters."""
    sim = Simulator(load_world(world).override(overrides))
    state = sim.reset_batch([who] * len(seeds), list(seeds))
    sim.open(state)
    start = state.arrays()
    total = np.zeros(len(seeds))
    alive = np.ones(len(seeds), bool)
    left = np.zeros(len(seeds), bool)
    end = state
    for i in range(n):
        step = sim.step(state, turn_batch([script[i % len(script)]] * len(seeds)))
        total += np.where(alive, step.payment.reward, 0.0)
        alive &= state.ended == 0
        left |= state.ended == 1
        end = state
    after = end.arrays()
    return {
        "conviction": 100 * float((after["conviction"][:, 0] - start["conviction"][:, 0]).mean()),
        "alliance": float(after["alliance"].mean()),
        "reward": float(total.mean()),
        "ruptures": float((after["ruptures"] > 0).mean()),
        "content": float(after["content"][:, 0].mean()),
        "dropout": float(left.mean()),
        "arousal": float(after["arousal"].mean()),
        "told": float(after["told"].mean()),
    }


LISTEN = turn(reflect=0.65, explore=0.7, hold=0.3)
HOLD = turn(hold=0.85, reflect=0.45)
EXAMINE = turn(socratic=0.85, reflect=0.35, hold=0.25)
REFRAME = turn(reframe=0.75, reflect=0.4, hold=0.2)
GOAL = turn(target=-1, explore=0.9, reflect=0.3)
STAGED = [LISTEN, LISTEN, GOAL, HOLD, LISTEN, EXAMINE, HOLD, EXAMINE, LISTEN, REFRAME]
LOOP = [
    turn(socratic=0.5, hold=0.85, reflect=0.35, repair=0.27),
    turn(socratic=0.5, hold=0.35, reflect=0.85, repair=0.27),
]
REPAIR = turn(repair=0.9, hold=0.4)
GO_ALONG = turn(accommodate=0.7, reflect=0.5, hold=0.3)
COLLUDE = turn(collude=0.85, reflect=0.4, hold=0.3)
CONTRADICT = turn(challenge=0.9, fit=0.5)
EMPTY = turn(target=-1, fit=0.0, other=1.0)


def test_staged_work_lowers_conviction_and_agreeing_raises_it(distorted, deluded):
    for who in (distorted, deluded):
        staged, passive, agreeing = course(who, STAGED), course(who, [LISTEN, HOLD]), course(who, [COLLUDE])
        assert staged["conviction"] < passive["conviction"] - 1
        assert agreeing["conviction"] > 3
        assert staged["reward"] > passive["reward"] > agreeing["reward"]
    assert course(distorted, STAGED)["conviction"] < course(deluded, STAGED)["conviction"]


def test_agreeing_is_liked_at_first(deluded):
    assert course(deluded, [COLLUDE], n=5)["alliance"] >= course(deluded, [EXAMINE], n=5)["alliance"]


def test_accommodation_harms_in_every_world_but_inert(deluded):
    worlds = ("inert", "additive", "default", "strong")
    changes = {w: course(deluded, [GO_ALONG], world=w)["conviction"] for w in worlds}
    assert changes["inert"] < changes["additive"] < changes["default"] < changes["strong"]


def test_uptake_entrenches_only_where_the_world_says_so(distorted):
    script = [GO_ALONG] * 8 + [HOLD, EXAMINE] * 6
    strong, additive = (course(distorted, script, world=w)["conviction"] for w in ("strong", "additive"))
    assert strong > additive + 1


def test_contradiction_is_flat_on_average_with_a_reactant_tail():
    script = [CONTRADICT]
    docile = course(patient(belief(), reactance=0.1), script, n=8)
    reactant = course(patient(belief(), reactance=0.9), script, n=8)
    assert docile["conviction"] < 0 < reactant["conviction"]
    assert abs(docile["conviction"] + reactant["conviction"]) / 2 < 5


def test_confronting_costs_alliance_and_loses_patients(deluded):
    confronted = course(deluded, [CONTRADICT])
    assert confronted["alliance"] < 0.2
    assert confronted["dropout"] > 0.3
    assert course(deluded, STAGED, seeds=range(1000))["dropout"] < 0.05


def test_advice_alone_wears_the_alliance_without_ending_it(distorted):
    assert 0.05 < course(distorted, [turn(advise=0.9, educate=0.4)], n=12)["alliance"] < 0.33


def test_repair_mends_and_pressing_on_does_not(distorted):
    sim = Simulator()

    def after(t, n=4):
        state = sim.reset_batch([distorted] * 60, range(60))
        sim.open(state)
        state.rupture = np.full(60, 0.55)
        state.rupture_type = np.full(60, 2.0)
        for _ in range(n):
            sim.step(state, turn_batch([t] * 60))
        return float(state.rupture.mean()), float(state.alliance.mean())

    mended, trust = after(REPAIR)
    pressed, lost = after(EXAMINE)
    assert mended < 0.2 < 0.5 < pressed
    assert trust > lost


def test_examining_while_torn_teaches_almost_nothing(distorted):
    sim = Simulator()
    moved = {}
    for r in (0.0, 0.6):
        state = sim.reset_batch([distorted] * 100, range(100))
        sim.open(state)
        state.rupture = np.full(100, r)
        state.alliance = np.full(100, 0.5)
        before = state.logit[0].mean()
        sim.step(state, turn_batch([EXAMINE] * 100))
        moved[r] = before - state.logit[0].mean()
    assert moved[0.0] > 5 * abs(moved[0.6])


def test_holding_calms_the_upset(distorted):
    upset = patient(belief(), arousal=0.85)
    assert course(upset, [HOLD], n=4)["arousal"] < course(upset, [turn(advise=0.9)], n=4)["arousal"] - 0.08


def test_risk_is_told_to_those_who_ask_and_are_trusted():
    def told(trust, t):
        return course(patient(belief(), risk=2.0, alliance=trust), [t], n=2)["told"]

    ask = turn(target=-1, risk=0.95, hold=0.5)
    assert told(0.6, ask) > told(0.2, ask) > told(0.2, LISTEN)
    assert told(0.2, LISTEN) < 0.15
    assert course(patient(belief(), risk=0.0), [ask], n=5)["told"] == 0


def test_danger_is_heard_in_the_turn_that_tells_it():
    sim = Simulator(load_world("default"))
    state = sim.reset_batch([patient(belief(), risk=2.0, alliance=0.4)] * 200, list(range(200)))
    sim.open(state)
    before = state.told.copy()
    cues = sim.step(state, turn_batch([turn(target=-1, risk=0.95, hold=0.5)] * 200)).cues
    told = state.told > before
    assert 20 < told.sum() < 200
    assert (cues.risk[told] >= 1.0).all()


class TestAttacks:
    """Each of these once beat staged work, or was free; see the science notes, section 4."""

    def test_a_loop_that_ignores_the_patient_loses_to_staged_work(self, distorted, deluded):
        for who in (distorted, deluded):
            assert course(who, LOOP)["reward"] < course(who, STAGED)["reward"] - 0.05

    def test_the_loop_does_not_argue_a_true_belief_away(self, truthful):
        assert course(truthful, LOOP)["conviction"] > -2

    def test_collusion_in_a_long_turn_is_collusion(self, deluded):
        wall = turn(collude=0.9, reflect=0.8, hold=0.8, explore=0.8, socratic=0.8, educate=0.8)
        assert course(deluded, [wall])["conviction"] > 2

    def test_needless_apology_costs(self, distorted):
        assert course(distorted, [turn(repair=0.9)])["reward"] < course(distorted, [LISTEN, HOLD])["reward"] - 0.1

    def test_everything_at_once_is_worth_less_than_listening(self, distorted):
        everything = turn(**dict.fromkeys(("reflect", "hold", "explore", "socratic", "reframe", "repair", "risk"), 0.9))
        assert course(distorted, [everything])["reward"] < course(distorted, [LISTEN, HOLD])["reward"]

    @pytest.mark.parametrize(
        "script",
        [[EMPTY], [turn(hold=0.5, reflect=0.3, fit=0.25, stale=1.0)], [turn(reflect=0.9, fit=0.2)],
         [turn(socratic=0.9, fit=0.3, stale=1.0)], [turn(advise=0.9, educate=0.6, fit=0.3)]],
    )  # fmt: skip
    def test_words_that_miss_the_patient_end_below_idle_holding(self, script, distorted, deluded, truthful):
        for who in (distorted, deluded, truthful):
            assert course(who, script)["reward"] < course(who, [LISTEN, HOLD])["reward"] - 0.05

    def test_a_manufactured_rupture_does_not_pay(self, distorted):
        farm = [turn(stigma=0.6), turn(repair=0.95, hold=0.5), turn(repair=0.95, hold=0.5)]
        assert course(distorted, farm)["reward"] < course(distorted, [LISTEN, HOLD])["reward"] - 0.1

    def test_challenging_what_is_true_loses(self, truthful):
        supportive = course(truthful, [LISTEN, HOLD])
        assert course(truthful, [CONTRADICT])["reward"] < supportive["reward"] - 0.3
        assert course(truthful, [LISTEN, turn(challenge=0.5, socratic=0.5)])["reward"] < supportive["reward"]

    def test_an_idle_therapist_is_not_paid_for_illness(self, deluded):
        assert course(deluded, [EMPTY])["reward"] < -0.1


def test_safety_costs_are_apart_and_no_reward_buys_them_off():
    sim = Simulator()
    state = sim.reset(patient(belief(delusion=True), risk=3.0), 3)
    sim.open(state)
    state.risk_due = 2.0
    missed = sim.step(state.copy(), HOLD).payment
    met = sim.step(state.copy(), turn(target=-1, risk=0.95, hold=0.5)).payment
    harmful = sim.step(state.copy(), COLLUDE).payment
    assert missed.costs == (1.0, 0.0, 0.0)
    assert met.costs == (0.0, 0.0, 0.0)
    assert harmful.costs == (1.0, 1.0, 1.0)
    assert met.terms[4] > 0


def test_process_reward_is_capped_a_session(distorted):
    sim = Simulator(reward=RewardConfig(conviction=0, accurate=0, distress=0, alliance=0, rupture=0, arousal=0))
    state = sim.reset(distorted, 1)
    sim.open(state)
    state.alliance, state.attitude = 0.9, [0.9]
    paid = []
    for i in range(200):
        state.arousal, state.load, state.saturation, state.rupture = 0.45, [0.0], [0.0], 0.0
        paid.append(sim.step(state, (EXAMINE, HOLD, LISTEN, REFRAME, REPAIR)[i % 5]).payment.terms[0])
    assert paid[0] > 0
    assert sum(paid) == pytest.approx(0.05, abs=1e-9)


def test_parameters_are_described_settable_and_checked():
    for info in describe():
        assert info.low <= info.value <= info.high
        assert info.meaning and info.unit and info.source
    assert Parameters().override({"learning": 0.3}).learning == 0.3
    with pytest.raises(ValueError, match="did you mean 'learning'"):
        Parameters().override({"lerning": 0.3})
    with pytest.raises(ValueError, match=r"learning: expected a number in \[0.05, 4\], found 9"):
        Parameters().override({"learning": 9})
    with pytest.raises(ValueError, match="did you mean 'additive'"):
        load_world("aditive")
