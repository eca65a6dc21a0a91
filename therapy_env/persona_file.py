"""Persona files: reading them, and saying everything that is wrong with them, or thin, at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from therapy_env.errors import FileProblems, Problem
from therapy_env.persona import Persona
from therapy_env.persona_lint import lint
from therapy_env.yaml_file import expect_mapping, load_yaml, problems_of


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
    name = str(path)
    try:
        data, lines = load_yaml(path, Persona)
        data = expect_mapping(data, path, "a persona")
    except FileProblems as error:
        return PersonaCheck(name, None, error.problems, ())
    try:
        persona = Persona.model_validate(data)
    except ValidationError as error:
        return PersonaCheck(name, None, tuple(problems_of(error, path, lines, Persona, data)), ())
    return PersonaCheck(name, persona, (), tuple(lint(persona, path, lines)))


def load_persona_file(path: str | Path) -> Persona:
    """Return the persona that a file holds.

    Raises:
        FileProblems: everything wrong with the file, each with line, field, what was expected and what was found.
    """
    data, lines = load_yaml(path, Persona)
    data = expect_mapping(data, path, "a persona")
    try:
        return Persona.model_validate(data)
    except ValidationError as error:
        raise FileProblems(problems_of(error, path, lines, Persona, data)) from None
