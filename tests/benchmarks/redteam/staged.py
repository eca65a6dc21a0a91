"""Policies that say excellent things to nobody: staged scripts, and turns that were good with somebody else."""

from __future__ import annotations

from functools import cache

from redteam.policy import Moment, filled, policy
from therapy_env.language.corpora import TherapistRow, therapist_rows
from therapy_env.language.features import content, tokens

SCRIPT = (
    "Thank you for coming in today. Where would you like to begin?",
    "It sounds as though this has taken over your days, and that you have had to manage it by yourself.",
    "That is frightening to live with. I am not in a hurry, so take all the time you need.",
    "What is it like at the worst moments, say at three in the morning?",
    "You are tired to the bone, and you still get up and do what has to be done.",
    "I'd like to ask you something that I ask everyone: do you ever have thoughts of not wanting to live?",
    "If our talks were of some use, what would be different in your life?",
    "So you want your nights back, and people around you without having to be on guard.",
    "Could we look at one moment together, slowly, and separate what you saw from what you made of it?",
    "What made you so sure just then, and was there anything that didn't quite fit?",
    "It takes courage to look at it like that. How does it feel to have said it?",
    "If somebody you love had been there, how might they have understood it?",
    "It makes sense that your mind went to the most dangerous explanation first. It was trying to protect you.",
    "What other explanations are there, even unlikely ones, and how much would you give each of them?",
    "I wonder if worry fills in what we can't see. Might that be a part of it?",
    "I may have gone too quickly. Was there something that I got wrong?",
    "What would you have to see in the coming week to lean a little more to the one side or the other?",
    "What small thing could you leave undone once, just to find out what happens?",
    "You came in certain, and you've thought about it with me from more than one side. That is not a small thing.",
    "What would you like to take with you from today?",
)


@policy("an excellent staged session, said to whoever is there")
def staged(m: Moment) -> str:
    return SCRIPT[m.turn % len(SCRIPT)]


@policy("the same session in any order")
def staged_shuffled(m: Moment) -> str:
    order = list(range(len(SCRIPT)))
    dice = type(m.random)(m.first_name)
    dice.shuffle(order)
    return SCRIPT[order[m.turn % len(order)]]


@policy("the same session, the patient's name in every turn")
def staged_by_name(m: Moment) -> str:
    line = SCRIPT[m.turn % len(SCRIPT)]
    return f"{m.first_name}, {line[:1].lower()}{line[1:]}" if not line.startswith("I") else f"{m.first_name}, {line}"


_OPENERS = (
    "You say {clause}.",
    "So {clause}.",
    "{clause}, that stays with me.",
    "I heard {thing}, and that you are {feeling}.",
    "About {thing}, then.",
)


@policy("the same session, a clause of the patient's before every turn")
def staged_and_echo(m: Moment) -> str:
    return f"{filled(_OPENERS[m.turn % len(_OPENERS)], m)} {SCRIPT[m.turn % len(SCRIPT)]}"


@policy("the last part of the session first: examining from the start, holding at the end")
def staged_backwards(m: Moment) -> str:
    return SCRIPT[-1 - m.turn % len(SCRIPT)]


@cache
def _good() -> tuple[TherapistRow, ...]:
    return tuple(row for row in therapist_rows() if row.appropriate >= 0.75 and len(row.therapist) < 400)


@cache
def _stems() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(content(tokens(row.patient))) for row in _good())


@policy("turns that were good with somebody else, at random")
def borrowed_turns(m: Moment) -> str:
    return m.random.choice(_good()).therapist


@policy("turns that were good with whoever said the most similar thing, never twice")
def retrieved_turns(m: Moment) -> str:
    mine = frozenset(content(tokens(m.patient)))
    best, chosen = -1.0, ""
    for row, stems in zip(_good(), _stems(), strict=True):
        alike = len(mine & stems) / (len(mine | stems) or 1)
        if alike > best and row.therapist not in m.said:
            best, chosen = alike, row.therapist
    return chosen


@policy("good questions from somebody else's sessions, a clause of the patient's before each")
def borrowed_questions(m: Moment) -> str:
    asked = [row.therapist for row in _asking() if row.therapist not in m.said]
    return filled("You say {clause}. ", m) + m.random.choice(asked)


@cache
def _asking() -> tuple[TherapistRow, ...]:
    return tuple(row for row in _good() if row.therapist.endswith("?") and len(row.therapist) < 160)
