import pytest

from therapy_env.agents import DialAgent, Traits, load_agent
from therapy_env.agents.dial_policy import INTENTS
from therapy_env.core.simulator import Simulator
from therapy_env.cues import OBS_NAMES
from therapy_env.language.sensing import read_patient
from therapy_env.library import load_persona
from therapy_env.session import Session
from therapy_env.steps import drive
from therapy_env.visible import visible

DARK = "I wish I wouldn't wake up in the morning. They'd all be better off without me."
CROSS = "You're not listening to me at all. You just keep asking your questions, this is useless."


def talk(name, persona="mira", seed=4, turns=20):
    session = Session(load_persona(persona), seed=seed, simulator=Simulator(), max_turns=turns)
    agent = load_agent(name)
    agent.begin(session.visible, seed=seed)
    heard = drive(session.open())
    said = []
    while session.termination is None:
        said.append(agent.reply(heard))
        heard = drive(session.turn(said[-1])).patient
    return said, session


def begun(**traits):
    agent = DialAgent("one", Traits(**traits))
    agent.begin(visible(load_persona("mira")), seed=2)
    return agent


def intent(agent):
    return INTENTS[int(agent._decision.intent[0])]


def test_a_session_is_a_function_of_its_seed_and_begin_forgets():
    first, session = talk("active")
    assert talk("active")[0] == first
    assert talk("active", seed=5)[0] != first
    agent = load_agent("active")
    for _ in range(2):
        agent.begin(session.visible, seed=4)
        assert agent.reply(session.opening) == first[0]


def test_another_seed_words_it_otherwise():
    replies = set()
    for seed in range(4):
        agent = load_agent("active")
        agent.begin(visible(load_persona("mira")), seed=seed)
        replies.add(agent.reply("They were in my flat again while I was out. I know it."))
    assert len(replies) > 1


@pytest.mark.parametrize("persona", ["mira", "priya", "kenji"])
def test_no_turn_is_said_twice_in_a_session(persona):
    said, _ = talk("active", persona)
    assert len(set(said)) == len(said)
    assert all(said)


def sensed(agent, text):
    return dict(zip(OBS_NAMES, agent.features(read_patient(text)), strict=True))


def test_features_are_what_the_names_say():
    agent = begun()
    row = sensed(agent, "The neighbours have wired the wall to listen to me.")
    assert all(0.0 <= value <= 1.0 for value in row.values())
    assert row["delusion"] > 0.5 and row["topic"] == 0.25
    row = sensed(agent, "I'm a complete failure, I never do anything right.")
    assert row["distortion"] > 0.5 and row["topic"] == 0.75
    assert sensed(agent, "I had toast.")["topic"] == 0.0


def test_each_feature_is_what_was_sensed_under_its_name():
    agent, heard = begun(), read_patient(CROSS)
    first = sensed(agent, CROSS)
    assert (first["withdrawal"], first["confrontation"], first["turn"]) == (0.0, 0.0, 0.0)  # there is no "we" yet
    agent.reply(DARK)
    row = sensed(agent, CROSS)
    assert row["confrontation"] == heard.rupture["confrontation"] > 0.5 > row["withdrawal"]
    assert (row["talk_change"], row["talk_sustain"]) == (heard.talk["change"], heard.talk["sustain"])
    assert (row["arousal"], row["turn"]) == (heard.arousal, 1 / 20)
    dark = read_patient(DARK)
    assert sensed(agent, DARK)["risk_passive"] == dark.risk["passive"] > 0.5 > dark.risk["active"]


def test_danger_is_asked_about_at_once():
    agent = begun()
    agent.reply("I can't sleep, and work is hard.")
    said = agent.reply(DARK)
    assert intent(agent) == "risk"
    assert "?" in said


def test_strain_is_repaired_by_the_skilled_and_passed_over_by_the_unskilled():
    skilled, unskilled = begun(repair_skill=1.0), begun(repair_skill=0.0)
    for agent in (skilled, unskilled):
        agent.reply("I can't sleep, and work is hard.")
        agent.reply(CROSS)
    assert intent(skilled) == "repair"
    assert intent(unskilled) != "repair"


def test_wariness_from_the_first_word_is_no_strain():
    agent = begun(repair_skill=1.0)
    agent.reply("I'd rather not say. It's fine.")
    assert intent(agent) != "repair"


@pytest.mark.parametrize(
    ("name", "wanted"), [("sycophant", "agree"), ("problem_solver", "advise"), ("confronter", "contradict")]
)
def test_a_trait_shows_in_what_is_meant(name, wanted):
    agent = load_agent(name)
    agent.begin(visible(load_persona("mira")), seed=1)
    meant = []
    for line in ("They come into my flat when I'm on shift.", "The man upstairs listens to me.") * 4:
        agent.reply(line)
        meant.append(intent(agent))
    assert meant.count(wanted) >= 4


def test_passive_goes_along_where_active_takes_the_lead():
    meant = {}
    for name in ("active", "passive"):
        agent = load_agent(name)
        agent.begin(visible(load_persona("mira")), seed=1)
        meant[name] = set()
        for line in ("They come into my flat when I'm on shift.", "The man upstairs listens to me.") * 7:
            agent.reply(line)
            meant[name].add(intent(agent))
    assert {"examine", "goal"} <= meant["active"] and "go_along" not in meant["active"]
    assert "go_along" in meant["passive"] and not {"examine", "reframe", "goal"} & meant["passive"]


def test_odd_words_are_answered_like_any():
    agent = begun()
    for odd in ("", "?", "…", "{patient}", "ok " * 4000, "私は眠れません", "\x00"):
        assert agent.reply(odd)


VOICED = "The neighbours listen to me through the wall."


def test_what_is_worded_is_about_the_sentence_that_voices_the_belief(monkeypatch):
    asked = []
    monkeypatch.setattr("therapy_env.agents.dial.word", lambda acts, said, **given: asked.append(given) or "Mm.")
    agent = begun()
    for said in ("I had toast this morning.", f"I had toast this morning. {VOICED} It rained.", "It rained again."):
        agent.reply(said)
    assert [given["belief"] for given in asked] == ["", VOICED, VOICED]
    assert [given["turn"] for given in asked] == [1, 2, 3]
    heard = ("I had toast this morning.", "I can't stop crying, I'm so scared, my heart is pounding!")
    for said in heard:
        agent.reply(said)
    assert [given["upset"] for given in asked[3:]] == [False, True]
