"""Runs, their folders, and what being killed does to them."""

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time

import pytest
import yaml

from therapy_env.bench import folder as folders
from therapy_env.bench.config import BenchmarkFile, kind_of, resolve
from therapy_env.bench.episode import agent_seed, session_seed
from therapy_env.bench.frames import load_run
from therapy_env.bench.runner import run
from therapy_env.errors import UsageError
from therapy_env.library import load_persona, persona_ids

BASE = {"agents": ("hear_you",), "personas": ("mira", "marcus"), "seeds": 2, "turns": 3}
FILES = ("turns.jsonl", "episodes.jsonl", "summary.json", "run.yaml")


def config(**changes):
    return resolve(BenchmarkFile(**{**BASE, **changes}))[0]


def content(path):
    return {name: (path / name).read_bytes() for name in FILES}


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def python_agent(folder, body, name="mine"):
    (folder / f"{name}.py").write_text(textwrap.dedent(body))
    path = folder / f"{name}.yaml"
    path.write_text(f"kind: python\nname: {name}\nclass: {name}.py:Agent\n")
    return str(path)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "run"
    run(config(), path)
    return path


def test_references_are_added_and_episodes_stand_in_canonical_order(whole):
    made, added = resolve(BenchmarkFile(**BASE))
    assert added == ("active", "passive")
    keys = [(line["agent"], line["persona"], line["seed"]) for line in lines(whole / "episodes.jsonl")]
    assert keys == made.keys()
    assert keys[0] == ("hear_you", "mira", 0)
    assert keys[-1] == ("passive", "marcus", 1)
    assert sorted(p.name for p in whole.iterdir()) == ["episodes.jsonl", "run.yaml", "summary.json", "turns.jsonl"]


def test_a_turn_line_tells_all_of_a_turn(whole):
    opening, first = lines(whole / "turns.jsonl")[:2]
    assert (opening["turn"], opening["therapist"], opening["reading"], opening["reward"]) == (0, None, None, None)
    assert opening["patient"]
    assert first["turn"] == 1
    assert first["state_before"] == opening["state"]
    assert set(first["reading"]) >= {"acts", "uptake", "target", "fit", "stale"}
    assert first["reward"] == pytest.approx(sum(first["reward_terms"].values()), abs=1e-5)
    assert first["cues"]["talk"] in ("change", "neutral", "sustain")
    assert first["cues"]["risk"] in ("none", "passive", "active")


def test_agents_meet_the_same_patients(whole):
    openings = {}
    for line in lines(whole / "turns.jsonl"):
        if line["turn"] == 0:
            openings.setdefault((line["persona"], line["seed"]), set()).add(
                json.dumps([line["patient"], line["state"], line["cues"]])
            )
    assert all(len(same) == 1 for same in openings.values())
    assert len({o for same in openings.values() for o in same}) == 4
    assert session_seed("mira", 0) != session_seed("mira", 1) != session_seed("marcus", 1)
    assert agent_seed("mira", 0) != agent_seed("mira", 1) != agent_seed("nadia", 1)


def test_the_record_names_everything_and_no_path_of_this_machine(tmp_path):
    mine = python_agent(
        tmp_path,
        """
        class Agent:
            def begin(self, visible, *, seed): pass
            def reply(self, patient_says): return None
        """,
    )
    made = config(agents=(mine,), personas=("mira",), seeds=1)
    run(made, tmp_path / "run")
    record = yaml.safe_load((tmp_path / "run" / "run.yaml").read_text())
    assert str(tmp_path) not in "".join((tmp_path / "run" / name).read_text() for name in FILES)
    assert record["agents"][1]["traits"]["passivity"] == 0.0
    assert len(record["agents"][0]["sha256"]) == 64
    assert record["personas"][0]["id"] == "mira"
    assert len(record["personas"][0]["sha256"]) == 64
    assert record["world"]["parameters"]["uptake_harm"] > 0
    (tmp_path / "mine.py").write_text((tmp_path / "mine.py").read_text() + "\n# changed\n")
    with pytest.raises(UsageError, match=r"agents\.mine\.sha256"):
        run(config(agents=(mine,), personas=("mira",), seeds=1), tmp_path / "run", resume=True)


