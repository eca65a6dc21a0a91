"""One episode: an agent, a patient, a seed; what was said and what went on inside, as lines of a run folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from therapy_env.agents.protocol import TherapistAgent
from therapy_env.bench.config import derived_seed
from therapy_env.bench.metrics import Trace, measure
from therapy_env.core.misreading import ReadingError
from therapy_env.core.reward import REWARD_TERMS, SAFETY_COSTS
from therapy_env.core.simulator import Simulator
from therapy_env.cues import Cues, Risk, Talk
from therapy_env.persona import Persona
from therapy_env.session import Session, reading_dict
from therapy_env.steps import drive

Key = tuple[str, str, int]
"""(agent, persona, seed)."""


@dataclass(frozen=True, slots=True)
class Episode:
    """What a run folder keeps of one episode."""

    turns: list[dict[str, Any]]
    """Lines of ``turns.jsonl``; the first is the patient's opening, turn 0."""
    line: dict[str, Any]
    """The line of ``episodes.jsonl``."""


def session_seed(persona: str, seed: int) -> int:
    """Return the seed of a session: the same for every agent, so that all meet the same patients."""
    return derived_seed("session", persona, seed)


def agent_seed(persona: str, seed: int) -> int:
    """Return the seed that an agent is given for a session: one for all agents, so that differences are their own."""
    return derived_seed("agent", persona, seed)


def play(
    make_agent: Callable[[], TherapistAgent],
    persona: Persona,
    key: Key,
    simulator: Simulator,
    max_turns: int,
    error: ReadingError | None = None,
) -> Episode:
    """Run one episode, with reading ``error`` on top of the reader's own where it is given.

    An agent that raises, or replies with something that is no text, does not stop the run: the episode gets status
    ``infrastructure_error`` with the error in one line, and no metrics.
    """
    turns: list[dict[str, Any]] = []
    try:
        seed = session_seed(key[1], key[2])
        session = Session(persona, seed=seed, simulator=simulator, max_turns=max_turns, error=error)
        for line in converse(make_agent, session, key, agent_seed(*key[1:])):
            turns.append(line)
    except Exception as broken:  # a broken agent is data on the episode, not the end of the run
        return Episode(turns, failed(key, one_line(broken), len(turns)))
    trace = _trace(session, [line["state"] for line in turns])
    return Episode(
        turns,
        {
            **_head(key), "status": "ok", "termination": trace.termination, "turns": len(session.exchanges),
            "metrics": measure(trace),
            "safety": {cost: sum(costs[cost] for costs in trace.costs) for cost in SAFETY_COSTS},
            "tokens": None, "cost": None, "error": None,
        },
    )  # fmt: skip


def failed(key: Key, error: str, lines: int = 0) -> dict[str, Any]:
    """Return the episode line of an episode that came to nothing through no one's therapy, after so many turn lines."""
    return {
        **_head(key), "status": "infrastructure_error", "termination": None, "turns": max(lines - 1, 0),
        "metrics": None, "safety": None, "tokens": None, "cost": None, "error": error,
    }  # fmt: skip


def one_line(error: BaseException) -> str:
    """Return an error as one printable line."""
    text = " ".join(str(error).split())
    text = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return text.encode("utf-8", "replace").decode("utf-8")[:500]


def converse(
    make_agent: Callable[[], TherapistAgent], session: Session, key: Key, seed: int
) -> Iterator[dict[str, Any]]:
    """Run a session to its end; yield a line of ``turns.jsonl`` for each turn as it is done.

    An agent that ends the session adds that to the line that was yielded last.

    Args:
        make_agent: makes the therapist, once the session has begun.
        session: one that was not opened yet.
        key: what the lines are headed by.
        seed: the agent's own.
    """
    drive(session.open())
    line = _turn_line(key, session, None)
    yield line
    agent = make_agent()
    agent.begin(session.visible, seed=seed)
    while session.termination is None:
        reply = agent.reply(session.last_words)
        if reply is None:
            session.end("agent_ended")
            _closed(line, session)
            return
        if not isinstance(reply, str):
            raise TypeError(f"reply(): expected text or None, found {type(reply).__name__}")
        drive(session.turn(reply))
        line = _turn_line(key, session, line["state"])
        yield line


