"""Files of turns to be read: JSON lines, checked whole before anything is read."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from therapy_env.errors import FileProblems, Problem, nearest

STATUSES = ("delusional", "distorted", "accurate", "congruent")
"""Belief statuses; where a row has a belief and no status, it is taken as delusional."""

FIELDS: dict[str, tuple[str, ...]] = {
    "therapist": ("therapist", "patient", "belief", "belief_status"),
    "patient": ("patient",),
}
"""Side -> the fields of its rows; the first is required."""


@dataclass(frozen=True, slots=True)
class Row:
    """One turn to be read."""

    text: str
    """The turn itself."""
    patient: str = ""
    """For a therapist's turn: what the patient had just said."""
    belief: str = ""
    """For a therapist's turn: the proposition at stake."""
    belief_status: str = "delusional"


def load_rows(path: str | Path, side: str) -> list[Row]:
    """Return the rows of a file.

    Args:
        path: JSON lines, UTF-8; blank lines are passed over.
        side: therapist or patient.

    Raises:
        FileProblems: every bad line, each with its number and what is wrong with it.
    """

    def check(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
        known = FIELDS[side]
        for name in known:
            value = data.get(name)
            if name == known[0] and name not in data:
                near = nearest_field(name, data)
                yield name, f"required, and not there{near}"
            elif not isinstance(value, str) and (value is not None or name == known[0]):
                yield name, f"expected text, found {json.dumps(value)[:60]}"
        for name in data:
            typed = [k for k in difflib.get_close_matches(name, known, n=1, cutoff=0.85) if k not in data]
            if name not in known and typed and typed[0] != known[0]:
                yield name, f"unknown field; did you mean {typed[0]!r}?"
        status = data.get("belief_status")
        if "belief_status" in known and isinstance(status, str) and status not in STATUSES:
            expected = f"expected one of {', '.join(STATUSES)}"
            yield "belief_status", f"{expected}, found {status!r}{nearest(status, STATUSES)}"

    rows = []
    for data in json_lines(path, check):
        text, *rest = (data.get(name) for name in FIELDS[side])
        extra = {name: value for name, value in zip(FIELDS[side][1:], rest, strict=True) if value is not None}
        rows.append(Row(str(text), **extra))
    return rows


def json_lines(path: str | Path, check: Callable[[dict[str, Any]], Iterator[tuple[str, str]]]) -> list[dict[str, Any]]:
    """Return the objects of a JSON-lines file, each checked.

    Args:
        path: the file.
        check: yields (field, message) for each thing wrong with an object.

    Raises:
        FileProblems: every bad line.
    """
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise FileProblems([Problem(str(path), "", f"cannot be read: {error.strerror}")]) from None
    objects: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            data = json.loads(line.decode("utf-8"), object_pairs_hook=_once)
        except UnicodeDecodeError:
            problems.append(Problem(where, "", "expected UTF-8 text, found other bytes"))
            continue
        except json.JSONDecodeError as error:
            problems.append(Problem(where, "", f"not valid JSON: {error.msg} at column {error.colno}"))
            continue
        except _Twice as twice:
            problems.append(Problem(where, str(twice), "found twice; keep one"))
            continue
        except RecursionError:
            problems.append(Problem(where, "", "not valid here: nested too deeply"))
            continue
        if not isinstance(data, dict):
            problems.append(Problem(where, "", f"expected a JSON object, found {line.decode()[:40].strip()}"))
            continue
        wrong = [Problem(where, field, message) for field, message in check(data)]
        problems += wrong
        objects.append(data)
    if problems:
        raise FileProblems(problems)
    if not objects:
        raise FileProblems([Problem(str(path), "", "expected at least one row, found none")])
    return objects


class _Twice(Exception):
    """A name is there twice in an object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in data if names.count(name) > 1))
    return data


def nearest_field(name: str, data: Sequence[str] | dict[str, Any]) -> str:
    """Return a hint at the field that may have been meant to be ``name``, or an empty string."""
    close = difflib.get_close_matches(name, list(data), n=1, cutoff=0.7)
    return f"; found {close[0]!r}: is that what it is called here?" if close else ""


def readings(rows: Sequence[Row], side: str) -> Iterator[dict[str, Any]]:
    """Yield what each row does (therapist) or shows (patient), as ``therapy-env read`` prints it."""
    if side == "patient":
        from dataclasses import asdict

        from therapy_env.language.sensing import read_patient

        for i, row in enumerate(rows):
            sensed = {
                name: {"label": max(value, key=lambda k: value[k]), "p": {k: round(p, 4) for k, p in value.items()}}
                if isinstance(value, dict)
                else round(value, 4)
                for name, value in asdict(read_patient(row.text)).items()
            }
            yield {"v": 1, "i": i, **sensed}
        return
    from therapy_env.language.reading import BeliefText, ReadContext, reading_row

    for i, row in enumerate(rows):
        beliefs = (BeliefText("b0", row.belief_status, row.belief),) if row.belief.strip() else ()
        yield reading_row(i, row.text, ReadContext(row.patient, beliefs, (), 0 if beliefs else -1))


CLIENT = ("change", "neutral", "sustain", "upset", "level", "unknown")
"""What a client's turn can have been: talk, and how aroused it sounds; unknown where none is given."""


def behaviour_profile(rows: Sequence[Row]) -> dict[str, Any]:
    """Return how often a therapist shows each of BOLT's behaviours (Chiu et al. 2024), given what the client just did.

    Args:
        rows: therapist turns.

    Returns:
        ``{"v": 1, "all": {"turns": n, behaviour: share, ...}, "after": {state: the same, ...}}`` with the states of
        :data:`CLIENT`. A share is the mean probability over the turns, in [0, 1], and null where there are none.
    """
    from therapy_env.language.reading_weights import BOLT
    from therapy_env.language.sensing import read_patient

    after: dict[str, list[dict[str, float]]] = {state: [] for state in CLIENT}
    found = [row["codes"]["bolt"] for row in readings(rows, "therapist")]
    for row, codes in zip(rows, found, strict=True):
        if not row.patient.strip():
            after["unknown"].append(codes)
            continue
        client = read_patient(row.patient)
        after[max(client.talk, key=lambda k: client.talk[k])].append(codes)
        after["upset" if client.arousal >= 0.5 else "level"].append(codes)

    def shares(turns: list[dict[str, float]]) -> dict[str, Any]:
        means = {name: round(sum(t[name] for t in turns) / len(turns), 4) if turns else None for name in BOLT}
        return {"turns": len(turns), **means}

    return {"v": 1, "all": shares(found), "after": {state: shares(turns) for state, turns in after.items()}}
