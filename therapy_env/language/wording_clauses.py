"""Clauses: where in a sentence one begins and ends plainly enough to be taken up by itself."""

from __future__ import annotations

from collections.abc import Iterator

from therapy_env.language.wording_words import AUXILIARIES, FUNCTION_WORDS, LEADS, SUBJECTS, VERB_FORMS, words

MOST_WORDS = 12
"""Words of the longest clause that is taken up."""
_JOINS = words(
    """and but so because when if while until since although though unless before after where which or who except like
    than what how why whether as then yet nor that"""
)
_COORDINATE = words("and or")
"""Join two clauses only where a subject, or another joining word, comes next."""
_SOFT = words("then yet nor that")
"""Join two clauses only where punctuation comes before."""
_OPEN_ENDED = words("like as which who or than where what how why whether if that")
_BEFORE_LIKE = words("i'd would quite really to i don't didn't you'd we'd")
"""Words after which "like" is a verb."""
_BEGINS = SUBJECTS | _JOINS | words("they're this that these those a an then so")
_DEPENDENT = _OPEN_ENDED | words("unless nor before until except after while when")
"""A clause after one of these does not stand for itself."""
_NEEDED = _OPEN_ENDED | words("so")
"""A clause before one of these, without punctuation, is not finished."""
_NOT_WELL_CUT = words(
    """of to in on at for with from by a an the my your and or but than that which who very so as into i never not just
    only even know think there's it's is was are"""
)
"""Words that a clause cannot end with."""
_SAYS_NOTHING = SUBJECTS | FUNCTION_WORDS | AUXILIARIES | words("thing things got get gets way")


def clauses(tokens: list[str], low: list[str]) -> Iterator[tuple[list[str], list[str], str]]:
    """Yield the clauses of a sentence that begin and end plainly, with what introduced each."""
    start, before, broken = 0, "", False
    for i in range(len(low) + 1):
        word = low[i] if i < len(low) else ","
        punctuation = not word[0].isalnum()
        if not punctuation and (
            word not in _JOINS
            or (word in _SOFT and not broken)
            or (word == "like" and i > start and low[i - 1] in _BEFORE_LIKE)
            or (word == "because" and low[i + 1 : i + 2] == ["of"])
            or (word in _COORDINATE and not broken and low[i + 1 : i + 2] != [] and low[i + 1] not in _BEGINS)
        ):
            broken = False
            continue
        tight = "" if punctuation else word
        if i > start and before not in _DEPENDENT and not (tight in _NEEDED and not broken):
            cut = _without_lead(low, start, i)
            words_, lower = tokens[cut:i], low[cut:i]
            if (
                3 <= len(lower) <= MOST_WORDS
                and (lower[0] in SUBJECTS or _named(words_, lower))
                and lower[-1] not in _NOT_WELL_CUT
                and not lower[-1].endswith("'s")
                and not _SAYS_NOTHING.issuperset(lower)
            ):
                yield words_, lower, " ".join(low[start:cut])
        if punctuation:
            before, broken = (before if i == start else ""), True
        else:
            before, broken = word, False
        start = i + 1


def _named(clause: list[str], low: list[str]) -> bool:
    """Return whether a clause begins with a name and goes on with a verb: "Jas thinks", "Dr Osei has"."""
    at = 2 if len(clause) > 3 and clause[1][0].isupper() else 1
    name, verb = clause[0], low[at]
    return (
        name[0].isupper() and low[0] not in FUNCTION_WORDS and "'" not in name
        and (verb in ("is", "was", "has") or (verb.endswith("s") and verb in VERB_FORMS))
    )  # fmt: skip


def _without_lead(low: list[str], start: int, end: int) -> int:
    """Return where a clause begins that what only introduces ("I think that", "The point is that") is dropped from."""
    if "that" in low[start + 2 : start + 10]:
        for i in range(start + 1, min(end - 3, start + 9)):
            if low[i + 1] == "that" and low[i] in ("is", "was"):
                return i + 2
    for _ in range(3):
        for lead in LEADS.get(low[start], ()) if start < end else ():
            if start + len(lead) < end and low[start : start + len(lead)] == lead:
                start += len(lead)
                break
        else:
            break
    return start
