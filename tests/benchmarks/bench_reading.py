"""How well and how fast therapist turns are read: ``bench_reading.py [--data DIR] [--quick]``.

Every figure says whose it is: ``cross-validated`` heads (fitted as the shipped ones are, on other scenarios,
transcripts, texts or stimuli), or the ``shipped`` file. The spread is that of the five folds. With ``--data`` (or
``THERAPY_ENV_DATA``), a folder with the published sets, these are measured too. ``--quick`` prints the timing alone.
"""

from __future__ import annotations

import argparse
import csv
import os
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from therapy_env.acts import ACTS, UPTAKES, Act
from therapy_env.language import fit_codes, fit_heads, fit_reading
from therapy_env.language.corpora import pairs, therapist_rows
from therapy_env.language.fit_error import out_of_fold
from therapy_env.language.reading import BeliefText, ReadContext, read_therapist, reading_row
from therapy_env.language.reading_codes import Codes, surface_features
from therapy_env.language.reading_signs import Signs, take_apart
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
    """Print what reading a turn costs; patient and turn are new each time, so nothing that is kept helps."""
    earlier = tuple(f"How was week {i}, and what would you like to begin with today?" for i in range(19))
    beliefs = (BELIEF, BeliefText("b1", "distorted", "I always let everybody down.", ("let down", "failure")))
    for name, texts in (("20 words", TWENTY), ("300 words", [" ".join(TWENTY * 4)])):
        for known in (False, True):
            spent = []
            for i in range(600):
                mark = "" if known and i else f" {i}"
                context = ReadContext(SAID + mark, beliefs, earlier, 0)
                text = texts[i % len(texts)].replace(",", f"{mark},").replace("?", f"{mark}?").replace(".", f"{mark}.")
                start = time.perf_counter()
                read_therapist(text, context)
                spent.append((time.perf_counter() - start) * 1e6)
            print(
                f"reading {name}, {'sentences heard before' if known else 'every sentence new'}: median "
                f"{statistics.median(spent):.0f} µs, quickest tenth {np.quantile(spent, 0.1):.0f} µs"
            )


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


def spread(score: Callable[[np.ndarray], float], fold: np.ndarray) -> str:
    """Return a figure over all rows and its standard deviation over folds."""
    parts = [score(fold == k) for k in range(fit_reading.FOLDS) if (fold == k).any()]
    return f"{score(np.ones(len(fold), dtype=bool)):.3f} ± {np.std(parts):.3f}"


