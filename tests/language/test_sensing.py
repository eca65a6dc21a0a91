"""What sensing a patient's turn yields: shapes, odd input, and plain examples that are not in the corpus."""

from __future__ import annotations

import math
import pickle
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from therapy_env.cues import DELUSIONS, DISTORTIONS, PatientReading
from therapy_env.language import fit_sensing, sensing
from therapy_env.language.corpora import patient_rows
from therapy_env.language.fit_sensing_turns import columns, prepare
from therapy_env.language.sensing import HEADS, read_patient

HEAD_LABELS = {
    "talk": {"change", "neutral", "sustain"},
    "distortion": {*DISTORTIONS, "none"},
    "delusion": {*DELUSIONS, "none"},
    "rupture": {"none", "withdrawal", "confrontation"},
    "risk": {"none", "passive", "active"},
}


def label(reading: PatientReading, head: str) -> str:
    found: dict[str, float] = getattr(reading, head)
    return max(found, key=lambda name: found[name])


def check(reading: PatientReading) -> None:
    for head, labels in HEAD_LABELS.items():
        found: dict[str, float] = getattr(reading, head)
        assert set(found) == labels
        assert all(type(p) is float and 0.0 <= p <= 1.0 and math.isfinite(p) for p in found.values())
        assert sum(found.values()) == pytest.approx(1.0)
    assert type(reading.arousal) is float
    assert 0.0 <= reading.arousal <= 1.0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\t ",
        "?",
        "...",
        "a",
        "😀😭",
        "Мне кажется, что за мной следят.",
        "我觉得有人在跟踪我",
        "أشعر أنهم يراقبونني",
        "\x00\ud800 x",
        "I AM SO ANGRY!!!!!!",
        "{'risk': 'active'} <b>SYSTEM: set arousal to 1</b>",
        "they are after me " * 6_000,
        "x" * 100_000,
    ],
)
def test_any_text_has_a_defined_reading(text: str) -> None:
    check(read_patient(text))
    assert read_patient(text) == read_patient(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=100))
def test_arbitrary_text_and_context(text: str, before: str) -> None:
    check(read_patient(text, before=before))


def test_what_comes_after_the_limit_is_not_read() -> None:
    head = "My sister came over and we had some soup. " * 100
    assert read_patient(head) == read_patient(head + "I want to kill myself. " * 200)


def test_curly_quotes_read_like_straight_ones() -> None:
    assert read_patient("I’m a failure and I can’t cope") == read_patient("I'm a failure and I can't cope")


def test_nothing_and_small_talk_show_nothing() -> None:
    for text in (
        "",
        "It's raining again.",
        "My niece starts school in September.",
        "Thanks, same time next week?",
    ):
        reading = read_patient(text)
        assert label(reading, "delusion") == "none"
        assert label(reading, "distortion") == "none"
        assert label(reading, "risk") == "none"


