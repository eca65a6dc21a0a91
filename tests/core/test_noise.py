import numpy as np

from therapy_env.core import chance
from therapy_env.core.noise import normals, stream_key, uniforms


def test_draws_of_ints_and_arrays_are_the_same_numbers():
    keys = np.array([stream_key(seed) for seed in range(50)], dtype=np.uint64)
    turns = np.arange(50)
    for draw in (uniforms, normals):
        table = draw(keys, turns, 3, 7)
        for i in range(50):
            assert [row[i] for row in table] == draw(int(keys[i]), i, 3, 7)


def test_slots_do_not_depend_on_how_many_are_drawn():
    key = stream_key(11)
    assert normals(key, 4, 2, 6)[2:4] == normals(key, 4, 4, 2)


def test_moments_and_independence_over_seeds_turns_and_slots():
    keys = np.array([stream_key(seed) for seed in range(5000)], dtype=np.uint64)
    u = uniforms(keys, np.full(5000, 2), 0, 12)
    z = normals(keys, np.full(5000, 3), 0, 12)
    assert u.min() >= 0 and u.max() < 1
    assert np.abs(u.mean(axis=1) - 0.5).max() < 0.02
    assert np.abs(z.mean(axis=1)).max() < 0.06
    assert np.abs(z.std(axis=1) - 1).max() < 0.05
    corr = np.corrcoef(np.vstack([u, z, uniforms(keys, np.full(5000, 4), 0, 6)])) - np.eye(30)
    assert np.abs(corr).max() < 0.07


def test_a_turns_draws_are_those_of_its_slots():
    keys = np.array([stream_key(seed) for seed in range(20)], dtype=np.uint64)
    turns = np.arange(20)
    for n_beliefs in (1, 2, 3):
        many = chance.draw(keys, turns, n_beliefs)
        for i in range(20):
            key = int(keys[i])
            one = chance.draw(key, i, n_beliefs)
            assert [*one[:5]] == uniforms(key, i, 0, 5)
            assert [one.voiced, one.which, one.risk, one.talk] == uniforms(key, i, 16, 4)
            assert [one.jolt, *one.drift] == normals(key, i, 8, 1 + n_beliefs)
            assert [*one[-6:]] == normals(key, i, 24, 6)
            for of_many, of_one in zip(many, one, strict=True):
                assert [x[i] for x in of_many] == of_one if isinstance(of_one, list) else of_many[i] == of_one
