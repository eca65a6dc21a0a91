"""A finished run as polars data frames, and as CSV."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from therapy_env.bench.folder import EPISODES, TURNS, read_config, read_lines, read_summary

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class RunFrames:
    """A run, loaded."""

    config: dict[str, Any]
    """``run.yaml``."""
    summary: dict[str, Any]
    """``summary.json``."""
    episodes: pl.DataFrame
    """A row an episode: agent, persona, seed, status, termination, turns, a column a metric, error."""
    turns: pl.DataFrame
    """A row a turn: texts, reading (``act_*``, uptake, target, fit, stale), ``cue_*``, state after it, reward, costs.

    Beliefs have columns by position: ``conviction_0``, ``g_0``, ``h_0`` …; null where a persona has fewer.
    """

    def write_csv(self, folder: str | os.PathLike[str]) -> list[Path]:
        """Write ``episodes.csv``, ``turns.csv`` and ``summary.csv`` into a folder, and return their paths.

        The folder is made where it is missing.
        """
        import polars as pl

        into = Path(folder)
        into.mkdir(parents=True, exist_ok=True)

        rows = [
            {"kind": kind, "agent": row["agent"], "metric": key, **{k: v for k, v in value.items() if k != "missing"}}
            for kind, rows in (("all", self.summary["agents"]), ("minus_passive", self.summary["paired"]))
            for row in rows
            for key, value in row["metrics"].items()
        ]
        written = []
        for name, frame in (
            ("episodes", self.episodes),
            ("turns", self.turns),
            ("summary", pl.DataFrame(rows, infer_schema_length=None)),
        ):
            path = into / f"{name}.csv"
            frame.write_csv(path)
            written.append(path)
        return written


def load_run(path: str | os.PathLike[str]) -> RunFrames:
    """Return a finished run as data frames.

    Args:
        path: the run folder.

    Raises:
        UsageError: no run folder, an unfinished run, or a damaged file.
    """
    import polars as pl

    folder = Path(path)
    config, summary = read_config(folder), read_summary(folder)
    episodes = pl.DataFrame([_episode_row(line) for line in read_lines(folder / EPISODES)], infer_schema_length=None)
    turns = pl.DataFrame(list(_turn_rows(read_lines(folder / TURNS))), infer_schema_length=None)
    return RunFrames(config, summary, episodes, turns)


def _episode_row(line: Mapping[str, Any]) -> dict[str, Any]:
    row = {key: value for key, value in line.items() if not isinstance(value, dict)}
    return {**row, **(line["metrics"] or {}), **(line["safety"] or {})}


def _turn_rows(lines: Iterator[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    names: dict[str, None] = {}
    rows = []
    for line in lines:
        row = _turn_row(line)
        names.update(dict.fromkeys(row))
        rows.append(row)
    for row in rows:  # every row has every column, or the frame would lose some
        yield {name: row.get(name) for name in names}


_PLAIN = ("agent", "persona", "seed", "turn", "therapist", "patient", "reward", "termination")


def _turn_row(line: Mapping[str, Any]) -> dict[str, Any]:
    reading, state = line["reading"] or {}, line["state"]
    row = {key: value for key, value in line.items() if key in _PLAIN}
    row |= {f"act_{name}": value for name, value in reading.get("acts", {}).items()}
    row |= {name: reading.get(name) for name in ("uptake", "target", "fit", "stale")}
    row |= {f"cue_{name}": value for name, value in line["cues"].items()}
    row |= {f"reward_{name}": value for name, value in (line["reward_terms"] or {}).items()}
    row |= {f"cost_{name}": value for name, value in (line["safety_costs"] or {}).items()}
    row |= {name: value for name, value in state.items() if name != "beliefs"}
    row |= {f"{name}_{i}": value for i, belief in enumerate(state["beliefs"]) for name, value in belief.items()}
    return row
