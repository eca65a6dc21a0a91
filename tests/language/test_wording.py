import inspect
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from therapy_env.acts import ACTS, Act
from therapy_env.agents.dial_policy import INTENTS
from therapy_env.language import wording, wording_moments
from therapy_env.language.reading import BeliefText, ReadContext, read_therapist
from therapy_env.language.wording import word
from therapy_env.language.wording_phrases import pools
from therapy_env.language.wording_pick import pick
from therapy_env.library import load_persona, persona_ids
from therapy_env.session import belief_texts

LINE = "They come into my flat when I'm on shift. I found the kettle turned round."


def vector(**acts):
    found = [0.0] * len(ACTS)
    for name, x in acts.items():
        found[ACTS.index(name)] = x
    return found


def test_every_act_has_many_phrasings_and_none_is_in_two_acts():
    found = pools()
    for act in ACTS:
        assert len(found[act].filled) + len(found[act].plain) >= 25, act
        assert found[act].plain, act
    texts = [p.text for pool in found.values() for phrases in pool for p in phrases]
    assert len(texts) == len(set(texts))
    for key in found:
        act, _, intent = key.partition("+")[0].partition("@")
        assert act in (*ACTS, "answer") and (not intent or intent in (*INTENTS, "heard", "hinted")), key


def test_every_pool_can_be_reached():
    source = "".join(inspect.getsource(module) for module in (wording, wording_moments))
    for key in pools():
        _, plus, moment = key.partition("+")
        assert not plus or f'"{moment}"' in source or f"+{moment}" in source, key


def test_every_slot_is_one_that_can_be_filled():
    known = "claim inner outer event did plan want wish maybe body person named thing one feel good who whom".split()
    for key, pool in pools().items():
        for phrase in pool.filled:
            assert phrase.slots <= set(known), (key, phrase.text)


def test_a_belief_voiced_earlier_is_named_again_when_it_is_worked_on():
    for intent, act in (("examine", "socratic"), ("go_along", "accommodate"), ("reframe", "reframe")):
        for turn in range(12):
            text = word(vector(**{act: 0.9}), "I slept badly.", intent=intent, key=3, turn=turn, belief=LINE)
            assert "they come into your flat" in text or "sleep" in text, text


def test_what_is_told_as_part_of_a_belief_is_not_said_back_as_a_fact():
    said = "I died last autumn. I walked the dog on Sunday."
    for turn in range(40):
        text = word(vector(reflect=0.9), said, intent="listen", key=3, turn=turn, belief="I died last autumn.",
                    earlier=["Good morning."])  # fmt: skip
        assert not re.search(r"(?:when|that|so|mention|though) you died|^you died", text.lower()) or "feel" in text or (
            "sense" in text or "thought" in text or "see" in text or "seems" in text or "convinced" in text
        ), text


def test_picked_phrases_are_turned_round_and_cut_cleanly():
    found = pick("I stood in the hall in my coat. They listen to me through my ceiling. My mum rang me twice!")
    assert found.events == ("you stood in the hall in your coat",)
    assert "they listen to you through your ceiling" in found.claims
    assert "your ceiling" in found.things
    assert found.persons == ("your mum",)
    assert found.who == "they"


def test_plans_wishes_other_explanations_and_the_body_are_told_apart():
    found = pick("I could ask her what she hears. I'd like to sleep through. I want my singing back.")
    assert found.plans == ("ask her",) or not found.plans  # never half a question
    assert found.wants == ("sleep through",)
    assert found.wishes == ("you want your singing back",)
    found = pick("Maybe he's just an old man. My chest's all tight. I might call him on Sunday.")
    assert found.maybes == ("he's just an old man",)
    assert found.bodily == ("your chest's all tight",)
    assert found.plans == ("call him on Sunday",)
    for said in ("I could scream.", "I want to die.", "I could tell you more.", "I'm going to lose my job."):
        assert not pick(said).plans and not pick(said).wants, said


def test_what_a_belief_says_of_the_body_is_not_said_back_as_a_feeling_in_it():
    assert not pick("My gut is rotting.").bodily
    assert not pick("My hands are moved by them.").bodily
    assert pick("My heart is racing.").bodily == ("your heart is racing",)


