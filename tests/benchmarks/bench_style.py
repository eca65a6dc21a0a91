"""Whether the wording's style changes what is read: ``bench_style.py [--show]``.

``style.jsonl`` has sixteen moments, a therapist's turn each, worded in ten registers with the same acts and content;
it was written for this and nothing is fitted on it. Each wording is read by the ``shipped`` reader. Printed are, for
each moment and over all: how often the main act is read and the uptake told as labelled, and how far the main act's
probability, fit and ``appropriate`` move with the register; then each register's mean shift. ``--show`` also prints
every wording that was read otherwise. A terse or long turn may rightly differ a little in fit: it says less or more.
The moments are sixteen different acts, right and wrong ones, so fit and ``appropriate`` ought to differ between
moments and hardly between registers; the main act's probability ought to differ between neither.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from therapy_env.acts import ACTS, UPTAKES
from therapy_env.language.reading import BeliefText, ReadContext, reading_row

DATA = Path(__file__).with_name("style.jsonl")
REGISTERS = (
    "clinical",
    "informal",
    "british",
    "american",
    "non_native",
    "terse",
    "long",
    "language_model",
    "text_message",
    "old_fashioned",
)
PRESENT = 0.35
"""Probability from which an act counts as read."""
MEASURES = ("main act's p", "fit", "appropriate")
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Moment:
    """One therapist's turn in context, in all registers."""

    name: str
    context: ReadContext
    acts: tuple[str, ...]
    """What every wording does; the first is the main act."""
    uptake: str
    wordings: tuple[str, ...]
    """In the order of :data:`REGISTERS`."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was read of one wording."""

    top: str
    """The most probable act."""
    uptake: str
    values: tuple[float, float, float]
    """In the order of :data:`MEASURES`."""
    read: bool
    """Whether the main act is present and nothing that is not in the turn is read more clearly."""


