"""Figures of a run, as SVG text: courses over turns."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

# Okabe & Ito 2008: told apart by the colour-blind; line styles tell them apart in print.
_COLOURS = ("#0072B2", "#D55E00", "#CC79A7", "#E69F00", "#000000", "#56B4E9", "#009E73", "#7F7F7F")
_STYLES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)), (0, (1, 1)), (0, (7, 2, 1, 2)))


def courses(
    title: str, unit: str, series: Mapping[str, np.ndarray], order: Sequence[str], limits: tuple[float, float] | None = None
) -> str:
    """Return an SVG of mean courses over turns, one line an agent, with a band of ±1.96 standard errors over personas.

    Args:
        title: above the figure.
        unit: of the vertical axis.
        series: agent -> shape (personas, turns + 1), NaN where missing.
        order: agents, in the order of their colours.
        limits: of the vertical axis.
    """
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot as plt

    with plt.rc_context({"svg.hashsalt": "therapy-env", "font.size": 10, "svg.fonttype": "none"}):
        figure, axes = plt.subplots(figsize=(7.2, 3.8))
        ends: list[tuple[float, str, str]] = []
        for i, agent in enumerate(order):
            if agent not in series:
                continue
            rows = series[agent]
            mean = np.nanmean(rows, axis=0)
            error = np.nanstd(rows, axis=0, ddof=1) / np.sqrt(max(1, rows.shape[0])) if len(rows) > 1 else mean * 0
            colour: Any = _COLOURS[i % len(_COLOURS)]
            turns = np.arange(len(mean))
            axes.plot(turns, mean, color=colour, linestyle=_STYLES[i % len(_STYLES)], linewidth=1.8)
            axes.fill_between(turns, mean - 1.96 * error, mean + 1.96 * error, color=colour, alpha=0.08, linewidth=0)
            ends.append((float(mean[-1]), agent, colour))
        low, high = limits or axes.get_ylim()
        axes.set_ylim(low, high)
        placed = -np.inf
        for value, agent, colour in sorted(ends):
            placed = max(value, placed + 0.052 * (high - low))
            axes.annotate(agent, (1.01, placed), xycoords=("axes fraction", "data"), color=colour, va="center", fontsize=9)
        axes.set_xlabel("therapist turn")
        axes.set_ylabel(unit)
        axes.set_title(title, loc="left", fontsize=11)
        axes.margins(x=0.01)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        figure.tight_layout(rect=(0, 0, 0.97, 1))
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None}, bbox_inches="tight")
        plt.close(figure)
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    return re.sub(r'width="[\d.]+pt" height="[\d.]+pt"', "", svg, count=1).replace("<svg", f'<svg role="img" aria-label="{title}"', 1)