def sigmoid(x: np.ndarray) -> np.ndarray:
    """Logistic function."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(x, -40, 40))))


def calibration(p: np.ndarray, true: np.ndarray) -> tuple[float, str]:
    """Return the expected calibration error over ten bins, and a reliability diagram in a line."""
    bins = np.minimum((p * 10).astype(int), 9)
    error, shown = 0.0, []
    for b in range(10):
        mine = bins == b
        if mine.any():
            error += mine.mean() * abs(p[mine].mean() - true[mine].mean())
            shown.append(f"{p[mine].mean():.2f}→{true[mine].mean():.2f} ({mine.sum()})")
    return float(error), "  ".join(shown)


def corpus() -> None:
    """Print cross-validated figures on the own corpus."""
    authored = therapist_rows()
    data = fit_reading.prepare(authored, fit_reading.worded_rows(authored))
    stacked, _, _ = fit_reading.stack(data)
    n = len(authored)
    fold = data.fold[:n]
    acts, uptake = stacked.acts[:n], stacked.uptake[:n]
    print(f"own corpus, cross-validated: {n} rows, {len({r.scenario for r in authored})} scenarios, folds by scenario")
    clear = data.acts[:n] >= 0.5
    for a, name in enumerate(ACTS):
        error, _ = calibration(acts[:, a], clear[:, a])
        print(
            f"  {name:12s} n={clear[:, a].sum():4d} F1 {f1(clear[:, a], acts[:, a] >= 0.4):.2f}"
            f" AUC {auc(clear[:, a], acts[:, a]):.2f} ECE {error:.3f}"
        )
    error, diagram = calibration(acts.ravel(), clear.ravel())
    print(f"  acts macro-F1 (present from .4) {spread(lambda m: mean_f1(clear[m], acts[m] >= 0.4), fold)}")
    print(f"  acts, calibration of all together: ECE {error:.3f}; told→found (n): {diagram}")
    label = np.array([row.uptake_index for row in authored])
    told = uptake.argmax(axis=1)
    print(f"  uptake macro-F1 {spread(lambda m: macro_f1(label[m], told[m], len(UPTAKES)), fold)}")
    error, diagram = calibration(uptake.max(axis=1), label == told)
    print(f"  uptake, calibration: ECE {error:.3f}; told→found (n): {diagram}")
    fit, right = (out_of_fold(name, data, stacked.values, n) for name in ("fit", "appropriate"))
    for name, score in (("fit", fit), ("appropriate", right)):
        given = np.array([getattr(row, name) for row in authored])
        figure = spread(lambda m, s=score, g=given: float(np.corrcoef(s[m], g[m])[0, 1]), fold)  # type: ignore[misc]
        print(f"  {name} r {figure}, mean error {np.abs(score - given).mean():.3f}")
    error, diagram = calibration(right, np.array([row.appropriate >= 0.5 for row in authored]))
    print(f"  appropriate, calibration (label from .5): ECE {error:.3f}; told→found (n): {diagram}")
    place = {id(row): i for i, row in enumerate(authored)}
    won: dict[str, list[bool]] = defaultdict(list)
    folds: list[int] = []
    for better, worse in pairs(authored).values():
        won[str(better.pair_kind)].append(bool(right[place[id(better)]] > right[place[id(worse)]]))
        folds.append(int(fold[place[id(better)]]))
    every = np.array([one for kind in won.values() for one in kind])
    in_order = np.array([right[place[id(b)]] > right[place[id(w)]] for b, w in pairs(authored).values()])
    print(
        f"  pairs: the better is more appropriate in {spread(lambda m: float(in_order[m].mean()), np.array(folds))}"
        f" of {len(every)}"
    )
    for kind, hits in sorted(won.items()):
        print(f"    {kind:28s} {np.mean(hits):.2f} of {len(hits)}")


def mean_f1(true: np.ndarray, told: np.ndarray) -> float:
    """Mean F1 of yes-or-no labels side by side."""
    return float(np.mean([f1(true[:, k], told[:, k]) for k in range(true.shape[1])]))


def grouped(x: Any, fold: np.ndarray, fit: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Return out-of-fold scores; ``fit`` takes a mask of rows and returns a head with its biases last."""
    out: np.ndarray | None = None
    for k in np.unique(fold):
        theta = fit(fold != k)
        scores = x[fold == k] @ theta[:-1] + theta[-1]
        out = np.zeros((len(fold), scores.shape[1])) if out is None else out
        out[fold == k] = scores
    assert out is not None
    return out


def annomi(data: Path) -> None:
    """Print AnnoMI's classes: the code head cross-validated, and the acts alone with AnnoMI left out of all fitting."""
    signs, labels, groups = fit_codes.annomi_turns(data)
    x, fold = fit_codes.code_matrix(signs, fit_reading.measures_of), fit_reading.folds(groups)
    scores = np.zeros((len(signs), len(ANNOMI)))
    for k in np.unique(fold):
        seen, held = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        head = fit_codes.fit_annomi(x[seen], [signs[i] for i in seen], [labels[i] for i in seen])
        scores[held] = head.scores(x[held], [signs[i] for i in held])
    true, told = np.array([ANNOMI.index(label) for label in labels]), scores.argmax(axis=1)
    figure = spread(lambda m: macro_f1(true[m], told[m], 4), fold)
    print(f"AnnoMI, {len(labels)} turns, by transcript, cross-validated: 4 classes macro-F1 {figure}")
    for k, name in enumerate(ANNOMI[:2]):
        both = spread(lambda m, k=k: macro_f1(true[m] == k, told[m] == k, 2), fold)  # type: ignore[misc]
        print(f"  {name} present/absent, macro-F1 {both}, F1 of present {f1(true == k, told == k):.3f}")
    alone = np.array([ANNOMI.index(fit_codes.annomi_from_acts(one, fit_reading.acts_of(one))) for one in signs])
    figure = spread(lambda m: macro_f1(true[m], alone[m], 4), fold)
    print(f"  AnnoMI held out of all fitting: 4 classes from the shipped acts alone {figure}")


