"""Text-message spellings that mean one thing: they are read as the words that they stand for."""

from __future__ import annotations

import re

from therapy_env.language.features import words_of

_SPELT: dict[str, str] = {
    "u": "you", "ur": "your", "ure": "you're", "urself": "yourself", "ya": "you", "r": "are", "n": "and",
    "im": "i'm", "ive": "i've", "youre": "you're", "youve": "you've", "youll": "you'll", "youd": "you'd",
    "theyre": "they're", "theyve": "they've", "theyll": "they'll", "hes": "he's", "shes": "she's", "thats": "that's",
    "whats": "what's", "theres": "there's", "wheres": "where's", "hows": "how's", "whos": "who's", "dont": "don't",
    "dnt": "don't", "didnt": "didn't", "doesnt": "doesn't", "isnt": "isn't", "wasnt": "wasn't", "arent": "aren't",
    "werent": "weren't", "cant": "can't", "couldnt": "couldn't", "wouldnt": "wouldn't", "shouldnt": "shouldn't",
    "havent": "haven't", "hasnt": "hasn't", "hadnt": "hadn't", "wld": "would", "cld": "could", "shld": "should",
    "wud": "would", "cud": "could", "shud": "should", "ppl": "people", "pls": "please", "plz": "please",
    "thx": "thanks", "tho": "though", "cos": "because", "coz": "because", "cuz": "because", "bc": "because",
    "gonna": "going to", "sth": "something", "smth": "something", "sum1": "someone", "some1": "someone",
    "any1": "anyone", "every1": "everyone", "no1": "nobody", "b4": "before", "2day": "today", "2nite": "tonight",
    "2moro": "tomorrow", "2morrow": "tomorrow", "tmrw": "tomorrow", "tonite": "tonight", "rly": "really",
    "rlly": "really", "abt": "about", "wat": "what", "wot": "what", "wen": "when", "hav": "have", "luv": "love",
    "gud": "good", "wk": "week", "wks": "weeks", "msg": "message", "aswell": "as well",
}  # fmt: skip
_KNOWN = frozenset(_SPELT)
_WORD = re.compile(r"(?<![\w'])(?:" + "|".join(sorted(_SPELT, key=len, reverse=True)) + r")(?![\w'])")


def spelt_out(text: str) -> tuple[str, list[str]]:
    """Return a normalised text with short spellings written out, whose offsets are its own, and its words."""
    words = words_of(text)
    if _KNOWN.isdisjoint(words):
        return text, words
    text = _WORD.sub(lambda match: _SPELT[match.group()], text)
    return text, words_of(text)