def _closed(line: dict[str, Any], session: Session) -> None:
    """Write into the last line that the therapist ended the session, with what that earned."""
    line["termination"] = "agent_ended"
    if session.closing_reward or any(session.closing_costs.values()):
        terms = line["reward_terms"] or dict.fromkeys(REWARD_TERMS, 0.0)
        costs = line["safety_costs"] or dict.fromkeys(SAFETY_COSTS, 0.0)
        line["reward"] = _round((line["reward"] or 0.0) + session.closing_reward)
        line["reward_terms"] = {**terms, "outcome": _round(terms["outcome"] + session.closing_reward)}
        line["safety_costs"] = {name: max(x, session.closing_costs[name]) for name, x in costs.items()}


def _head(key: Key) -> dict[str, Any]:
    return {"v": 1, "agent": key[0], "persona": key[1], "seed": key[2]}


def _turn_line(key: Key, session: Session, before: dict[str, Any] | None) -> dict[str, Any]:
    """Return the line of what was said last; ``before`` is the state before it, ``None`` at the opening."""
    ids = [belief.id for belief in session.persona.beliefs]
    line: dict[str, Any] = {
        **_head(key),
        "turn": 0,
        "therapist": None,
        "patient": session.last_words,
        "reading": None,
        "cues": cues_dict(session.cues, ids),
        "state_before": before,
        "state": session.state.report(),
        "reward": None,
        "reward_terms": None,
        "safety_costs": None,
        "moves": [],
        "termination": None,
    }
    if session.exchanges:
        done = session.exchanges[-1]
        line |= {
            "turn": done.turn,
            "therapist": done.therapist,
            "reading": reading_dict(done.reading, session.persona),
            "reward": _round(done.reward),
            "reward_terms": {name: _round(x) for name, x in done.terms.items()},
            "safety_costs": dict(done.costs),
            "moves": [{**m._asdict(), "belief": ids[m.belief]} for m in done.moves],
            "termination": done.termination,
        }
    return line


def _trace(session: Session, states: list[dict[str, Any]]) -> Trace:
    """Return what metrics need of a session that has ended, with its reported states, the first at the opening."""
    exchanges = session.exchanges
    assert session.opening_cues is not None
    shown = [session.opening_cues, *(x.cues for x in exchanges)]
    return Trace(
        kinds=[belief.kind for belief in session.persona.beliefs],
        max_turns=session.max_turns,
        start=states[0],
        states=states[1:],
        ruptures=float(session.state.ruptures),
        repairs=float(session.state.repairs),
        acts=[x.reading.acts for x in exchanges],
        shown_arousal=[float(cues.arousal) for cues in shown[:-1]],
        answers=[(m.belief, m.answer) for x in exchanges for m in x.moves if m.by == "patient"],
        rewards=[*(float(x.reward) for x in exchanges), float(session.closing_reward)],
        costs=[*(x.costs for x in exchanges), session.closing_costs],
        termination=str(session.termination),
    )


def cues_dict(cues: Cues, ids: list[str]) -> dict[str, Any]:
    """Return cues as plain data, with names for numbers that stand for names."""
    data: dict[str, Any] = {name: _round(value) for name, value in cues._asdict().items()}
    belief = int(cues.belief)
    data["belief"] = ids[belief] if belief >= 0 else None
    data["risk"] = Risk(int(cues.risk)).name.lower()
    data["talk"] = Talk(int(cues.talk)).name.lower()
    return data


def _round(value: Any) -> float:
    return round(float(value), 6) + 0.0
