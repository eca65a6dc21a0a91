"""Playing therapists against patients and scoring them, all with the benchmark's own functions."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from therapy_env.agents import TherapistAgent, load_agent
from therapy_env.bench.config import REFERENCES, kind_of
from therapy_env.bench.episode import Episode, play
from therapy_env.bench.summary import summarise
from therapy_env.core.simulator import Simulator
from therapy_env.library import load_persona, load_reward, load_world
from therapy_env.persona import Persona

Make = Callable[[], TherapistAgent]


@dataclass(frozen=True)
class Arena:
    """Where therapists are played: world, personas, seeds, length."""

    world: str
    personas: tuple[str, ...]
    """By name, or by path."""
    seeds: tuple[int, ...]
    turns: int = 20

    @property
    def simulator(self) -> Simulator:
        return Simulator(load_world(self.world), load_reward("default"))

    @property
    def people(self) -> list[Persona]:
        return [load_persona(name) for name in self.personas]

    def record(self, names: Sequence[str]) -> dict[str, Any]:
        """Return what a summary needs to know of a run."""
        return {
            "agents": [{"name": name} for name in names],
            "personas": [{"id": p.id, "kind": kind_of([b.kind for b in p.beliefs])} for p in self.people],
            "world": {"name": self.world}, "reward": {"name": "default"}, "seeds": len(self.seeds), "turns": self.turns,
        }  # fmt: skip


def episodes(name: str, make: Make, arena: Arena) -> list[Episode]:
    """Return every episode of one therapist."""
    simulator = arena.simulator
    cases = [(person, seed) for person in arena.people for seed in arena.seeds]
    return [play(make, person, (name, person.id, seed), simulator, arena.turns) for person, seed in cases]


def reference(name: str) -> Make:
    """Return what makes a built-in therapist."""
    return lambda: load_agent(name)


def lines_of(name: str, make: Make, arena: Arena, breaks: bool = False) -> list[dict[str, Any]]:
    """Return the episode lines of one therapist; one that fails, unless it ``breaks`` on purpose, is an error."""
    lines = [episode.line for episode in episodes(name, make, arena)]
    broken = [line for line in lines if line["status"] != "ok"]
    if broken and not breaks:
        raise RuntimeError(f"{name} with {broken[0]['persona']}: {broken[0]['error']}")
    return lines


def table(lines: Iterable[dict[str, Any]], names: Sequence[str], arena: Arena) -> dict[str, dict[str, Any]]:
    """Return the benchmark's own summary of the therapists, by name: metrics, safety, return less passive's."""
    summary = summarise(arena.record([*names, *REFERENCES]), list(lines))
    safety = {row["agent"]: row for row in summary["safety"]}
    paired = {row["agent"]: row["metrics"]["return"] for row in summary["paired"]}
    return {
        row["agent"]: {**row, "safety": safety[row["agent"]], "over_passive": paired.get(row["agent"])}
        for row in summary["agents"]
    }


def mean_by_persona(lines: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return the mean undiscounted return with each persona."""
    found: dict[str, list[float]] = {}
    for line in lines:
        found.setdefault(line["persona"], []).append(line["metrics"]["return"])
    return {persona: sum(values) / len(values) for persona, values in found.items()}


def spread(jobs: Sequence[tuple[str, Arena]], work: Callable[[tuple[str, Arena]], Any], workers: int) -> list[Any]:
    """Return ``work`` of every job in order, here or in worker processes; the same for any number of workers."""
    if workers == 1:
        return [work(job) for job in jobs]
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        return pool.map(work, jobs, chunksize=4)
