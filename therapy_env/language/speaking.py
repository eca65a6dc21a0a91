"""Speaking: cues and state-free context -> what the patient says.

The cues decide what is shown; the reading of the therapist's turn decides what it is a reaction to; the therapist's
words decide which question is answered. Nothing here moves the patient. Every choice is a function of the key, the
turn and what was said before, so the same key gives the same words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple
from zlib import crc32

from therapy_env.acts import Act, TurnReading
from therapy_env.cues import Cues, Risk, Talk
from therapy_env.language.speaking_answers import (
    DOUBTFUL,
    NEVER_DODGED,
    OPEN,
    UPSET,
    answer_pools,
    band,
    feelings,
    topic_pools,
)
from therapy_env.language.speaking_choice import Chooser
from therapy_env.language.speaking_pools import Line, common_pools, pools_of
from therapy_env.language.speaking_questions import NOTHING, Asked, asked
from therapy_env.language.speaking_reactions import odd, reaction
from therapy_env.language.speaking_style import HABITS, exclaimed, joined
from therapy_env.persona import Persona

_TURN_OF_OPENING = 0
_RUPTURED = 0.5
_NEEDED = 8.5
"""Priority from which a piece is there to show what the cues say."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the patient just heard, and how it was read."""

    therapist: str
    """The therapist's words; empty where acts were given directly."""
    reading: TurnReading
    """What they did."""


class Piece(NamedTuple):
    """One piece of a turn: what it is for, and the words."""

    role: str
    """answer, dodge, belief, reaction, insight, doubt, talk, feeling, risk, rupture, story, bridge or aside."""
    pool: str
    """Pool it came from."""
    text: str
    """The words."""


class _Want(NamedTuple):
    priority: float
    position: int
    role: str
    pools: tuple[str, ...]


