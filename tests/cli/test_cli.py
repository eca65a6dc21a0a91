import io
import json

import pytest

from therapy_env.cli import main
from therapy_env.schemas.lines import TurnLine

MESSAGES = '{"conversation": "c1", "turn": 1, "patient": "The radio speaks to me. I am sure of it."}\n'


def call(capsys, *arguments):
    code = 0
    try:
        main([str(a) for a in arguments])
    except SystemExit as stop:
        code = stop.code or 0
    out = capsys.readouterr()
    assert "Traceback" not in out.err + out.out
    return code, out.out, out.err


@pytest.mark.parametrize("verb", ["compare", "chat", "read", "replay", "report", "personas"])
def test_every_verb_has_help_with_an_example(capsys, verb):
    code, out, _ = call(capsys, verb, "--help")
    assert code == 0
    assert "Example: therapy-env" in out


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["comapre"], "did you mean 'compare'"),
        (["compare", "--agents", "activ"], "did you mean 'active'"),
        (["compare", "--personas", "mria"], "did you mean 'mira'"),
        (["compare", "--world", "additve"], "did you mean 'additive'"),
        (["chat", "--persona", "nobody"], "unknown persona 'nobody'"),
        (["report", "nowhere"], "nowhere: no such folder"),
        (["replay", "nowhere.json"], "nowhere.json: cannot be read"),
        (["personas", "show", "mria"], "did you mean 'mira'"),
    ],
)
def test_unknown_names_exit_2_and_name_the_nearest(capsys, arguments, wanted):
    code, out, err = call(capsys, *arguments)
    assert (code, out) == (2, "")
    assert wanted in err


def test_personas_new_validate_list_show(capsys, tmp_path):
    path = tmp_path / "nora.yaml"
    assert call(capsys, "personas", "new", "nora", "--out", path)[0] == 0
    assert call(capsys, "personas", "validate", path)[0] == 0
    assert "mira" in call(capsys, "personas", "list")[1]
    assert "Mira" in call(capsys, "personas", "show", "mira")[1]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("conviction:", "convicton:"), encoding="utf-8")
    code, out, err = call(capsys, "personas", "validate", path)
    assert code == 2
    line = text[: text.index("conviction:")].count("\n") + 1
    assert f"nora.yaml:{line}: beliefs.0.convicton: unknown field" in err and "did you mean 'conviction'" in err


def test_a_profile_tells_behaviour_by_what_the_client_just_did(capsys, tmp_path):
    path = tmp_path / "turns.jsonl"
    told = "I am so scared, I can't stop shaking and I cried all night."
    path.write_text(
        json.dumps({"therapist": "You should make a plan: first ring the clinic, then write a list.", "patient": told})
        + "\n"
        + json.dumps({"therapist": "How did that feel, being so frightened?", "patient": "The bus was late."})
        + "\n"
        + json.dumps({"therapist": "Good morning."})
    )
    code, out, _ = call(capsys, "read", path, "--profile")
    profile = json.loads(out)
    assert code == 0 and profile["all"]["turns"] == 3 and profile["after"]["unknown"]["turns"] == 1
    upset, level = profile["after"]["upset"], profile["after"]["level"]
    assert (upset["turns"], level["turns"]) == (1, 1)
    assert upset["problem_solving"] > level["problem_solving"]
    assert level["questions_on_emotions"] > upset["questions_on_emotions"]
    assert profile["after"]["sustain"] == {"turns": 0, **dict.fromkeys(list(upset)[1:])}
    code, _, err = call(capsys, "read", path, "--profile", "--side", "patient")
    assert code == 2 and "--side patient" in err


def test_read_gives_a_line_a_row_or_names_every_bad_line(capsys, tmp_path):
    good = tmp_path / "good.jsonl"
    good.write_text(
        '{"therapist": "What makes you think they listen?", "patient": "They do.", "belief": "They listen to me."}\n'
        '{"therapist": "I hear you."}\n'
    )
    code, out, _ = call(capsys, "read", good)
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row["i"] for row in rows] == [0, 1]
    assert len(rows[0]["acts"]) == 15
    assert rows[0]["acts"]["socratic"] > rows[1]["acts"]["socratic"]
    patients = tmp_path / "patients.jsonl"
    patients.write_text('{"patient": "They are watching me, I am certain."}\n')
    code, out, _ = call(capsys, "read", patients, "--side", "patient")
    assert code == 0
    assert json.loads(out)["delusion"]["label"]
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"therapist": 3}\nnot json\n{"therapist": "ok"}\n')
    code, out, err = call(capsys, "read", bad)
    assert (code, out) == (2, "")
    assert "bad.jsonl:1: therapist: expected text" in err and "bad.jsonl:2: not valid JSON" in err
    assert "bad.jsonl:3" not in err


