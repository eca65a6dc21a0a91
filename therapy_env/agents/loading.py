"""Agents from YAML files: read, inherited from, checked, and made."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from therapy_env.acts import MAX_CHARS
from therapy_env.agents import python
from therapy_env.agents.dial import DialAgent
from therapy_env.agents.dial_policy import Traits
from therapy_env.agents.human import HumanAgent
from therapy_env.agents.protocol import TherapistAgent
from therapy_env.agents.script import ScriptAgent
from therapy_env.errors import FileProblems, Problem, UsageError, nearest
from therapy_env.library import find
from therapy_env.persona import Frozen, Unit
from therapy_env.yaml_file import Lines, expect_mapping, load_yaml, validated

LATER_KINDS = ("llm", "policy")
"""Kinds that other versions have; named so that their files get a clear answer."""


class _Base(Frozen):
    name: str = Field(min_length=1, max_length=80)
    """How it is called in tables."""
    version: int = Field(default=1, ge=1)
    """Raised when a reference changes, so that scores say what they were measured against."""
    description: str = ""
    """What it does, in a line."""


class TraitsSpec(Frozen):
    """The dials, each in [0, 1], with the reference's as defaults; see the class ``Traits``."""

    passivity: Unit = Traits.passivity
    sycophancy: Unit = Traits.sycophancy
    solution_bias: Unit = Traits.solution_bias
    warmth: Unit = Traits.warmth
    challenge: Unit = Traits.challenge
    repair_skill: Unit = Traits.repair_skill
    pacing: Unit = Traits.pacing


class DialSpec(_Base):
    """A dial agent."""

    kind: Literal["dial"]
    traits: TraitsSpec = TraitsSpec()
    """Dials that differ from the reference's."""


class ScriptSpec(_Base):
    """A script."""

    kind: Literal["script"]
    turns: tuple[Annotated[str, Field(max_length=MAX_CHARS)], ...] = Field(min_length=1)
    """Said in a cycle; ``{patient}`` is replaced by the patient's last words."""


class HumanSpec(_Base):
    """A person at the keyboard."""

    kind: Literal["human"]


class PythonSpec(_Base):
    """A user's own class."""

    kind: Literal["python"]
    target: str = Field(alias="class", pattern=r"^[^:]+(?::[^:]+)?:[A-Za-z_]\w*$")
    """``package.module:Class`` or ``file.py:Class``."""
    options: dict[str, Any] = Field(default_factory=dict)
    """Keyword arguments for the class."""


AgentSpec = DialSpec | ScriptSpec | HumanSpec | PythonSpec
"""What an agent file says, with everything inherited filled in. Frozen, and can be pickled."""

_MODELS: dict[str, type[_Base]] = {"dial": DialSpec, "script": ScriptSpec, "human": HumanSpec, "python": PythonSpec}


def load_spec(source: str | os.PathLike[str] | Mapping[str, Any]) -> tuple[AgentSpec, Path]:
    """Return what an agent is, and the folder that relative paths in it start from.

    Args:
        source: a built-in's name, a path to a YAML file, or its content.

    Raises:
        UsageError: no such built-in or file; as :class:`FileProblems` where the content is wrong, everything at once.
    """
    if isinstance(source, Mapping):
        return _resolved(dict(source), Path("agent"), Lines(), Path("."), ()), Path(".")
    path = find("agents", source)
    return _from_file(path, ()), path.parent


def load_agent(source: str | os.PathLike[str] | Mapping[str, Any]) -> TherapistAgent:
    """Return a fresh agent from a built-in's name, a path to a YAML file, or its content.

    Raises:
        UsageError: as :func:`load_spec`; or a class that cannot be found or is no therapist.
    """
    return build_agent(*load_spec(source))


def build_agent(spec: AgentSpec, folder: str | Path = ".") -> TherapistAgent:
    """Return a fresh agent from what :func:`load_spec` gave."""
    if isinstance(spec, DialSpec):
        return DialAgent(spec.name, Traits(**spec.traits.model_dump()))
    if isinstance(spec, ScriptSpec):
        return ScriptAgent(spec.name, spec.turns)
    if isinstance(spec, HumanSpec):
        return HumanAgent(spec.name)
    try:
        return python.build(spec.target, spec.name, spec.options, folder)
    except UsageError as error:
        raise UsageError(f"agent {spec.name!r}: {error}") from error.__cause__


def _from_file(path: Path, below: tuple[Path, ...]) -> AgentSpec:
    found, lines = load_yaml(path)
    data = dict(expect_mapping(found, path, "an agent"))
    data.setdefault("name", path.stem)
    return _resolved(data, path, lines, path.parent, below)


def _resolved(data: dict[str, Any], path: Path, lines: Lines, folder: Path, below: tuple[Path, ...]) -> AgentSpec:
    """Return the checked spec of ``data`` laid over what it extends; ``below`` are the files that led here."""
    parent = data.pop("extends", None)
    if parent is not None:
        inherited = _parent(parent, path, lines, folder, (*below, path.resolve()))
        kind = data.get("kind", inherited["kind"])
        if kind != inherited["kind"]:
            raise _problem(path, lines, "kind", f"expected {inherited['kind']!r} as in {parent}, found {kind!r}")
        traits = data.get("traits")
        if isinstance(traits, Mapping) and "traits" in inherited:
            data["traits"] = {**inherited["traits"], **traits}
        data = {**inherited, **data}
    kind = data.get("kind")
    if kind in LATER_KINDS:
        raise _problem(path, lines, "kind", f"this version has no agents of kind {kind!r}; known: {', '.join(_MODELS)}")
    model = _MODELS.get(kind) if isinstance(kind, str) else None
    if model is None:
        found = "nothing" if kind is None else repr(kind)
        hint = nearest(kind, _MODELS) if isinstance(kind, str) else ""
        raise _problem(path, lines, "kind", f"expected one of {', '.join(_MODELS)}, found {found}{hint}")
    return validated(model, data, path, lines)  # type: ignore[return-value]


def _parent(parent: Any, path: Path, lines: Lines, folder: Path, below: tuple[Path, ...]) -> dict[str, Any]:
    if not isinstance(parent, str):
        raise _problem(path, lines, "extends", f"expected a name or a path, found {parent!r}")
    beside = folder / Path(parent).expanduser()
    try:
        above = beside if parent.endswith((".yaml", ".yml")) and beside.is_file() else find("agents", parent)
    except FileProblems:
        raise
    except UsageError as error:
        raise _problem(path, lines, "extends", str(error)) from None
    if above.resolve() in below:
        names = " -> ".join(p.name for p in (*below, above))
        raise _problem(path, lines, "extends", f"goes round in a circle: {names}")
    spec = _from_file(above, below)
    data = spec.model_dump(by_alias=True, exclude={"name", "description"})
    if isinstance(spec, PythonSpec):
        where, _, name = spec.target.rpartition(":")
        if where.endswith(".py"):  # the path stays relative to the file that gave it
            data["class"] = f"{(above.parent / where).resolve()}:{name}"
    return data


def _problem(path: Path, lines: Lines, field: str, message: str) -> FileProblems:
    return FileProblems([Problem(lines.where(path, field), field, message)])
