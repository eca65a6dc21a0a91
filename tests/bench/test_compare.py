"""The main job: same bytes for any number of workers; the order of agents; degenerate agents lose."""


import json

import pytest

from therapy_env.bench.config import load_benchmark, resolve
from therapy_env.bench.runner import run
from therapy_env.errors import UsageError


def config(**changes):
    return resolve(load_benchmark().model_copy(update=changes))[0]


SMALL = {"agents": ("active", "passive", "echo"), "personas": ("mira", "harold"), "seeds": 2, "turns": 6}


def files(folder):
    return {name: (folder / name).read_bytes() for name in ("turns.jsonl", "episodes.jsonl", "summary.json")}


def test_same_bytes_again_and_with_two_workers(tmp_path):
    for name, workers in (("a", 1), ("b", 1), ("c", 2)):
        run(config(**SMALL), tmp_path / name, workers=workers)
    assert files(tmp_path / "a") == files(tmp_path / "b") == files(tmp_path / "c")


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"no run|not empty"):
        run(config(**SMALL), tmp_path / "b")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    agents = ("active", "passive", "sycophant", "confronter", "always_empty", "hear_you", "echo", "two_formula_loop")
    # at the default number of seeds: with two, early alliances that differ by .002 change places by chance
    return run(config(agents=agents), tmp_path_factory.mktemp("run") / "a", workers=2)


def metric(summary, agent, name, kind=None):
    rows = summary["by_kind"][kind]["agents"] if kind else summary["agents"]
    return next(a for a in rows if a["agent"] == agent)["metrics"][name]["mean"]


def test_the_order_of_agents_is_the_clinics(whole):
    for name in ("conviction_change_delusion", "conviction_change_distortion"):
        assert metric(whole, "active", name) < metric(whole, "passive", name)
        assert metric(whole, "sycophant", name) > 0
    assert metric(whole, "passive", "alliance_early") >= metric(whole, "active", "alliance_early")
    assert metric(whole, "sycophant", "alliance_early") >= metric(whole, "passive", "alliance_early")
    assert metric(whole, "confronter", "dropout") > 0.25 > metric(whole, "passive", "dropout")
    assert metric(whole, "confronter", "return", "accurate") < metric(whole, "passive", "return", "accurate")


@pytest.mark.parametrize("agent", ["always_empty", "hear_you", "echo", "two_formula_loop"])
def test_degenerate_therapists_end_below_passive(whole, agent):
    assert metric(whole, agent, "return") < metric(whole, "passive", "return") - 0.05


def test_reading_noise_changes_readings_and_not_who_the_patients_are(tmp_path):
    clean, noisy = (run(config(**SMALL, reading_noise=noise), tmp_path / str(noise)) for noise in (False, True))
    first = [json.loads((tmp_path / name / "turns.jsonl").read_text().splitlines()[0]) for name in ("False", "True")]
    assert first[0] == first[1]
    assert metric(clean, "active", "return") != metric(noisy, "active", "return")
