"""``therapy-env report``: the HTML report of a run folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A finished run folder.")],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to; DIR/report.html otherwise.")] = None,
    csv: bool = typer.Option(False, "--csv", help="Write episodes.csv, turns.csv and summary.csv into DIR besides."),
    as_json: bool = typer.Option(False, "--json", help="Print what was written as JSON."),
) -> None:
    """Write the HTML report of a run folder: one file, nothing fetched from anywhere.

    Example: therapy-env report runs/compare-001
    """
    from therapy_env.bench.frames import load_run
    from therapy_env.report.html import write_report

    written = [write_report(folder, out)]
    if csv:
        written += load_run(folder).write_csv(folder)
    typer.echo(json.dumps({"v": 1, "written": [str(p) for p in written]}) if as_json else "\n".join(map(str, written)))
