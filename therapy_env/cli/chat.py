"""``therapy-env chat``: be the therapist, or watch one; then see the hidden course."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

_WARNING = (
    "Content: the patient is simulated and fictional, and may speak of delusions and suicide. Research only:\n"
    "nothing here is advice or care. If you are in distress yourself, please talk to someone you trust or to a local\n"
    "emergency or crisis line."
)


def command(
    persona: Annotated[str, typer.Option(help="Built-in or YAML path.")] = "mira",
    agent: Annotated[str, typer.Option(help="human, or an agent to watch.")] = "human",
    seed: Annotated[int, typer.Option(help="Decides everything that is random.")] = 0,
    turns: Annotated[int, typer.Option(min=1, help="Therapist turns.")] = 20,
    world: Annotated[str, typer.Option(help="inert, additive, default, strong, or a path.")] = "default",
    as_json: Annotated[bool, typer.Option("--json", help="Print the session as JSON lines, a line a turn.")] = False,
) -> None:
    """Be the therapist in the terminal, or watch an agent; afterwards see the hidden course. /quit ends.

    Example: therapy-env chat --persona harold
    """
    from rich.console import Console
    from rich.markup import escape

    from therapy_env.agents import load_agent
    from therapy_env.core.simulator import Simulator
    from therapy_env.library import load_persona, load_world
    from therapy_env.session import Session, reading_dict
    from therapy_env.steps import drive

    console = Console(stderr=as_json, highlight=False)
    who, therapist = load_persona(persona), load_agent(agent)
    session = Session(who, seed=seed, simulator=Simulator(load_world(world)), max_turns=turns)
    console.print(_WARNING, style="yellow", soft_wrap=True)
    form = session.visible
    console.print(
        f"\n{form.name}, {form.age}, {form.occupation}\n“{form.presenting}” {form.referral}\n", soft_wrap=True
    )
    therapist.begin(session.visible, seed=seed)
    first = who.identity.name.split()[0]
    says = drive(session.open())
    console.print(f"[bold]{first}:[/] {escape(says)}", soft_wrap=True)
    states = [session.state.report()]
    while session.termination is None:
        reply = therapist.reply(says)
        if reply is None:
            session.end("agent_ended")
            break
        if agent != "human":
            console.print(f"[bold]{therapist.name}:[/] {escape(reply)}", soft_wrap=True, markup=True)
        exchange = drive(session.turn(reply))
        says = exchange.patient
        states.append(session.state.report())
        console.print(f"[bold]{first}:[/] {escape(says)}", soft_wrap=True)
    if as_json:
        for x, state in zip(session.exchanges, states[1:], strict=True):
            line: dict[str, Any] = {
                "v": 1, "turn": x.turn, "therapist": x.therapist, "patient": x.patient,
                "reading": reading_dict(x.reading, who), "reward": x.reward, "reward_terms": x.terms,
                "safety_costs": x.costs, "state": state, "termination": x.termination,
            }  # fmt: skip
            typer.echo(json.dumps(line, ensure_ascii=False))
    else:
        _course(console, session, states, world)


def _course(console: Any, session: Any, states: list[dict[str, Any]], world: str) -> None:
    from rich.table import Table

    from therapy_env.acts import ACTS

    ids = [belief.id for belief in session.persona.beliefs]
    table = Table(title="What went on inside (simulated units)", title_justify="left")
    for name in ("turn", *ids, "SUDS", "alliance", "rupture", "read as", "fit", "reward", "safety"):
        table.add_column(name)
    for number, state in enumerate(states):
        x = session.exchanges[number - 1] if number else None
        acts = [f"{a} {p:.1f}" for a, p in zip(ACTS, x.reading.acts, strict=True) if p >= 0.3] if x else []
        torn = f"{state['rupture_type']} {state['rupture']:.2f}" if state["rupture"] >= 0.2 else ""
        table.add_row(
            str(number), *(f"{b['conviction']:.0f}" for b in state["beliefs"]), f"{state['suds']:.0f}",
            f"{state['alliance']:.2f}", torn, ", ".join(acts), f"{x.reading.fit:.2f}" if x else "",
            f"{x.reward:+.3f}" if x else "", ", ".join(k for k, v in x.costs.items() if v) if x else "",
        )  # fmt: skip
    console.print(table)
    console.print(f"Ended: {session.termination}. A simulated patient, world {world}; nothing here is advice.")
