"""One conversation between a therapist and a simulated patient, without input or output.

The therapist's words are read into acts; acts move the state; the state shows cues; cues are spoken. Reading and
speaking are encodings handed in, embedded or with a language model behind them; the session does not know which.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import Any, Literal, NamedTuple, Protocol, get_args

from therapy_env.acts import ACTS, MAX_CHARS, UPTAKES, TurnReading
from therapy_env.core.misreading import ReadingError
from therapy_env.core.ops import FLOAT
from therapy_env.core.reward import REWARD_TERMS, SAFETY_COSTS, leave
from therapy_env.core.scoreboard import Move, answered, proposed
from therapy_env.core.simulator import Simulator
from therapy_env.core.state import ENDED, apply_overrides
from therapy_env.core.turn import Turn
from therapy_env.cues import Cues
from therapy_env.language.reading import BeliefText, ReadContext, read_therapist
from therapy_env.language.reading_error import misreading
from therapy_env.language.speaking import Heard, Speaker
from therapy_env.patient import patient_numbers
from therapy_env.persona import Persona
from therapy_env.steps import Steps
from therapy_env.visible import VisibleContext, visible

Termination = Literal["completed", "dropout", "crisis", "agent_ended", "refused"]
TERMINATIONS: tuple[str, ...] = get_args(Termination)
"""How a session can end."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Reads(Protocol):
    """Reading: a therapist's words -> acts."""

    def read(self, text: str, context: ReadContext) -> Steps[TurnReading]:
        """Return what the turn does."""


class Speaks(Protocol):
    """Speaking: cues -> a patient's words. One per session; remembers what was said."""

    def open(self, cues: Cues) -> Steps[str]:
        """Return the first words."""

    def say(self, cues: Cues, heard: Heard, turn: int) -> Steps[str]:
        """Return the answer to what was heard."""

    def fork(self) -> Speaks:
        """Return an independent copy."""


class EmbeddedReader:
    """Reading by the embedded linear reader; asks nothing of anyone."""

    def read(self, text: str, context: ReadContext) -> Steps[TurnReading]:
        """Return what the turn does."""
        return read_therapist(text, context)
        yield  # never reached; it makes this a generator, as every encoding is


class ErringReader:
    """A reader that is wrong more often, by a measured confusion matrix, in noise of the patient's own key."""

    def __init__(self, reader: Reads, error: ReadingError, key: int) -> None:
        self._reader, self._error, self._key = reader, error, key

    def read(self, text: str, context: ReadContext) -> Steps[TurnReading]:
        """Return what the turn is taken to do."""
        reading = yield from self._reader.read(text, context)
        return misreading(reading, self._key, len(context.earlier) + 1, self._error)


class EmbeddedSpeaker:
    """Speaking from the persona's own material; asks nothing of anyone."""

    def __init__(self, persona: Persona, key: int) -> None:
        self._speaker = Speaker(persona, key)

    def open(self, cues: Cues) -> Steps[str]:
        """Return the first words."""
        return self._speaker.open(cues)
        yield

    def say(self, cues: Cues, heard: Heard, turn: int) -> Steps[str]:
        """Return the answer to what was heard."""
        return self._speaker.say(cues, heard, turn)
        yield

    def fork(self) -> EmbeddedSpeaker:
        """Return an independent copy."""
        twin = object.__new__(EmbeddedSpeaker)
        twin._speaker = self._speaker.fork()
        return twin


class Exchange(NamedTuple):
    """One therapist turn and the patient's answer, with what went on inside."""

    turn: int
    """From 1."""
    therapist: str
    """What was said, as kept."""
    reading: TurnReading
    """What it was read as."""
    patient: str
    """The answer."""
    cues: Cues
    """What the answer shows."""
    reward: float
    """Scalar reward."""
    terms: dict[str, float]
    """The reward vector, by name."""
    costs: dict[str, float]
    """Safety costs, by name."""
    moves: tuple[Move, ...]
    """Scoreboard moves."""
    termination: str | None
    """How the session ended with this turn, or ``None``."""


