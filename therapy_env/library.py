"""The library: built-in personas, agents, worlds, rewards and benchmarks by name, and a user's own by path.

In a wheel the files lie in ``therapy_env/_library``; in a checkout, in the folders beside the package. Either way
they are content, not packages, and a user's file goes the same way in: wherever a name is taken, so is a path.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from therapy_env.core.parameters import Parameters
from therapy_env.core.reward import RewardConfig
from therapy_env.errors import FileProblems, Problem, UsageError, nearest
from therapy_env.persona import Persona, Split
from therapy_env.persona_file import load_persona_file
from therapy_env.yaml_file import Lines, expect_mapping, load_yaml, unknown_names, validated

KINDS: dict[str, str] = {
    "personas": "personas",
    "agents": "agents",
    "worlds": "configs/worlds",
    "rewards": "configs/rewards",
    "benchmarks": "configs/benchmarks",
}
"""Kind of built-in -> its folder in the library."""

SPLITS: tuple[str, ...] = get_args(Split)
"""Splits of the persona library; ``all`` stands for the whole."""

Spec = str | os.PathLike[str] | Mapping[str, Any]
"""How things are named: a built-in's name, a path, or the content itself."""


def root() -> Path:
    """Return the folder that holds the built-ins.

    Raises:
        UsageError: the installation has none.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_library", package.parent):
        if (folder / "personas").is_dir() and (folder / "configs").is_dir():
            return folder
    raise UsageError(f"the library of personas, agents and configs is missing beside {package}: install again")


def names(kind: str) -> list[str]:
    """Return the names of the built-ins of a kind (one of :data:`KINDS`), sorted."""
    folder = root() / _folder(kind)
    return sorted(path.stem for path in folder.glob("*.yaml"))


def find(kind: str, name: str | os.PathLike[str]) -> Path:
    """Return the file of a built-in by name, or of a user's own by path.

    Args:
        kind: one of :data:`KINDS`.
        name: a built-in's name; or a path (see :func:`is_path`).

    Raises:
        UsageError: no such built-in (lists the known, and the nearest), or no such file.
    """
    one = kind.removesuffix("s")
    folder = root() / _folder(kind)
    if isinstance(name, str) and not is_path(name):
        known = names(kind)
        if name in known:
            return folder / f"{name}.yaml"
        here = f" There is a file of that name: write ./{name}." if Path(name).is_file() else ""
        raise UsageError(
            f"unknown {one} {name!r}{nearest(name, known)}; expected a path or one of "
            f"{', '.join(known) or 'none'}.{here}"
        )
    path = Path(name).expanduser()
    if not path.is_file():
        what = "is a folder, expected a YAML file" if path.is_dir() else "no such file"
        raise UsageError(f"{one} {os.fspath(name)}: {what}; built-in are {', '.join(names(kind))}")
    return path


def is_path(name: str) -> bool:
    """Return whether a name is a path: by its suffix ``.yaml`` or ``.yml``, or by a separator in it."""
    return name.lower().endswith((".yaml", ".yml")) or "/" in name or os.sep in name


def persona_ids(split: str = "all") -> list[str]:
    """Return the ids of the built-in personas of a split, sorted.

    Args:
        split: train, validation, test or all.

    Raises:
        UsageError: unknown split.
    """
    if split == "all":
        return names("personas")
    if split not in SPLITS:
        known = (*SPLITS, "all")
        raise UsageError(f"unknown split {split!r}; expected one of {', '.join(known)}{nearest(split, known)}")
    return [name for name in names("personas") if load_persona(name).split == split]


def load_persona(spec: Persona | Spec) -> Persona:
    """Return a persona by id, by path, from plain data, or as it is.

    Raises:
        UsageError: unknown id or file; as :class:`FileProblems` where the content is wrong, naming everything at once.
    """
    if isinstance(spec, Persona):
        return spec
    if isinstance(spec, Mapping):
        return validated(Persona, dict(spec), "persona", Lines())
    _expect_name(spec, "persona")
    path = find("personas", spec)
    stamp = path.stat()
    return _cached_persona(str(path), stamp.st_mtime_ns, stamp.st_size)


def load_personas(spec: Persona | Spec) -> tuple[Persona, ...]:
    """Return the personas of a split or of ``all``, sorted by id; or the one that :func:`load_persona` gives.

    Raises:
        UsageError: unknown name, or a file with problems.
    """
    groups = (*SPLITS, "all")
    if isinstance(spec, str) and spec in groups:
        return tuple(load_persona(name) for name in persona_ids(spec))
    if isinstance(spec, str) and not is_path(spec):
        known = names("personas")
        if spec not in known and not Path(spec).is_file():
            raise UsageError(
                f"unknown persona or split {spec!r}{nearest(spec, (*groups, *known))}; expected a path, one of "
                f"{', '.join(groups)}, or one of {', '.join(known)}"
            )
    return (load_persona(spec),)


@lru_cache(maxsize=256)
def _cached_persona(path: str, changed: int, size: int) -> Persona:
    del changed, size  # part of the key: an edited file is read again
    return load_persona_file(path)


def load_world(spec: Parameters | Spec = "default") -> Parameters:
    """Return the dynamics' parameters of a world by name, by path, from ``{parameter: value}``, or as they are.

    Raises:
        UsageError: unknown world, file or parameter, or a value outside its range.
    """
    if isinstance(spec, Parameters):
        return spec
    parameters: Parameters = _overridden(Parameters(), spec, "worlds", "parameters")
    return parameters


def load_reward(spec: RewardConfig | Spec = "default") -> RewardConfig:
    """Return the reward's weights by name, by path, from ``{weight: value}``, or as they are.

    Raises:
        UsageError: unknown reward, file or weight, or a negative value.
    """
    if isinstance(spec, RewardConfig):
        return spec
    weights: RewardConfig = _overridden(RewardConfig(), spec, "rewards", "weights")
    return weights


def _overridden(base: Any, spec: Spec, kind: str, field: str) -> Any:
    """Return ``base`` with the overrides that ``spec`` names, each checked by ``base.override``."""
    one = kind.removesuffix("s")
    if isinstance(spec, Mapping):
        values, path, lines = dict(spec), one, Lines()
    else:
        _expect_name(spec, one)
        file = find(kind, spec)
        path = str(file)
        data, lines = load_yaml(file)
        data = expect_mapping(data, path, f"a {one} file with {field!r}")
        problems = unknown_names(data, ("v", "summary", field), path, lines)
        values = data.get(field, {})
        if data.get("v", 1) != 1:
            problems.append(Problem(lines.where(path, ("v",)), "v", f"expected 1, found {data['v']!r}"))
        if not isinstance(values, dict):
            message = "expected a mapping of names to numbers, found " + ("nothing" if values is None else repr(values))
            problems.append(Problem(lines.where(path, (field,)), field, message))
        if problems:
            raise FileProblems(problems)
    problems = []
    for name, value in values.items():
        try:
            base = base.override({name: value})
        except ValueError as error:
            loc = (field, name)
            problems.append(Problem(lines.where(path, loc), "" if isinstance(spec, Mapping) else field, str(error)))
    if problems:
        raise FileProblems(problems)
    return base


def _folder(kind: str) -> str:
    if kind not in KINDS:
        raise UsageError(f"unknown kind {kind!r}; expected one of {', '.join(KINDS)}{nearest(kind, KINDS)}")
    return KINDS[kind]


def _expect_name(spec: object, what: str) -> None:
    if not isinstance(spec, str | os.PathLike):
        raise UsageError(f"{what}: expected a name, a path or a mapping, found {type(spec).__name__}")