def moments() -> list[Moment]:
    """Return the moments of the data file.

    Raises:
        ValueError: If a label is unknown, or a moment lacks a register.
    """
    found = []
    for number, line in enumerate(DATA.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        unknown = [name for name in row["acts"] if name not in ACTS]
        if unknown or not row["acts"] or row["uptake"] not in UPTAKES or set(row["wordings"]) != set(REGISTERS):
            raise ValueError(f"{DATA.name}:{number}: bad acts, uptake or registers")
        belief = BeliefText("b0", row["belief_status"], row["belief"])
        context = ReadContext(row["patient"], (belief,), (), 0)
        wordings = tuple(row["wordings"][name] for name in REGISTERS)
        found.append(Moment(row["moment"], context, tuple(row["acts"]), row["uptake"], wordings))
    return found


def verdict(moment: Moment, text: str) -> Verdict:
    """Read one wording as ``therapy-env read`` does."""
    row: dict[str, Any] = reading_row(0, text, moment.context)
    acts: dict[str, float] = row["acts"]
    top, main = max(ACTS, key=acts.__getitem__), acts[moment.acts[0]]
    return Verdict(
        top,
        row["uptake"]["label"],
        (main, row["fit"], row["appropriate"]),
        main >= PRESENT and top in moment.acts,
    )


def mode(labels: list[str]) -> tuple[str, float]:
    """Return the commonest label and its share; of equals the first by name."""
    label, count = min(Counter(labels).items(), key=lambda item: (-item[1], item[0]))
    return label, count / len(labels)


def parts_of_variance(values: Floats) -> tuple[float, float, float]:
    """Return the variance between moments, that of the registers' means, and what is left, of moments x registers."""
    moment, register = values.mean(axis=1, keepdims=True), values.mean(axis=0, keepdims=True)
    rest = values - moment - register + values.mean()
    return float(moment.var()), float(register.var()), float(rest.var())


def interval(shifts: Floats) -> tuple[float, float]:
    """Return the mean of shifts and the half-width of its 95% t interval over moments."""
    n = len(shifts)
    return float(shifts.mean()), float(student.ppf(0.975, n - 1) * shifts.std(ddof=1) / np.sqrt(n))


def by_moment(all_moments: list[Moment], found: list[list[Verdict]], values: Floats) -> None:
    """Print a line a moment, and one over all."""
    print("by moment: share of registers in which the main act is read | uptake as labelled in, commonest told")
    for moment, verdicts, cell in zip(all_moments, found, values, strict=True):
        label, share = mode([one.uptake for one in verdicts])
        away = cell - cell.mean(axis=0)
        far = np.abs(away).argmax(axis=0)
        told = np.mean([one.uptake == moment.uptake for one in verdicts])
        print(
            f"  {moment.name:12s} {moment.acts[0]:11s} read {np.mean([one.read for one in verdicts]):.1f}"
            f" | {moment.uptake} {told:.1f}, commonest {label} {share:.1f}"
        )
        for k, name in enumerate(MEASURES):
            print(
                f"    {name:12s} mean {cell[:, k].mean():.2f} sd {cell[:, k].std():.2f}"
                f" range {cell[:, k].min():.2f} to {cell[:, k].max():.2f},"
                f" farthest {REGISTERS[far[k]]} {away[far[k], k]:+.2f}"
            )


def overall(all_moments: list[Moment], found: list[list[Verdict]], values: Floats) -> None:
    """Print the figures over all moments."""
    every = [(m, one) for m, verdicts in zip(all_moments, found, strict=True) for one in verdicts]
    print(f"over all {len(every)} wordings of {len(all_moments)} moments, shipped reader:")
    print(f"  main act present (from {PRESENT}) in {np.mean([o.values[0] >= PRESENT for _, o in every]):.3f}")
    read = np.mean([o.read for _, o in every])
    print(f"  main act read (present, and no act that is not in the turn is clearer) in {read:.3f}")
    print(f"  moments read in all ten registers: {sum(all(o.read for o in v) for v in found)} of {len(found)}")
    same = np.mean([mode([o.uptake for o in v])[1] for v in found])
    told = np.mean([o.uptake == m.uptake for m, o in every])
    print(f"  uptake as labelled in {told:.3f}, as in most registers in {same:.3f}")
    above = (values[:, :, 2] >= 0.5).mean(axis=1)
    print(f"  appropriate on the same side of .5 as most registers in {np.maximum(above, 1 - above).mean():.3f}")
    for k, name in enumerate(MEASURES):
        cell = values[:, :, k]
        moment, register, rest = parts_of_variance(cell)
        print(
            f"  {name:12s} sd over registers {cell.std(axis=1).mean():.3f}, range {np.ptp(cell, axis=1).mean():.3f}"
            f" (means over moments); variance between registers over between moments"
            f" {(register + rest) / moment:.2f}, of it the registers' own shift {register / moment:.2f}"
        )


def by_register(all_moments: list[Moment], found: list[list[Verdict]], values: Floats) -> None:
    """Print each register's mean shift against the nine others, and which shifts most."""
    print("by register: main act read | uptake as labelled | mean shift against the nine others, with its 95% interval")
    n = len(REGISTERS)
    shifts = (values - values.mean(axis=1, keepdims=True)) * n / (n - 1)
    for r, register in enumerate(REGISTERS):
        read = np.mean([verdicts[r].read for verdicts in found])
        told = np.mean([v[r].uptake == m.uptake for m, v in zip(all_moments, found, strict=True)])
        told_shifts = []
        for k, name in enumerate(MEASURES):
            mean, half = interval(shifts[:, r, k])
            told_shifts.append(f"{name} {mean:+.3f} ± {half:.3f}{'*' if abs(mean) > half else ' '}")
        print(f"  {register:14s} {read:.2f} | {told:.2f} | {'  '.join(told_shifts)}")
    for k, name in enumerate(MEASURES):
        mean = shifts[:, :, k].mean(axis=0)
        worst = int(np.abs(mean).argmax())
        print(f"  most deviant in {name}: {REGISTERS[worst]} {mean[worst]:+.3f}")
    print("  * the interval leaves out 0; of thirty, one or two would by chance alone")


def show(all_moments: list[Moment], found: list[list[Verdict]]) -> None:
    """Print every wording whose main act or uptake was read otherwise than labelled."""
    print("read otherwise:")
    for moment, verdicts in zip(all_moments, found, strict=True):
        for register, text, one in zip(REGISTERS, moment.wordings, verdicts, strict=True):
            if not one.read or one.uptake != moment.uptake:
                act = "" if one.read else f" {moment.acts[0]} {one.values[0]:.2f}, clearest {one.top};"
                uptake = "" if one.uptake == moment.uptake else f" uptake {one.uptake} for {moment.uptake};"
                print(f"  {moment.name}, {register}:{act}{uptake} {' / '.join(text.split(chr(10) * 2))}")


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print the wordings that were read otherwise")
    options = parser.parse_args()
    all_moments = moments()
    found = [[verdict(moment, text) for text in moment.wordings] for moment in all_moments]
    values = np.array([[one.values for one in verdicts] for verdicts in found])
    by_moment(all_moments, found, values)
    overall(all_moments, found, values)
    by_register(all_moments, found, values)
    if options.show:
        show(all_moments, found)


if __name__ == "__main__":
    main()