def test_a_name_may_be_a_subject():
    assert pick("Jas thinks I'm a freak.").claims == ("Jas thinks you're a freak",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "Mm.",
        "I don't know.",
        "Is that right?",
        "You never listen to me.",
        "If I were you.",
        "的",
        "'",
        "a" * 9000,
    ],
)
def test_nothing_is_picked_where_nothing_is_plain(text):
    found = pick(text)
    assert not found.claims and not found.events


def test_a_hedge_or_a_comparison_is_not_taken_for_the_thing():
    assert pick("I'm fairly sure somebody's been in my flat.").claims == ("somebody's been in your flat",)
    assert not pick("It was like they were watching me.").claims
    assert not pick("They used to follow me.").claims
    assert not pick("If they come in, I'll leave.").claims


def test_the_patients_feeling_is_named_unless_denied():
    assert pick("I'm frightened in my own kitchen.").feeling == "frightened"
    assert pick("I'm not angry about it.").feeling == ""
    assert pick("They're all embarrassed for me.").feeling == ""
    assert pick("I feel a bit lighter today.").eased == "lighter"


def test_words_are_a_function_of_the_arguments():
    acts = vector(reflect=0.6, socratic=0.8)
    one = word(acts, LINE, key=5, turn=3)
    assert word(acts, LINE, key=5, turn=3) == one
    assert len({word(acts, LINE, key=5, turn=t) for t in range(12)}) >= 9
    assert len({word(acts, LINE, key=k, turn=3) for k in range(12)}) >= 9


def test_no_phrase_is_said_twice_while_others_are_left():
    earlier = []
    for turn in range(25):
        earlier.append(word(vector(hold=0.8), LINE, key=1, turn=turn, earlier=earlier))
    assert len(set(earlier)) == 25
    for turn in range(40):  # and when all have been said, something is said all the same
        earlier.append(word(vector(repair=0.9), "", key=1, turn=turn, earlier=earlier))
        assert earlier[-1]


def test_feeling_comes_first_and_a_question_last():
    for turn in range(20):
        text = word(vector(hold=0.7, socratic=0.8), LINE, key=2, turn=turn)
        assert text.endswith("?") and text.count("?") == 1
        assert len(re.findall(r"[.?!](?:\s|$)", text)) >= 2


def test_a_patient_who_is_upset_is_held_not_asked():
    for turn in range(20):
        acts = vector(hold=0.85, reflect=0.5, explore=0.6)
        assert "?" not in word(acts, "I can't breathe, I can't!", key=3, turn=turn, upset=True)
        assert "?" in word(acts, "I slept badly.", key=3, turn=turn)


def said_from(text, pool):
    return any(p.text in text for p in pools()[pool].plain)


def test_only_what_was_said_is_taken_up_when_danger_is_asked_about():
    for turn in range(20):
        acts = vector(risk=0.95)
        assert not said_from(word(acts, "I slept badly again.", intent="risk", key=4, turn=turn), "risk@heard")
        assert said_from(word(acts, "I wish I wouldn't wake up.", intent="risk", key=4, turn=turn), "risk@heard")


def test_an_answer_about_danger_is_answered():
    asked = "Have you had thoughts of ending your life?"
    acts = vector(hold=0.6, explore=0.7)
    for turn in range(10):
        no = word(acts, "No, nothing like that.", intent="listen", earlier=[asked], key=9, turn=turn)
        assert said_from(no, "hold+denies")
        plain = word(acts, "I've never thought of harming myself.", intent="listen", earlier=[asked], key=9, turn=turn)
        assert said_from(plain, "hold+denies")
        yes = word(acts, "Some nights I think they'd be better off without me.", intent="listen", earlier=[asked],
                   key=9, turn=turn)  # fmt: skip
        assert said_from(yes, "hold+admits")


def test_a_question_of_the_patients_is_answered_first():
    acts = vector(reflect=0.6, explore=0.7)
    for turn in range(10):
        text = word(acts, "How much of this goes in your notes?", intent="listen", key=5, turn=turn)
        assert any(text.startswith(p.text) for p in pools()["answer+asks_privacy"].plain)
    assert not said_from(word(acts, "It's cold in here, isn't it?", intent="listen", key=5), "answer+asks_you")


