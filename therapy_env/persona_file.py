"""Persona files: reading them, and saying everything that is wrong with them, or thin, at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from therapy_env.errors import FileProblems, Problem
from therapy_env.persona import Persona
from therapy_env.persona_lint import lint
from therapy_env.yaml_file import Lines, load_model


@dataclass(frozen=True, slots=True)
class PersonaCheck:
    """What a persona file holds and what is wrong with it."""

    path: str
    """As it was named."""
    persona: Persona | None
    """The persona; ``None`` where the file has problems."""
    problems: tuple[Problem, ...]
    """What must be mended."""
    warnings: tuple[Problem, ...]
    """What would make it better; looked for only where nothing must be mended."""


def check_persona_file(path: str | Path) -> PersonaCheck:
    """Read a persona file and return everything wrong with it; raises nothing for what is in the file."""
    try:
        persona, lines = _load(path)
    except FileProblems as error:
        return PersonaCheck(str(path), None, error.problems, ())
    return PersonaCheck(str(path), persona, (), tuple(lint(persona, path, lines)))


def load_persona_file(path: str | Path) -> Persona:
    """Return the persona that a file holds.

    Raises:
        FileProblems: everything wrong with the file, each with line, field, what was expected and what was found.
    """
    return _load(path)[0]


def _load(path: str | Path) -> tuple[Persona, Lines]:
    return load_model(path, Persona, "a persona")
