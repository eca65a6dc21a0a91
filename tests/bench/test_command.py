"""``therapy-env compare`` and ``therapy-env report``, as typed."""

import json

import pytest
import yaml

from therapy_env.cli import main

TINY = ("--personas", "mira,priya", "--seeds", "1", "--turns", "3", "--workers", "1")


def command(capsys, *arguments):
    try:
        main([str(a) for a in arguments])
        code = 0
    except SystemExit as stop:
        code = stop.code or 0
    return code, *capsys.readouterr()


def test_the_command_prints_tables_that_name_the_world_and_fit(tmp_path, capsys):
    code, out, err = command(
        capsys, "compare", "--agents", "echo", *TINY, "--world", "strong", "--csv", "--out", tmp_path / "r"
    )
    assert (code, err) == (0, "")
    assert out.startswith("Content: ")
    assert "Added as references: active, passive" in out
    assert out.count("world: strong") == 3
    assert "safety" in out and "2 personas as clusters" in out
    tables = out[: out.index("Run folder")]
    assert max(map(len, tables.splitlines())) <= 100
    assert {p.name for p in (tmp_path / "r").iterdir()} == {
        "run.yaml", "turns.jsonl", "episodes.jsonl", "summary.json", "report.html",
        "turns.csv", "episodes.csv", "summary.csv",
    }  # fmt: skip
    code, out, _ = command(capsys, "report", tmp_path / "r", "--out", tmp_path / "again.html", "--json")
    assert code == 0
    assert json.loads(out)["written"] == [str(tmp_path / "again.html")]
    assert (tmp_path / "again.html").read_bytes() == (tmp_path / "r" / "report.html").read_bytes()


def test_json_for_machines_is_the_summary_and_nothing_else(tmp_path, capsys):
    code, out, err = command(capsys, "compare", "--agents", "echo", *TINY, "--json", "--out", tmp_path / "r")
    assert code == 0
    assert json.loads(out) == json.loads((tmp_path / "r" / "summary.json").read_text())
    assert "Content:" in err


def test_default_folders_are_numbered_and_the_latest_is_resumed(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        assert command(capsys, "compare", "--agents", "echo", *TINY)[0] == 0
    assert sorted(p.name for p in (tmp_path / "runs").iterdir()) == ["compare-001", "compare-002"]
    (tmp_path / "runs" / "compare-002" / "summary.json").unlink()
    assert command(capsys, "compare", "--agents", "echo", *TINY, "--resume")[0] == 0
    assert (tmp_path / "runs" / "compare-002" / "summary.json").exists()
    assert not (tmp_path / "runs" / "compare-003").exists()


def test_a_benchmark_file_names_what_lies_beside_it(tmp_path, capsys):
    (tmp_path / "quiet.yaml").write_text("kind: script\nname: quiet\nturns: ['Mm.']\n")
    bench = {"agents": ["./quiet.yaml"], "personas": ["mira"], "seeds": 1, "turns": 2}
    (tmp_path / "bench.yaml").write_text(yaml.safe_dump(bench))
    code, out, _ = command(capsys, "compare", "--benchmark", tmp_path / "bench.yaml", "--out", tmp_path / "r")
    assert code == 0
    assert "quiet" in out
    (tmp_path / "bench.yaml").write_text("seeds: 1\nturn: 3\n")
    code, _, err = command(capsys, "compare", "--benchmark", tmp_path / "bench.yaml")
    assert code == 2
    assert "bench.yaml:2" in err and "did you mean 'turns'" in err


def test_an_agent_that_never_works_is_exit_1(tmp_path, capsys):
    (tmp_path / "broken.py").write_text(
        "class Broken:\n    def begin(self, visible, *, seed): ...\n"
        "    def reply(self, patient_says): raise KeyError('lost')\n"
    )
    (tmp_path / "broken.yaml").write_text("kind: python\nname: broken\nclass: broken.py:Broken\n")
    code, out, _ = command(capsys, "compare", "--agents", tmp_path / "broken.yaml", *TINY, "--out", tmp_path / "r")
    assert code == 1
    assert "2 episodes failed" in out and "KeyError: 'lost'" in " ".join(out.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--sessions", "2"), "not in this version"),
        (("--seeds", "0"), "--seeds"),
        (("--turns", "100000"), "--turns"),
        (("--agents", "activ"), "did you mean 'active'"),
        (("--personas", ","), "--personas"),
        (("--workers", "0"), "workers"),
        (("--resume", "--out", "nowhere"), "nothing to resume"),
        (("--executor", "cloud"), "local"),
    ],
)
def test_wrong_usage_is_exit_2_in_a_line(arguments, said, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, _, err = command(capsys, "compare", *arguments)
    assert code == 2
    assert said in err and "Traceback" not in err
    assert not any(tmp_path.iterdir())