def test_repair_names_what_went_wrong():
    for said, pool in (
        ("You don't believe a word I've said.", "repair+disbelieved"),
        ("You never asked me once. You don't listen.", "repair+unheard"),
        ("Don't talk to me like I'm a child!", "repair+talked_down"),
        ("That was a trick question, wasn't it? I don't like those.", "repair+questioned"),
        ("It's fine. Whatever.", "repair+quiet"),
    ):
        for turn in range(3):
            assert said_from(word(vector(repair=0.9), said, intent="repair", key=2, turn=turn), pool), said


def test_a_delusion_is_never_stated_as_fact_by_who_does_not_agree():
    claim = "they come into your flat"
    attributed = re.compile(
        r"feel|sense|seem|way you see|thought|idea|believe|if |think|convinced|eyes|worry|tell it|you say|suppose"
        r"|certain|sure|true|evidence|whether|reason|conclusion"
    )
    for act, intent in (("reflect", "listen"), ("hold", "hold"), ("explore", "listen"), ("socratic", "examine"),
                        ("reframe", "reframe"), ("reflect", "consolidate")):  # fmt: skip
        for turn in range(60):
            text = word(vector(**{act: 0.9}), "They come into my flat.", intent=intent, key=12, turn=turn)
            for sentence in re.findall(r"[^.?!]+[.?!]", text):
                if claim in sentence.lower():
                    assert attributed.search(sentence.lower()), text


def test_who_has_nothing_warm_to_say_still_asks():
    assert word(vector(), LINE, intent="hold").endswith("?")


def test_an_intent_brings_its_own_act():
    for turn in range(10):
        assert "?" in word(vector(reflect=0.6), LINE, intent="examine", key=4, turn=turn)
        assert "?" in word(vector(hold=0.6), "I wish I were dead.", intent="risk", key=4, turn=turn)


def test_a_belief_held_in_mind_is_examined_when_the_talk_is_elsewhere():
    texts = [word(vector(socratic=0.9), "Fine.", key=6, turn=t, belief=LINE) for t in range(30)]
    assert any("they come into your flat" in t for t in texts)


@given(
    st.lists(st.floats(0, 1), min_size=15, max_size=15), st.text(max_size=300), st.integers(0, 2**64 - 1),
    st.integers(0, 200), st.sampled_from(("", *INTENTS)), st.booleans(),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_whatever_is_asked_for_something_sayable_comes(acts, patient, key, turn, intent, upset):
    text = word(acts, patient, intent=intent, key=key, turn=turn, upset=upset)
    assert text.strip() and "{" not in text.replace(patient, "")
    assert len(text) < 900


def contexts():
    for name in persona_ids("all"):
        persona = load_persona(name)
        texts = belief_texts(persona)
        for i, belief in enumerate(persona.beliefs):
            if belief.kind in ("delusion", "distortion"):
                for line in (*belief.wordings.firm[:3], *belief.wordings.leaning[:2]):
                    yield line, ReadContext(line, texts, (), i)


@pytest.mark.parametrize("act", ["socratic", "reframe", "challenge", "advise", "collude"])
def test_what_is_meant_is_what_is_read(act):
    found = list(contexts())
    hits = 0
    for n, (line, context) in enumerate(found):
        reading = read_therapist(word(vector(**{act: 0.9}), line, key=8, turn=n), context)
        hits += max(range(15), key=reading.acts.__getitem__) == ACTS.index(act)
    assert hits / len(found) >= 0.8


def test_listening_is_seldom_read_as_harm():
    harm = [Act.CHALLENGE, Act.COLLUDE, Act.STIGMA, Act.ADVISE]
    found = list(contexts())
    for act, most in (("reflect", 0.1), ("hold", 0.15), ("explore", 0.05)):
        wrong = 0
        for n, (line, context) in enumerate(found):
            reading = read_therapist(word(vector(**{act: 0.9}), line, key=8, turn=n), context)
            wrong += max(reading.acts[i] for i in harm) >= 0.5
        assert wrong / len(found) <= most, act


def test_strain_and_danger_are_met_as_such():
    belief = (BeliefText("b", "delusional", "They come into my flat."),)
    for act, said in (("repair", "You're not listening to me."), ("risk", "I wish I wouldn't wake up.")):
        context = ReadContext(said, belief, (), 0)
        read = [read_therapist(word(vector(**{act: 0.9}), said, key=8, turn=n), context) for n in range(30)]
        best = [max(range(15), key=r.acts.__getitem__) for r in read]
        assert best.count(ACTS.index(act)) >= 20, act
