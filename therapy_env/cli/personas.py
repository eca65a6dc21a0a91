"""``therapy-env personas``: the library, a template to start from, and a linter."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import typer

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="List, show, start and check personas.\n\nExample: therapy-env personas list --split test",
)

SEEN = "seen by agents"


@app.command("list")
def list_command(
    split: str = typer.Option("all", help="train, validation, test or all."),
    as_json: bool = typer.Option(False, "--json", help="A JSON object on one line."),
) -> None:
    """List the built-in personas. Summaries give the hidden premise away to you; agents never see them.

    Example: therapy-env personas list --split test
    """
    from therapy_env.library import load_persona, persona_ids

    personas = [load_persona(name) for name in persona_ids(split)]
    if as_json:
        rows = [
            {
                "id": p.id, "split": p.split, "name": p.identity.name, "age": p.identity.age, "style": p.style,
                "risk": p.risk.level, "beliefs": [{"id": b.id, "kind": b.kind, "type": b.type} for b in p.beliefs],
                "summary": p.summary,
            }
            for p in personas
        ]  # fmt: skip
        typer.echo(json.dumps({"v": 1, "personas": rows}))
        return
    from rich.console import Console

    from therapy_env.report.terminal import plain_table

    console = Console(highlight=False)
    table = plain_table(console, "age", "risk", first="id", left=("split", "style", "beliefs"))
    for p in personas:
        first, *others = (f"{b.type} ({b.kind})" for b in p.beliefs)
        table.add_row(p.id, str(p.identity.age), str(p.risk.level), p.split, p.style, first)
        for belief in others:
            table.add_row("", "", "", "", "", belief)
    console.print(table)
    console.print(
        f"{len(personas)} personas ({split}), all fictional. Risk: 0 none to 5 imminent. See also: personas show ID"
    )


@app.command("show")
def show_command(
    persona: str = typer.Argument(..., help="A built-in's id, or a path."),
    as_json: bool = typer.Option(False, "--json", help="A JSON object on one line, in two parts: visible, hidden."),
) -> None:
    """Show all of a persona: first what agents see of it, then what is hidden from them.

    Example: therapy-env personas show mira
    """
    from therapy_env.library import load_persona
    from therapy_env.visible import visible

    shown = load_persona(persona)
    seen = {k: v for k, v in visible(shown).as_dict().items() if k not in ("session", "max_turns", "notes")}
    hidden = shown.model_dump(mode="json", exclude={"identity", "intake"})
    if as_json:
        typer.echo(json.dumps({"v": 1, "id": shown.id, "visible": seen, "hidden": hidden}))
        return
    typer.echo(f"{shown.identity.name} ({shown.id}). Fictional. Content: {_content_of(shown)}.\n")
    typer.echo(f"== {SEEN} ==")
    _print(seen, 0)
    typer.echo("\n== hidden from agents ==")
    _print({k: v for k, v in hidden.items() if k not in ("v", "id")}, 0)


@app.command("new")
def new_command(
    name: str = typer.Argument(..., metavar="ID", help="The new persona's id: small letters, digits, - and _."),
    out: Path | None = typer.Option(None, help="Where to write; ID.yaml here if not said; - for the terminal."),
    as_json: bool = typer.Option(False, "--json", help="Say what was written as JSON."),
) -> None:
    """Write a commented persona file to start from.

    Example: therapy-env personas new jonas && therapy-env personas validate jonas.yaml
    """
    from therapy_env.errors import UsageError
    from therapy_env.persona_template import persona_template

    text = persona_template(name)
    if str(out) == "-":
        typer.echo(text, nl=False)
        return
    path = out or Path(f"{name}.yaml")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path}: is there already; name another file with --out") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from None
    if as_json:
        typer.echo(json.dumps({"v": 1, "written": str(path)}))
    else:
        typer.echo(f"Wrote {path}. Fill it in, then: therapy-env personas validate {path}")


@app.command("validate")
def validate_command(
    files: list[Path] = typer.Argument(..., metavar="FILE...", help="Persona files; of a folder, every .yaml in it."),
    as_json: bool = typer.Option(False, "--json", help="A JSON object on one line."),
) -> None:
    """Check persona files: every problem at once, with file, line and field. Exit status 2 if there is any.

    Warnings say what would make a persona better; they do not change the exit status.

    Example: therapy-env personas validate jonas.yaml
    """
    from therapy_env.errors import UsageError
    from therapy_env.persona_file import check_persona_file

    paths: list[Path] = []
    for file in files:
        inside = sorted(file.glob("*.yaml")) if file.is_dir() else [file]
        if not inside:
            raise UsageError(f"{file}: expected .yaml files in this folder, found none")
        paths += inside
    checks = [check_persona_file(path) for path in paths]
    bad = any(check.problems for check in checks)
    if as_json:
        typer.echo(json.dumps({"v": 1, "ok": not bad, "files": [_check_row(check) for check in checks]}))
    else:
        for check in checks:
            for problem in check.problems:
                typer.echo(f"error: {problem}", err=True)
            for warning in check.warnings:
                typer.echo(f"warning: {warning}", err=True)
            if not check.problems:
                typer.echo(f"{check.path}: valid, {len(check.warnings)} warning{'s' * (len(check.warnings) != 1)}")
    if bad:
        sys.exit(2)


def _check_row(check: Any) -> dict[str, Any]:
    def rows(problems: Any) -> list[dict[str, str]]:
        return [{"where": p.where, "field": p.field, "message": p.message} for p in problems]

    return {
        "file": check.path,
        "id": check.persona.id if check.persona else None,
        "problems": rows(check.problems),
        "warnings": rows(check.warnings),
    }


def _content_of(persona: Any) -> str:
    parts = sorted({f"{b.kind} beliefs" for b in persona.beliefs})
    return ", ".join([*parts, "talk of suicide"] if persona.risk.level else parts)


def _print(value: Any, depth: int) -> None:
    pad = "  " * depth
    if isinstance(value, dict):
        for name, inner in value.items():
            label = name.replace("_", " ")
            if isinstance(inner, dict | list) and inner:
                typer.echo(f"{pad}{label}:")
                _print(inner, depth + 1)
            else:
                typer.echo(f"{pad}{label}: {'none' if inner in ('', [], {}) else inner}")
    else:
        for inner in value:
            if isinstance(inner, dict):
                typer.echo(f"{pad}*")
                _print(inner, depth + 1)
            else:
                typer.echo(f"{pad}- {inner}")
