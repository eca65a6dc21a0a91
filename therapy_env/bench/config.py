"""What a benchmark run is: agents, personas, seeds, turns, world and reward, resolved to the last number.

A run's configuration holds no machine path and no time, so that two runs of the same thing agree. What was named by
a path is known by its name and the hash of its content.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from therapy_env import __version__, language
from therapy_env.agents import AgentSpec, build_agent, load_spec
from therapy_env.core.parameters import Parameters
from therapy_env.core.reward import RewardConfig
from therapy_env.core.simulator import Simulator
from therapy_env.errors import UsageError
from therapy_env.library import find, is_path, load_personas, load_reward, load_world
from therapy_env.persona import Persona
from therapy_env.yaml_file import load_model

ACTIVE, PASSIVE = REFERENCES = ("active", "passive")
"""Agents that always run: the score is measured between them."""

KINDS = ("delusion", "distortion", "both", "accurate")
"""Groups of personas by what they believe; ``accurate`` are those with nothing to treat in what they believe."""

MAX_SEEDS, MAX_TURNS = 10_000, 500


class BenchmarkFile(BaseModel):
    """A benchmark as a YAML file names it; everything may be left out."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    v: Literal[1] = 1
    """Version of this schema."""
    summary: str = ""
    """One sentence."""
    agents: tuple[str, ...] = Field(default=REFERENCES, min_length=1)
    """Names of built-in agents, or paths."""
    personas: tuple[str, ...] = Field(default=("all",), min_length=1)
    """A split, ids of built-in personas, or paths."""
    seeds: int = Field(default=4, ge=1, le=MAX_SEEDS)
    """Sessions of each agent with each persona."""
    turns: int = Field(default=20, ge=1, le=MAX_TURNS)
    """Therapist turns a session."""
    world: str = "default"
    """A world's name, or a path."""
    reward: str = "default"
    """A reward's name, or a path."""
    reading_noise: bool = False
    """Whether the reader errs once more, by its measured confusion matrix."""

    @field_validator("agents", "personas", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value


def load_benchmark(spec: str | os.PathLike[str] = "default") -> BenchmarkFile:
    """Return a benchmark by name or path.

    Raises:
        UsageError: no such benchmark; as :class:`FileProblems` where its content is wrong.
    """
    path = find("benchmarks", spec)
    benchmark, _ = load_model(path, BenchmarkFile, "a benchmark")
    beside = path.parent

    def from_file(name: str) -> str:
        # what a file names by path lies relative to the file
        return str(beside / name) if is_path(name) and not Path(name).is_absolute() else name

    return benchmark.model_copy(
        update={
            "agents": tuple(from_file(x) for x in benchmark.agents),
            "personas": tuple(from_file(x) for x in benchmark.personas),
            "world": from_file(benchmark.world),
            "reward": from_file(benchmark.reward),
        }
    )


@dataclass(frozen=True)
class AgentEntry:
    """One agent of a run."""

    name: str
    """What it is called in every line and table."""
    spec: AgentSpec
    """Its full definition."""
    folder: Path
    """Where relative paths in it start; stays on this machine."""
    record: Mapping[str, Any]
    """The same as plain data, without machine paths; with the hash of its file where it is a user's own."""
    built_in: bool
    """Whether it comes from the library."""


@dataclass(frozen=True)
class PersonaEntry:
    """One persona of a run."""

    persona: Persona
    """Who it is."""
    digest: str
    """Hash of its content."""

    @property
    def id(self) -> str:
        """The persona's id."""
        return self.persona.id

    @property
    def kind(self) -> str:
        """Which of :data:`KINDS` it belongs to."""
        return kind_of([belief.kind for belief in self.persona.beliefs])


@dataclass(frozen=True)
class Config:
    """A run, resolved."""

    agents: tuple[AgentEntry, ...]
    """In the order of every file and table."""
    personas: tuple[PersonaEntry, ...]
    """In the order of every file and table."""
    seeds: int
    """Seeds 0 to seeds - 1."""
    turns: int
    """Therapist turns a session."""
    world: str
    """Name of the world, as on every table."""
    parameters: Parameters
    """The world's parameters."""
    reward: str
    """Name of the reward."""
    weights: RewardConfig
    """The reward's weights."""
    reading_noise: bool = False
    """Whether the reader errs once more, by its measured confusion matrix."""

    @property
    def simulator(self) -> Simulator:
        """The simulator that every session of the run uses."""
        return Simulator(self.parameters, self.weights)

    def keys(self) -> list[tuple[str, str, int]]:
        """Return (agent, persona, seed) of every episode in canonical order."""
        return [(a.name, p.id, s) for a in self.agents for p in self.personas for s in range(self.seeds)]

    def record(self) -> dict[str, Any]:
        """Return plain data for ``run.yaml``."""
        return {
            "v": 1,
            "versions": {"therapy_env": __version__, "language_sha256": language_digest()},
            "world": {"name": self.world, "parameters": asdict(self.parameters)},
            "reward": {"name": self.reward, "weights": asdict(self.weights)},
            "seeds": self.seeds,
            "turns": self.turns,
            "sessions": 1,
            "encodings": "embedded",
            "reading_noise": self.reading_noise,
            "references": list(REFERENCES),
            "agents": [{"name": a.name, **a.record} for a in self.agents],
            "personas": [
                {
                    "id": p.id,
                    "name": p.persona.identity.name,
                    "sha256": p.digest,
                    "kind": p.kind,
                    "beliefs": [
                        {"id": b.id, "kind": b.kind, "statement": b.statement} for b in p.persona.beliefs
                    ],
                }
                for p in self.personas
            ],
        }


def resolve(benchmark: BenchmarkFile) -> tuple[Config, tuple[str, ...]]:
    """Return the run that a benchmark means, and the references that had to be added to its agents.

    Raises:
        UsageError: an unknown name or bad file, or the same agent or persona twice.
    """
    agents = [resolve_agent(spec) for spec in benchmark.agents]
    for agent in agents:
        if agent.name in REFERENCES and not agent.built_in:
            raise UsageError(f"agent {agent.name!r}: the name is the built-in reference's; give yours another")
    _no_doubles([a.name for a in agents], "agent")
    added = tuple(name for name in REFERENCES if name not in [a.name for a in agents])
    agents += [resolve_agent(name) for name in added]
    chosen = [persona for spec in benchmark.personas for persona in load_personas(spec)]
    personas = [PersonaEntry(p, digest(p.model_dump(mode="json"))) for p in chosen]
    _no_doubles([p.id for p in personas], "persona")
    config = Config(
        agents=tuple(agents),
        personas=tuple(personas),
        seeds=benchmark.seeds,
        turns=benchmark.turns,
        world=_named(benchmark.world),
        parameters=load_world(benchmark.world),
        reward=_named(benchmark.reward),
        weights=load_reward(benchmark.reward),
        reading_noise=benchmark.reading_noise,
    )
    return config, added


def resolve_agent(spec: str) -> AgentEntry:
    """Return an agent by name or path, with its full definition.

    Raises:
        UsageError: no such agent, a bad file, or one that cannot run unattended.
    """
    loaded, folder = load_spec(spec)
    if loaded.kind == "human":
        raise UsageError(f"agent {spec}: a person cannot be compared unattended; see therapy-env chat")
    build_agent(loaded, folder)  # what cannot be made fails now, not once an episode
    record = loaded.model_dump(mode="json", by_alias=True, exclude={"name", "description"})
    if not is_path(spec):
        return AgentEntry(loaded.name, loaded, folder, record, built_in=True)
    content = hashlib.sha256(Path(spec).expanduser().read_bytes())
    source, _, class_name = str(record.get("class", "")).rpartition(":")
    if source.endswith(".py"):
        content.update((folder / source).expanduser().read_bytes())
        record["class"] = f"{Path(source).name}:{class_name}"
    record["sha256"] = content.hexdigest()
    return AgentEntry(loaded.name, loaded, folder, record, built_in=False)


def kind_of(kinds: Sequence[str]) -> str:
    """Return which of :data:`KINDS` a persona with beliefs of these kinds belongs to."""
    deluded, distorted = "delusion" in kinds, "distortion" in kinds
    if deluded and distorted:
        return "both"
    return "delusion" if deluded else "distortion" if distorted else "accurate"


def digest(data: Any) -> str:
    """Return the SHA-256 of plain data."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@lru_cache(maxsize=1)
def language_digest() -> str:
    """Return the SHA-256 of the readers' weights and of all phrases: what words are made and read by."""
    folder = Path(language.__file__).parent
    content = hashlib.sha256()
    for path in sorted((*folder.glob("weights/*.npz"), *folder.glob("phrases/*.yaml"))):
        content.update(path.name.encode() + b"\n" + path.read_bytes())
    return content.hexdigest()


def derived_seed(*parts: str | int) -> int:
    """Return a 63-bit seed that is a function of ``parts`` alone."""
    return int.from_bytes(hashlib.sha256(json.dumps(parts).encode()).digest()[:8], "big") >> 1


def _no_doubles(names: Sequence[str], what: str) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UsageError(f"named twice: {what} {', '.join(twice)}; each must have a name of its own")


def _named(spec: str) -> str:
    return Path(spec).stem if is_path(spec) else spec