class Session:
    """A running session.

    Args:
        persona: who the patient is.
        seed: decides everything that is random.
        simulator: parameters and reward.
        max_turns: therapist turns after which the session is completed.
        reader: reading encoding; embedded where ``None``.
        speaker: speaking encoding; embedded where ``None``.
        error: reading error on top of the reader's own; none where ``None``.
        overrides: state overrides (see :func:`therapy_env.core.state.apply_overrides`).
        number: number of the session in a relationship, from 1.
        notes: the agent's own notes from earlier sessions.
    """

    def __init__(
        self,
        persona: Persona,
        *,
        seed: int,
        simulator: Simulator,
        max_turns: int = 20,
        reader: Reads | None = None,
        speaker: Speaks | None = None,
        error: ReadingError | None = None,
        overrides: Mapping[str, Any] | None = None,
        number: int = 1,
        notes: tuple[str, ...] = (),
    ) -> None:
        self.persona = persona
        self.simulator = simulator
        self.max_turns = max_turns
        self.number = number
        self.visible: VisibleContext = visible(persona, max_turns=max_turns, session=number, notes=notes)
        self.state = simulator.reset(patient_numbers(persona), seed)
        if overrides:
            apply_overrides(self.state, overrides, [b.id for b in persona.beliefs])
        self.start = self.state.copy()
        self.reader: Reads = reader or EmbeddedReader()
        if error is not None:
            self.reader = ErringReader(self.reader, error, self.state.key)
        self.speaker: Speaks = speaker or EmbeddedSpeaker(persona, self.state.key)
        self.exchanges: list[Exchange] = []
        self.opening = ""
        self.opening_cues: Cues | None = None
        self.termination: str | None = None
        self.closing_reward = 0.0
        """Earned by ending the session before its time; at most 0."""
        self.closing_costs: dict[str, float] = dict.fromkeys(SAFETY_COSTS, 0.0)
        """Safety costs of that."""
        self._beliefs = belief_texts(persona)

    def open(self) -> Steps[str]:
        """Return the patient's first words; call once, first."""
        self.opening_cues = _named(self.simulator.open(self.state))
        self.opening = yield from self.speaker.open(self.opening_cues)
        return self.opening

    def turn(self, text: str) -> Steps[Exchange]:
        """Say ``text`` to the patient and return the exchange.

        Raises:
            RuntimeError: the session has not been opened, or has ended.
        """
        if self.opening_cues is None:
            raise RuntimeError("the session has not been opened: run open() first")
        if self.termination is not None:
            raise RuntimeError(f"the session has ended ({self.termination}): start a new one")
        said = text[:MAX_CHARS]
        if not said.isprintable():
            said = _CONTROL.sub(" ", said)
        heard_cues = self.cues
        context = ReadContext(
            patient=self.last_words,
            beliefs=self._beliefs,
            earlier=tuple([x.therapist for x in self.exchanges]),
            last_belief=heard_cues.belief,
        )
        reading = yield from self.reader.read(said, context)
        number = len(self.exchanges) + 1
        target = reading.target if reading.target < len(self._beliefs) else -1
        step = self.simulator.step(self.state, Turn(reading.acts, target, reading.fit, reading.stale))
        cues = _named(step.cues)
        termination = None
        if self.state.ended:
            termination = ENDED[int(self.state.ended)]
        elif number >= self.max_turns:
            termination = "completed"
        patient = yield from self.speaker.say(cues, Heard(said, reading), number)
        exchange = Exchange(
            turn=number,
            therapist=said,
            reading=reading,
            patient=patient,
            cues=cues,
            reward=step.payment.reward,
            terms=dict(zip(REWARD_TERMS, step.payment.terms, strict=True)),
            costs=dict(zip(SAFETY_COSTS, step.payment.costs, strict=True)),
            moves=(
                *answered(number, heard_cues, reading.uptake),
                *proposed(number, reading.acts, target, cues),
            ),
            termination=termination,
        )
        self.exchanges.append(exchange)
        self.termination = termination
        return exchange

    def end(self, termination: str) -> None:
        """End the session from the therapist's side; before its time, this is charged for.

        Raises:
            ValueError: not one of :data:`TERMINATIONS`.
        """
        if termination not in TERMINATIONS:
            raise ValueError(f"termination: expected one of {', '.join(TERMINATIONS)}, found {termination!r}")
        if termination == "agent_ended" and self.termination is None:
            left = 1.0 - len(self.exchanges) / self.max_turns
            self.closing_reward, costs = leave(self.state, self.simulator.reward, left, FLOAT)
            self.closing_costs = dict(zip(SAFETY_COSTS, costs, strict=True))
        self.termination = termination

    @property
    def cues(self) -> Cues:
        """What the patient's last words show."""
        if self.exchanges:
            return self.exchanges[-1].cues
        assert self.opening_cues is not None
        return self.opening_cues

    @property
    def last_words(self) -> str:
        """What the patient said last."""
        return self.exchanges[-1].patient if self.exchanges else self.opening

    def fork(self) -> Session:
        """Return an independent copy of the running session: state, future noise, memory of what was said."""
        twin = object.__new__(Session)
        twin.__dict__.update(self.__dict__)
        twin.state = self.state.copy()
        twin.speaker = self.speaker.fork()
        twin.exchanges = list(self.exchanges)
        return twin


def _named(cues: Cues) -> Cues:
    """Return one patient's cues with whole numbers where they name something."""
    return cues._replace(belief=int(cues.belief), risk=int(cues.risk), talk=int(cues.talk))


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A persona as a key: this very object, since comparing whole personas costs more than it saves."""

    persona: Persona

    def __hash__(self) -> int:
        return id(self.persona)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.persona is self.persona


def belief_texts(persona: Persona) -> tuple[BeliefText, ...]:
    """Return what the reader needs to know of a persona's beliefs, in order; kept, with what the reader makes of it."""
    return _belief_texts(_Same(persona))


@lru_cache(maxsize=64)
def _belief_texts(same: _Same) -> tuple[BeliefText, ...]:
    return tuple(
        BeliefText(
            id=b.id,
            status=b.status,
            statement=b.statement,
            keywords=b.keywords,
            wordings=(*b.wordings.firm, *b.wordings.leaning, *b.wordings.doubtful),
        )
        for b in same.persona.beliefs
    )


def reading_dict(reading: TurnReading, persona: Persona) -> dict[str, Any]:
    """Return a reading as plain data, as in ``info["reading"]``."""
    return {
        "acts": dict(zip(ACTS, map(round, reading.acts, repeat(4)), strict=True)),
        "uptake": UPTAKES[reading.uptake],
        "target": persona.beliefs[reading.target].id if 0 <= reading.target < len(persona.beliefs) else None,
        "fit": round(reading.fit, 4),
        "stale": round(reading.stale, 4),
        "evidence": [{"act": e.act, "start": e.start, "end": e.end} for e in reading.evidence],
        "flags": list(reading.flags),
    }
