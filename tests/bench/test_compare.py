"""The main job: same bytes for any number of workers and any kill; the order of agents; degenerate agents lose."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from therapy_env.bench.config import load_benchmark, resolve
from therapy_env.bench.folder import load_run
from therapy_env.bench.runner import run
from therapy_env.bench.statistics import Estimate, capped, estimate, score, t_quantile
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


def test_killed_runs_resume_to_the_same_bytes(tmp_path):
    run(config(**SMALL), tmp_path / "whole")
    out = tmp_path / "killed"
    command = [sys.executable, "-m", "therapy_env", "compare", "--agents", "active,passive,echo", "--personas",
               "mira,harold", "--seeds", "2", "--turns", "6", "--workers", "2", "--out", str(out)]  # fmt: skip
    for delay in (1.2, 1.6, 2.2):
        extra = ["--resume"] if (out / "run.yaml").exists() else []
        process = subprocess.Popen(
            [*command, *extra], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    extra = ["--resume"] if (out / "run.yaml").exists() else []
    done = subprocess.run([*command, *extra], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert files(out) == files(tmp_path / "whole")


def test_a_torn_tail_is_dropped_and_another_run_is_refused(tmp_path):
    run(config(**SMALL), tmp_path / "a")
    with pytest.raises(UsageError, match="resume"):
        run(config(**SMALL), tmp_path / "a")
    with pytest.raises(UsageError, match="turns"):
        run(config(**{**SMALL, "turns": 7}), tmp_path / "a", resume=True)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"no run|not empty"):
        run(config(**SMALL), tmp_path / "b")


def test_run_loads_as_frames(tmp_path):
    run(config(**SMALL), tmp_path / "a")
    loaded = load_run(tmp_path / "a")
    assert loaded.episodes.height == 12
    assert loaded.turns.height >= 12 * 2
    with pytest.raises(UsageError, match="no such folder"):
        load_run(tmp_path / "nowhere")


def test_a_broken_agent_is_counted_and_the_rest_goes_on(tmp_path):
    (tmp_path / "broken.py").write_text(
        "class Broken:\n    name = 'broken'\n    def begin(self, visible, *, seed): ...\n"
        "    def reply(self, patient_says): raise KeyError('lost')\n"
    )
    (tmp_path / "broken.yaml").write_text("kind: python\nname: broken\nclass: broken.py:Broken\n")
    summary = run(config(**{**SMALL, "agents": (str(tmp_path / "broken.yaml"), "active", "passive")}), tmp_path / "a")
    row = next(a for a in summary["agents"] if a["agent"] == "broken")
    assert (row["n_episodes"], row["n_missing"]) == (0, 4)
    assert row["metrics"]["return"]["mean"] is None
    lines = [json.loads(line) for line in (tmp_path / "a" / "episodes.jsonl").read_text().splitlines()]
    assert {line["status"] for line in lines if line["agent"] == "broken"} == {"infrastructure_error"}


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


def test_t_quantiles_are_those_of_the_tables():
    for df, value in ((1, 12.706), (2, 4.303), (7, 2.365), (15, 2.131), (200, 1.972)):
        assert t_quantile(0.975, df) == pytest.approx(value, abs=2e-3)


def test_estimates_average_seeds_then_personas():
    found = estimate({"a": [1.0, 3.0], "b": [4.0], "c": []})
    assert (found.mean, found.n, found.clusters) == (3.0, 3, 2)
    assert found.low == pytest.approx(3.0 - 12.706, abs=2e-3)
    assert estimate({}).mean is None


def test_score_is_missing_with_a_reason_where_there_is_no_scale():
    flat = {p: [0.1 * i] for i, p in enumerate("abcd")}
    assert score(flat, flat, flat).mean is None
    assert "includes 0" in score(flat, flat, flat).missing
    passive = {p: [0.0] for p in "abcd"}
    active = {p: [0.1 + 0.001 * i] for i, p in enumerate("abcd")}
    assert score(active, passive, active).mean == pytest.approx(100)
    assert score(passive, passive, active).mean == pytest.approx(0)
    assert capped([0.5, 0.5, -1.0], [True, False, True], 0.1) == [0.1, 0.5, -1.0]
    assert isinstance(score(active, passive, active), Estimate)
