"""``therapy-env compare``: agents on simulated patients, with intervals, into a run folder."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from therapy_env.bench.config import Config

WARNING = "Content: simulated talk of delusions, distress and suicide. Fictional patients; research only."


class Executor(StrEnum):
    """Where episodes run."""

    local = "local"


def command(
    agents: str | None = typer.Option(
        None, metavar="NAME,...", help="Built-in agents or paths of YAML files. active and passive always run."
    ),
    personas: str | None = typer.Option(
        None, metavar="NAME,...", help="A split (train, validation, test, all), ids, or paths of YAML files."
    ),
    seeds: int | None = typer.Option(None, help="Sessions of each agent with each persona."),
    turns: int | None = typer.Option(None, help="Therapist turns a session."),
    sessions: int = typer.Option(1, help="Sessions with the same patient; only 1 in this version."),
    world: str | None = typer.Option(None, help="inert, additive, default, strong, or a path."),
    reward: str | None = typer.Option(None, help="A reward's name, or a path."),
    benchmark: str = typer.Option("default", help="What is run where no option says: a name, or a path."),
    workers: int | None = typer.Option(None, help="Processes; one a core, at most 8, where nothing is said."),
    executor: Annotated[Executor, typer.Option(help="Where episodes run.")] = Executor.local,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Run folder; runs/compare-001 … otherwise.")] = None,
    resume: bool = typer.Option(False, "--resume", help="Go on with the run in --out, or with the latest in runs/."),
    as_json: bool = typer.Option(False, "--json", help="Print the summary as JSON; all else goes to standard error."),
    csv: bool = typer.Option(False, "--csv", help="Write episodes.csv, turns.csv and summary.csv besides."),
    reading_noise: bool = typer.Option(
        False,
        "--reading-noise",
        help="Run all once more with the reader's measured error on top (DIR/reading-noise), and say whether the order "
        "of agents survives.",
    ),
) -> None:
    """Run agents on simulated patients and compare them. Needs no model, no key, no network.

    With nothing said: active, passive, sycophant, problem_solver, confronter, cold_socratic and befriender on every
    persona, 4 seeds, 20 turns, world "default". A wrong name lists all that there are.

    Leaves a run folder with run.yaml, turns.jsonl, episodes.jsonl, summary.json and report.html.

    Example: therapy-env compare --agents active,sycophant,mine.yaml --personas test --seeds 8
    """
    from therapy_env.errors import UsageError

    if sessions != 1:
        raise UsageError(f"--sessions {sessions}: relationships over several sessions are not in this version; use 1")
    changes: dict[str, Any] = {"seeds": seeds, "turns": turns, "world": world, "reward": reward}
    changes |= {"agents": _names(agents, "--agents"), "personas": _names(personas, "--personas")}
    config, added = _config(benchmark, {name: value for name, value in changes.items() if value is not None})
    folder = out or _default_folder(resume)
    if resume and not folder.exists():
        raise UsageError(f"{folder}: nothing to resume, there is no such folder")
    console = _console(as_json)
    _say(console, WARNING)
    if added:
        _say(console, f"Added as references: {', '.join(added)} (the score is measured between active and passive).")
    summary = _run(config, folder, workers, resume, console)
    if as_json:
        typer.echo(json.dumps(summary, ensure_ascii=False))
    else:
        from therapy_env.report.terminal import print_summary

        print_summary(summary, console)
    if csv:
        from therapy_env.bench.frames import load_run

        load_run(folder).write_csv(folder)
    _say(console, f"Run folder: {folder}   report: {folder / 'report.html'}")
    if reading_noise:
        noisy = _run(replace(config, reading_noise=True), folder / "reading-noise", workers, resume, console)
        for line in _order(summary, noisy):
            _say(console, line)
    if any(row["n_episodes"] == 0 for row in summary["agents"]):
        raise typer.Exit(1)


def _console(as_json: bool) -> Console:
    """Return where people read: at most 100 columns, on standard error where standard output is for machines."""
    from rich.console import Console

    tty = sys.stderr.isatty() if as_json else sys.stdout.isatty()
    console = Console(stderr=as_json, width=None if tty else 100)
    console.width = min(console.width, 100)
    return console


def _order(clean: dict[str, Any], noisy: dict[str, Any]) -> list[str]:
    """Say how agents are ordered by return without and with reading error, and how alike the two orders are."""
    from therapy_env.bench.statistics import kendall

    names, orders, returns = [row["agent"] for row in clean["agents"]], [], []
    for summary in (clean, noisy):
        found = {row["agent"]: row["metrics"]["return"]["mean"] for row in summary["agents"]}
        returns.append(found)
        ranked = sorted((name for name in names if found[name] is not None), key=lambda name: -float(found[name] or 0))
        orders.append(", ".join(f"{name} {found[name]:+.3f}" for name in ranked))
    both = [name for name in names if returns[0][name] is not None and returns[1][name] is not None]
    tau = kendall([returns[0][name] for name in both], [returns[1][name] for name in both])
    told = "cannot be told" if tau is None else f"Kendall's tau {tau:.2f}"
    return [
        "",
        f"Order by return, world: {clean['world']}, as read: {orders[0]}",
        f"With the reader's measured error on top: {orders[1]}",
        f"Likeness of the two orders: {told} (1 is the same order, 0 no relation).",
    ]


def _say(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False)


def _names(text: str | None, option: str) -> tuple[str, ...] | None:
    from therapy_env.errors import UsageError

    if text is None:
        return None
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names:
        raise UsageError(f"{option}: expected one or more names, separated by commas, found {text!r}")
    return names


def _config(benchmark: str, changes: dict[str, Any]) -> tuple[Config, tuple[str, ...]]:
    from pydantic import ValidationError

    from therapy_env.bench.config import BenchmarkFile, load_benchmark, resolve
    from therapy_env.errors import FileProblems, Problem
    from therapy_env.yaml_problems import explain

    merged = {**load_benchmark(benchmark).model_dump(), **changes}
    try:
        asked = BenchmarkFile.model_validate(merged)
    except ValidationError as error:
        problems = [Problem(f"--{e.field}", "", e.message) for e in explain(error, BenchmarkFile, merged)]
        raise FileProblems(problems) from None
    return resolve(asked)


def _default_folder(resume: bool) -> Path:
    """Return the next free runs/compare-NNN, or the latest where a run is to be resumed."""
    from therapy_env.errors import UsageError

    runs = Path("runs")
    numbers = [
        int(path.name.removeprefix("compare-"))
        for path in (runs.iterdir() if runs.is_dir() else ())
        if path.name.removeprefix("compare-").isdecimal() and path.name.startswith("compare-")
    ]
    if resume and not numbers:
        raise UsageError("nothing to resume in runs/; name the run folder by --out")
    return runs / f"compare-{max(numbers, default=0) + (0 if resume else 1):03d}"


def _run(config: Config, folder: Path, workers: int | None, resume: bool, console: Console) -> dict[str, Any]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from therapy_env.bench.runner import WorkersFailed, default_workers, run
    from therapy_env.errors import UsageError
    from therapy_env.report.html import write_report

    kept = f"What is done is kept in {folder}: go on by --resume, with the same options"
    team = default_workers() if workers is None else workers
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("episodes", total=len(config.keys()))

        def told(done: int, total: int, key: tuple[str, str, int]) -> None:
            progress.update(task, completed=done, total=total, description=f"{key[0]} with {key[1]}"[:34].ljust(34))

        try:
            summary = run(config, folder, workers=team, resume=resume, told=told)
        except WorkersFailed as error:
            raise UsageError(f"{error}. {kept}") from None
        except OSError as error:
            raise UsageError(f"{error.filename or folder}: {error.strerror or error}. {kept}") from None
        except KeyboardInterrupt:
            progress.stop()
            _say(console, f"Interrupted. {kept}.")
            raise typer.Exit(130) from None
    write_report(folder)
    return summary
