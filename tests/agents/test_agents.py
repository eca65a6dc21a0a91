import pickle

import pytest

from therapy_env.agents import TherapistAgent, load_agent, load_spec
from therapy_env.agents.dial_policy import Traits
from therapy_env.errors import UsageError
from therapy_env.library import load_persona, names
from therapy_env.visible import visible

PRESETS = {
    "passive": {"passivity": 1.0}, "sycophant": {"sycophancy": 1.0}, "problem_solver": {"solution_bias": 1.0},
    "confronter": {"challenge": 1.0}, "cold_socratic": {"warmth": 0.0}, "befriender": {"challenge": 0.0, "warmth": 1.0},
}  # fmt: skip
SAYS = [
    "They were in my flat again while I was out. I know it.",
    "I don't know. It frightens me.",
    "Fine, if you say so.",
]


def test_presets_change_only_what_they_are_named_for():
    reference = load_spec("active")[0].traits.model_dump()
    assert reference == {name: getattr(Traits, name) for name in reference}
    for name, changed in PRESETS.items():
        assert load_spec(name)[0].traits.model_dump() == {**reference, **changed}


@pytest.mark.parametrize("name", sorted(set(names("agents")) - {"human"}))
def test_every_ready_agent_replies_and_is_deterministic(name):
    said = []
    for _ in range(2):
        agent = load_agent(name)
        assert isinstance(agent, TherapistAgent)
        agent.begin(visible(load_persona("mira")), seed=5)
        said.append([agent.reply(text) for text in SAYS])
    assert said[0] == said[1]
    assert all(isinstance(text, str | None) for text in said[0])


def test_another_seed_words_it_otherwise():
    replies = set()
    for seed in range(4):
        agent = load_agent("active")
        agent.begin(visible(load_persona("mira")), seed=seed)
        replies.add(agent.reply(SAYS[0]))
    assert len(replies) > 1


def test_a_script_replaces_literally():
    agent = load_agent({"kind": "script", "name": "x", "turns": ["So: {patient} {0} {nope}"]})
    agent.begin(visible(load_persona("mira")), seed=0)
    assert agent.reply("a {b}") == "So: a {b} {0} {nope}"


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("kind: dail\nname: x\n", "dial"),
        ("kind: dial\nname: x\ntraits:\n  pasivity: 0.5\n", "passivity"),
        ("kind: dial\nname: x\ntraits:\n  warmth: 3\n", "warmth"),
        ("kind: script\nname: x\n", "turns"),
        ("kind: dial\nname: x\nextends: activ\n", "active"),
        ("kind: python\nname: x\nclass: nowhere.py:X\n", "nowhere.py"),
        ("kind: python\nname: x\nclass: nowhere.module:X\n", "nowhere"),
        ("kind: llm\nname: x\nmodel: m\n", "llm"),
    ],
)
def test_wrong_files_say_what_and_where(tmp_path, content, wanted):
    path = tmp_path / "x.yaml"
    path.write_text(content)
    with pytest.raises(UsageError, match=wanted):
        load_agent(path)


def test_extending_in_a_circle_is_an_error(tmp_path):
    (tmp_path / "a.yaml").write_text("kind: dial\nname: a\nextends: b.yaml\n")
    (tmp_path / "b.yaml").write_text("kind: dial\nname: b\nextends: a.yaml\n")
    with pytest.raises(UsageError):
        load_agent(tmp_path / "a.yaml")


def test_specs_travel_to_workers():
    spec, folder = load_spec("passive")
    assert pickle.loads(pickle.dumps((spec, folder))) == (spec, folder)
