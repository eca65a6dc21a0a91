"""``therapy-env chat``: be the therapist, or watch one; then see the hidden course."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from therapy_env.session import Session

_WARNING = (
    "Content: the patient is simulated and fictional, and may speak of delusions and suicide. Research only:\n"
    "nothing here is advice or care. If you are in distress yourself, please talk to someone you trust or to a local\n"
    "emergency or crisis line."
)


def command(
    persona: Annotated[str, typer.Option(help="Built-in or YAML path.")] = "mira",
    agent: Annotated[str, typer.Option(help="human, or an agent to watch: built-in or YAML path.")] = "human",
    seed: Annotated[int, typer.Option(help="Decides everything that is random.")] = 0,
    turns: Annotated[int, typer.Option(min=1, help="Therapist turns.")] = 20,
    world: Annotated[str, typer.Option(help="inert, additive, default, strong, or a path.")] = "default",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the session as lines of turns.jsonl; the talk to standard error.")
    ] = False,
) -> None:
    """Be the therapist in the terminal, or watch an agent; afterwards see the hidden course. /quit ends.

    Example: therapy-env chat --persona harold
    """
    from rich.console import Console

    from therapy_env.agents import HumanAgent, load_agent
    from therapy_env.bench.episode import converse
    from therapy_env.cli.plugged import AgentFailed, Plugged
    from therapy_env.core.simulator import Simulator
    from therapy_env.library import load_persona, load_world
    from therapy_env.session import Session

    console = Console(stderr=as_json, highlight=False)
    who, asked = load_persona(persona), load_agent(agent)
    session = Session(who, seed=seed, simulator=Simulator(load_world(world)), max_turns=turns)
    typed = isinstance(asked, HumanAgent) and sys.stdin.isatty()
    if isinstance(asked, HumanAgent):
        asked.prompt = "you> " if typed else ""
        if as_json:
            asked.ask = lambda prompt: console.input(prompt, markup=False)
    therapist, called = Plugged(asked), "you" if isinstance(asked, HumanAgent) else asked.name
    console.print(_WARNING, style="yellow", soft_wrap=True)
    form = session.visible
    console.print(
        f"\n{form.name}, {form.age}, {form.occupation}\n“{form.presenting}” {form.referral}\n",
        soft_wrap=True, markup=False,
    )  # fmt: skip
    first = who.identity.name.split()[0]
    lines: list[dict[str, Any]] = []
    failure: AgentFailed | None = None
    try:
        for line in converse(lambda: therapist, session, (asked.name, who.id, seed), seed):
            lines.append(line)
            if line["turn"] and not typed:
                _say(console, called, line["therapist"])
            _say(console, first, line["patient"])
    except AgentFailed as error:  # what was said until then is still shown
        failure = error
    if as_json:
        for line in lines:
            typer.echo(json.dumps(line, ensure_ascii=False))
    else:
        _course(console, session, [line["state"] for line in lines], world)
    if failure:
        raise failure


def _say(console: Console, name: str, said: str) -> None:
    from rich.markup import escape

    console.print(f"[bold]{escape(name)}:[/] {escape(said)}", soft_wrap=True)


def _course(console: Console, session: Session, states: list[dict[str, Any]], world: str) -> None:
    from therapy_env.acts import ACTS
    from therapy_env.report.terminal import plain_table

    names = [belief.id.replace("_", " ") for belief in session.persona.beliefs]
    wrapped = [f"conviction\n{name}" for name in names]
    table = plain_table(console, "turn", *wrapped, "arousal", "alliance", "fit", "reward", left=("read as", "to note"))
    for number, state in enumerate(states):
        x = session.exchanges[number - 1] if number else None
        acts = [f"{a} {p:.1f}" for a, p in zip(ACTS, x.reading.acts, strict=True) if p >= 0.3] if x else []
        notes = [name.replace("_", " ") for name, cost in x.costs.items() if cost] if x else []
        if state["rupture"] >= 0.2:
            torn = "rupture" if state["rupture_type"] == "none" else state["rupture_type"]
            notes.append(f"{torn} {state['rupture']:.1f}")
        table.add_row(
            str(number), *(f"{b['conviction']:.0f}" for b in state["beliefs"]), f"{state['suds']:.0f}",
            f"{state['alliance']:.2f}", f"{x.reading.fit:.2f}" if x else "", f"{x.reward:+.3f}" if x else "",
            ", ".join(acts), ", ".join(notes),
        )  # fmt: skip
    console.print("\nWhat went on inside, after each turn (simulated units)", style="bold")
    console.print(table)
    ended = (session.termination or "broken off: the therapist failed").replace("_", " ")
    console.print(f"Ended: {ended}. A simulated patient, world {world}; nothing here is advice.", markup=False)
