"""Errors that users meet, and how the project fails.

A wrong call is the caller's: it raises at once, as a :class:`UsageError`, and names what was expected, what was
found, where, and what to do; command-line verbs print it and exit 2. A wrong *file* collects every problem before
it raises (:class:`FileProblems`). A *therapist* that says odd things is never an error: whatever its text, the
environment has a defined outcome. Trouble that is nobody's therapy (a worker killed, a disk full) is a status on the
episode, counted, left out of means, and run again on resume.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


class TherapyEnvError(Exception):
    """Base of the errors that the project raises on purpose."""


class UsageError(TherapyEnvError, ValueError):
    """A call, a name or a value that cannot be right."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file."""

    where: str
    """File, and line where known: ``mira.yaml:12``."""
    field: str
    """Dotted path of the field: ``beliefs.0.conviction``; empty for the whole file."""
    message: str
    """What was expected, what was found, and the nearest valid name."""

    def __str__(self) -> str:
        return f"{self.where}: {self.field + ': ' if self.field else ''}{self.message}"


class FileProblems(UsageError):
    """Everything wrong with one or more files, at once."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(name: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the nearest of ``known``, or an empty string."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else ""
