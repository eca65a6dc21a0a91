import pickle

import pytest

from therapy_env.agents import DialAgent, HumanAgent, ScriptAgent, TherapistAgent, Traits, load_agent, load_spec
from therapy_env.errors import FileProblems, UsageError
from therapy_env.library import load_persona, names
from therapy_env.visible import visible

SEES = visible(load_persona("mira"))

PRESETS = {
    "passive": {"passivity": 1.0},
    "sycophant": {"sycophancy": 1.0},
    "problem_solver": {"solution_bias": 1.0},
    "confronter": {"challenge": 1.0},
    "cold_socratic": {"warmth": 0.0},
    "befriender": {"challenge": 0.0, "warmth": 1.0},
}


def write(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


SAYS = (
    "They come into my flat when I'm on shift. I know it.",
    "I don't know. It frightens me.",
    "Fine, if you say so.",
)


@pytest.mark.parametrize("name", names("agents"))
def test_every_built_in_loads_answers_and_repeats_itself_from_the_same_seed(name):
    said = []
    for _ in range(2):
        agent = load_agent(name)
        assert isinstance(agent, TherapistAgent)
        assert agent.name == name
        if name == "human":
            return
        agent.begin(SEES, seed=3)
        said.append([agent.reply(text) for text in SAYS])
    assert all(isinstance(text, str) for text in said[0])
    assert said[0] == said[1]


def test_active_is_the_dial_at_its_defaults():
    agent = load_agent("active")
    assert isinstance(agent, DialAgent)
    assert agent.traits == Traits()
    assert load_spec("active")[0].version == 1


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_differs_from_active_in_its_own_trait_alone(name):
    reference, own = vars(load_agent("active").traits), vars(load_agent(name).traits)
    assert {k: v for k, v in own.items() if v != reference[k]} == PRESETS[name]


def test_each_call_gives_a_fresh_agent():
    first, second = load_agent("active"), load_agent("active")
    first.begin(SEES, seed=1)
    first.reply("I can't sleep.")
    assert first is not second
    second.begin(SEES, seed=1)
    assert second._policy.turn == 0


def test_a_spec_can_be_pickled():
    for name in names("agents"):
        spec, _ = load_spec(name)
        assert pickle.loads(pickle.dumps(spec)) == spec


def test_plain_data_is_an_agent():
    agent = load_agent({"kind": "script", "name": "two", "turns": ["One.", "Two."]})
    agent.begin(SEES, seed=0)
    assert [agent.reply("x") for _ in range(3)] == ["One.", "Two.", "One."]


def test_extends_by_name_by_path_and_through_two_files(tmp_path):
    write(tmp_path, "mild.yaml", "extends: active\nname: mild\ntraits:\n  challenge: 0.2\n  warmth: 0.9\n")
    path = write(tmp_path, "milder.yaml", "extends: mild.yaml\ntraits:\n  challenge: 0.1\n")
    agent = load_agent(path)
    assert agent.name == "milder"
    assert (agent.traits.challenge, agent.traits.warmth, agent.traits.pacing) == (0.1, 0.9, Traits().pacing)


def test_a_circle_of_extends_is_named(tmp_path):
    write(tmp_path, "a.yaml", "extends: b.yaml\nname: a\n")
    path = write(tmp_path, "b.yaml", "extends: a.yaml\nname: b\n")
    with pytest.raises(UsageError, match=r"circle: b\.yaml -> a\.yaml -> b\.yaml"):
        load_agent(path)


def test_everything_wrong_is_told_at_once_with_lines_and_nearest_names(tmp_path):
    path = write(tmp_path, "bad.yaml", "kind: dial\nname: bad\ntraits:\n  warmht: 0.5\n  pacing: 3\ntypo: 1\n")
    with pytest.raises(FileProblems) as caught:
        load_agent(path)
    text = str(caught.value)
    assert f"{path}:4: traits.warmht" in text and "did you mean 'warmth'" in text
    assert f"{path}:5: traits.pacing" in text
    assert f"{path}:6: typo" in text


@pytest.mark.parametrize("kind", ["llm", "policy"])
def test_kinds_of_other_versions_are_told_so(tmp_path, kind):
    path = write(tmp_path, "later.yaml", f"name: later\nkind: {kind}\nmodel: x\n")
    with pytest.raises(UsageError, match=rf"later\.yaml:2: kind: this version has no agents of kind '{kind}'"):
        load_agent(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("kind: dail\nname: x\n", "did you mean 'dial'"),
        ("name: x\n", "expected one of dial, script, human, python, found nothing"),
        ("kind: script\nname: x\nturns: []\n", "turns"),
        ("- a\n- b\n", "an agent"),
        ("extends: actve\nname: x\n", "did you mean 'active'"),
        ("extends: active\nkind: script\nname: x\n", "expected 'dial' as in active"),
        ("kind: python\nname: x\nclass: nothing_here\n", "class"),
        ("kind: python\nname: x\nclass: absent.py:Agent\n", "no such file absent.py"),
        ("kind: python\nname: x\nclass: no_such_module:Agent\n", "cannot import no_such_module"),
        ("kind: python\nname: x\nclass: collections:OrderdDict\n", "did you mean 'OrderedDict'"),
        ("kind: python\nname: x\nclass: collections:OrderedDict\n", "expected a method begin"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(tmp_path, content, message):
    path = write(tmp_path, "wrong.yaml", content)
    with pytest.raises(UsageError, match=message):
        load_agent(path)


def test_an_unknown_name_lists_the_nearest():
    with pytest.raises(UsageError, match="did you mean 'passive'"):
        load_agent("pasive")


def test_a_class_beside_its_yaml_with_options(tmp_path):
    write(
        tmp_path,
        "mine.py",
        "class Mine:\n"
        "    def __init__(self, word='hm'):\n        self.word = word\n"
        "    def begin(self, visible, *, seed):\n        self.who = visible.name\n"
        "    def reply(self, patient_says):\n        return f'{self.word}, {self.who}'\n",
    )
    path = write(tmp_path, "mine.yaml", "kind: python\nname: mine\nclass: mine.py:Mine\noptions: {word: Well}\n")
    agent = load_agent(path)
    agent.begin(SEES, seed=0)
    assert agent.reply("x") == f"Well, {SEES.name}"
    bad = write(tmp_path, "worse.yaml", "kind: python\nname: worse\nclass: mine.py:Mine\noptions: {wrod: Well}\n")
    with pytest.raises(UsageError, match="cannot be made with options"):
        load_agent(bad)


def test_a_class_that_is_inherited_lies_beside_the_file_that_names_it(tmp_path):
    (tmp_path / "above").mkdir()
    said = "class A:\n    def begin(self, visible, *, seed): pass\n    def reply(self, p): return 'Yes?'\n"
    write(tmp_path / "above", "mine.py", said)
    write(tmp_path / "above", "mine.yaml", "kind: python\nname: mine\nclass: mine.py:A\n")
    path = write(tmp_path, "again.yaml", "extends: above/mine.yaml\n")
    agent = load_agent(path)
    assert (agent.name, agent.reply("")) == ("again", "Yes?")


def test_two_files_of_the_same_name_do_not_meet(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write(
            tmp_path / folder,
            "agent.py",
            f"class A:\n    def begin(self, visible, *, seed): pass\n    def reply(self, p): return '{folder}'\n",
        )
        write(tmp_path / folder, "agent.yaml", f"kind: python\nname: {folder}\nclass: agent.py:A\n")
    assert [load_agent(tmp_path / f / "agent.yaml").reply("") for f in ("one", "two")] == ["one", "two"]


def test_a_script_puts_the_patients_words_in_as_they_are():
    agent = ScriptAgent("echo", ["You said {patient} and {0} {x!r}."])
    agent.begin(SEES, seed=0)
    assert agent.reply("{patient} {y} %s") == "You said {patient} {y} %s and {0} {x!r}."


def test_a_script_starts_over_with_each_session():
    agent = load_agent("two_formula_loop")
    agent.begin(SEES, seed=0)
    first = agent.reply("a")
    agent.reply("b")
    agent.begin(SEES, seed=1)
    assert agent.reply("c") == first


def test_a_human_quits_or_runs_out_of_input():
    lines = iter(["Hello, Mira.", "  /QUIT "])
    shown = []
    agent = HumanAgent(ask=lambda prompt: next(lines), show=shown.append)
    agent.begin(SEES, seed=0)
    assert agent.reply("Hello.") == "Hello, Mira."
    assert agent.reply("What now?") is None
    assert shown == ["Hello.", "What now?"]

    def end(prompt):
        raise EOFError

    assert HumanAgent(ask=end).reply("x") is None
