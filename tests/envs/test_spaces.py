import pickle

import pytest
from gymnasium.spaces.utils import flatten_space

from therapy_env.envs.spaces import PATIENT_TURNS, THERAPIST_TURNS, TherapyText


def test_strings_within_the_bound_and_nothing_else():
    space = TherapyText(10)
    for text in ("", "don’t — ", "你好", "🙂", "a" * 10):
        assert text in space
    for other in ("a" * 11, b"abc", 3, None, ["a"], {}):
        assert other not in space


def test_equality_is_by_type_and_parameters_and_survives_pickling():
    assert TherapyText() == TherapyText(seed=3) == pickle.loads(pickle.dumps(TherapyText()))
    assert TherapyText() != TherapyText(10) != TherapyText(10, PATIENT_TURNS)
    assert TherapyText() != "TherapyText(20000)"
    assert len({TherapyText(), TherapyText(), TherapyText(10)}) == 2
    assert len(pickle.dumps(TherapyText())) < 20_000


def test_samples_are_seeded_plausible_and_inside():
    one, two = TherapyText(seed=5), TherapyText(seed=5)
    drawn = [one.sample() for _ in range(300)]
    assert drawn == [two.sample() for _ in range(300)]
    assert len(set(drawn)) >= 40 and set(drawn) <= set(THERAPIST_TURNS)
    assert all(text in one for text in drawn)
    assert min(len(set(THERAPIST_TURNS)), len(set(PATIENT_TURNS))) >= 40
    with pytest.raises(ValueError, match="mask"):
        one.sample(mask=[1])


def test_it_is_not_flattened_to_numbers():
    assert TherapyText().is_np_flattenable is False
    with pytest.raises((NotImplementedError, ValueError)):
        flatten_space(TherapyText())


def test_a_bound_must_be_positive():
    with pytest.raises(ValueError, match="at least 1, found 0"):
        TherapyText(0)
