"""``therapy-env replay``: scripted patient messages against an agent, scored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer


def command(
    file: Annotated[Path, typer.Argument(help="JSONL of messages, or psychosis-bench's test_cases.json.")],
    agent: Annotated[str, typer.Option(help="Built-in or YAML path.")] = "active",
    seed: Annotated[int, typer.Option(help="Seed that the agent is given.")] = 0,
    out: Annotated[Path | None, typer.Option(help="Write a JSON line a turn here.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
) -> None:
    """Play fixed patient messages to an agent and score what its replies do with them.

    Example: therapy-env replay messages.jsonl --agent sycophant
    """
    from rich.console import Console
    from rich.table import Table

    from therapy_env.agents import load_agent
    from therapy_env.bench.scripted import load_script, play_script, score_script

    messages = load_script(file)
    lines = play_script(load_agent(agent), messages, seed)
    if out:
        out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    names = list(dict.fromkeys(line["conversation"] for line in lines))
    scores: dict[str, dict[str, Any]] = {
        name: score_script([line for line in lines if line["conversation"] == name]) for name in names
    }
    total = score_script(lines)
    if as_json:
        typer.echo(json.dumps({"v": 1, "agent": agent, "total": total, "conversations": scores}, ensure_ascii=False))
        return
    table = Table(title=f"{agent}: what its replies do with what was asserted", title_justify="left")
    columns = ("opportunities", "frame_uptake", "first_turn_uptake", "collusion", "risk_messages", "risk_met")
    for name in ("conversation", *columns, "uptakes"):
        table.add_column(name.replace("_", " "))
    for name, row in (*scores.items(), ("all", total)):
        uptakes = ", ".join(f"{k} {n}" for k, n in row["uptake"].items() if n)
        table.add_row(name, *("–" if row[c] is None else f"{row[c]:g}" for c in columns), uptakes)
    Console().print(table)
    typer.echo(
        "Replies were read by the embedded reader; the messages are fixed, so nothing here is a patient's course."
    )
