"""``therapy-env read``: therapist or patient turns in, what they do or show out, a JSON line each."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path

import typer


class Side(StrEnum):
    """Whose turns a file holds."""

    therapist = "therapist"
    patient = "patient"


def command(
    file: Path = typer.Argument(..., metavar="FILE.jsonl", help="One JSON object a line, UTF-8."),
    side: Side = typer.Option(Side.therapist, help="Whose turns they are."),
    profile: bool = typer.Option(
        False, "--profile", help="How often each of BOLT's 13 behaviours occurs, given what the client just did."
    ),
    as_json: bool = typer.Option(False, "--json", help="For symmetry with other verbs: output is always JSON."),
) -> None:
    """Read turns: one JSON line a row to standard output.

    Therapist rows: {"therapist": ..., "patient": ..., "belief": ..., "belief_status": ...}, all but the first
    optional; belief_status is delusional (where nothing is said), distorted, accurate or congruent.
    Patient rows: {"patient": ...}. Other fields are left alone.

    The whole file is checked first: if a line is bad, nothing is read, every bad line is named, and the exit
    status is 2.

    With --profile, one JSON object in place of the rows: the mean probability of each of BOLT's behaviours over all
    therapist turns, and after client turns of change, neutral and sustain talk, upset and level ones.

    Example: therapy-env read turns.jsonl > readings.jsonl
    """
    from therapy_env.errors import UsageError
    from therapy_env.reading_file import behaviour_profile, load_rows, readings

    if profile and side is not Side.therapist:
        raise UsageError("--profile: expected therapist turns, found --side patient; leave one of the two out")
    rows = load_rows(file, side.value)
    if profile:
        typer.echo(json.dumps(behaviour_profile(rows)))
        return
    for row in readings(rows, side.value):
        typer.echo(json.dumps(row))
