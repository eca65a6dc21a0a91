"""The HTML report of a run folder: one file that fetches nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from therapy_env.bench.config import ACTIVE, PASSIVE
from therapy_env.bench.folder import EPISODES, REPORT, TURNS, key_of, read_config, read_lines, read_summary
from therapy_env.bench.metrics import METRICS, SHOWN
from therapy_env.errors import UsageError
from therapy_env.report.figures import COURSES, Courses, panels
from therapy_env.report.terminal import cell, reasons

MAIN = (
    "score", "return", "conviction_change_delusion", "conviction_change_distortion", "conviction_change_accurate",
    "distress_change", "alliance_end", "frame_uptake",
)  # fmt: skip
"""Metrics of the first table; the second has all others."""
MEND = "mend it by therapy-env compare with --resume and the options it was run with"
COUNTED = 0.2
"""Intensity from which an act is shown in a transcript."""


def write_report(folder: Path, out: Path | None = None) -> Path:
    """Write the report of a finished run, and return where.

    Args:
        folder: run folder.
        out: file; ``report.html`` in the folder where ``None``.

    Raises:
        UsageError: no run folder, an unfinished run, or a damaged file.
    """
    path = out or folder / REPORT
    page = render(folder)
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from None
    return path


def render(folder: Path) -> str:
    """Return the report of a finished run as HTML.

    Raises:
        UsageError: no run folder, an unfinished run, or a damaged file.
    """
    import jinja2

    record, summary = read_config(folder), read_summary(folder)
    try:
        return _page(folder, record, summary)
    except UsageError:
        raise
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, jinja2.UndefinedError) as error:
        raise UsageError(
            f"{folder}: a file in it is foreign or damaged ({'no field ' * isinstance(error, KeyError)}{error}); {MEND}"
        ) from error


def _page(folder: Path, record: Mapping[str, Any], summary: Mapping[str, Any]) -> str:
    import jinja2

    agents = [agent["name"] for agent in record["agents"]]
    kinds = {p["id"]: [b["kind"] for b in p["beliefs"]] for p in record["personas"]}
    courses = Courses(record["turns"], kinds)
    finished = sum(row["n_episodes"] for row in summary["agents"])
    transcripts = list(_gather(folder, courses, {p["id"]: p for p in record["personas"]}, finished))
    world = record["world"]["name"]
    figures = [(course, panels(course, courses, agents, world)) for course in COURSES]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["cell"] = lambda *given: cell(*given).replace("-", "−")
    rest = [key for key in SHOWN if key not in MAIN]
    return environment.get_template("template.html").render(
        record=record,
        summary=summary,
        world=world,
        assumed=_assumed(record["world"]["parameters"]),
        agents=agents,
        passive=PASSIVE,
        about=[(agent["name"], _about(agent, record["agents"])) for agent in record["agents"]],
        means=[(SHOWN[key].label, meaning(key)) for key in SHOWN],
        kinds=kinds,
        shown=SHOWN,
        tables=[("What came of it", MAIN), ("How it went", tuple(rest))],
        reasons=reasons(summary),
        paired_keys=[key for key in MAIN if key != "score"],
        paired={row["agent"]: row for row in summary["paired"]},
        figures=[(course, drawn) for course, drawn in figures if drawn],
        transcripts=transcripts,
        more=len(record["personas"]) * len(agents) * record["seeds"] - len(transcripts),
    )


def meaning(key: str) -> str:
    """Return what a metric is, as its own code says."""
    if key == "score":
        return "100 · (U − U of passive) / (U of active − U of passive); U: return averaged over seeds, then personas."
    return " ".join((METRICS[key].__doc__ or "").replace("``", "").split())


def _assumed(parameters: Mapping[str, float]) -> str:
    """Return what a world assumes about the question itself: what taking the frame as given does."""
    harm, entrenches = parameters["uptake_harm"], parameters["entrenchment"] or parameters["amplification"]
    if not harm and not entrenches:
        return "taking a false belief as given does nothing by itself"
    hurts = "strengthens it a little" if harm else "does not by itself strengthen it"
    later = "makes it harder to question and later harm larger" if entrenches else "each time alike"
    return f"taking a false belief as given {hurts}, {'and ' * bool(entrenches)}{later}"


def _about(agent: Mapping[str, Any], agents: Sequence[Mapping[str, Any]]) -> str:
    """Return what an agent is; of a dial, how it differs from the active reference."""
    if agent["kind"] != "dial":
        return str(agent.get("class") or agent["kind"])
    active: Mapping[str, float] = next((a["traits"] for a in agents if a["name"] == ACTIVE), {})
    if agent["name"] == ACTIVE:
        return "the reference; dials: " + ", ".join(f"{k.replace('_', ' ')} {v:g}" for k, v in active.items())
    differs = [f"{k.replace('_', ' ')} {v:g}" for k, v in agent["traits"].items() if active.get(k) != v]
    return f"as {ACTIVE}, but {', '.join(differs)}" if differs else f"as {ACTIVE}"


def _gather(
    folder: Path, courses: Courses, personas: Mapping[str, Any], finished: int
) -> Iterator[dict[str, Any]]:
    """Add every session to ``courses``; yield the transcript of the first seed of each agent and persona."""
    ok = {key_of(line) for line in read_lines(folder / EPISODES) if line["status"] == "ok"}
    if len(ok) != finished:
        raise UsageError(f"{folder / EPISODES}: expected {finished} finished episodes, found {len(ok)}; {MEND}")
    told: set[tuple[str, str]] = set()
    seen = set()
    for key, group in groupby(read_lines(folder / TURNS), key=key_of):
        turns = list(group)
        if key not in ok:
            continue
        seen.add(key)
        agent, persona, seed = key
        courses.add(agent, persona, (turn["state"] for turn in turns))
        if (agent, persona) not in told:
            told.add((agent, persona))
            yield {
                "agent": agent,
                "persona": persona,
                "seed": seed,
                "name": personas[persona].get("name", persona),
                "beliefs": personas[persona]["beliefs"],
                "turns": [_shown(turn) for turn in turns],
            }
    if seen != ok:
        raise UsageError(f"{folder / TURNS}: the turns of {len(ok - seen)} finished episodes are missing; {MEND}")


def _shown(turn: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page shows of a turn."""
    reading, state = turn["reading"], turn["state"]
    acts = sorted(((x, name) for name, x in reading["acts"].items() if x >= COUNTED), reverse=True) if reading else []
    return {
        "turn": turn["turn"],
        "therapist": turn["therapist"],
        "patient": turn["patient"],
        "acts": [[name, round(x, 2)] for x, name in acts],
        "uptake": reading["uptake"] if reading else None,
        "target": reading["target"] if reading else None,
        "fit": round(reading["fit"], 2) if reading else None,
        "flags": reading["flags"] if reading else [],
        "reward": None if turn["reward"] is None else round(turn["reward"], 3),
        "terms": {k: round(v, 3) for k, v in (turn["reward_terms"] or {}).items() if abs(v) >= 0.0005},
        "costs": [name for name, x in (turn["safety_costs"] or {}).items() if x],
        "conviction": [round(b["conviction"]) for b in state["beliefs"]],
        "suds": round(state["suds"]),
        "alliance": round(state["alliance"], 2),
        "distress": round(state["distress"]),
        "rupture": [state["rupture_type"], round(state["rupture"], 2)],
        "termination": turn["termination"],
    }
