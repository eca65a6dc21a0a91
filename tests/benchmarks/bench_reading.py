"""How well and how fast therapist turns are read: ``bench_reading.py [--data DIR] [--quick]``.

Figures are cross-validated by scenario on the authored rows. With ``--data`` (or ``THERAPY_ENV_DATA``), a folder with
the published sets, the code heads are measured too. ``--quick`` prints the timing alone.
"""

from __future__ import annotations

import argparse
import csv
import os
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np

from therapy_env.acts import ACTS, UPTAKES
from therapy_env.language import fit_reading as fitting
from therapy_env.language.corpora import pairs, therapist_rows
from therapy_env.language.reading import BeliefText, ReadContext, capped_fit, read_therapist, reading_row
from therapy_env.language.reading_weights import ANNOMI, BOLT

BELIEF = BeliefText(
    "b0",
    "delusional",
    "My neighbours are watching me through the walls.",
    ("neighbours", "watching", "walls", "camera"),
    tuple(f"The people next door look at me, number {i}." for i in range(19)),
)
SAID = "They were at it again all night, I could hear them watching. I am so scared I have not slept."
TWENTY = [
    "It sounds like you have been carrying this alone for weeks, and it frightens you. What was that like?",
    "What makes you think it is the neighbours, and could there be any other reason for the noise at night?",
    "You lay there and listened all night, with nobody to tell, and this morning you came here all the same.",
    "I wonder whether we could look at last night together, slowly, and see what you heard and what you felt.",
]


def timing() -> None:
    """Print the median time of reading a turn of 20 and of 300 words; every text is new to the reader."""
    earlier = tuple(f"How was week {i}, and what would you like to begin with today?" for i in range(10))
    context = ReadContext(SAID, (BELIEF,), earlier, 0)
    for name, texts in (("20 words", TWENTY), ("300 words", [" ".join(TWENTY * 4)])):
        read_therapist(texts[0], context)
        spent = []
        for i in range(400):
            text = f"{texts[i % len(texts)]} {i}"
            start = time.perf_counter()
            read_therapist(text, context)
            spent.append((time.perf_counter() - start) * 1e6)
        print(f"reading {name}: median {statistics.median(spent):.0f} µs, 90th {np.quantile(spent, 0.9):.0f} µs")


def f1(true: np.ndarray, told: np.ndarray) -> float:
    """F1 of a yes-or-no label."""
    hit = float((true & told).sum())
    return 2 * hit / max(1.0, float(true.sum() + told.sum()))


def macro_f1(true: np.ndarray, told: np.ndarray, classes: int) -> float:
    """Mean F1 over classes that occur."""
    return float(np.mean([f1(true == k, told == k) for k in range(classes) if (true == k).any()]))


def auc(true: np.ndarray, score: np.ndarray) -> float:
    """Area under the ROC curve."""
    rank = np.argsort(np.argsort(score)) + 1.0
    n1, n0 = true.sum(), (~true).sum()
    return float((rank[true].sum() - n1 * (n1 + 1) / 2) / (n1 * n0))


def corpus() -> None:
    """Print cross-validated figures on the own corpus."""
    authored = therapist_rows()
    data = fitting.prepare(authored, fitting.worded_rows(authored))
    stacked, _ = fitting.stack(data)
    n = len(authored)
    print(f"corpus: {n} rows, {len({r.scenario for r in authored})} scenarios, folds by scenario")
    clear = data.acts[:n] >= 0.5
    scores = []
    for a, name in enumerate(ACTS):
        p = stacked.acts[:n, a]
        scores.append(f1(clear[:, a], p >= 0.4))
        brier = float(np.mean((p - data.acts[:n, a]) ** 2))
        print(
            f"  {name:12s} n={clear[:, a].sum():4d} F1 {scores[-1]:.2f} AUC {auc(clear[:, a], p):.2f} Brier {brier:.3f}"
        )
    print(f"  acts macro-F1 {np.mean(scores):.3f}")
    label = np.array([row.uptake_index for row in authored])
    print(f"  uptake macro-F1 {macro_f1(label, stacked.uptake[:n].argmax(axis=1), len(UPTAKES)):.3f}")
    fit, right = np.zeros(n), np.zeros(n)
    for fold in range(fitting.FOLDS):
        held = data.fold == fold
        heads = fitting.fit_quality(data, stacked, ~held)
        for i in np.flatnonzero(held[:n]):
            values = stacked.values[i]
            fit[i] = capped_fit(data.signs[i], 1 / (1 + np.exp(-(values @ heads["fit"] + heads["fit_bias"]))))
            right[i] = values @ heads["appropriate"] + heads["appropriate_bias"]
    print(f"  fit r {np.corrcoef(fit, [row.fit for row in authored])[0, 1]:.3f}")
    print(f"  appropriate r {np.corrcoef(1 / (1 + np.exp(-right)), [row.appropriate for row in authored])[0, 1]:.3f}")
    place = {id(row): i for i, row in enumerate(authored)}
    won: dict[str, list[bool]] = defaultdict(list)
    for better, worse in pairs(authored).values():
        won[str(better.pair_kind)].append(bool(right[place[id(better)]] > right[place[id(worse)]]))
    every = [one for kind in won.values() for one in kind]
    print(f"  pairs: the better is more appropriate in {np.mean(every):.2f} of {len(every)}")
    for kind, hits in sorted(won.items()):
        print(f"    {kind:28s} {np.mean(hits):.2f} of {len(hits)}")