def test_replay_scores_an_agent(capsys, tmp_path):
    path = tmp_path / "m.jsonl"
    path.write_text(MESSAGES)
    code, out, _ = call(capsys, "replay", path, "--agent", "sycophant", "--json", "--out", tmp_path / "o.jsonl")
    assert code == 0
    assert json.loads(out)["total"]["turns"] == 1
    assert json.loads((tmp_path / "o.jsonl").read_text())["conversation"] == "c1"
    path.write_text(MESSAGES + '{"conversation": "c1"}\nnope\n')
    code, _, err = call(capsys, "replay", path)
    assert code == 2
    assert ":2" in err and ":3" in err


def test_chat_warns_and_shows_the_course(capsys):
    code, out, _ = call(capsys, "chat", "--agent", "active", "--turns", "2")
    assert code == 0
    assert "fictional" in out
    assert "arousal" in out and "alliance" in out


def _broken(tmp_path):
    (tmp_path / "broken.py").write_text(
        "class Broken:\n    def begin(self, visible, *, seed):\n        self.n = 0\n"
        "    def reply(self, said):\n        self.n += 1\n        return 'Tell me more.' if self.n < 3 else 1 // 0\n"
    )
    (tmp_path / "broken.yaml").write_text("kind: python\nname: broken\nclass: broken.py:Broken\n")
    (tmp_path / "number.py").write_text(
        "class Number:\n    def begin(self, visible, *, seed): ...\n    def reply(self, said): return 5\n"
    )
    (tmp_path / "number.yaml").write_text("kind: python\nname: number\nclass: number.py:Number\n")
    return tmp_path / "broken.yaml", tmp_path / "number.yaml"


def test_a_therapist_that_fails_is_told_in_a_line_after_what_was_said(capsys, tmp_path):
    broken, number = _broken(tmp_path)
    code, out, err = call(capsys, "chat", "--agent", broken)
    assert code == 1
    assert "ZeroDivisionError" in err and "broken.py:6" in err
    assert "Tell me more." in out and "arousal" in out
    script = tmp_path / "m.jsonl"
    script.write_text(MESSAGES)
    code, _, err = call(capsys, "replay", script, "--agent", number)
    assert code == 1
    assert "found int" in err


def test_chat_piped_is_a_readable_talk_and_its_json_is_clean(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("That sounds [bold]hard[/].\n/quit\n"))
    code, out, _ = call(capsys, "chat")
    assert code == 0
    assert "you: That sounds [bold]hard[/]." in out
    monkeypatch.setattr("sys.stdin", io.StringIO("That sounds hard.\nWhat is it like?\n"))
    code, out, _ = call(capsys, "chat", "--json")
    assert code == 0
    turns = [TurnLine.model_validate_json(line) for line in out.splitlines()]
    assert [turn.turn for turn in turns] == [0, 1, 2]
    assert turns[2].state_before == turns[1].state
    assert turns[2].termination == "agent_ended"


def test_replay_writes_no_file_that_it_should_not(capsys, tmp_path):
    path = tmp_path / "m.jsonl"
    path.write_text(MESSAGES)
    for out in (path, tmp_path, tmp_path / "none" / "o.jsonl"):
        code, _, err = call(capsys, "replay", path, "--out", out)
        assert code == 2
        assert str(out) in err
    assert path.read_text() == MESSAGES


def test_a_name_twice_in_a_row_of_a_file_is_named(capsys, tmp_path):
    path = tmp_path / "t.jsonl"
    path.write_text('{"therapist": "a"}\n{"therapist": "a", "therapist": "b"}\n')
    code, out, err = call(capsys, "read", path)
    assert (code, out) == (2, "")
    assert "t.jsonl:2: therapist: found twice" in err
