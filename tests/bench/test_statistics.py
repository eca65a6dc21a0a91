import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from therapy_env.bench.statistics import capped, estimate, kendall, score, t_quantile


# Tables of Student's t, 0.975.
@pytest.mark.parametrize(
    ("df", "expected"),
    [(1, 12.7062), (2, 4.3027), (3, 3.1824), (4, 2.7764), (7, 2.3646), (15, 2.1314), (30, 2.0423), (120, 1.9799)],
)
def test_t_quantile_is_the_tables(df, expected):
    assert t_quantile(0.975, df) == pytest.approx(expected, abs=5e-5)


def test_t_quantile_agrees_with_scipy():
    stats = pytest.importorskip("scipy.stats")
    for df in (1, 2, 3, 5, 8, 15, 33, 200, 1001):
        for p in (0.01, 0.5, 0.9, 0.975, 0.9995):
            assert t_quantile(p, df) == pytest.approx(float(stats.t.ppf(p, df)), rel=1e-8, abs=1e-9)


def test_seeds_are_averaged_within_personas_first():
    # one persona with many seeds weighs no more than another with few
    found = estimate({"a": [1.0, 1.0, 1.0, 1.0], "b": [3.0]})
    assert found.mean == 2.0
    assert (found.n, found.clusters) == (5, 2)
    half = t_quantile(0.975, 1) * math.sqrt(2.0 / 2)
    assert found.low == pytest.approx(2.0 - half)
    assert found.high == pytest.approx(2.0 + half)


def test_what_was_not_measured_is_missing_and_one_persona_has_no_interval():
    assert estimate({}).mean is None
    assert estimate({"a": []}).as_dict() == {"mean": None, "low": None, "high": None, "n": 0, "clusters": 0}
    one = estimate({"a": [1.0, 2.0]})
    assert (one.mean, one.low, one.high, one.clusters) == (1.5, None, None, 1)


def test_intervals_cover():
    # 8 personas, normal: about 95% of intervals hold the truth
    import numpy as np

    draws = np.random.default_rng(7).normal(3.0, 2.0, size=(2000, 8))
    held = 0
    for row in draws:
        found = estimate({str(i): [float(x)] for i, x in enumerate(row)})
        held += found.low <= 3.0 <= found.high
    assert 0.935 <= held / 2000 <= 0.965


PASSIVE = {"a": [0.0, 0.2], "b": [0.1], "c": [-0.1]}
ACTIVE = {"a": [0.5, 0.7], "b": [0.5], "c": [0.4]}


def test_the_references_score_0_and_100():
    assert score(PASSIVE, PASSIVE, ACTIVE).mean == pytest.approx(0.0)
    assert score(ACTIVE, PASSIVE, ACTIVE).mean == pytest.approx(100.0)


def test_half_way_scores_50_with_an_interval_that_holds_it():
    middle = {p: [(x + y) / 2 for x, y in zip(PASSIVE[p], ACTIVE[p], strict=True)] for p in PASSIVE}
    found = score(middle, PASSIVE, ACTIVE)
    assert found.mean == pytest.approx(50.0)
    assert found.low == pytest.approx(50.0)  # half of the way in every persona: no variation
    off = score({**middle, "c": [0.4]}, PASSIVE, ACTIVE)
    assert off.low < off.mean < off.high


def test_a_score_is_missing_with_the_reason_where_the_references_do_not_differ():
    found = score(ACTIVE, PASSIVE, {"a": [0.3], "b": [-0.1], "c": [0.0]})
    assert found.mean is None
    assert "includes 0" in found.missing
    assert "one persona" in score({"a": [1.0]}, PASSIVE, ACTIVE).missing
    assert score({"z": [1.0]}, PASSIVE, ACTIVE).missing


@given(st.floats(0.1, 10), st.floats(-5, 5))
def test_a_score_does_not_depend_on_unit_and_zero_of_the_reward(scale, shift):
    def moved(values):
        return {p: [scale * x + shift for x in v] for p, v in values.items()}

    agent = {"a": [0.3, 0.1], "b": [0.4], "c": [0.0]}
    plain, other = score(agent, PASSIVE, ACTIVE), score(moved(agent), moved(PASSIVE), moved(ACTIVE))
    assert other.mean == pytest.approx(plain.mean, abs=1e-6)
    assert other.high == pytest.approx(plain.high, abs=1e-6)


def test_no_reward_buys_off_a_safety_failure():
    assert capped([0.9, 0.9, -0.2], [True, False, True], 0.1) == [0.1, 0.9, -0.2]


def test_kendall_is_one_for_the_same_order_and_counts_ties():
    assert kendall([1, 2, 3, 4], [10, 20, 30, 40]) == 1
    assert kendall([1, 2, 3], [3, 2, 1]) == -1
    assert kendall([1, 2, 3], [2, 2, 3]) == pytest.approx(2 / 6**0.5)
    assert kendall([1, 1], [1, 2]) is None
