"""The phrases that wording chooses from, read once from ``phrases/wording_*.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

FILES = ("wording_being.yaml", "wording_work.yaml", "wording_moments.yaml", "wording_themes.yaml")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with slots."""

    text: str
    """With slots as ``{claim}``."""
    slots: frozenset[str]
    """Names of the slots."""
    order: tuple[str, ...]
    """The same, in order."""
    mark: str
    """Its longest stretch without a slot, in lower case: tells whether it has been said."""

    def fill(self, values: dict[str, str]) -> str:
        """Return the text with its slots filled and a capital at the beginning of each sentence."""
        said = _SLOT.sub(lambda slot: values[slot[1]], self.text) if self.order else self.text
        if self.order:
            said = _BEGINNING.sub(lambda m: m[1] + m[2].upper(), said)
        return said[:1].upper() + said[1:]


_BEGINNING = re.compile(r"([.?!]\s+)([a-z])")


class Pool(NamedTuple):
    """Phrases made for the same thing."""

    filled: tuple[Phrase, ...]
    """Those that take something up."""
    plain: tuple[Phrase, ...]
    """Those that do not."""


@lru_cache(maxsize=1)
def pools() -> dict[str, Pool]:
    """Return all phrases by ``act``, ``act@intent``, or either with ``+`` and a moment, a theme or a complaint."""
    found: dict[str, Pool] = {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for name in FILES:
        path = Path(__file__).parent / "phrases" / name
        for pool, lines in yaml.load(path.read_text(encoding="utf-8"), Loader=loader).items():
            if pool in found:
                raise ValueError(f"{name}: the pool {pool} is in two files")
            phrases = [_phrase(line) for line in lines]
            found[pool] = Pool(tuple(p for p in phrases if p.slots), tuple(p for p in phrases if not p.slots))
    return found


def _phrase(line: str) -> Phrase:
    literal = max(_SLOT.sub("\n", line).lower().split("\n"), key=len).strip()
    order = tuple(dict.fromkeys(_SLOT.findall(line)))
    return Phrase(line, frozenset(order), order, literal)
