"""Nouns and feelings: whom and what a patient names, and what they say that they feel."""

from __future__ import annotations

from therapy_env.language.wording_words import (
    AUXILIARIES,
    BODY,
    EASED,
    EMPTY_NOUNS,
    FEELINGS,
    FUNCTION_WORDS,
    NOUNS,
    PERSONS,
    VERB_FORMS,
    words,
)

_DETERMINERS = words("my our the this that those these")


def nouns(tokens: list[str], low: list[str]) -> tuple[list[str], list[str]]:
    """Return people and things: noun phrases with a determiner that end before a word that cannot belong to them."""
    persons: list[str] = []
    things: list[str] = []
    for i, word in enumerate(low):
        if word not in _DETERMINERS:
            continue
        taken: list[int] = []
        closed = i + 1 < len(low)
        for k in range(i + 1, min(i + 4, len(low))):
            other = low[k]
            if not other[0].isalpha():
                break
            if other in FUNCTION_WORDS or other in AUXILIARIES or other in VERB_FORMS or "'" in other:
                closed = "'" not in other and other not in ("one", "ones", "of")
                break
            if other.endswith("ly"):
                break
            taken.append(k)
        else:
            closed = i + 4 >= len(low)
        if not closed or not 1 <= len(taken) <= 2:
            continue
        if len(taken) == 2 and (k >= len(low) or (low[k] not in AUXILIARIES and low[k] not in VERB_FORMS)):
            continue  # "my kettle round": the second word may not belong
        noun = low[taken[-1]]
        named_so = word == "the" and i > 1 and tokens[i - 1][:1].isupper()
        if noun not in _PLACES and i and (named_so or low[i - 1] in _SETTING):
            continue  # where something stood, or who somebody is: said on the way to something else
        if word == "my" and len(taken) == 1 and noun in PERSONS:
            persons.append(f"your {tokens[taken[0]]}")
            continue
        if len(noun) < 4 or any(low[k] in EMPTY_NOUNS or low[k] in BODY for k in taken):
            continue
        if noun not in NOUNS and (noun.endswith(("ed", "ing")) or (len(taken) == 2 and noun.endswith("er"))):
            continue
        if word in ("that", "this") and (noun.endswith("s") or i == 0 or low[i - 1] not in _PREPOSITIONS):
            continue
        if not _COMPARES.isdisjoint(low[max(0, i - 6) : i]):
            continue  # what something is compared with is not there
        head = "your" if word in ("my", "our") else word
        things.append(" ".join([head, *(tokens[k] for k in taken)]))
    return persons, things


_PREPOSITIONS = words("about of with at in on")
_COMPARES = words("like as")
_SETTING = words(
    """in on at under behind with from off over by into onto along past beside against around round near down up inside
    outside between across for to out of"""
)
"""Before a noun: it tells where, with what or for what something was, and seldom what it was about."""
_PLACES = words(
    """house flat ward kitchen office school church mosque temple farm shop building hospital team class seminar room
    choir family wedding street village town country neighbours manager union garden university court prison army
    clinic hospice funeral baby children kids marriage divorce accident war"""
)
"""What is worth going into wherever it is named: places that people live in, and what befalls them."""
_NOT = words("not never n't isn't no wasn't aren't without don't didn't nor")
_SELF = words("i i'm i've i'd me my myself we we're")


def feelings(low: list[str]) -> tuple[str, str]:
    """Return the feelings, hard and good, that a sentence names of the patient; empty where it names none."""
    bad = good = ""
    if FEELINGS.keys().isdisjoint(low) and EASED.keys().isdisjoint(low):
        return bad, good
    if len(low) > 5 and _SELF.isdisjoint(low):
        return bad, good
    for i, word in enumerate(low):
        if word not in FEELINGS and word not in EASED:
            continue
        before = low[max(0, i - 4) : i]
        if not _NOT.isdisjoint(before[-3:]) or not _NOT_SELF.isdisjoint(before):
            continue
        if i > 2 and _SELF.isdisjoint(low[max(0, i - 6) : i]) and _FELT.isdisjoint(before):
            continue
        if word in EASED and len(low) > 4 and _FEEL.isdisjoint(low[max(0, i - 3) : i]):
            continue
        if word in FEELINGS:
            bad = bad or FEELINGS[word]
        else:
            good = good or EASED[word]
    return bad, good


_NOT_SELF = words(
    "like they they're he he's she she's people everyone everybody you you're would could if their his her"
)
_FEEL = words("feel feeling felt i'm am bit little")
_FELT = words("feel feeling feels it's it is makes")