def test_an_agent_that_says_none_ends_the_session(tmp_path):
    mine = python_agent(
        tmp_path,
        """
        class Agent:
            def begin(self, visible, *, seed): self.said = 0
            def reply(self, patient_says):
                self.said += 1
                return None if self.said > 2 else "What was that like for you?"
        """,
    )
    run(config(agents=(mine,), personas=("mira",), seeds=1, turns=9), tmp_path / "run")
    first = lines(tmp_path / "run" / "episodes.jsonl")[0]
    assert (first["status"], first["termination"], first["turns"]) == ("ok", "agent_ended", 2)
    last = [line for line in lines(tmp_path / "run" / "turns.jsonl") if line["agent"] == "mine"][-1]
    assert (last["turn"], last["termination"]) == (2, "agent_ended")


FLAKY = """
import pathlib
class Agent:
    def begin(self, visible, *, seed): self.said = 0
    def reply(self, patient_says):
        self.said += 1
        if self.said == 2 and not pathlib.Path(r"{flag}").exists():
            {trouble}
        return "What was that like for you?"
"""


@pytest.mark.parametrize(
    ("trouble", "workers", "error"),
    [
        ("raise ConnectionError('the line\\n is down')", 1, "ConnectionError: the line is down"),
        ("return 7", 1, "TypeError: reply(): expected text or None, found int"),
        ("import os; os._exit(3)", 2, "the worker process died (exit code 3)"),
    ],
)
def test_trouble_is_a_status_counted_and_run_again(tmp_path, trouble, workers, error):
    flag = tmp_path / "mended"
    mine = python_agent(tmp_path, FLAKY.format(flag=flag, trouble=trouble))
    made = config(agents=(mine,), personas=("mira",), seeds=1)
    summary = run(made, tmp_path / "run", workers=workers)
    failed = lines(tmp_path / "run" / "episodes.jsonl")[0]
    assert (failed["status"], failed["error"], failed["metrics"]) == ("infrastructure_error", error, None)
    assert (summary["agents"][0]["n_episodes"], summary["agents"][0]["n_missing"]) == (0, 1)
    assert summary["agents"][1]["n_missing"] == 0

    flag.touch()
    summary = run(made, tmp_path / "run", workers=workers, resume=True)
    assert summary["agents"][0]["n_missing"] == 0
    assert all(line["status"] == "ok" for line in lines(tmp_path / "run" / "episodes.jsonl"))
    run(made, tmp_path / "fresh")
    assert content(tmp_path / "run") == content(tmp_path / "fresh")


