"""The phrases that wording chooses from, read once from ``phrases/wording_*.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FILES = ("wording_being.yaml", "wording_work.yaml")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with slots."""

    text: str
    """With slots as ``{claim}``."""
    slots: tuple[str, ...]
    """Names of the slots, in order."""
    mark: str
    """Its longest stretch without a slot, in lower case: tells whether it has been said."""

    def fill(self, values: dict[str, str]) -> str:
        """Return the text with its slots filled and a capital at the beginning."""
        said = _SLOT.sub(lambda slot: values[slot[1]], self.text)
        said = re.sub(r"([.?!:]\s+)([a-z])", lambda m: m[1] + (m[2] if ":" in m[1] else m[2].upper()), said)
        return said[:1].upper() + said[1:]


@lru_cache(maxsize=1)
def pools() -> dict[str, tuple[Phrase, ...]]:
    """Return all phrases by ``act`` or ``act@intent``."""
    found: dict[str, tuple[Phrase, ...]] = {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for name in FILES:
        path = Path(__file__).parent / "phrases" / name
        for pool, lines in yaml.load(path.read_text(encoding="utf-8"), Loader=loader).items():
            found[pool] = tuple(_phrase(line) for line in lines)
    return found


def _phrase(line: str) -> Phrase:
    literal = max(_SLOT.sub("\n", line).lower().split("\n"), key=len).strip()
    return Phrase(line, tuple(dict.fromkeys(_SLOT.findall(line))), literal)
