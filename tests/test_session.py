import os
import subprocess
import sys

import pytest

from therapy_env.acts import MAX_CHARS, TurnReading, Uptake
from therapy_env.core.simulator import Simulator
from therapy_env.library import load_persona
from therapy_env.session import Session, reading_dict
from therapy_env.steps import Request, drive

TURNS = [
    "That sounds worn out more than anything. What is it like when you come in at night?",
    "So even the kettle can tell you something is off, and then you can't rest. I can see how lonely that gets.",
    "What would you want to be different, if our time here went well?",
    "When you found it that way, what went through your mind, and was there anything that didn't fit with it?",
    "I wonder whether I hurried you just then. How was that for you?",
]


def play(session, turns=TURNS):
    drive(session.open())
    return [drive(session.turn(text)) for text in turns]


def new(seed=3, **kwargs):
    return Session(load_persona("mira"), seed=seed, simulator=Simulator(), **kwargs)


def test_same_seed_same_words_same_session():
    one, two = new(), new()
    assert play(one) == play(two)
    assert one.opening == two.opening
    other = new(seed=4)
    assert [x.patient for x in play(other)] != [x.patient for x in one.exchanges]


def test_a_fork_goes_on_alone_and_alike():
    session = new()
    play(session, TURNS[:2])
    twin = session.fork()
    said = [drive(session.turn(text)) for text in TURNS[2:]]
    assert len(twin.exchanges) == 2
    assert [drive(twin.turn(text)) for text in TURNS[2:]] == said
    third = session.fork()
    drive(third.turn("They are watching you, you're right."))
    assert len(session.exchanges) == 5


def test_it_completes_and_then_refuses_more():
    session = new(max_turns=2)
    exchanges = play(session, TURNS[:2])
    assert [x.termination for x in exchanges] == [None, "completed"]
    with pytest.raises(RuntimeError, match="has ended"):
        drive(session.turn("Hello?"))


def test_it_must_be_opened_first():
    with pytest.raises(RuntimeError, match="open"):
        drive(new().turn("Hello."))


def test_leaving_early_is_charged_by_the_turns_left():
    charged = []
    for done in (0, 2, 4):
        session = new(max_turns=5)
        play(session, TURNS[:done])
        session.end("agent_ended")
        assert session.termination == "agent_ended"
        charged.append(session.closing_reward)
    assert charged[0] < charged[1] < charged[2] < 0.0
    whole = new(max_turns=5)
    play(whole)
    whole.end("agent_ended")
    assert whole.closing_reward == 0.0 and not any(whole.closing_costs.values())
    cut = new()
    play(cut, TURNS[:1])
    cut.end("refused")
    assert (cut.termination, cut.closing_reward) == ("refused", 0.0)
    with pytest.raises(ValueError, match="expected one of completed, .*, found 'bored'"):
        cut.end("bored")


def test_a_reading_as_data_names_the_belief_or_none():
    persona = load_persona("mira")
    for target, name in ((0, persona.beliefs[0].id), (-1, None), (len(persona.beliefs), None)):
        reading = TurnReading(acts=(0.0,) * 15, uptake=Uptake.EXAMINE, target=target)
        assert reading_dict(reading, persona)["target"] == name


def test_a_target_that_the_patient_does_not_have_is_none():
    class Reader:
        def __init__(self, target):
            self.target = target

        def read(self, text, context):
            yield from ()
            return TurnReading((0.0,) * 4 + (0.9,) + (0.0,) * 10, Uptake.EXAMINE, self.target, fit=0.7)

    courses = {}
    for target in (0, 7, -1):
        session = new(reader=Reader(target))
        play(session)
        courses[target] = session.state.report()
    assert courses[7] == courses[-1] != courses[0]


ODD = ["", " ", ".", "🙂🙂", "你好,今天怎么样", "\x00\x07", "a" * 100_000, "why? " * 20_000, "\ud800"]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_words_have_a_defined_outcome(text):
    session = new()
    (exchange,) = play(session, [text])
    assert len(exchange.therapist) <= MAX_CHARS
    assert exchange.patient.strip()
    assert exchange.reading.fit <= 0.35
    assert exchange.patient.encode("utf-8")


def test_the_scoreboard_records_who_put_what_forward():
    belief = load_persona("mira").beliefs[0].id
    session = new(overrides={"beliefs": {belief: {"disclosure": 0.9, "preoccupation": 1.0}}})
    play(session)
    moves = [move for x in session.exchanges for move in x.moves]
    assert any(move.by == "patient" and move.content == "belief" for move in moves)
    assert all(move.turn <= 5 for move in moves)


def test_encodings_may_ask_outside_and_the_session_never_calls_out():
    class AskingReader:
        def read(self, text, context):
            reading = yield Request("reader", {"text": text, "patient": context.patient})
            return reading

    inner = new()
    drive(inner.open())
    reading = drive(inner.turn(TURNS[0])).reading
    session = new(reader=AskingReader())
    drive(session.open())
    asked = []

    def answer(request):
        asked.append(request.payload["text"])
        return reading

    exchange = drive(session.turn(TURNS[0]), answer)
    assert asked == [TURNS[0]]
    assert exchange == inner.exchanges[0]


def test_nothing_hidden_is_in_what_an_agent_is_told():
    persona = load_persona("mira")
    told = " ".join(map(str, new().visible.as_dict().values())).lower()
    for belief in persona.beliefs:
        assert belief.statement.lower() not in told
    assert "conviction" not in told


_PLAY = """
from therapy_env.agents import load_agent
from therapy_env.core.simulator import Simulator
from therapy_env.library import load_persona, persona_ids
from therapy_env.session import Session
from therapy_env.steps import drive
for name in persona_ids():
    session, agent = Session(load_persona(name), seed=9, simulator=Simulator()), load_agent("active")
    agent.begin(session.visible, seed=9)
    says = drive(session.open())
    while session.termination is None:
        says = drive(session.turn(agent.reply(says))).patient
        print(says)
"""


def test_words_do_not_depend_on_the_processs_hash_seed():
    said = {
        subprocess.run(
            [sys.executable, "-c", _PLAY], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "2", "3")
    }
    assert len(said) == 1
