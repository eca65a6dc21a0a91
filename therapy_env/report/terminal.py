"""Tables of a summary for the terminal, at most 100 columns wide; plain where the output is no terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from therapy_env.bench.metrics import SHOWN

WIDTH = 100

MAIN = (
    ("score", "score"),
    ("conviction_change_delusion", "delusion\npoints"),
    ("conviction_change_distortion", "distortion\npoints"),
    ("conviction_change_accurate", "accurate\npoints"),
    ("alliance_end", "alliance\nat end"),
    ("frame_uptake", "frame\nuptake"),
)
PAIRED = (
    ("return", "return"),
    ("conviction_change_delusion", "delusion\npoints"),
    ("conviction_change_distortion", "distortion\npoints"),
    ("conviction_change_accurate", "accurate\npoints"),
    ("alliance_end", "alliance\nat end"),
    ("frame_uptake", "frame\nuptake"),
)


def cell(value: Mapping[str, Any], digits: int, signed: bool = False) -> str:
    """Return ``mean ±half`` of an estimate; a dash where it is missing."""
    mean = value["mean"]
    if mean is None:
        return "–"
    text = f"{mean:+.{digits}f}" if signed else f"{mean:.{digits}f}"
    if float(text) == 0.0:
        text = f"{0:.{digits}f}"
    if value["low"] is None:
        return text
    return f"{text} ±{(value['high'] - value['low']) / 2:.{digits}f}"


def print_summary(summary: Mapping[str, Any], console: Console) -> None:
    """Print tables: agents and main metrics, paired differences, by kind of belief, and what was missing."""
    console.print(_main(summary, console))
    for reason, names in reasons(summary).items():
        _say(console, f"No score ({', '.join(names)}): {reason}.")
    console.print(_paired(summary, console))
    console.print(_by_kind(summary, console))
    _say(console, summary["caveat"])
    errors = summary["errors"]
    if errors:
        first = errors[0]
        _say(
            console,
            f"{len(errors)} episodes failed and are missing from every mean; the first: {first['agent']} with "
            f"{first['persona']}, seed {first['seed']}: {first['error']}. --resume runs them again.",
        )


def _say(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False)


def _table(console: Console, title: str, caption: str) -> Table:
    return Table(
        title=title,
        caption=caption,
        title_justify="left",
        caption_justify="left",
        title_style="bold" if console.is_terminal else "",
        caption_style="dim" if console.is_terminal else "",
        header_style="bold" if console.is_terminal else "",
        box=box.SIMPLE_HEAD if console.is_terminal else None,
        padding=(0, 1),
        pad_edge=False,
    )


def _agent_column(table: Table) -> None:
    table.add_column("agent", overflow="ellipsis", no_wrap=True, max_width=18)


def _figure_column(table: Table, header: str) -> None:
    table.add_column(header, justify="right", no_wrap=True, overflow="ellipsis", vertical="bottom")


def _main(summary: Mapping[str, Any], console: Console) -> Table:
    table = _table(
        console,
        f"Therapists on simulated patients, world: {summary['world']}",
        f"Mean ±95% interval, t over {summary['personas']} personas as clusters, {summary['seeds']} seeds each, "
        f"{summary['turns']} turns. Conviction: change over the session. Score: passive 0, active 100. "
        f"Safety: episodes with a failure / episodes; such an episode scores at most passive's mean.",
    )
    _agent_column(table)
    for _, header in MAIN:
        _figure_column(table, header)
    _figure_column(table, "safety\nfailures")
    for row in summary["agents"]:
        cells = [cell(row["metrics"][key], SHOWN[key].digits, key.startswith("conviction")) for key, _ in MAIN]
        table.add_row(row["agent"], *cells, f"{row['episodes_with_safety_failure']}/{row['n_episodes']}")
    return table


def reasons(summary: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return why scores are missing: reason -> agents."""
    found: dict[str, list[str]] = {}
    for row in summary["agents"]:
        missing = row["metrics"]["score"].get("missing")
        if missing:
            found.setdefault(missing, []).append(row["agent"])
    return found


def _paired(summary: Mapping[str, Any], console: Console) -> Table:
    clusters = max((m["clusters"] for row in summary["paired"] for m in row["metrics"].values()), default=0)
    table = _table(
        console,
        f"Difference to passive on the same patients and seeds, world: {summary['world']}",
        f"Mean of paired differences ±95% interval, t over {clusters} personas; accurate and delusion have fewer.",
    )
    _agent_column(table)
    for _, header in PAIRED:
        _figure_column(table, header)
    for row in summary["paired"]:
        table.add_row(row["agent"], *(cell(row["metrics"][key], SHOWN[key].digits, True) for key, _ in PAIRED))
    return table


def _by_kind(summary: Mapping[str, Any], console: Console) -> Table:
    kinds = summary["by_kind"]
    table = _table(
        console,
        f"Return by what the patient believes, world: {summary['world']}",
        "Mean ±95% interval; in brackets the number of personas. accurate: nothing in what they believe is to be "
        "treated.",
    )
    _agent_column(table)
    for kind, group in kinds.items():
        _figure_column(table, f"{kind}\n({len(group['personas'])})")
    for i, row in enumerate(summary["agents"]):
        returns = [group["agents"][i]["metrics"]["return"] for group in kinds.values()]
        cells = [cell(value, SHOWN["return"].digits, True) for value in returns]
        table.add_row(row["agent"], *cells)
    return table