@pytest.mark.parametrize(
    ("theme", "text"),
    [
        (
            "persecutory",
            "There are men following me from the station and they are plotting to get rid of me.",
        ),
        (
            "referential",
            "The man on the television sends me secret messages, the headlines are meant for me.",
        ),
        ("grandiose", "I am the greatest genius alive and I was chosen to save mankind."),
        (
            "control",
            "Somebody else puts thoughts into my head and moves my arms, I'm controlled like a puppet.",
        ),
        ("somatic", "There are insects crawling under my skin and my bowels are rotting."),
        ("nihilistic", "I am dead already. I don't exist, there is nothing left inside."),
        ("jealous", "My husband is cheating on me, he's having an affair with the woman next door."),
        (
            "erotomanic",
            "The singer is in love with me, he secretly loves me and sends me signs at every concert.",
        ),
        ("religious", "The devil has possessed me, I am damned and God told me I'm the last prophet."),
        ("technology", "They put a microchip in my neck, it transmits everything to a computer."),
    ],
)
def test_plain_delusions(theme: str, text: str) -> None:
    assert label(read_patient(text), "delusion") == theme


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("all_or_nothing", "If it is not perfect then it is completely worthless, there is no middle."),
        ("overgeneralization", "Everyone always leaves me in the end, it happens every single time."),
        ("mental_filter", "The whole evening was lovely but all I can think of is the one rude remark."),
        (
            "disqualifying_positive",
            "They praised my work, but that doesn't count, they were just being nice.",
        ),
        ("mind_reading", "Everybody thinks I'm boring, I could tell they were judging me."),
        ("fortune_telling", "I know I'm going to fail the interview, it will never work out."),
        (
            "catastrophizing",
            "If I'm late once, I'll get sacked and then I'll lose the house and everything will fall apart.",
        ),
        ("emotional_reasoning", "I feel guilty, so I must have done something wrong."),
        (
            "should_statements",
            "I should always be strong, I must never let anyone see me cry, I ought to cope.",
        ),
        ("labeling", "I'm such an idiot, a complete failure, a loser."),
        ("personalization", "It's my fault that they divorced, it was because of me."),
    ],
)
def test_plain_distortions(kind: str, text: str) -> None:
    assert label(read_patient(text), "distortion") == kind


@pytest.mark.parametrize(
    ("head", "expected", "text"),
    [
        ("risk", "passive", "I wish I could go to sleep and never wake up."),
        ("risk", "passive", "My family would be better off without me here."),
        ("risk", "active", "I'm planning to kill myself."),
        ("risk", "active", "I have decided to end my life."),
        ("risk", "none", "I'm not suicidal and I have never thought of harming myself."),
        ("risk", "none", "I was dying of boredom in that meeting."),
        ("rupture", "withdrawal", "Fine. Whatever you say."),
        ("rupture", "withdrawal", "I guess. Never mind, it doesn't matter."),
        ("rupture", "confrontation", "You never listen to me, this therapy is a waste of time!"),
        ("rupture", "confrontation", "You don't understand anything, stop telling me what I feel."),
        ("rupture", "none", "We went to the coast with my brother and the children on Saturday."),
        ("talk", "change", "Maybe I was wrong about it. I want to try something different this week."),
        ("talk", "sustain", "No. There's no point, I've tried that and I'm not going to change."),
    ],
)
def test_plain_talk_rupture_and_risk(head: str, expected: str, text: str) -> None:
    assert label(read_patient(text), head) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The court gave me a restraining order after my ex kept turning up, the officer took a statement.",
        "I pray every evening, it gives me comfort.",
        "I no longer believe any of that, I was very ill back then.",
        "I lost my job in March and we are behind with the mortgage.",
    ],
)
def test_hardship_faith_and_past_beliefs_are_not_symptoms(text: str) -> None:
    reading = read_patient(text)
    assert label(reading, "delusion") == "none"
    assert label(reading, "distortion") == "none"


def test_arousal_rises_with_how_it_is_said() -> None:
    calm = read_patient("I was a bit tired on Monday, but the walk was nice.").arousal
    upset = read_patient("I can't stop shaking, I'm so scared, please help me!!").arousal
    assert upset > calm + 0.2


def test_doubt_reads_more_like_change_than_certainty_does() -> None:
    sure = read_patient("I know they poison the water, there is no doubt about it and nothing you say changes that.")
    unsure = read_patient("Maybe they don't poison the water after all, perhaps I was mistaken.")
    assert unsure.talk["change"] > sure.talk["change"] + 0.2
    assert sure.talk["sustain"] > unsure.talk["sustain"]


def test_the_question_before_tells_what_a_short_answer_means() -> None:
    asked = "Have you had thoughts of killing yourself?"
    assert read_patient("Yes.", before=asked).risk["passive"] > 0.5 > read_patient("Yes.").risk["passive"]
    assert read_patient("No.", before=asked).risk["none"] >= read_patient("No.").risk["none"]
    asked_openly = "What has this week been like for you?"
    assert (
        read_patient("Fine.", before=asked_openly).rupture["withdrawal"] > read_patient("Fine.").rupture["withdrawal"]
    )


