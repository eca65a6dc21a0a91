"""Figures as inline SVG: the course over turns of what is hidden, a panel an agent, passive behind each.

The same run gives the same bytes: fixed ids, no date. Colours are Okabe and Ito's, and lines differ in dash as well, so
that the figures read in print and by the colour-blind.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from therapy_env.bench.config import PASSIVE
from therapy_env.bench.statistics import Estimate, estimate

BLUE, GREY = "#0072B2", "#6b6b6b"


@dataclass(frozen=True)
class Course:
    """Something followed over turns."""

    key: str
    title: str
    unit: str
    top: float
    """Upper end of the scale; the lower is 0."""
    digits: int
    """Decimals of a figure beside a line."""
    value: Callable[[Mapping[str, Any], Sequence[str]], float | None]
    """Of a state's report and the kinds of the beliefs; ``None`` where the patient has no such thing."""


def _conviction(kind: str) -> Callable[[Mapping[str, Any], Sequence[str]], float | None]:
    def value(state: Mapping[str, Any], kinds: Sequence[str]) -> float | None:
        found = [b["conviction"] for b, k in zip(state["beliefs"], kinds, strict=True) if k == kind]
        return sum(found) / len(found) if found else None

    return value


COURSES = (
    Course("delusion", "Conviction in delusions", "0 to 100", 100.0, 0, _conviction("delusion")),
    Course("distortion", "Conviction in distortions", "0 to 100", 100.0, 0, _conviction("distortion")),
    Course("accurate", "Conviction in true beliefs", "0 to 100; a fall is a harm", 100.0, 0, _conviction("accurate")),
    Course("distress", "Distress", "0 to 100", 100.0, 0, lambda state, kinds: float(state["distress"])),
    Course("alliance", "Alliance", "0 to 1", 1.0, 2, lambda state, kinds: float(state["alliance"])),
)


@dataclass
class Courses:
    """Courses of a run, gathered a session at a time."""

    turns: int
    """Therapist turns a session."""
    kinds: Mapping[str, Sequence[str]]
    """Persona -> kind of each of its beliefs."""
    _values: dict[tuple[str, str, int], dict[str, list[float]]] = field(default_factory=dict)

    def add(self, agent: str, persona: str, states: Iterable[Mapping[str, Any]]) -> None:
        """Add one session's states, from before the first turn; the last is carried forward to the end."""
        seen = list(states)
        seen += [seen[-1]] * (self.turns + 1 - len(seen))
        for course in COURSES:
            for turn, state in enumerate(seen[: self.turns + 1]):
                value = course.value(state, self.kinds[persona])
                if value is not None:
                    self._values.setdefault((course.key, agent, turn), {}).setdefault(persona, []).append(value)

    def of(self, course: str, agent: str) -> list[Estimate]:
        """Return the estimate at each turn from 0; empty where nothing was gathered."""
        found = [self._values.get((course, agent, turn)) for turn in range(self.turns + 1)]
        return [estimate(values) for values in found if values]


def panels(course: Course, courses: Courses, agents: Sequence[str], world: str) -> list[str]:
    """Return one course as SVGs, a panel an agent, alike in scale; none where no patient has such a thing."""
    lines = {agent: courses.of(course.key, agent) for agent in agents}
    if not any(lines.values()):
        return []
    import matplotlib
    from matplotlib.figure import Figure

    style: dict[Any, Any] = {
        "svg.hashsalt": "therapy-env", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 9,
        "axes.spines.top": False, "axes.spines.right": False, "axes.edgecolor": "#888888", "text.color": "#222222",
        "axes.labelcolor": "#444444",
    }  # fmt: skip
    low, high = _limits(lines, course.top)
    drawn = []
    with matplotlib.rc_context(style):
        for i, agent in enumerate(agents):
            sheet = Figure(figsize=(2.9, 1.8))
            axes = sheet.add_axes((0.125, 0.225, 0.745, 0.66))
            _panel(axes, agent, lines, course)
            axes.set_ylim(low, high)
            axes.set_xlim(0, courses.turns)
            axes.set_xlabel("turn", fontsize=8, labelpad=1)
            buffer = io.BytesIO()
            sheet.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
            told = _told(agent, lines[agent], course, world)
            drawn.append(_inline(buffer.getvalue().decode(), f"{course.key}{i}", told))
    return drawn


def _told(agent: str, line: Sequence[Estimate], course: Course, world: str) -> str:
    """Return in words what a panel shows."""
    start, end = (f"{e.mean:.{course.digits}f}" for e in (line[0], line[-1])) if line else ("missing", "missing")
    return f"{course.title} over turns, {agent}: mean {start} at the start, {end} at the end; world: {world}"


def _panel(panel: Any, agent: str, lines: Mapping[str, list[Estimate]], course: Course) -> None:
    panel.set_title(agent, loc="left", fontsize=9.5, fontweight="bold", pad=4, parse_math=False)
    panel.tick_params(length=2, color="#888888", labelcolor="#444444", labelsize=8)
    panel.locator_params(axis="y", nbins=4)
    panel.grid(axis="y", color="#dddddd", linewidth=0.6)
    passive, ours = lines.get(PASSIVE, []), lines[agent]
    if passive and agent != PASSIVE:
        means = [e.mean for e in passive]
        panel.plot(range(len(means)), means, color=GREY, linewidth=1.2, linestyle=(0, (4, 2)))
    if not ours:
        return
    turns, means = range(len(ours)), [e.mean for e in ours]
    if all(e.low is not None for e in ours):
        low = [max(e.low or 0.0, 0.0) for e in ours]  # an interval does not leave the scale
        high = [min(e.high or 0.0, course.top) for e in ours]
        panel.fill_between(turns, low, high, color=BLUE, alpha=0.16, linewidth=0)
    panel.plot(turns, means, color=BLUE, linewidth=1.8)
    panel.annotate(
        f"{means[-1]:.{course.digits}f}",
        (turns[-1], means[-1]),
        textcoords="offset points",
        xytext=(3, 0),
        va="center",
        fontsize=8,
        color=BLUE,
        annotation_clip=False,
    )


def _limits(lines: Mapping[str, list[Estimate]], top: float) -> tuple[float, float]:
    ends = [x for line in lines.values() for e in line for x in (e.mean, e.low, e.high) if x is not None]
    low, high = max(0.0, min(ends)), min(top, max(ends))
    room = max(0.04 * top, 0.08 * (high - low))
    return max(0.0, low - room), min(1.04 * top, high + room)


def _inline(svg: str, key: str, label: str) -> str:
    """Return SVG fit to stand in a page: no prolog, ids of its own, a text for those who do not see it."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\bid="', f'id="{key}-', svg)
    svg = re.sub(r'(xlink:href="#|url\(#)', rf"\g<1>{key}-", svg)
    svg = re.sub(r'<svg [^>]*?width="([\d.]+)pt"', lambda m: m[0].replace(m[1] + "pt", "100%"), svg, count=1)
    svg = re.sub(r'<svg ([^>]*?)height="[\d.]+pt"', r"<svg \1", svg, count=1)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{html.escape(label)}" ', 1)