def test_a_run_that_is_killed_again_and_again_ends_in_the_same_bytes(tmp_path):
    mine = python_agent(
        tmp_path,
        """
        import time
        class Agent:
            def begin(self, visible, *, seed): self.seed = seed
            def reply(self, patient_says):
                time.sleep(0.03)
                return f"What was that like for you, in the {self.seed % 7} days since?"
        """,
    )
    command = [sys.executable, "-m", "therapy_env", "compare", "--agents", mine, "--personas", "mira,marcus"]
    command += ["--seeds", "3", "--turns", "3", "--workers", "2", "--out", str(tmp_path / "run")]
    parts = tmp_path / "run" / "parts"
    for wanted in (1, 3, 5):  # of 18; the first six are the slow ones
        resume = ["--resume"] if (tmp_path / "run" / "run.yaml").exists() else []
        process = subprocess.Popen([*command, *resume], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while time.monotonic() < until and process.poll() is None:
            if parts.is_dir() and sum(p.read_bytes().count(b"\n") for p in parts.iterdir()) >= wanted:
                break
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)  # the workers notice that no one is there, and stop
        process.wait()
        assert not (tmp_path / "run" / "summary.json").exists()
        if parts.is_dir():  # what a kill in mid-write leaves
            last = sorted(parts.iterdir())[-1]
            last.write_bytes(last.read_bytes() + b'{"episode":{"v":1,"agent":"mi')
    time.sleep(0.5)
    kept = sum(p.read_bytes().count(b"\n") for p in parts.iterdir())
    assert kept >= 5
    done = subprocess.run([*command, "--resume"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    run(config(agents=(mine,), seeds=3), tmp_path / "fresh")
    assert content(tmp_path / "run") == content(tmp_path / "fresh")
    assert not parts.exists()


def test_the_hash_seed_of_the_process_decides_nothing(tmp_path):
    made = []
    for number in (1, 2, 3):
        out = tmp_path / str(number)
        command = [sys.executable, "-m", "therapy_env", "compare", "--agents", "sycophant,echo,curious"]
        command += ["--personas", "mira,harold,amara,oksana", "--seeds", "1", "--turns", "12", "--out", str(out)]
        environment = {**os.environ, "PYTHONHASHSEED": str(number)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        made.append(content(out) | {"report": (out / "report.html").read_bytes()})
    assert made[0] == made[1] == made[2]


class Killed(BaseException):
    pass


@pytest.mark.parametrize("nth", [1, 2, 3, 4, 5, 6])
def test_being_killed_while_merging_loses_nothing(tmp_path, whole, monkeypatch, nth):
    calls = 0
    replace = os.replace

    def dying(source, target):
        nonlocal calls
        calls += 1
        if calls == nth:
            raise Killed
        replace(source, target)

    monkeypatch.setattr(folders.os, "replace", dying)
    with pytest.raises(Killed):
        run(config(), tmp_path / "run")
    monkeypatch.setattr(folders.os, "replace", replace)
    played = []
    run(config(), tmp_path / "run", resume=(tmp_path / "run" / "run.yaml").exists(), told=lambda *x: played.append(x))
    assert content(tmp_path / "run") == content(whole)
    assert len(played) == (12 if nth == 1 else 0)  # nothing is played twice
    assert {p.name for p in (tmp_path / "run").iterdir()} == set(FILES)


def test_a_finished_file_that_lost_its_end_is_completed(tmp_path, whole):
    run(config(), tmp_path / "run")
    for name in ("turns.jsonl", "episodes.jsonl"):
        path = tmp_path / "run" / name
        path.write_bytes(path.read_bytes()[:-400])
    run(config(), tmp_path / "run", resume=True)
    assert content(tmp_path / "run") == content(whole)


def test_resuming_something_else_names_what_differs(tmp_path, whole):
    with pytest.raises(UsageError, match="holds a run already"):
        run(config(), whole)
    with pytest.raises(UsageError) as caught:
        run(config(seeds=3, world="strong"), whole, resume=True)
    assert "seeds: there 2, asked for 3" in str(caught.value)
    assert "world.name: there 'default', asked for 'strong'" in str(caught.value)
    with pytest.raises(UsageError, match=r"personas\.order: there \['mira', 'marcus'\], asked for \['marcus'\]$"):
        run(config(personas=("marcus",)), whole, resume=True)


def test_a_run_is_not_resumed_with_another_reader(whole, monkeypatch):
    monkeypatch.setattr("therapy_env.bench.config.language_digest", lambda: "another")
    with pytest.raises(UsageError, match=r"versions\.language_sha256: there .* asked for 'another'"):
        run(config(), whole, resume=True)


def test_two_processes_do_not_write_one_run(tmp_path):
    first = folders.RunFolder(tmp_path / "run")
    first.begin(config().record(), resume=False)
    with pytest.raises(UsageError, match="another process"):
        run(config(), tmp_path / "run", resume=True)
    first.close()
    run(config(), tmp_path / "run", resume=True)


def test_damaged_folders_say_so(tmp_path, whole):
    half = tmp_path / "half"
    half.mkdir()
    with pytest.raises(UsageError, match=r"run\.yaml is missing"):
        load_run(half)
    (half / "run.yaml").write_text("v: 1\nagents: [")
    with pytest.raises(UsageError, match="cannot be read"):
        load_run(half)
    (half / "run.yaml").write_text("v: 1\n")
    with pytest.raises(UsageError, match="half-written"):
        load_run(half)
    (half / "run.yaml").write_bytes((whole / "run.yaml").read_bytes())
    with pytest.raises(UsageError, match="unfinished"):
        load_run(half)
    for name in ("summary.json", "episodes.jsonl"):
        (half / name).write_bytes((whole / name).read_bytes())
    (half / "turns.jsonl").write_bytes((whole / "turns.jsonl").read_bytes()[:-20])
    with pytest.raises(UsageError, match=r"turns\.jsonl:\d+: expected a JSON object"):
        load_run(half)


def test_frames_have_a_row_a_line_and_export(whole, tmp_path):
    loaded = load_run(whole)
    assert loaded.episodes.height == 12
    assert loaded.turns.height == len(lines(whole / "turns.jsonl"))
    assert {"act_socratic", "cue_arousal", "conviction_0", "reward_outcome", "cost_missed_risk"} <= set(
        loaded.turns.columns
    )
    assert loaded.config["world"]["name"] == "default"
    written = loaded.write_csv(tmp_path / "tables")
    assert [path.name for path in written] == ["episodes.csv", "turns.csv", "summary.csv"]
    for path in written:
        assert path.read_text(encoding="utf-8").count("\n") > 12
    with pytest.raises(UsageError, match="no such folder"):
        load_run(tmp_path / "nowhere")


def test_a_patient_with_fewer_beliefs_has_nulls_in_the_columns_of_the_others(tmp_path):
    of_one, of_two = (
        next(name for name in persona_ids() if len(load_persona(name).beliefs) == count) for count in (1, 2)
    )
    run(config(personas=(of_one, of_two), seeds=1, turns=1), tmp_path / "run")
    turns = load_run(tmp_path / "run").turns
    nulls = {name: turns.filter(turns["persona"] == name)["conviction_1"].null_count() for name in (of_one, of_two)}
    assert nulls == {of_one: turns.height // 2, of_two: 0}


def test_kinds_of_personas():
    assert kind_of(["delusion", "accurate"]) == "delusion"
    assert kind_of(["distortion"]) == "distortion"
    assert kind_of(["distortion", "delusion"]) == "both"
    assert kind_of(["accurate", "congruent"]) == "accurate"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"agents": ("activ",)}, "did you mean 'active'"),
        ({"personas": ("mirra",)}, "did you mean 'mira'"),
        ({"personas": ("mira", "all")}, "named twice: persona mira"),
        ({"agents": ("active", "active")}, "named twice: agent active"),
        ({"agents": ("human",)}, "chat"),
        ({"world": "strang"}, "did you mean 'strong'"),
    ],
)
def test_wrong_names_are_told(changes, message):
    with pytest.raises(UsageError, match=message):
        config(**changes)


def test_no_one_takes_a_reference_s_name(tmp_path):
    path = tmp_path / "better.yaml"
    path.write_text("extends: active\nkind: dial\nname: active\n")
    with pytest.raises(UsageError, match="reference"):
        config(agents=(str(path),))


def test_lines_of_another_shape_are_mended_by_resuming(tmp_path, whole):
    folder = tmp_path / "run"
    shutil.copytree(whole, folder)
    for name in ("turns.jsonl", "episodes.jsonl"):
        lines = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
        lines[1] = '{"v":1,"agent":"zzz"}\n'
        (folder / name).write_text("".join(lines), encoding="utf-8")
    run(config(), folder, resume=True)
    for name in ("turns.jsonl", "episodes.jsonl"):
        assert (folder / name).read_bytes() == (whole / name).read_bytes()
