"""Words handed back are told from words taken up, and a frame is no fresher for other words of the patient's in it."""

from therapy_env.language.reading import ReadContext, read_therapist
from therapy_env.language.reading_borrowed import own_parts, pasted, threes
from therapy_env.language.reading_context import staleness
from therapy_env.language.reading_lexicon import lexeme

SAID = "My sister hasn't rung me since the funeral and I keep the phone beside my plate at supper."
NEXT = "The boiler man came on Friday and I let him talk about his allotment for an hour."


def said(text: str) -> list[int]:
    return threes([lexeme(word).sided for word in text.split()])


def test_the_longest_run_is_found_whoever_says_it():
    theirs = frozenset(said(SAID.lower().rstrip(".")))
    assert pasted([said("so your sister hasn't rung you since the funeral")], theirs) == 8
    assert pasted([said("you eat with the phone in sight hoping")], theirs) == 0
    words = "it must hurt that you keep the phone beside your plate"
    assert own_parts(words.split(), said(words), theirs) == [["it", "must", "hurt", "that"]]


def test_words_pasted_into_a_frame_fit_less_than_the_same_said_anew():
    context = ReadContext(SAID)
    frame = read_therapist("It must hurt that your sister hasn't rung you since the funeral.", context)
    anew = read_therapist("You've been waiting for her to ring ever since the funeral, even at supper.", context)
    assert frame.fit <= 0.2 < anew.fit


def test_a_frame_with_other_words_in_it_is_stale():
    first = "No wonder you are low, if you keep the phone beside your plate."
    again = "No wonder you are low, if you let him talk about his allotment."
    fresh = "An hour of somebody else's leeks and beans. Was that company, or a way to keep quiet?"
    stale = read_therapist(again, ReadContext(NEXT, earlier=(first,))).stale
    assert stale > 0.9 > staleness(again, [], (first,))
    assert read_therapist(fresh, ReadContext(NEXT, earlier=(first,))).stale == 0.0