def bolt(data: Path) -> None:
    """Print BOLT's behaviours, cross-validated, as many labels as are given."""
    signs, matrix, texts = fit_codes.bolt_turns(data)
    x, fold = fit_codes.code_matrix(signs, fit_reading.measures_of), fit_reading.folds(texts)
    scores = grouped(x, fold, lambda keep: fit_codes.fit_bolt(x[keep], matrix[keep]))
    true, top = matrix.astype(bool), np.zeros_like(matrix, dtype=bool)
    for i, count in enumerate(matrix.sum(axis=1).astype(int)):
        top[i, np.argsort(-scores[i])[:count]] = True
    micro, macro = spread(lambda m: f1(true[m], top[m]), fold), spread(lambda m: mean_f1(true[m], top[m]), fold)
    print(f"BOLT, {len(texts)} texts, cross-validated: {len(BOLT)} labels micro-F1 {micro}, macro {macro}")


def taken(turns: Sequence[tuple[str, str]]) -> tuple[Any, list[Signs]]:
    """Return the design of a head over the reading: its code features and what the acts are read from."""
    from scipy.sparse import hstack

    signs = [take_apart(text, ReadContext(patient)) for text, patient in turns]
    words = 0.3 * fit_reading.turn_features(signs)
    return hstack([fit_codes.code_matrix(signs, fit_reading.measures_of), words], format="csr"), signs


def head(x: Any, true: np.ndarray, ridge: float) -> Callable[[np.ndarray], np.ndarray]:
    """Return a fitter of a balanced yes-or-no head."""

    def fit(keep: np.ndarray) -> np.ndarray:
        y = true[keep].astype(float)[:, None]
        weight = np.where(y > 0, 0.5 / y.mean(), 0.5 / (1.0 - y.mean()))
        return fit_heads.logistic(x[keep], y, weight, np.zeros((x.shape[1] + 1, 1)), ridge)

    return fit


