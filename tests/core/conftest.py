import numpy as np
import pytest

from therapy_env.acts import ACTS
from therapy_env.core.state import BeliefNumbers, PatientNumbers
from therapy_env.core.turn import Turn


def belief(**changes):
    numbers = {
        "conviction": 0.8, "preoccupation": 0.65, "distress": 0.7, "inflexibility": 0.4, "disclosure": 0.45,
        "weight": 1.0, "delusion": False, "accurate": False, "congruent": False,
    }  # fmt: skip
    return BeliefNumbers(**{**numbers, **changes})


def patient(*beliefs, **changes):
    numbers = {
        "arousal": 0.5, "baseline": 0.35, "distress": 0.6, "hope": 0.4, "alliance": 0.35, "reactance": 0.35,
        "risk": 0.0, "shame": 0.5,
    }  # fmt: skip
    return PatientNumbers(beliefs=beliefs or (belief(),), **{**numbers, **changes})


def turn(target=0, fit=0.7, stale=0.0, **acts):
    return Turn(tuple(float(acts.get(name, 0.0)) for name in ACTS), target, fit, stale)


def turn_batch(turns):
    acts = np.ascontiguousarray(np.array([t.acts for t in turns], dtype=np.float64).T)
    return Turn(
        acts,
        np.array([t.target for t in turns]),
        np.array([t.fit for t in turns], dtype=np.float64),
        np.array([t.stale for t in turns], dtype=np.float64),
    )


@pytest.fixture
def distorted():
    return patient(belief())


@pytest.fixture
def deluded():
    return patient(belief(delusion=True, inflexibility=0.7))


@pytest.fixture
def truthful():
    return patient(belief(accurate=True, inflexibility=0.3))
