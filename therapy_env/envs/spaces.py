"""The space of what therapist and patient say.

:class:`gymnasium.spaces.Text` takes seconds to build over all of Unicode, rejects curly quotes over ASCII, and under
shared memory silently yields zeros. This one is bounded by length alone, and its samples are things that people say.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from gymnasium.spaces import Space

from therapy_env.acts import MAX_CHARS

THERAPIST_TURNS: tuple[str, ...] = (
    "Hello, I'm glad you came. Where would you like to start today?",
    "That sounds exhausting. What is the hardest part of it for you?",
    "So you lie awake with it, and by morning there is nothing left in the tank.",
    "What went through your mind when that happened?",
    "I can hear how frightened you were.",
    "What would you like to be different, if our work here went well?",
    "Could you tell me about the last time it happened?",
    "You feel sure about this, and at the same time it costs you a lot.",
    "What makes you think so? And is there anything that doesn't quite fit?",
    "If a good friend told you the same story, what would you say to them?",
    "How certain of that do you feel right now, compared with last week?",
    "Would it be all right if we looked at that together for a moment?",
    "I wonder whether there could be more than one explanation for it.",
    "Have there been days when it bothered you less? What was different?",
    "I think I went too fast just now. How was that for you?",
    "You sounded annoyed with me a minute ago, and I would like to understand it.",
    "Sometimes when things are this hard, people think of not being here any more. Has that been on your mind?",
    "Who else knows about this?",
    "How do you manage to keep going with all this on your shoulders?",
    "It makes sense to me that you are tired of explaining yourself.",
    "What do you do when it gets bad?",
    "And what would it say about you, if that were true?",
    "Let me see whether I have understood you so far.",
    "How long has it been like this?",
    "When worry runs this high, the mind tends to look for danger everywhere.",
    "Maybe you could write it down next time, and we look at it here.",
    "What did you notice in your body as you told me that?",
    "You did go to work that day, even so. How did you do that?",
    "I'm sorry that this has been going on for so long.",
    "What was going on in your life when it first began?",
    "Do you sleep?",
    "You should try going for a walk every morning.",
    "I don't think that is what really happened.",
    "You're right, they are out to get you.",
    "What did they do next?",
    "It is good that you told me.",
    "Part of you is not so sure any more. What does that part say?",
    "Is there someone you could call when the evening gets long?",
    "What have you tried so far, and what helped even a little?",
    "We have a few minutes left. What will you take with you from today?",
    "Take your time.",
    "What would be a small sign that things are getting better?",
)
"""What an action space draws from: good turns, bad ones and plain ones."""

PATIENT_TURNS: tuple[str, ...] = (
    "I don't really know where to start.",
    "It's been a long week, I've hardly slept.",
    "Everyone at work has gone quiet when I come in. I'm not imagining it.",
    "My sister said I should talk to someone, so here I am.",
    "I suppose it could have been something else. I don't know.",
    "You don't understand, nobody does.",
    "It was fine. Nothing much happened.",
    "I keep going over it, again and again, and I never get to the end.",
    "When the phone rings my stomach turns over.",
    "I used to sing in a choir. That was before.",
    "I'd rather not talk about that today.",
    "If I make one more mistake, that's it for me there.",
    "Why do you ask?",
    "Last night I actually slept, a bit. It felt strange.",
    "They looked over and laughed, and I knew what it was about.",
    "My mother would never have said it out loud, but I know.",
    "I could try. I'm not promising anything.",
    "What's the point of writing it down?",
    "I haven't told anyone else this.",
    "I felt better for an hour or so after we talked.",
    "It's always been my fault, one way or another.",
    "Sometimes I think everybody would manage very well without me.",
    "No, nothing like that. I've got the dog to think of.",
    "You're just saying what they teach you to say.",
    "Yes. Yes, that's it exactly.",
    "I checked the door four times this morning.",
    "It isn't the money, it's what it means.",
    "My hands were shaking so much I put the cup down.",
    "I know how it sounds.",
    "He didn't call, so that tells you everything.",
    "The kids are all right. They're what keeps me going.",
    "I've stopped reading the news, there's too much in it that is meant for me.",
    "Can we talk about something else?",
    "I did what you said, and it made it worse.",
    "Maybe she was just tired. I hadn't thought of that.",
    "I've been walking home the long way round.",
    "Mornings are the worst.",
    "I'm not angry. I'm just tired.",
    "There was one evening when I forgot about it completely.",
    "I don't see how that would help.",
    "Sorry, what was the question?",
    "It's been like this since the spring.",
)
"""What an observation space draws from."""


class TherapyText(Space[str]):
    """Strings of at most ``max_length`` characters, in any script; the empty one too.

    Two spaces are equal if they have the same bound and draw from the same phrases.

    Args:
        max_length: most characters.
        phrases: what :meth:`sample` draws from.
        seed: seed of sampling.

    >>> space = TherapyText(seed=1)
    >>> "Don’t worry — 你好" in space, "" in space, 5 in space
    (True, True, False)
    >>> space.sample() in space
    True
    """

    def __init__(
        self,
        max_length: int = MAX_CHARS,
        phrases: tuple[str, ...] = THERAPIST_TURNS,
        seed: int | np.random.Generator | None = None,
    ) -> None:
        if max_length < 1:
            raise ValueError(f"max_length: expected at least 1, found {max_length}")
        self.max_length = int(max_length)
        self.phrases = tuple(phrases)
        super().__init__(shape=None, dtype=None, seed=seed)

    @property
    def is_np_flattenable(self) -> bool:
        """False: words are not numbers."""
        return False

    def sample(self, mask: Any = None, probability: Any = None) -> str:
        """Return one of the phrases, drawn evenly; ``mask`` and ``probability`` are not supported."""
        if mask is not None or probability is not None:
            raise ValueError("TherapyText.sample takes neither a mask nor probabilities")
        return self.phrases[int(self.np_random.integers(len(self.phrases)))]

    def contains(self, x: Any) -> bool:
        """Return whether ``x`` is a string within the bound."""
        return isinstance(x, str) and len(x) <= self.max_length

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TherapyText) and self.max_length == other.max_length and self.phrases == other.phrases

    def __hash__(self) -> int:
        return hash((self.max_length, self.phrases))

    def __repr__(self) -> str:
        return f"TherapyText({self.max_length})"
