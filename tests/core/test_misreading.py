import numpy as np
from conftest import turn, turn_batch

from therapy_env.acts import ACTS, Act
from therapy_env.core.misreading import ReadingError, misread, misread_uptake
from therapy_env.core.noise import stream_key
from therapy_env.core.ops import ARRAY, FLOAT

NONE = ReadingError((0.0,) * 15, (0.0,) * 15, 0.0, tuple(tuple(float(i == j) for j in range(7)) for i in range(7)))
SOME = NONE._replace(missed=(0.3,) * 15, found=(0.1,) * 15, fit=0.2)
MEANT = turn(hold=0.8, socratic=0.9, fit=0.6)


def test_without_error_nothing_changes():
    assert misread(MEANT, stream_key(1), 3, NONE, FLOAT) == MEANT
    assert [misread_uptake(u, stream_key(1), 3, NONE) for u in range(7)] == list(range(7))


def test_a_batch_is_misread_as_each_of_its_patients():
    keys = np.array([stream_key(seed) for seed in range(40)], dtype=np.uint64)
    many = misread(turn_batch([MEANT] * 40), keys, np.full(40, 2), SOME, ARRAY)
    for i in range(40):
        one = misread(MEANT, int(keys[i]), 2, SOME, FLOAT)
        assert many.acts[:, i].tolist() == list(one.acts)
        assert many.fit[i] == one.fit


def test_errors_come_as_often_as_they_are_said_to():
    n = 4000
    keys = np.array([stream_key(seed) for seed in range(n)], dtype=np.uint64)
    read = misread(turn_batch([MEANT] * n), keys, np.full(n, 1), SOME, ARRAY)
    assert abs((read.acts[Act.HOLD] < 0.5).mean() - 0.3) < 0.03
    assert abs((read.acts[ACTS.index("collude")] >= 0.5).mean() - 0.1) < 0.02
    assert abs(read.fit.std() - 0.2) < 0.02
