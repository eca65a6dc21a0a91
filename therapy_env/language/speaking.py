"""Speaking: cues and state-free context -> what the patient says.

The cues decide what is shown; the reading of the therapist's turn decides what it is a reaction to; the therapist's
words decide which question is answered. Nothing here moves the patient. Every choice is a function of the key, the
turn and what was said before, so the same key gives the same words.
"""

from __future__ import annotations

from operator import attrgetter, itemgetter
from typing import Any, NamedTuple
from zlib import crc32

from therapy_env.acts import Act, TurnReading
from therapy_env.cues import Cues, Talk
from therapy_env.language.speaking_answers import OPEN, UPSET, band
from therapy_env.language.speaking_choice import Chooser
from therapy_env.language.speaking_frames import frames
from therapy_env.language.speaking_plan import (
    NEEDED,
    Memory,
    Want,
    plan_leaving,
    plan_opening,
    plan_ruptured,
    plan_together,
)
from therapy_env.language.speaking_pools import Line, common_pools, pools_of
from therapy_env.language.speaking_questions import NOTHING, Asked, asked
from therapy_env.language.speaking_reactions import odd
from therapy_env.language.speaking_style import HABITS, calmed, exclaimed, joined, led_into
from therapy_env.persona import Persona

_TURN_OF_OPENING = 0
_RUPTURED = 0.5
_BESIDE_RISK = (3, 2, 1)
"""Pieces for which there is room beside nothing, a passive and an active risk cue."""
_CALLED_OUT = frozenset(("belief", "talk", "answer", "rupture"))
"""Roles whose last sentence may be called out when arousal is high."""
_GRAVE = frozenset(
    "aliv alive dead death die dying harm kill suicid suicidal suicide".split()
)
"""Stems without which a question is not taken to be about risk, whatever it was read as."""
_VOICES = frozenset(("firm", "leaning", "doubtful", "for", "safety"))
"""Pools whose lines voice the belief themselves, so that an answer from them needs no second voicing."""


class Heard(NamedTuple):
    """What the patient just heard, and how it was read."""

    therapist: str
    """The therapist's words; empty where acts were given directly."""
    reading: TurnReading
    """What they did."""


class Piece(NamedTuple):
    """One piece of a turn: what it is for, and the words."""

    role: str
    """answer, dodge, belief, confide, reaction, insight, doubt, talk, feeling, tone, risk, rupture, story, bridge
    or aside."""
    pool: str
    """Pool it came from."""
    text: str
    """The words."""