def grouped(groups: list[str], fit: Callable[[np.ndarray], Callable[[int], np.ndarray]], width: int) -> np.ndarray:
    """Return out-of-fold scores; ``fit`` takes a mask of rows and returns a scorer of one row."""
    fold = fitting.folds(groups)
    out = np.zeros((len(groups), width))
    for k in range(fitting.FOLDS):
        score = fit(fold != k)
        for i in np.flatnonzero(fold == k):
            out[i] = score(int(i))
    return out


def codes(data: Path) -> None:
    """Print cross-validated figures of the code heads, and how the reading ranks Moore's and EPITOME's replies."""
    features, labels, groups = fitting.annomi_turns(data)

    def annomi(keep: np.ndarray) -> Callable[[int], np.ndarray]:
        rows = [i for i in range(len(labels)) if keep[i]]
        w, b = fitting.fit_annomi([features[i] for i in rows], [labels[i] for i in rows])
        w[len(fitting.NAMES) :] *= fitting.HASHED_SCALE
        return lambda i: np.asarray(w[features[i]].sum(axis=0) + b)

    true = np.array([ANNOMI.index(label) for label in labels])
    told = grouped(groups, annomi, 4).argmax(axis=1)
    print(f"AnnoMI, {len(labels)} turns by transcript: macro-F1 {macro_f1(true, told, 4):.3f}")
    for k, name in enumerate(ANNOMI[:2]):
        print(f"  {name} present/absent F1 {f1(true == k, told == k):.3f}")
    rows, matrix, texts = fitting.bolt_turns(data)

    def bolt(keep: np.ndarray) -> Callable[[int], np.ndarray]:
        w, b = fitting.fit_bolt([rows[i] for i in range(len(rows)) if keep[i]], matrix[keep])
        w[len(fitting.NAMES) :] *= fitting.HASHED_SCALE
        return lambda i: np.asarray(w[rows[i]].sum(axis=0) + b)

    scores = grouped(texts, bolt, len(BOLT))
    top = np.zeros_like(matrix, dtype=bool)
    for i, count in enumerate(matrix.sum(axis=1).astype(int)):
        top[i, np.argsort(-scores[i])[:count]] = True
    print(f"BOLT, {len(texts)} texts: micro-F1 (as many labels as are given) {f1(matrix.astype(bool), top):.3f}")
    with (data / "moore" / "replies.csv").open(encoding="utf-8", newline="") as file:
        replies = [
            row for row in csv.DictReader(file) if row["correct_response"] in ("True", "False", "1", "0", "1.0", "0.0")
        ]
    by_stimulus: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for row in replies:
        context = ReadContext(row["interjection"])
        told_right = reading_row(0, row["model_response"], context)["appropriate"]
        by_stimulus[row["interjection"]].append((told_right, row["correct_response"] in ("True", "1", "1.0")))
    areas = []
    for found in by_stimulus.values():
        good = np.array([right for _, right in found])
        if 0 < good.sum() < len(good):
            areas.append(auc(good, np.array([score for score, _ in found])))
    if areas:
        print(f"Moore, not fitted: mean AUC of appropriate {np.mean(areas):.3f} over {len(areas)} stimuli")
    with (data / "epitome" / "emotional_reactions.csv").open(encoding="utf-8", newline="") as file:
        posts = list(csv.DictReader(file))
    held = [read_therapist(post["response_post"], ReadContext(post["seeker_post"])).acts[1] for post in posts]
    present = np.array([post["level"] != "0" for post in posts])
    print(
        f"EPITOME, not fitted: AUC of hold for a reaction {auc(present, np.array(held)):.3f} {Counter(present)}"
    )


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("THERAPY_ENV_DATA"))
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    timing()
    if not options.quick:
        corpus()
        if options.data is not None:
            codes(Path(options.data))


if __name__ == "__main__":
    main()
