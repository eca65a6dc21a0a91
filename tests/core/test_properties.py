"""What must hold for any act sequence: bounds, no NaN, seeds decide everything, batches, order, forks."""

import numpy as np
import pytest
from conftest import belief, patient, turn_batch
from hypothesis import given, settings
from hypothesis import strategies as st

from therapy_env.core.simulator import Simulator
from therapy_env.core.turn import Turn
from therapy_env.library import load_world

unit = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 1.0]))
turns = st.builds(Turn, st.tuples(*[unit] * 15), st.integers(-1, 2), unit, unit)
beliefs = st.builds(
    belief, conviction=unit, preoccupation=unit, distress=unit, inflexibility=unit, disclosure=unit,
    weight=st.floats(0.01, 3), delusion=st.booleans(), accurate=st.booleans(), congruent=st.booleans(),
)  # fmt: skip
patients = st.builds(
    lambda bs, kw: patient(*bs, **kw),
    st.lists(beliefs, min_size=1, max_size=3),
    st.fixed_dictionaries(
        {"arousal": unit, "baseline": unit, "distress": unit, "hope": unit, "alliance": unit, "reactance": unit,
         "risk": st.floats(0, 5), "shame": unit}
    ),
)  # fmt: skip
UNIT_PATIENT = ("arousal", "alliance", "rupture", "reactance", "distress", "hope", "engagement", "goal", "told")
UNIT_BELIEF = ("conviction", "preoccupation", "burden", "disclosure", "attitude", "content", "saturation")


def check(state):
    for name, values in state.arrays().items():
        assert np.isfinite(values).all(), name
        if name in UNIT_PATIENT + UNIT_BELIEF:
            assert ((values >= 0) & (values <= 1)).all(), name
    assert 0 <= state.risk <= 5
    assert state.rupture_type in (0.0, 1.0, 2.0)


worlds = st.sampled_from(["inert", "additive", "default", "strong"])


@given(patients, st.lists(turns, min_size=1, max_size=12), st.integers(0, 2**63), worlds)
@settings(max_examples=60, deadline=None)
def test_bounds_hold_and_nothing_is_nan_for_any_acts(who, sequence, seed, world):
    sim = Simulator(load_world(world))
    state = sim.reset(who, seed)
    cues = sim.open(state)
    for t in sequence:
        step = sim.step(state, t)
        check(state)
        cues = step.cues
        assert all(np.isfinite(float(x)) for x in cues)
        assert -1 <= cues.belief < len(who.beliefs)
        for x in (cues.firmness, cues.disclosure, cues.arousal, cues.withdrawal, cues.confrontation, cues.answer):
            assert 0 <= x <= 1
        assert np.isfinite(step.payment.reward)
        assert step.payment.reward == pytest.approx(sum(step.payment.terms))
        assert set(map(float, step.payment.costs)) <= {0.0, 1.0}


casts = st.tuples(patients, st.lists(turns, min_size=3, max_size=3), st.integers(0, 2**32))


@given(st.lists(casts, min_size=2, max_size=5))
@settings(max_examples=25, deadline=None)
def test_a_batch_of_n_equals_n_batches_of_one_and_n_single_patients(cast):
    sim = Simulator()
    whole = sim.reset_batch([who for who, _, _ in cast], [seed for _, _, seed in cast])
    sim.open(whole)
    steps = [sim.step(whole, turn_batch([sequence[i] for _, sequence, _ in cast])) for i in range(3)]
    table = whole.arrays()
    for row, (who, sequence, seed) in enumerate(cast):
        alone = sim.reset_batch([who], [seed])
        single = sim.reset(who, seed)
        sim.open(alone)
        sim.open(single)
        for i in range(3):
            one = sim.step(alone, turn_batch([sequence[i]]))
            lone = sim.step(single, sequence[i])
            assert one.payment.reward[0] == steps[i].payment.reward[row] == lone.payment.reward
            for batch_cue, one_cue, lone_cue in zip(steps[i].cues, one.cues, lone.cues, strict=True):
                assert batch_cue[row] == one_cue[0] == lone_cue
        for name, values in alone.arrays().items():
            n = values.shape[1] if values.ndim == 2 else None
            of_batch = table[name][row, :n] if n else table[name][row]
            assert np.array_equal(of_batch, values[0]), name
            assert np.array_equal(values[0], single.arrays()[name][0]), name


@given(patients, st.lists(turns, min_size=4, max_size=4), st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_a_fork_shares_the_futures_noise_and_nothing_else(who, sequence, seed):
    sim = Simulator()
    state = sim.reset(who, seed)
    sim.open(state)
    sim.step(state, sequence[0])
    twin = state.copy()
    ours = [sim.step(state, t) for t in sequence[1:]]
    theirs = [sim.step(twin, t) for t in sequence[1:]]
    assert ours == theirs
    other = twin.copy()
    sim.step(other, sequence[0])
    assert twin.turn == other.turn - 1


def test_order_of_patients_does_not_matter():
    sim = Simulator()
    cast = [patient(belief(conviction=0.5 + 0.04 * i), reactance=0.1 * i) for i in range(8)]
    turns_ = [Turn(tuple(((i + j) % 5) / 5 for j in range(15)), 0, 0.6, 0.1) for i in range(8)]
    forward = sim.reset_batch(cast, range(8))
    backward = sim.reset_batch(cast[::-1], list(range(8))[::-1])
    for _ in range(5):
        sim.step(forward, turn_batch(turns_))
        sim.step(backward, turn_batch(turns_[::-1]))
    for name, values in forward.arrays().items():
        assert np.array_equal(values, backward.arrays()[name][::-1]), name


def test_another_seed_is_another_course():
    sim = Simulator()
    ends = set()
    for seed in range(5):
        state = sim.reset(patient(), seed)
        sim.open(state)
        for _ in range(3):
            sim.step(state, Turn((0.3,) * 15, 0, 0.7, 0.0))
        ends.add(state.logit[0])
    assert len(ends) == 5
