import json

import pytest

from therapy_env.cli import main

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
    assert "xample" in out or verb == "personas"


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["comapre"], "compare"),
        (["compare", "--agents", "activ"], "active"),
        (["compare", "--personas", "mria"], "mira"),
        (["compare", "--world", "additve"], "additive"),
        (["chat", "--persona", "nobody"], "nobody"),
        (["report", "nowhere"], "nowhere"),
        (["replay", "nowhere.json"], "nowhere.json"),
        (["personas", "show", "mria"], "mira"),
    ],
)
def test_unknown_names_exit_2_and_name_the_nearest(capsys, arguments, wanted):
    code, out, err = call(capsys, *arguments)
    assert code == 2
    assert wanted in out + err


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
    assert "nora.yaml:" in out + err
    assert "conviction" in out + err


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
    assert "1" in err and "2" in err


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
    assert "SUDS" in out