def moore(data: Path) -> None:
    """Print how replies are ranked within a stimulus: by the shipped file, and by a head that never saw it."""
    with (data / "moore" / "replies.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["correct_response"] in ("True", "False", "1.0", "0.0")]
    good = np.array([row["correct_response"] in ("True", "1.0") for row in rows])
    names = [row["id"] for row in rows]
    stimulus = np.array([sorted(set(names)).index(name) for name in names])
    x, _ = taken([(row["model_response"], row["interjection"]) for row in rows])
    headed = grouped(x, stimulus, head(x, good, MOORE_RIDGE))[:, 0]
    shipped = np.array(
        [reading_row(0, row["model_response"], ReadContext(row["interjection"]))["appropriate"] for row in rows]
    )
    for name, score in (("shipped appropriate", shipped), ("head over the reading, cross-validated", headed)):
        areas = [auc(good[stimulus == k], score[stimulus == k]) for k in np.unique(stimulus)]
        print(
            f"Moore, {len(rows)} replies, leave one stimulus out, {name}: mean AUC {np.mean(areas):.3f}"
            f" ± {np.std(areas):.3f} over {len(areas)}"
        )


def shown(text: str, spans: Sequence[tuple[int, int]], rationales: str) -> list[bool]:
    """Return which sentences of a reply its coders marked: by half, or by eight characters."""
    marked: list[tuple[int, int]] = []
    for part in filter(None, (part.strip() for part in rationales.split("|"))):
        at = text.find(part)
        marked += [(at, at + len(part))] if at >= 0 else []
    inside = [sum(max(0, min(b, d) - max(a, c)) for c, d in marked) for a, b in spans]
    return [found >= max(1.0, min(8.0, (b - a) / 2)) for found, (a, b) in zip(inside, spans, strict=True)]


def epitome(data: Path) -> None:
    """Print whether a reply reacts emotionally: by the shipped hold, and by a head; nothing of it is shipped.

    The head is the sum of two over the surface: one of replies, one of sentences (fitted on which of them the coders
    marked), of which the clearest in a reply counts.
    """
    with (data / "epitome" / "emotional_reactions.csv").open(encoding="utf-8", newline="") as file:
        posts = list(csv.DictReader(file))
    present = np.array([post["level"] != "0" for post in posts])
    fold = fit_reading.folds([post["sp_id"] for post in posts])
    signs = [take_apart(post["response_post"], ReadContext(post["seeker_post"])) for post in posts]
    owner = np.array([i for i, one in enumerate(signs) for _ in one.spans])
    marked = np.array([
        mark
        for post, one in zip(posts, signs, strict=True)
        for mark in shown(post["response_post"], one.spans, post["rationales"] or "")
    ])  # fmt: skip
    replies = [surface_features(one.text) for one in signs]
    sentences = [surface_features(one.text[a:b]) for one in signs for a, b in one.spans]
    scores = np.zeros(len(posts))
    for k in np.unique(fold):
        held = fold == k
        clearest = np.full(len(posts), -np.inf)
        np.maximum.at(clearest, owner, surface_scores(sentences, marked, held[owner], EPITOME_RIDGES[1]))
        scores[held] = surface_scores(replies, present, held, EPITOME_RIDGES[0])[held] + clearest[held]
    told = scores > 0
    acts = np.array([fit_reading.acts_of(one)[Act.HOLD] for one in signs])
    print(
        f"EPITOME, {len(posts)} pairs, by seeker: shipped hold AUC {auc(present, acts):.3f}; cross-validated head,"
        f" evaluation only: present/absent macro-F1 {spread(lambda m: macro_f1(present[m], told[m], 2), fold)}"
    )


def surface_scores(found: Sequence[Codes], true: np.ndarray, held: np.ndarray, ridge: float) -> np.ndarray:
    """Return scores of a yes-or-no head over surfaces, fitted on what is not held out; the rest is -inf."""
    seen, rest = np.flatnonzero(~held), np.flatnonzero(held)
    rarity = fit_codes.rarity_of([found[i] for i in seen])
    x = fit_codes.surface_matrix([found[i] for i in seen], rarity)
    theta = head(x, true[seen], ridge)(np.ones(len(seen), dtype=bool))[:, 0]
    out = np.full(len(found), -np.inf)
    out[rest] = fit_codes.surface_matrix([found[i] for i in rest], rarity) @ theta[:-1] + theta[-1]
    return out


MOORE_RIDGE, EPITOME_RIDGES = 6.0, (0.3, 0.5)
PUBLISHED = {
    "AnnoMI": ("annomi/annomi.csv", annomi),
    "BOLT": ("bolt/finetune_therapist_combined_train.csv", bolt),
    "Moore": ("moore/replies.csv", moore),
    "EPITOME": ("epitome/emotional_reactions.csv", epitome),
}


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("THERAPY_ENV_DATA"))
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    timing()
    if options.quick:
        return
    corpus()
    for name, (path, measure) in PUBLISHED.items():
        if options.data is None:
            print(f"{name}: absent, no --data was given")
        elif not (Path(options.data) / path).exists():
            print(f"{name}: absent, {path} is not in the folder")
        else:
            measure(Path(options.data))


if __name__ == "__main__":
    main()
