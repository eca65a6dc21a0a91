"""Choosing a line: unused before, near to what was asked, and the same for the same key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from struct import Struct

from therapy_env.language.speaking_frames import Frame
from therapy_env.language.speaking_pools import Line, Pools, sentence_keys

_NEAR = 0.75
"""Overlap of words from which a line counts as being about what was asked."""
_FROM_ANYWHERE = 0.76
"""The same for lines of pools that do not answer the kind of question by themselves: a name, or two words."""
_WORDS = Struct("<8Q")
"""Draws are made eight at a time, of a hash of 64 bytes."""
_COUNTER = Struct("<QQQ")
_UNIT = 1.0 / (1 << 53)
_FRAMED = {"changing": "willing", "staying": "stuck"}
"""Pool by whose name a framed step goes."""


class Chooser:
    """Picks lines for one session, and remembers every sentence that was said."""

    __slots__ = (
        "closed",
        "common",
        "drawn",
        "frames",
        "heard",
        "heard_stems",
        "key",
        "last_said",
        "pools",
        "scores",
        "slot",
        "turn",
        "used",
    )

    def __init__(
        self, pools: Pools, common: dict[str, tuple[Line, ...]], frames: dict[str, tuple[Frame, ...]], key: int
    ) -> None:
        self.pools = pools
        self.common = common
        self.frames = frames
        self.key = key
        self.used: set[str] = set()
        self.last_said: dict[str, int] = {}
        self.heard_stems: frozenset[str] = frozenset()
        self.turn = 0
        self.slot = 0
        self.drawn: tuple[int, ...] = ()
        self.heard = ""
        self.closed = False
        self.scores: dict[int, float] = {}

    def begin(self, turn: int, heard: str, question: frozenset[str], rest: frozenset[str], *, closed: bool) -> None:
        """Start a turn.

        Args:
            turn: index of the turn, for the noise.
            heard: the therapist's words; they are not said back.
            question: stems of the words of the question.
            rest: stems of all words of the turn.
            closed: whether lines that give the belief away must be kept back.
        """
        self.turn, self.slot, self.heard, self.closed = turn, 0, heard, closed
        self.heard_stems = rest
        scores: dict[int, float] = {}
        index = self.pools.index
        share = 1.0 if question else 0.5
        for stem in sorted(question or rest):
            for number, weight in index.get(stem, ()):
                scores[number] = scores.get(number, 0.0) + share * weight
        self.scores = scores

    def draw(self) -> int:
        """Return the turn's next 64 random bits."""
        slot = self.slot
        if not slot % 8:
            self.drawn = _WORDS.unpack(blake2b(_COUNTER.pack(self.key, self.turn, slot)).digest())
        self.slot = slot + 1
        return self.drawn[slot % 8]

    def chance(self) -> float:
        """Return the turn's next draw from [0, 1)."""
        return (self.draw() >> 11) * _UNIT

    def free(self, line: Line) -> bool:
        """Return whether ``line`` may be said now."""
        return self.used.isdisjoint(line.sentences) and not (self.closed and line.tells)

    def _unused(self, lines: Iterable[Line]) -> list[Line]:
        """Return the lines that may be said now."""
        untold = self.used.isdisjoint
        if self.closed:
            return [line for line in lines if untold(line.sentences) and not line.tells]
        return [line for line in lines if untold(line.sentences)]

    def pick(self, names: Sequence[str]) -> Line | None:
        """Return an unused line of the first pool that has one, and remember it as said.

        Lines of the persona's that are near to what was asked come first, from whichever of the pools. A name that
        begins with ``~`` gives only such lines; one that begins with ``+`` is put together from a frame and a clause.
        """
        scores = self.scores
        found: list[Line] = []
        best: Line | None = None
        best_score = _NEAR
        for name in names:
            if name[0] == "+":
                if not found and best is None:
                    composed = self._composed(name[1:])
                    if composed is not None:
                        return composed
                continue
            if name[0] == "~":
                pool = self.pools.by_name.get(name[1:], ()) if scores else ()
                takes = False
            else:
                if found and not scores:
                    break
                own = self.pools.by_name.get(name)
                takes = not found
                if own is None:
                    if takes:
                        found = self._unused(self.common.get(name, ()))
                    continue
                pool = own
            unused = self._unused(pool)
            if takes:
                found = unused
            if scores:
                for line in unused:
                    score = scores.get(line.number, 0.0)
                    if score > (best_score if takes else max(best_score, _FROM_ANYWHERE)) and not self._echoes(line):
                        best, best_score = line, score
        if best is None:
            if not found:
                return None
            # What the therapist said word for word is not said back.
            start = self.draw() % len(found)
            best = found[start]
            for step in range(len(found)):
                candidate = found[(start + step) % len(found)]
                if not self._echoes(candidate):
                    best = candidate
                    break
        self.used.update(best.sentences)
        return best

    def _composed(self, name: str) -> Line | None:
        """Return an unsaid sentence of a frame and a clause, and remember it: ``firm.0``, ``pivot.1``, ``changing``."""
        kind, _, belief = name.partition(".")
        clauses = self.pools.clauses.get(f"claims.{belief}" if belief else "steps", ())
        if not clauses or (belief and self.closed):
            return None
        # The clause that was said longest ago, and not one that was just heard.
        turn, last, heard = self.turn, self.last_said, self.heard_stems
        start = self.draw() % len(clauses)
        count = len(clauses)
        order = sorted(
            (2 * len(clause.stems & heard) > len(clause.stems), last.get(clause.text, -1), (i - start) % count, i)
            for i, clause in enumerate(clauses)
        )
        frames = self.frames[kind]
        first = self.draw() % len(frames)
        for fresh in (True, False):
            for at in order[:4]:
                clause = clauses[at[3]].text
                for step in range(len(frames)):
                    frame = frames[(first + step) % len(frames)]
                    if (fresh and frame.key in self.used) or not frame.takes(clause):
                        continue
                    text = frame.around(clause)
                    sentences = sentence_keys(text)
                    if self.used.isdisjoint(sentences):
                        self.used.update(sentences)
                        self.used.add(frame.key)
                        last[clause] = turn
                        return Line(-1, _FRAMED.get(kind, name), text, sentences)
        return None

    def _echoes(self, line: Line) -> bool:
        return len(line.text) > 24 and line.text[:48] in self.heard

    def answering(self, minimum: float = 0.9) -> Line | None:
        """Return the unused line nearest to what was asked, from all pools that answer questions."""
        best: Line | None = None
        best_score = minimum
        lines = self.pools.lines
        for number, score in self.scores.items():
            if score > best_score and self.free(lines[number]) and not self._echoes(lines[number]):
                best, best_score = lines[number], score
        if best is not None:
            self.used.update(best.sentences)
        return best

    def copy(self) -> Chooser:
        """Return a chooser that goes on from here on its own."""
        other = Chooser(self.pools, self.common, self.frames, self.key)
        other.used = set(self.used)
        other.last_said = dict(self.last_said)
        return other
