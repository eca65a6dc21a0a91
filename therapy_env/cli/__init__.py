"""The command line: ``therapy-env VERB``. Each verb is one module, imported when it is called."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from therapy_env.errors import TherapyEnvError, UsageError, nearest

VERBS: dict[str, tuple[str, str]] = {
    "compare": ("therapy_env.cli.compare", "Run agents on simulated patients and compare them."),
    "report": ("therapy_env.cli.report", "Write the HTML report of a run folder."),
    "chat": ("therapy_env.cli.chat", "Be the therapist, or watch one; then see the hidden course."),
    "personas": ("therapy_env.cli.personas", "List, show, start and check personas."),
    "read": ("therapy_env.cli.read", "Read therapist or patient turns into acts or cues."),
    "replay": ("therapy_env.cli.replay", "Play fixed patient messages to an agent and score it."),
}
"""Verb -> (module, what it does). A module has ``command``, a function; or ``app``, for a verb with sub-verbs."""


class _Verbs(TyperGroup):
    """A group that imports a verb's module only when that verb is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in VERBS:
            return None
        module_name, summary = VERBS[cmd_name]
        if not ctx.meta.get("therapy_env.called"):
            return TyperCommand(cmd_name, help=summary)
        module = import_module(module_name)
        if hasattr(module, "app"):
            command = typer.main.get_command(module.app)
        else:
            holder = typer.Typer(add_completion=False, rich_markup_mode=None)
            holder.command(cmd_name)(module.command)
            command = typer.main.get_command(holder)
        command.name = cmd_name
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        verb = args[0]
        if verb not in VERBS and not verb.startswith("-"):
            raise UsageError(f"unknown verb {verb!r}; expected one of {', '.join(VERBS)}{nearest(verb, VERBS)}")
        ctx.meta["therapy_env.called"] = True
        return super().resolve_command(ctx, args)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"therapy-env {version('therapy-env')}")
        raise typer.Exit


def _root(
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Print the version and exit."
    ),
) -> None:
    """A simulated patient for benchmarking and training therapist agents. Research only; no clinical use.

    Example: therapy-env compare --agents active,sycophant --personas test
    """


app = typer.Typer(
    cls=_Verbs,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.callback()(_root)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 the thing measured failed, 2 wrong usage or input.

    Args:
        arguments: without the program's name; those of the process where ``None``.
    """
    try:
        app(args=arguments, prog_name="therapy-env")
    except UsageError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)
    except TherapyEnvError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        print(f"error: {error.filename or 'a file'}: {error.strerror or error}", file=sys.stderr)
        sys.exit(2)