class Speaker:
    """One patient's voice through one session."""

    __slots__ = ("_chooser", "_key", "_mind", "_persona", "pieces")

    def __init__(self, persona: Persona, key: int) -> None:
        """Prepare to speak.

        Args:
            persona: who speaks.
            key: 64-bit key of the session's choices of words; the same key gives the same words.
        """
        self._persona = persona
        self._key = int(key)
        # Two personas under one key do not fall back on the same shared lines at the same time.
        mixed = self._key ^ (crc32(persona.id.encode()) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF)
        self._chooser = Chooser(pools_of(persona), common_pools(persona.style), frames(persona.style), mixed)
        self._mind = Memory()
        self.pieces: tuple[Piece, ...] = ()
        """What the last turn was put together from."""

    def open(self, cues: Cues) -> str:
        """Return the first words of the session."""
        chooser = self._chooser
        chooser.begin(_TURN_OF_OPENING, "", frozenset(), frozenset(), closed=cues.disclosure < OPEN)
        return self._said(plan_opening(cues, chooser.chance), cues, limit=3)

    def say(self, cues: Cues, heard: Heard, turn: int) -> str:
        """Return what the patient says.

        Args:
            cues: what the turn is to show.
            heard: what was just said to the patient, and how it was read.
            turn: index of the turn, from 0.
        """
        text, reading, mind, chooser = heard.therapist, heard.reading, self._mind, self._chooser
        question = asked(text) if text.strip() else _asked_by_acts(reading)
        if odd(reading):
            question = NOTHING
        elif reading.acts[Act.RISK] >= 0.5 and question.kind not in ("risk", "") and question.question_stems & _GRAVE:
            question = Asked("risk", "", question.stems, question.question_stems, question.words)
        # Turn 0 of the noise belongs to the first words of the session.
        chooser.begin(turn + 1, text, question.question_stems, question.stems, closed=cues.disclosure < OPEN)
        if cues.belief >= 0:
            mind.belief = cues.belief
        elif reading.target >= 0:
            mind.belief = min(reading.target, len(self._persona.beliefs) - 1)
        ruptured = max(cues.withdrawal, cues.confrontation)
        if cues.leaving:
            wants, limit = plan_leaving(cues, reading), 2
        elif ruptured > _RUPTURED:
            wants = plan_ruptured(cues, reading, question, mind, chooser.chance)
            limit = 1 if cues.withdrawal >= cues.confrontation else 2
            mind.dodged, mind.hinted, mind.rest = False, False, None
        else:
            preoccupation = self._persona.beliefs[mind.belief].preoccupation
            wants = plan_together(cues, reading, question, mind, preoccupation, chooser.chance)
            limit = min(self._limit(wants), _BESIDE_RISK[cues.risk])
        said = self._said(wants, cues, limit)
        self._remember(cues, question)
        mind.strain = max(ruptured, mind.strain * 0.8)
        return said

    def fork(self) -> Speaker:
        """Return a speaker that goes on from here on its own, with the same future choices."""
        other = Speaker.__new__(Speaker)
        other._persona, other._key, other._chooser = self._persona, self._key, self._chooser.copy()
        other._mind, other.pieces = self._mind.copy(), self.pieces
        return other

    def __copy__(self) -> Speaker:
        return self.fork()

    def __deepcopy__(self, memo: dict[int, Any]) -> Speaker:
        return self.fork()

    def __getstate__(self) -> tuple[Any, ...]:
        chooser = self._chooser
        return (self._persona, self._key, frozenset(chooser.used), dict(chooser.last_said), self._mind, self.pieces)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        persona, key, used, last_said, mind, pieces = state
        self.__init__(persona, key)  # type: ignore[misc]
        self._chooser.used, self._chooser.last_said = set(used), last_said
        self._mind, self.pieces = mind, pieces

    def _limit(self, wants: list[Want]) -> int:
        low, high, chance_of_high = HABITS[self._persona.style].pieces
        usual = high if self._chooser.chance() < chance_of_high else low
        # What the cues show must be heard, even from those who say little.
        return max(usual, min(3, sum([want.priority >= NEEDED for want in wants])))

    def _remember(self, cues: Cues, question: Asked) -> None:
        mind = self._mind
        mind.topic = question.topic
        mind.about = ""
        mind.voiced = cues.disclosure >= OPEN and "belief" in [piece.role for piece in self.pieces]
        for piece in self.pieces:
            if piece.role in ("answer", "story") and piece.pool.split(".")[0] in ("fact", "situation", "for"):
                mind.about = piece.pool
            if piece.role == "belief" and cues.disclosure >= OPEN:
                mind.told |= {mind.belief}

    def _said(self, wants: list[Want], cues: Cues, limit: int) -> str:
        """Pick a line for what is most wanted, and join the lines in the order of talk."""
        chooser = self._chooser
        exclaims = HABITS[self._persona.style].exclaims
        pieces: list[tuple[int, Piece]] = []
        room = limit
        voiced = False
        rest, self._mind.rest = self._mind.rest, None
        for want in sorted(wants, key=attrgetter("priority"), reverse=True):
            if room <= 0 and want.priority < 15.0 and want.role != "tone":
                continue
            if want.role == "belief" and voiced and chooser.chance() < 0.7:
                continue
            line = self._line(want, cues, rest)
            if line is None:
                continue
            text = line.text
            if want.brief and line.parts and line.number >= 0:
                text = self._first_of(line)
            if want.role in _CALLED_OUT and exclaims and cues.arousal > 0.6 and cues.withdrawal <= _RUPTURED:
                text = exclaimed(text) if chooser.chance() < 3.0 * (cues.arousal - 0.55) else text
            kind, _, belief = line.pool.partition(".")
            voiced = voiced or (kind in _VOICES and belief == str(cues.belief) and self._fits(kind, cues))
            pieces.append((want.position, Piece(want.role, line.pool, text)))
            if want.role not in ("risk", "confide", "tone"):
                room -= 1
        if not pieces:
            line = chooser.pick(("style.short", "combo.short"))
            if line is not None:
                pieces.append((1, Piece("story", line.pool, line.text)))
        pieces.sort(key=itemgetter(0))
        ordered = [piece for _, piece in pieces]
        if "belief" not in [piece.role for piece in ordered]:
            ordered = [piece for piece in ordered if piece.role != "confide"]
        self._link(ordered, cues)
        self._adorn(ordered, cues)
        self.pieces = tuple(ordered)
        said = joined([piece.text for piece in ordered])
        return calmed(said) if cues.arousal < 0.5 else said

    @staticmethod
    def _fits(kind: str, cues: Cues) -> bool:
        """Return whether a line of this kind sounds as firm as the cues are."""
        return kind == band(cues.firmness) or (kind in ("for", "safety") and band(cues.firmness) == "firm")

    def _first_of(self, line: Line) -> str:
        """Return the first sentence of a line, and keep the rest for when more is asked."""
        self._chooser.used.difference_update(line.sentences[1:])
        self._mind.rest = Line(-1, line.pool, " ".join(line.parts[1:]), line.sentences[1:], (), line.tells)
        return line.parts[0]

    def _line(self, want: Want, cues: Cues, rest: Line | None) -> Line | None:
        chooser = self._chooser
        if want.role == "who":
            first = self._persona.identity.name.split(" ")[0]
            line = Line(-1, "identity", f"{first}. Call me {first}.", (f"call me {first}".lower(),))
            if chooser.free(line):
                chooser.used.update(line.sentences)
                return line
            return chooser.pick(("shared.told_already", "style.dont_know"))
        if want.role not in ("answer", "story"):
            return chooser.pick(want.pools)
        if rest is not None and want.pools and want.pools[0] == rest.pool and chooser.free(rest):
            chooser.used.update(rest.sentences)
            return rest
        if not want.pools:
            found = chooser.answering()
            if found is not None:
                return found
            # With the belief on the table, a question that no pattern knows is met by the belief itself.
            return None if cues.belief >= 0 else chooser.pick(("style.dont_know", "combo.short"))
        line_found = chooser.pick(want.pools)
        return line_found or chooser.answering() or chooser.pick(("style.dont_know", "combo.short"))

    def _link(self, pieces: list[Piece], cues: Cues) -> None:
        """Join talk of change or of staying to what was said before it by a small word."""
        for i in range(1, len(pieces)):
            piece, before = pieces[i], pieces[i - 1]
            if piece.role != "talk" or before.role not in ("belief", "insight", "doubt"):
                continue
            if self._chooser.chance() < 0.4:
                against = (cues.talk == Talk.CHANGE) == (before.role != "insight" and cues.firmness >= 0.4)
                text = led_into(piece.text, against=against, draw=self._chooser.chance())
                pieces[i] = piece._replace(text=text)

    def _adorn(self, pieces: list[Piece], cues: Cues) -> None:
        """Add the small phrases of the style: a bridge or a gasp before, an aside after."""
        if not pieces or [1 for piece in pieces if piece.role in ("rupture", "risk") or "risk" in piece.pool]:
            return
        chooser = self._chooser
        habits = HABITS[self._persona.style]
        first = pieces[0]
        if cues.arousal > UPSET + 0.05:
            upset_already = any(piece.role == "feeling" or "upset" in piece.pool for piece in pieces)
            if chooser.chance() < 2.5 * (cues.arousal - UPSET) * (0.5 if upset_already else 1.0):
                line = chooser.pick(("shared.gasps" if habits.exclaims else "shared.gasps_quiet",))
                if line is not None:
                    pieces.insert(0, Piece("bridge", line.pool, line.text))
            return
        if first.role == "answer" and len(first.text) > 30 and chooser.chance() < habits.bridge:
            line = chooser.pick(("style.bridge",))
            if line is not None:
                pieces.insert(0, Piece("bridge", line.pool, line.text))
        elif pieces[-1].role not in ("feeling", "tone") and chooser.chance() < habits.aside:
            line = chooser.pick(("style.short",))
            if line is not None:
                pieces.append(Piece("aside", line.pool, line.text))


def _asked_by_acts(reading: TurnReading) -> Asked:
    """Return what is asked where acts come without words."""
    acts = reading.acts
    kind = ""
    if acts[Act.RISK] > 0.4:
        kind = "risk"
    elif acts[Act.SOCRATIC] > 0.4:
        kind = "evidence"
    elif max(acts[Act.EXPLORE], acts[Act.PROBE]) > 0.4:
        kind = "more"
    elif acts[Act.ADVISE] > 0.6:
        kind = "homework"
    return NOTHING if not kind else Asked(kind, "", frozenset(), frozenset(), 0)
