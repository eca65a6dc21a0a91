"""Finding built-ins and a user's own: the same way in, and errors that help."""

import os
import re
import subprocess
import sys

import pytest

from therapy_env.core.parameters import Parameters
from therapy_env.core.reward import RewardConfig
from therapy_env.errors import FileProblems, UsageError
from therapy_env.library import (
    KINDS,
    SPLITS,
    find,
    load_persona,
    load_personas,
    load_reward,
    load_world,
    names,
    persona_ids,
    root,
)


def test_every_built_in_is_found_and_named_as_its_file():
    for kind in KINDS:
        for name in names(kind):
            assert find(kind, name).stem == name
    for name in persona_ids():
        assert load_persona(name).id == name
    assert sorted(i for split in SPLITS for i in persona_ids(split)) == persona_ids("all") == names("personas")


def test_a_persona_by_id_path_data_or_as_it_is():
    mira = load_persona("mira")
    path = find("personas", "mira")
    assert load_persona(path) == load_persona(str(path)) == load_persona(mira.model_dump()) == mira
    assert load_persona(mira) is mira


def test_a_split_is_its_personas_and_anything_else_is_one():
    assert [p.id for p in load_personas("test")] == persona_ids("test")
    assert [p.id for p in load_personas("all")] == persona_ids()
    assert load_personas("mira") == load_personas(find("personas", "mira")) == (load_persona("mira"),)
    with pytest.raises(UsageError, match="did you mean 'train'"):
        load_personas("trian")


def test_an_edited_file_is_read_again(tmp_path):
    mine = tmp_path / "mine.yaml"
    text = find("personas", "mira").read_text(encoding="utf-8")
    mine.write_text(text, encoding="utf-8")
    assert load_persona(mine).identity.age == 34
    mine.write_text(re.sub(r"age: 34", "age: 135", text).replace("age: 135", "age: 35"), encoding="utf-8")
    os.utime(mine, ns=(1, 1))
    assert load_persona(mine).identity.age == 35


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: load_persona("mria"), "did you mean 'mira'"),
        (lambda: load_persona("no/such.yaml"), "no such file"),
        (lambda: load_persona(7), "expected a name, a path or a mapping, found int"),
        (lambda: load_persona({"id": "x"}), "beliefs: required, and not there"),
        (lambda: persona_ids("tset"), "did you mean 'test'"),
        (lambda: load_world("strng"), "did you mean 'strong'"),
        (lambda: load_world({"entrenchmen": 1}), "did you mean 'entrenchment'"),
        (lambda: load_world({"entrenchment": 99}), "expected a number in"),
        (lambda: load_reward("defualt"), "did you mean 'default'"),
        (lambda: load_reward({"alliance": -1}), ">= 0"),
        (lambda: find("wrolds", "default"), "did you mean 'worlds'"),
    ],
)
def test_what_cannot_be_found_says_what_is_known(call, says):
    with pytest.raises(UsageError) as caught:
        call()
    assert says in str(caught.value)


def test_the_four_worlds_differ_in_what_uptake_does():
    inert, additive, default, strong = (load_world(w) for w in ("inert", "additive", "default", "strong"))
    assert default == Parameters()
    assert inert.uptake_harm == 0.0 < additive.uptake_harm == default.uptake_harm == strong.uptake_harm
    assert 0.0 == additive.entrenchment < default.entrenchment < strong.entrenchment
    assert 0.0 == additive.amplification < default.amplification < strong.amplification
    assert load_world(strong) is strong
    assert load_reward() == RewardConfig()
    assert load_reward({"process": 0}).process == 0


def test_a_users_world_names_all_its_problems(tmp_path):
    mine = tmp_path / "mine.yaml"
    mine.write_text("v: 1\nparameters:\n  entrenchment: 2.0\n")
    assert load_world(mine).entrenchment == load_world(str(mine)).entrenchment == 2.0
    mine.write_text("v: 1\nparameters:\n  entrenchmen: 2.0\n  learning: lots\n")
    with pytest.raises(FileProblems) as caught:
        load_world(mine)
    assert len(caught.value.problems) == 2
    assert "mine.yaml:3" in str(caught.value)
    mine.write_text("v: 1\nparameter:\n  entrenchment: 2.0\n")
    with pytest.raises(FileProblems, match="did you mean 'parameters'"):
        load_world(mine)
    mine.write_text("v: 2\nparameters:\n")
    with pytest.raises(FileProblems) as caught:
        load_world(mine)
    assert "mine.yaml:1: v: expected 1, found 2" in str(caught.value)
    assert "mine.yaml:2: parameters: expected a mapping of names to numbers, found nothing" in str(caught.value)


def test_a_session_runs_from_the_repositorys_root():
    code = (
        "import gymnasium as gym, therapy_env; env = gym.make('therapy_env/Session-v0');"
        "print(env.reset(seed=1)[0]); env.step('How was that for you?')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
