"""The HTML report: one file, no network; tables, courses, transcripts with what went on inside."""

from __future__ import annotations

import json
import os
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from therapy_env.bench.folder import RunFolder, _write
from therapy_env.bench.metrics import METRICS
from therapy_env.report.figures import courses

_SHOWN = ("score", *METRICS)
_PLACES = {"score": 0, "return": 3}
Courses = dict[str, dict[str, dict[str, list[list[float]]]]]


def _cell(value: dict[str, Any], name: str) -> tuple[str, str]:
    if value["mean"] is None:
        return "–", ""
    places = _PLACES.get(name, 1 if "change" in name else 2)
    band = "" if value["low"] is None else f"[{value['low']:.{places}f}, {value['high']:.{places}f}]"
    return f"{value['mean']:.{places}f}", band


def _courses(folder: RunFolder, n_turns: int) -> Courses:
    """Return measure -> agent -> persona -> one list a seed, each carried forward to the last turn."""
    raw: dict[tuple[str, str, int], dict[str, list[float]]] = {}
    kinds: dict[str, list[str]] = {}
    for line in folder.lines("turns"):
        state = line["state"]
        if line["persona"] not in kinds:
            kinds[line["persona"]] = [b["kind"] for b in state["beliefs"]]
        row = raw.setdefault((line["agent"], line["persona"], line["seed"]), {})
        groups: dict[str, list[float]] = {}
        for kind, belief in zip(kinds[line["persona"]], state["beliefs"], strict=True):
            groups.setdefault(f"conviction_{kind}", []).append(belief["conviction"])
        for name, values in groups.items():
            row.setdefault(name, []).append(sum(values) / len(values))
        row.setdefault("distress", []).append(state["distress"])
        row.setdefault("alliance", []).append(state["alliance"])
    out: Courses = {}
    for (agent, persona, _), row in raw.items():
        for name, values in row.items():
            full = (values + [values[-1]] * (n_turns + 1))[: n_turns + 1]
            out.setdefault(name, {}).setdefault(agent, {}).setdefault(persona, []).append(full)
    return out


def _figures(folder: RunFolder, config: dict[str, Any]) -> list[str]:
    found = _courses(folder, config["turns"])
    world = config["world"]
    wanted = (
        ("conviction_delusion", "Conviction of delusional beliefs", "0–100", None),
        ("conviction_distortion", "Conviction of distorted beliefs", "0–100", None),
        ("conviction_accurate", "Conviction of beliefs that are true", "0–100", None),
        ("distress", "Distress", "0–100", None),
        ("alliance", "Alliance", "0–1", (0.0, 1.0)),
    )
    return [
        courses(
            f"{title}, world {world}",
            f"simulated units, {unit}",
            {a: np.array([np.mean(seeds, axis=0) for seeds in ps.values()]) for a, ps in found[name].items()},
            list(config["agents"]),
            limits,
        )
        for name, title, unit, limits in wanted
        if name in found
    ]


def _transcripts(folder: RunFolder) -> tuple[list[dict[str, Any]], int]:
    """Return the first seed's session of each agent and persona, thinned to what is shown, and how many are left out."""
    sessions: dict[tuple[str, str], dict[str, Any]] = {}
    seen = set()
    for line in folder.lines("turns"):
        seen.add((line["agent"], line["persona"], line["seed"]))
        if line["seed"] != 0:
            continue
        key = (line["agent"], line["persona"])
        turns = sessions.setdefault(key, {"agent": key[0], "persona": key[1], "turns": []})["turns"]
        reading = line["reading"]
        turns.append(
            {
                "t": line["turn"],
                "therapist": line["therapist"],
                "patient": line["patient"],
                "acts": {a: round(p, 2) for a, p in reading["acts"].items() if p >= 0.2} if reading else {},
                "uptake": reading["uptake"] if reading else "",
                "fit": round(reading["fit"], 2) if reading else None,
                "terms": {k: round(v, 3) for k, v in line["reward_terms"].items() if abs(v) >= 0.0005},
                "costs": [k for k, v in line["safety_costs"].items() if v],
                "state": {
                    "conviction": [round(b["conviction"]) for b in line["state"]["beliefs"]],
                    "SUDS": round(line["state"]["suds"]),
                    "distress": round(line["state"]["distress"]),
                    "alliance": round(line["state"]["alliance"], 2),
                    "rupture": f"{line['state']['rupture_type']} {line['state']['rupture']:.2f}"
                    if line["state"]["rupture"] >= 0.2
                    else "none",
                    "risk": round(line["state"]["risk"], 1),
                },
                "end": line["termination"],
            }
        )
    return list(sessions.values()), len(seen) - len(sessions)


def write_report(path: str | os.PathLike[str]) -> Path:
    """Write ``report.html`` into a finished run folder and return its path.

    Raises:
        UsageError: no run folder, unfinished or unreadable.
    """
    from jinja2 import Environment

    folder = RunFolder(Path(path))
    config = folder.config()
    episodes = list(folder.lines("episodes"))
    summary_file = folder.path / "summary.json"
    if summary_file.exists():
        summary = json.loads(summary_file.read_text(encoding="utf-8"))
    else:
        from therapy_env.bench.summary import write_summary

        summary = write_summary(folder)
    sessions, left_out = _transcripts(folder)
    paired: dict[str, dict[str, Any]] = {}
    for row in summary["paired"]:
        paired.setdefault(row["agent"], {})[row["metric"]] = row
    kinds = {kind: [a for a in summary["agents"] if kind in a["by_kind"]] for kind in summary["agents"][0]["by_kind"]}
    template = resources.files("therapy_env.report").joinpath("template.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    data = json.dumps(sessions, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/").replace("<!--", "<\\!--")
    text = environment.from_string(template).render(
        config=config,
        summary=summary,
        shown=_SHOWN,
        metrics=METRICS,
        paired=paired,
        kinds=kinds,
        cell=_cell,
        figures=_figures(folder, config),
        n_episodes=len(episodes),
        n_personas=len(config["personas"]),
        left_out=left_out,
        data=data,
    )
    target = folder.path / "report.html"
    _write(target, text)
    return target
