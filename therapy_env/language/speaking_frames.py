"""Frames: how a claim of a belief, or a step that could be taken, is put into a sentence.

"They come into my flat" is the claim; *I know ...*, *I still think ...*, *I'm not so sure any more that ...* are how
firmly it is said. A persona writes its claims and steps once; the frames, by style, say them at any firmness.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from therapy_env.language.speaking_phrases import phrases

_CONDITIONS = ("if ", "when ", "unless ")
_BOUND = re.compile(r"\b(?:if|though|whether|thinking|say|how) \{c\}")


class Frame(NamedTuple):
    """A sentence that waits for a clause."""

    text: str
    """Words with ``{c}``, ``{C}`` or ``{s}`` where the clause goes."""
    key: str
    """What is remembered when it was used."""

    def takes(self, clause: str) -> bool:
        """Return whether ``clause`` can stand in it: no *as if if*, no *that if*."""
        return not clause.startswith(_CONDITIONS) or not _BOUND.search(self.text)

    def around(self, clause: str) -> str:
        """Return the sentence with ``clause`` in it."""
        said = self.text.replace("{c}", clause).replace("{s}", clause)
        return said.replace("{C}", clause[0].upper() + clause[1:]) if "{C}" in said else said


@lru_cache(maxsize=16)
def frames(style: str) -> dict[str, tuple[Frame, ...]]:
    """Return the frames of a style by what they do: its own first, then anybody's."""
    loaded = phrases("frames.yaml")
    own = loaded.get(style, {})
    return {
        kind: tuple(Frame(text, f"frame {text}") for text in (*own.get(kind, ()), *texts))
        for kind, texts in loaded["any"].items()
    }