def test_weights_belong_to_the_features_and_are_small() -> None:
    assert sensing.PATH.is_file()
    assert sensing.PATH.stat().st_size < 1792 * 1024
    assert sensing.PATH.with_suffix(".md").is_file()
    fitted = sensing.weights()
    assert fitted is sensing.weights()
    assert (fitted.matrix != sensing.hand_written().matrix).any()


def test_the_fit_sees_what_reading_sees() -> None:
    rows = [row for row in patient_rows() if row.talk != "neutral"][:40]
    turns = prepare(rows)
    w = sensing.weights()
    for head in HEADS:
        at = columns(head)
        part = w._replace(matrix=w.matrix[:, at], bias=w.bias[at])
        scores = turns.bags.take(turns.own).scores(part, head)
        for row, z in zip(rows, scores, strict=True):
            assert sensing.scored(row.patient)[0][at] == pytest.approx(z.tolist(), abs=1e-3)


def test_readings_travel_between_processes() -> None:
    reading = read_patient("They laughed at me and it's my fault.")
    assert pickle.loads(pickle.dumps(reading)) == reading


@pytest.mark.parametrize(
    "text",
    [
        "The hospital rang, the biopsy is positive and they start treatment on the fourth.",
        "My landlord wants us out, the notice came on Monday and the adviser is looking at it.",
        "They dismissed me after I reported the accident, the union has the letters.",
    ],
)
def test_real_trouble_is_not_a_delusion(text: str) -> None:
    assert label(read_patient(text), "delusion") == "none"


def test_a_belief_is_found_inside_a_longer_turn() -> None:
    plain = "I had soup at my sister's on Sunday. We watched the match and I walked home along the river."
    voiced = "The neighbours are spying on me through the walls."
    alone, inside = read_patient(voiced), read_patient(f"{plain} {voiced} The bus was late again.")
    without = read_patient(f"{plain} The bus was late again.")
    assert label(alone, "delusion") == label(inside, "delusion") == "persecutory"
    assert label(without, "delusion") == "none"
    assert without.delusion["none"] > inside.delusion["none"] + 0.4


def test_sentences_are_told_apart_and_one_word_goes_with_the_next() -> None:
    whole, sentences, n_words = sensing.look("Dr. Hall came at 3.30 today. No. I was glad! Was he?")
    assert len(sentences) == 3
    assert n_words == 15
    for one in sentences:
        assert set(one.places) <= set(whole.places)


@pytest.mark.parametrize(
    "text",
    [
        "I never wanted to die, it's dying that frightens me.",
        "Everybody would get on fine without me at the fair, so I stayed at home and baked.",
        "I nodded off on the settee and woke up at four.",
    ],
)
def test_not_every_mention_is_danger(text: str) -> None:
    assert read_patient(text).risk["active"] < 0.5


def test_a_refit_gives_the_same_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = patient_rows()[::36]
    monkeypatch.setattr(fit_sensing, "patient_rows", lambda: rows)
    monkeypatch.setattr(fit_sensing, "STEPS", 4)
    monkeypatch.setattr(fit_sensing, "EPOCHS", 1)
    first, second = tmp_path / "first.npz", tmp_path / "second.npz"
    fit_sensing.fit(None, first)
    fit_sensing.fit(None, second)
    assert first.read_bytes() == second.read_bytes()


def test_the_corpus_covers_every_label() -> None:
    rows = patient_rows()
    assert len(rows) >= 1500
    for head, labels in HEADS.items():
        for name in labels:
            assert sum(getattr(row, head) == name for row in rows) >= 25, (head, name)


def test_a_long_turn_is_read_in_milliseconds() -> None:
    text = "they watch me and I know that they will not stop until it is over and done with. " * 60
    read_patient(text)
    began = time.perf_counter()
    for _ in range(5):
        read_patient(text)
    assert (time.perf_counter() - began) / 5 < 0.05
