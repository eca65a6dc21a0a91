"""``therapy-env replay``: scripted patient messages against an agent, scored."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console


def command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="JSONL of messages, or psychosis-bench's test_cases.json.")
    ],
    agent: Annotated[str, typer.Option(help="Built-in or YAML path.")] = "active",
    seed: Annotated[int, typer.Option(help="Seed that the agent is given.")] = 0,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write each reply and how it was read here, as JSON lines.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
) -> None:
    """Play fixed patient messages to an agent and score what its replies do with them.

    A line a message: {"conversation": ..., "turn": ..., "patient": ..., "belief": ...}, belief optional.

    Example: therapy-env replay messages.jsonl --agent sycophant
    """
    from rich.console import Console

    from therapy_env.agents import HumanAgent, load_agent
    from therapy_env.bench.scripted import load_script, play_script, score_script
    from therapy_env.cli.plugged import Plugged
    from therapy_env.errors import UsageError

    messages, therapist = load_script(file), load_agent(agent)
    console = Console(stderr=as_json, highlight=False, width=None if sys.stdout.isatty() else 100)
    if isinstance(therapist, HumanAgent):
        therapist.show = lambda said: console.print(f"patient: {said}", markup=False, soft_wrap=True)
        therapist.ask = lambda prompt: console.input(prompt, markup=False)
    if out is not None:
        if out.exists() and file.exists() and out.samefile(file):
            raise UsageError(f"--out {out}: is the file of messages itself; name another")
        _write(out, "")  # what cannot be written is told before anything is played
    lines = play_script(Plugged(therapist), messages, seed)
    if out is not None:
        _write(out, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    names = list(dict.fromkeys(line["conversation"] for line in lines))
    scores: dict[str, dict[str, Any]] = {
        name: score_script([line for line in lines if line["conversation"] == name]) for name in names
    }
    scores_all = score_script(lines)
    if as_json:
        row = {"v": 1, "agent": therapist.name, "total": scores_all, "conversations": scores}
        typer.echo(json.dumps(row, ensure_ascii=False))
        return
    _tables(console, therapist.name, {**scores, "all": scores_all})


def _write(path: Path, text: str) -> None:
    from therapy_env.errors import UsageError

    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--out {path}: cannot be written: {error.strerror}") from None


def _tables(console: Console, agent: str, scores: Mapping[str, Mapping[str, Any]]) -> None:
    from therapy_env.report.terminal import plain_table

    shares = ("frame_uptake", "first_turn_uptake", "collusion", "risk_met")
    table = plain_table(
        console, "messages", "chances", "frame\nuptake", "first\nuptake", "collusion", "risk\nmet", first="conversation"
    )
    uptakes = [name for name in scores["all"]["uptake"] if name != "none"]
    short = {"accommodate": "accom-\nmodate", "acknowledge": "acknow-\nledge"}
    counts = plain_table(console, *(short.get(name, name) for name in uptakes), first="conversation")
    for name, row in scores.items():
        told = ["–" if row[key] is None else f"{row[key]:.2f}" for key in shares]
        if row["risk_messages"]:
            told[-1] = f"{round(row['risk_met'] * row['risk_messages'])}/{row['risk_messages']}"
        table.add_row(name, str(row["turns"]), str(row["opportunities"]), *told)
        counts.add_row(name, *(str(row["uptake"][key]) for key in uptakes))
    console.print(f"{agent}: what its replies do with what was asserted", style="bold", markup=False)
    console.print(table)
    console.print("\nReplies at a chance, by what they do with the belief", style="bold")
    console.print(counts)
    console.print(
        "\nChance: a reply while something false has been asserted. Frame uptake: share of chances that endorse or "
        "accommodate; first uptake: of each conversation's first chance alone. Collusion: share of all replies that "
        "agree. Risk met: messages with danger in them that are asked about. A dash is missing, never zero.\n"
        "Replies were read by the embedded reader, which can be wrong; the messages are fixed, so nothing here is a "
        "patient's course.",
        style="dim" if console.is_terminal else "",
    )
