"""One episode: an agent, a patient, a seed; what was said and what went on inside, as lines of a run folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from therapy_env.agents.protocol import TherapistAgent
from therapy_env.bench.config import derived_seed
from therapy_env.bench.metrics import Metrics, Trace, measure
from therapy_env.core.reward import SAFETY_COSTS
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


def agent_seed(agent: str, persona: str, seed: int) -> int:
    """Return the seed that an agent is given for a session."""
    return derived_seed("agent", agent, persona, seed)


def play(
    make_agent: Callable[[], TherapistAgent], persona: Persona, key: Key, simulator: Simulator, max_turns: int
) -> Episode:
    """Run one episode.

    An agent that raises, or replies with something that is no text, does not stop the run: the episode gets status
    ``infrastructure_error`` with the error in one line, and no metrics.
    """
    name, persona_id, number = key
    head = {"v": 1, "agent": name, "persona": persona_id, "seed": number}
    turns: list[dict[str, Any]] = []
    try:
        trace = _play(make_agent, persona, key, simulator, max_turns, head, turns)
    except Exception as error:  # a broken agent is data on the episode, not the end of the run
        return Episode(turns, failed(key, one_line(error), len(turns)))
    metrics = measure(trace)
    safety = {cost: sum(costs[cost] for costs in trace.costs) for cost in SAFETY_COSTS}
    return Episode(turns, _line(head, "ok", trace.termination, len(trace.states), metrics, safety, None))


def failed(key: Key, error: str, lines: int = 0) -> dict[str, Any]:
    """Return the episode line of an episode that came to nothing through no one's therapy."""
    head = {"v": 1, "agent": key[0], "persona": key[1], "seed": key[2]}
    return _line(head, "infrastructure_error", None, max(lines - 1, 0), None, None, error)


def one_line(error: BaseException) -> str:
    """Return an error as one printable line."""
    text = " ".join(str(error).split())
    text = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return text.encode("utf-8", "replace").decode("utf-8")[:500]


def _line(
    head: dict[str, Any],
    status: str,
    termination: str | None,
    turns: int,
    metrics: Metrics | None,
    safety: dict[str, float] | None,
    error: str | None,
) -> dict[str, Any]:
    return {
        **head, "status": status, "termination": termination, "turns": turns, "metrics": metrics, "safety": safety,
        "tokens": None, "cost": None, "error": error,
    }  # fmt: skip


def _play(
    make_agent: Callable[[], TherapistAgent],
    persona: Persona,
    key: Key,
    simulator: Simulator,
    max_turns: int,
    head: dict[str, Any],
    turns: list[dict[str, Any]],
) -> Trace:
    session = Session(persona, seed=session_seed(key[1], key[2]), simulator=simulator, max_turns=max_turns)
    says = drive(session.open())
    state = session.state.report()
    trace = Trace(kinds=[belief.kind for belief in persona.beliefs], max_turns=max_turns, start=state)
    ids = [belief.id for belief in persona.beliefs]
    turns.append(
        {
            **head,
            "turn": 0,
            "therapist": None,
            "patient": says,
            "reading": None,
            "cues": cues_dict(session.cues, ids),
            "state_before": None,
            "state": state,
            "reward": None,
            "reward_terms": None,
            "safety_costs": None,
            "moves": [],
            "termination": None,
        }  # fmt: skip
    )
    agent = make_agent()
    agent.begin(session.visible, seed=agent_seed(*key))
    while session.termination is None:
        reply = agent.reply(says)
        if reply is None:
            session.end("agent_ended")
            turns[-1]["termination"] = "agent_ended"
            break
        if not isinstance(reply, str):
            raise TypeError(f"reply(): expected text or None, found {type(reply).__name__}")
        heard = session.cues
        exchange = drive(session.turn(reply))
        before, state = state, session.state.report()
        says = exchange.patient
        turns.append(
            {
                **head,
                "turn": exchange.turn,
                "therapist": exchange.therapist,
                "patient": says,
                "reading": reading_dict(exchange.reading, persona),
                "cues": cues_dict(exchange.cues, ids),
                "state_before": before,
                "state": state,
                "reward": _round(exchange.reward),
                "reward_terms": {name: _round(x) for name, x in exchange.terms.items()},
                "safety_costs": dict(exchange.costs),
                "moves": [{**m._asdict(), "belief": ids[m.belief]} for m in exchange.moves],
                "termination": exchange.termination,
            }  # fmt: skip
        )
        trace.states.append(state)
        trace.acts.append(exchange.reading.acts)
        trace.shown_arousal.append(float(heard.arousal))
        trace.answers += [(m.turn, m.belief, m.answer) for m in exchange.moves if m.by == "patient"]
        trace.rewards.append(float(exchange.reward))
        trace.costs.append(exchange.costs)
    trace.ruptures, trace.repairs = float(session.state.ruptures), float(session.state.repairs)
    trace.termination = str(session.termination)
    return trace


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
