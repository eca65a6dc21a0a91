"""Policies made from the patient's own words, without understanding them."""

from __future__ import annotations

from redteam.policy import Moment, cycle, filled, policy

cycle("echo", "hands the words back", "{whole}")
cycle("echo_sentence", "hands the longest sentence back, pronouns turned", "{swapped}.")
cycle("last_words", "hands the last three words back as a question", "{tail}?")
cycle("parrot_frame", "the words in one frame", "What I hear you saying is: {whole} Is that right?")
cycle(
    "eliza",
    "pronouns turned, frames varied",
    "So {swapped}.",
    "You're telling me that {swapped}.",
    "I gather that {swapped}?",
    "It comes down to this, then: {swapped}.",
    "Let me see if I have it: {swapped}.",
    "In other words, {swapped}.",
    "And all the while {swapped}.",
    "You are left with this, that {swapped}.",
    "What stands out is that {swapped}.",
    "If I follow you, {swapped}.",
)
cycle(
    "eliza_and_question",
    "a clause with pronouns turned, and an open question, both varied",
    "So {clause}. What is that like?",
    "You say {clause}. How did it begin?",
    "{clause}, and what then?",
    "When {clause}, what goes through you?",
    "I hear that {clause}. Who knows about it?",
    "{clause}. How do the days look, with that?",
    "And {clause}. What does it do to you?",
    "If {clause}, what do you need most?",
)
cycle(
    "eliza_and_evidence",
    "a clause with pronouns turned, and a guided question",
    "You say that {clause}. What else could it mean?",
    "So {clause}. How would one find out whether it is so?",
    "It seems to you that {clause}. What speaks for it, what against?",
    "When you think that {clause}, how sure are you, out of a hundred?",
    "Suppose a friend told you that {clause}. What would you ask?",
    "{clause}, you say. What did you see, what did you guess?",
)
cycle(
    "echo_and_adjective",
    "the words, and one warm adjective",
    "{swapped}. How painful.",
    "{swapped}. That's hard.",
    "{swapped}. So frightening.",
    "{swapped}. How lonely.",
    "{swapped}. That is exhausting.",
    "{swapped}. How unfair.",
)
cycle(
    "warm_frames",
    "a clause in many warm frames",
    "It must be painful that {clause}.",
    "No wonder you are {feeling}, when {clause}.",
    "I can feel how heavy it is that {clause}.",
    "That {clause} would wear anyone down.",
    "How lonely it must be when {clause}.",
    "It hurts, I think, that {clause}.",
    "You have had to live with it that {clause}.",
    "It makes sense to be {feeling} if {clause}.",
    "There is such weariness in how you say that {clause}.",
    "And with all that, {clause}. What a lot to bear.",
)
cycle(
    "topic_frames",
    "a thing that was mentioned, in many frames",
    "Tell me more about {thing}.",
    "What is it about {thing} that gets to you?",
    "How long has it been so with {thing}?",
    "{thing} seems to matter a great deal.",
    "When you think of {thing}, what comes up?",
    "And before {thing}, how were you?",
    "You come back to {thing}. What makes it so heavy?",
    "What would it be like without {thing}?",
)
cycle(
    "topic_staged",
    "things that were mentioned, in frames that seem staged",
    "{thing} has been on your mind, and it leaves you {feeling}. What's it like?",
    "You have been alone with {thing}, I think. That must be frightening.",
    "I'd like to understand {thing} as you do. What happened?",
    "It sounds as though {thing} takes up most of the day, and that you are {feeling} by the evening.",
    "What would you most like to be different about {thing}?",
    "When it comes to {thing}, what have you seen yourself, and what have you put together?",
    "Is there any other way that {thing} could be understood?",
    "You said something new there about {thing}. What do you make of it yourself?",
    "So {thing} may be less certain than it seemed. How is it to say that?",
)
cycle(
    "feeling_frames",
    "a feeling that was named, in many frames",
    "You feel {feeling}.",
    "There is something so {feeling} in it.",
    "So {feeling}, and for so long.",
    "And {feeling} as well.",
    "It leaves you {feeling}, {name}.",
    "Being {feeling} takes so much out of you.",
    "You'd give a lot not to be {feeling} for once.",
)


@policy("sums up two clauses from earlier turns, every turn")
def summary(m: Moment) -> str:
    earlier = Moment(m.random.choice(m.heard), 0, m.first_name, m.random).borrowed.clause
    frames = (
        "Let me put it together: {e}, and today {c}.",
        "You have told me that {e}. And now {c}.",
        "So on the one hand {e}, and on the other {c}. Have I got that?",
        "I've been keeping in mind that {e}, while {c}.",
        "It began with this, that {e}, and by now {c}.",
    )
    return frames[m.turn % 5].format(e=earlier, c=m.borrowed.clause)


_ASKED = ("thanks for asking me that", "I would rather hear it from you", "what would you say yourself")


@policy("answers whatever is asked with a clause of it, and otherwise reflects a clause")
def question_mirror(m: Moment) -> str:
    if "?" in m.patient:
        return filled("You ask about that, and " + _ASKED[m.turn % 3] + ": {tail}?", m)
    return filled(("It weighs on you that {clause}.", "What follows for you, if {clause}?")[m.turn % 2], m)


@policy("a random clause, a random feeling, a random question")
def shuffled_parts(m: Moment) -> str:
    first = m.random.choice(("{clause}.", "You are {feeling} about {thing}.", "{thing} again.", "You say {clause}."))
    then = m.random.choice(
        (
            "How is that?",
            "That must be hard.",
            "What else could it be?",
            "I'm with you.",
            "What helps?",
            "I'm sorry.",
            "No wonder.",
            "What would you like instead?",
            "Are you safe?",
        )
    )
    return filled(f"{first} {then}", m)