class Speaker:
    """One patient's voice through one session."""

    __slots__ = ("_belief", "_chooser", "_key", "_persona", "_strain", "_topic", "pieces")

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
        self._chooser = Chooser(pools_of(persona), common_pools(persona.style), mixed)
        self._belief = 0
        self._strain = 0.0
        self._topic = ""
        self.pieces: tuple[Piece, ...] = ()
        """What the last turn was put together from."""

    def open(self, cues: Cues) -> str:
        """Return the first words of the session."""
        chooser = self._chooser
        chooser.begin(_TURN_OF_OPENING, "", frozenset(), frozenset(), closed=cues.disclosure < OPEN)
        wants = [_Want(10.0, 1, "answer", ("openings", "presenting"))]
        if cues.risk:
            wants.append(_Want(20.0, 6, "risk", _risk_pools(cues)))
        if cues.withdrawal <= _RUPTURED and cues.belief >= 0 and cues.disclosure < OPEN and chooser.chance() < 0.4:
            wants.append(_Want(5.0, 2, "belief", (f"hints.{cues.belief}",)))
        if cues.arousal > 0.7:
            wants.append(_Want(6.0, 5, "feeling", ("feelings_upset", "shared.upset")))
        return self._said(wants, cues, limit=3)

    def say(self, cues: Cues, heard: Heard, turn: int) -> str:
        """Return what the patient says.

        Args:
            cues: what the turn is to show.
            heard: what was just said to the patient, and how it was read.
            turn: index of the turn, from 0.
        """
        text = heard.therapist
        question = asked(text) if text.strip() else _asked_by_acts(heard.reading)
        # Turn 0 of the noise belongs to the first words of the session.
        if odd(heard.reading):
            question = NOTHING
        self._chooser.begin(turn + 1, text, question.question_stems, question.stems, closed=cues.disclosure < OPEN)
        if cues.belief >= 0:
            self._belief = cues.belief
        elif heard.reading.target >= 0:
            self._belief = min(heard.reading.target, len(self._persona.beliefs) - 1)
        ruptured = max(cues.withdrawal, cues.confrontation)
        if ruptured > _RUPTURED:
            wants = self._when_ruptured(cues, question)
            limit = 1 if cues.withdrawal >= cues.confrontation else 2
        else:
            wants = self._when_together(cues, heard, question)
            # What the cues show must be heard, even from those who say little.
            limit = max(self._limit(), min(3, sum(want.priority >= _NEEDED for want in wants)))
        if question.topic:
            self._topic = question.topic
        said = self._said(wants, cues, limit)
        self._strain = max(ruptured, self._strain * 0.8)
        return said

    def fork(self) -> Speaker:
        """Return a speaker that goes on from here on its own, with the same future choices."""
        other = Speaker.__new__(Speaker)
        other._persona, other._key, other._chooser = self._persona, self._key, self._chooser.copy()
        other._belief, other._strain, other._topic = self._belief, self._strain, self._topic
        other.pieces = self.pieces
        return other

    def __copy__(self) -> Speaker:
        return self.fork()

    def __deepcopy__(self, memo: dict[int, Any]) -> Speaker:
        return self.fork()

    def __getstate__(self) -> tuple[Any, ...]:
        return (
            self._persona,
            self._key,
            frozenset(self._chooser.used),
            self._belief,
            self._strain,
            self._topic,
            self.pieces,
        )

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        persona, key, used, belief, strain, topic, pieces = state
        self.__init__(persona, key)  # type: ignore[misc]
        self._chooser.used = set(used)
        self._belief, self._strain, self._topic, self.pieces = belief, strain, topic, pieces

    def _limit(self) -> int:
        low, high, chance_of_high = HABITS[self._persona.style].pieces
        return high if self._chooser.chance() < chance_of_high else low

    def _when_ruptured(self, cues: Cues, question: Asked) -> list[_Want]:
        wants: list[_Want] = []
        if cues.withdrawal >= cues.confrontation:
            wants.append(_Want(10.0, 0, "rupture", ("withdrawal", "shared.withdrawn", "combo.withdrawn")))
        else:
            wants.append(_Want(10.0, 0, "rupture", ("confrontation", "shared.complaining", "combo.complaining")))
            if cues.belief >= 0:
                wants.append(_Want(9.0, 2, "belief", self._belief_pools(cues)))
        if question.kind == "risk":
            pools = answer_pools(question, cues, self._belief, 0.5, strained=True)
            wants.append(_Want(20.0, 1, "answer", pools))
        if cues.risk:
            wants.append(_Want(19.0, 6, "risk", _risk_pools(cues)))
        return wants

    def _when_together(self, cues: Cues, heard: Heard, question: Asked) -> list[_Want]:
        chance = self._chooser.chance
        wants: list[_Want] = []
        strained = self._strain > 0.35
        reacts = reaction(heard.reading, question, cues, strained=strained, chance=chance())
        dodged = self._answers(wants, cues, heard.reading, question, strained=strained)
        if reacts is not None:
            role_priority, pools = reacts
            wants.append(_Want(role_priority, 0, "reaction", pools))
        open_enough = cues.disclosure >= OPEN
        hinted = not open_enough and any(want.pools and want.pools[0].startswith("hints") for want in wants)
        if cues.belief >= 0 and not hinted:
            wants.append(_Want(9.0, 2, "belief", self._belief_pools(cues)))
        if cues.insight > 0.4 and open_enough and question.kind not in ("alternative", "perspective", "risk"):
            b = self._belief
            doubtful = cues.firmness < DOUBTFUL and chance() < 0.6
            kinds = (f"alternative.{b}", f"against.{b}") if doubtful else (f"against.{b}",)
            wants.append(_Want(8.8, 3, "insight", kinds))
            if cues.firmness >= DOUBTFUL and chance() < 0.55:
                wants.append(_Want(7.0, 4, "doubt", (f"doubts.{b}",)))
        elif question.kind == "alternative" and open_enough and cues.firmness >= DOUBTFUL and chance() < 0.5:
            wants.append(_Want(7.0, 4, "doubt", (f"doubts.{self._belief}",)))
        self._talks(wants, cues)
        if cues.risk and not (question.kind == "risk" and cues.risk == Risk.PASSIVE and chance() < 0.4):
            wants.append(_Want(19.0, 6, "risk", _risk_pools(cues)))
        if cues.arousal > 0.65 and not any("feelings_upset" in want.pools for want in wants):
            wants.append(_Want(8.7 if cues.arousal > 0.75 else 6.5, 5, "feeling", feelings(cues.arousal)))
        if not wants:
            wants.append(_Want(5.0, 2, "story", self._story_pools(cues)))
        elif dodged is False and question.kind and cues.answer > 0.75 and chance() < 0.35:
            more = tuple(name for name in topic_pools(question.topic) if name[0] != "s")
            if more:
                wants.append(_Want(4.0, 2, "answer", more[:1]))
        return wants

    def _answers(
        self, wants: list[_Want], cues: Cues, reading: TurnReading, question: Asked, *, strained: bool
    ) -> bool | None:
        """Add what answers the question; return whether it was dodged, None where nothing was asked."""
        kind = question.kind
        if not kind:
            return None
        acts = reading.acts
        seen = max(acts[Act.EXPLORE], acts[Act.PROBE], acts[Act.SOCRATIC], acts[Act.RISK], acts[Act.ACCOMMODATE])
        if kind not in NEVER_DODGED and cues.answer < OPEN and seen >= 0.25:
            wants.append(_Want(10.0, 1, "dodge", ("style.dodge", "combo.short")))
            return True
        if kind == "confirm":
            # Being misread is said, but not every time.
            right = reading.fit >= 0.3 or self._chooser.chance() < 0.4
            nods = ("shared.nods", "shared.holding") if right else ("shared.not_quite", "shared.nods")
            wants.append(_Want(10.0, 1, "answer", nods))
            return False
        preoccupation = self._persona.beliefs[self._belief].preoccupation
        pools = answer_pools(question, cues, self._belief, preoccupation, strained=strained)
        if kind == "more" and not question.topic and self._topic:
            pools = (f"fact.{self._topic}", *pools)
        if kind == "who":
            wants.append(_Want(10.0, 1, "who", ()))
            return False
        wants.append(_Want(10.0 if kind not in ("thanks", "greeting") else 8.0, 1, "answer", pools))
        return False

    def _belief_pools(self, cues: Cues) -> tuple[str, ...]:
        b = self._belief
        if cues.disclosure < OPEN:
            return (f"hints.{b}", "shared.hinting", "combo.short")
        how = band(cues.firmness)
        return (f"{how}.{b}", f"shared.{how}", f"combo.{how}")

    def _talks(self, wants: list[_Want], cues: Cues) -> None:
        if cues.talk == Talk.NEUTRAL:
            return
        if cues.talk == Talk.CHANGE:
            if not any(want.pools and want.pools[0] in ("willing", "goals") for want in wants):
                wants.append(_Want(8.9, 5, "talk", ("willing", "shared.changing", "combo.changing")))
        elif not any(want.pools and want.pools[0] in ("pressed", "yes_but", "stuck") for want in wants):
            wants.append(_Want(8.5, 5, "talk", ("stuck", "shared.staying", "combo.staying")))

    def _story_pools(self, cues: Cues) -> tuple[str, ...]:
        topical = (f"fact.{self._topic}",) if self._topic else ()
        draw = self._chooser.chance()
        first = ("situations", "facts") if draw < 0.6 else ("facts", "situations")
        return (*topical, *first, "shared.ways_on", "coping", "strengths", "style.short", "combo.short")

    def _said(self, wants: list[_Want], cues: Cues, limit: int) -> str:
        """Pick a line for what is most wanted, and join the lines in the order of talk."""
        chooser = self._chooser
        habits = HABITS[self._persona.style]
        pieces: list[tuple[int, Piece]] = []
        room = limit
        for want in sorted(wants, key=lambda want: -want.priority):
            if room <= 0 and want.priority < 15.0:
                break
            line = self._line(want, cues)
            if line is None:
                continue
            text = line.text
            if want.role == "belief" and cues.arousal > 0.75 and habits.exclaims:
                text = exclaimed(text)
            pieces.append((want.position, Piece(want.role, line.pool, text)))
            if want.role != "risk":
                room -= 1
        if not pieces:
            line = chooser.pick(("style.short", "combo.short"))
            if line is not None:
                pieces.append((1, Piece("story", line.pool, line.text)))
        pieces.sort(key=lambda piece: piece[0])
        ordered = [piece for _, piece in pieces]
        self._adorn(ordered, cues)
        self.pieces = tuple(ordered)
        return joined([piece.text for piece in ordered])

    def _line(self, want: _Want, cues: Cues) -> Line | None:
        chooser = self._chooser
        if want.role == "who":
            first = self._persona.identity.name.split(" ")[0]
            line = Line(-1, "identity", f"{first}. Call me {first}.", (f"call me {first}".lower(),))
            if chooser.free(line):
                chooser.used.update(line.sentences)
                return line
            return chooser.pick(("shared.told_already", "style.dont_know"))
        if want.role == "answer":
            if not want.pools:
                found = chooser.answering()
                if found is not None:
                    return found
                # With the belief on the table, a question that no pattern knows is met by the belief itself.
                return None if cues.belief >= 0 else chooser.pick(("style.dont_know", "combo.short"))
            line_found = chooser.pick(want.pools)
            return line_found or chooser.answering() or chooser.pick(("style.dont_know", "combo.short"))
        return chooser.pick(want.pools)

    def _adorn(self, pieces: list[Piece], cues: Cues) -> None:
        """Add the small phrases of the style: a bridge before, an aside after."""
        if not pieces or any(piece.role in ("rupture", "risk") or piece.pool[:4] == "risk" for piece in pieces):
            return
        chooser = self._chooser
        habits = HABITS[self._persona.style]
        first = pieces[0]
        if cues.arousal > UPSET + 0.05 and habits.exclaims:
            upset_already = any(piece.role == "feeling" or "upset" in piece.pool for piece in pieces)
            if chooser.chance() < (0.3 if upset_already else 0.75):
                line = chooser.pick(("shared.gasps",))
                if line is not None:
                    pieces.insert(0, Piece("bridge", line.pool, line.text))
                return
        if first.role in ("answer", "belief") and chooser.chance() < habits.bridge:
            line = chooser.pick(("style.bridge",))
            if line is not None:
                pieces.insert(0, Piece("bridge", line.pool, line.text))
        elif pieces[-1].role != "feeling" and chooser.chance() < habits.aside:
            line = chooser.pick(("style.short",))
            if line is not None:
                pieces.append(Piece("aside", line.pool, line.text))


def _risk_pools(cues: Cues) -> tuple[str, ...]:
    if cues.risk == Risk.ACTIVE:
        return ("risk.cues_active", "shared.risk_active", "combo.risk_active")
    return ("risk.cues_passive", "shared.risk_passive", "combo.risk_passive")


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
