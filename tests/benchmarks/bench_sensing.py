"""How well and how fast patient turns are read: ``bench_sensing.py [--data DIR] [--quick] [--simulator]``.

Figures on the own corpus and on AnnoMI are of cross-validated heads, grouped by scenario or transcript, with the spread
over folds. Figures on the simulator's speech are of the shipped model: what it reads in each line beside the cues that
the line was spoken from; no line of a persona is fitted on. ``--data`` (or ``THERAPY_ENV_DATA``) is a folder with
``annomi/annomi.csv``; ``--quick`` prints the timing alone, ``--simulator`` the timing and the simulator.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from therapy_env.agents.loading import load_agent
from therapy_env.core.simulator import Simulator
from therapy_env.cues import Cues, PatientReading
from therapy_env.language import fit_sensing as fitting
from therapy_env.language.corpora import patient_rows
from therapy_env.language.fit_sensing_turns import COPY, FOLDS, FOREIGN, annomi_turns, columns, folds, prepare
from therapy_env.language.sensing import AROUSAL, HEADS, REST, read_patient
from therapy_env.persona import Persona
from therapy_env.session import Session
from therapy_env.steps import drive

LIBRARY = Path(__file__).resolve().parents[2] / "personas"
AGENTS = ("active", "passive", "confronter")
MARKED = 0.5
"""Shown strength from which a cue of withdrawal or confrontation counts as there."""
OPEN = 0.35
"""Disclosure below which a belief is only hinted at."""

WORDS_25 = (
    "I could not sleep again on Sunday, and I went through the flat twice. Somebody had moved the chair by the "
    "window, I am sure of it.",
    "My sister rang about the christening. I should have said yes at once, a good aunt would. I felt sick about it "
    "all evening.",
    "We had soup and watched the match. It was a calm sort of week, and I did the exercise with the diary on Tuesday "
    "and Thursday.",
    "You keep asking me that. I have told you three times what happened, and I am not going to say it in prettier "
    "words today, all right?",
)


def timing() -> None:
    """Print the time of reading a turn; every text is new to the reader."""
    for name, texts in (("25 words", WORDS_25), ("100 words", (" ".join(WORDS_25),))):
        for text in texts:
            read_patient(text)
        spent = []
        for i in range(600):
            text = f"{texts[i % len(texts)]} {i}"
            start = time.perf_counter()
            read_patient(text)
            spent.append((time.perf_counter() - start) * 1e6)
        print(f"sensing {name}: median {statistics.median(spent):.0f} µs, fastest {min(spent):.0f} µs")


def f1(true: np.ndarray, told: np.ndarray) -> float:
    """F1 of a yes-or-no label."""
    return 2.0 * float((true & told).sum()) / max(1.0, float(true.sum() + told.sum()))


def macro_f1(true: np.ndarray, told: np.ndarray) -> float:
    """Mean F1 over the classes that occur."""
    return float(np.mean([f1(true == k, told == k) for k in np.unique(true)]))


def auc(true: np.ndarray, score: np.ndarray) -> float:
    """Area under the ROC curve, ties counted half; NaN where there is only one class."""
    if true.all() or not true.any():
        return float("nan")
    high, low = score[true], score[~true]
    order = np.sort(low)
    below = np.searchsorted(order, high, side="left")
    upto = np.searchsorted(order, high, side="right")
    return float((below + upto).sum() / (2.0 * len(high) * len(low)))


def calibration(p: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over ten bins."""
    bins = np.minimum((p * 10).astype(int), 9)
    return float(
        sum(abs(float(p[bins == b].mean() - right[bins == b].mean())) * (bins == b).mean() for b in np.unique(bins))
    )


def spread(figure: Callable[[np.ndarray], float], rows: np.ndarray, fold: np.ndarray) -> str:
    """Return a figure of all rows, with its standard deviation over folds."""
    by_fold = [figure(rows[fold[rows] == k]) for k in range(FOLDS)]
    return f"{figure(rows):.3f} (folds ± {np.nanstd(by_fold):.3f})"


def corpus(data: Path | None) -> None:
    """Print cross-validated figures on the own corpus, and on AnnoMI where it is there."""
    rows = patient_rows()
    turns = prepare(rows, annomi_turns(data) if data is not None else [])
    fold = folds(turns.groups)
    scores = fitting.held_out(turns)
    factors = fitting.temperatures(turns, scores)
    scenarios = len({row.scenario for row in rows})
    print(f"own corpus: {len(rows)} turns, {scenarios} scenarios; cross-validated by scenario")
    for head, labels in HEADS.items():
        z = scores[:, columns(head)] * factors[head]
        for (of, label), more in fitting.CAUTION.items():
            if of == head:
                z[:, labels.index(label)] += more
        y, told = turns.labels[head], z.argmax(axis=1)
        rest = labels.index(REST[head])
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)

        def macro(at: np.ndarray, y: np.ndarray = y, told: np.ndarray = told) -> float:
            return macro_f1(y[at], told[at])

        own = turns.own
        print(f"  {head:11s} macro-F1 {spread(macro, own, fold)}", end="")
        print(f", any against {labels[rest]} F1 {f1(y[own] != rest, told[own] != rest):.3f}", end="")
        print(f", AUC {auc(y[own] != rest, 1.0 - p[own, rest]):.3f}", end="")
        print(f", calibration error {calibration(p[own].max(axis=1), told[own] == y[own]):.3f}")
        copies = np.flatnonzero((turns.source == COPY) & (y >= 0))
        if len(copies):
            wrong = (told[copies] != rest)[y[copies] == rest].mean()
            print(f"  {'':11s} among plain turns: macro-F1 {spread(macro, copies, fold)}, false alarms {wrong:.3f}")
        if head == "talk" and data is not None:
            theirs = np.flatnonzero(turns.source == FOREIGN)
            print(f"  talk, AnnoMI: {len(theirs)} client turns by transcript, macro-F1 {spread(macro, theirs, fold)}")
        if head == "risk":
            active = y[own] == labels.index("active")
            print(f"  {'':11s} active cues read as none: {(told[own][active] == rest).sum()} of {active.sum()}")
    if data is None:
        print("  talk, AnnoMI: not measured, no --data")

    def correlation(at: np.ndarray) -> float:
        shown = 1.0 / (1.0 + np.exp(-scores[at, AROUSAL]))
        return float(np.corrcoef(shown, turns.arousal[at])[0, 1])

    print(f"  arousal     r {spread(correlation, turns.own, fold)}")


@dataclass(frozen=True)
class Line:
    """A patient line, what it was spoken from, and what is read in it."""

    persona: Persona
    cues: Cues
    text: str
    read: PatientReading

    @property
    def kind(self) -> str:
        """Kind of the belief that is voiced, or ``none``."""
        return str(self.persona.beliefs[self.cues.belief].kind) if self.cues.belief >= 0 else "none"


def lines(seeds: int) -> list[Line]:
    """Return what the personas of the library say to three agents."""
    found = []
    for file in sorted(LIBRARY.glob("*.yaml")):
        persona = Persona.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
        for name in AGENTS:
            for seed in range(seeds):
                agent = load_agent(name)
                session = Session(persona, seed=seed, simulator=Simulator(), max_turns=20)
                says, before = drive(session.open()), ""
                found.append(Line(persona, session.cues, says, read_patient(says)))
                agent.begin(session.visible, seed=seed)
                while session.termination is None:
                    reply = agent.reply(says)
                    if reply is None:
                        break
                    before, exchange = reply, drive(session.turn(reply))
                    says = exchange.patient
                    found.append(Line(persona, exchange.cues, says, read_patient(says, before=before)))
    return found


def simulator(seeds: int) -> None:
    """Print how what the shipped model reads agrees with the cues that lines were spoken from."""
    said = lines(seeds)
    print(f"simulator: {len(said)} lines, agents {', '.join(AGENTS)}, {seeds} seeds; the shipped model")
    shown = np.array([line.cues.arousal for line in said])
    sensed = np.array([line.read.arousal for line in said])
    print(f"  arousal: shown and sensed r {np.corrcoef(shown, sensed)[0, 1]:.2f}")
    for name in ("withdrawal", "confrontation"):
        marked = np.array([getattr(line.cues, name) >= MARKED for line in said])
        p = np.array([line.read.rupture[name] for line in said])
        print(f"  {name}: AUC {auc(marked, p):.2f} ({marked.sum()} lines)")
    cue = np.array([line.cues.risk for line in said]) > 0
    danger = np.array([1.0 - line.read.risk["none"] for line in said])
    print(
        f"  risk: {(danger[cue] >= 0.5).sum()} of {cue.sum()} cues told, false alarms "
        f"{(danger[~cue] >= 0.5).mean():.3f}, AUC {auc(cue, danger):.2f}"
    )
    kind = np.array([line.kind for line in said])
    delusion = np.array([1.0 - line.read.delusion["none"] for line in said])
    distortion = np.array([1.0 - line.read.distortion["none"] for line in said])
    either = np.maximum(delusion, distortion)
    ill = np.isin(kind, ("delusion", "distortion"))
    true = np.array([all(b.kind not in ("delusion", "distortion") for b in line.persona.beliefs) for line in said])
    is_open = np.array([line.cues.disclosure >= OPEN for line in said])
    for name, at in (("all lines", np.ones(len(said), bool)), ("said openly", is_open)):
        told, hard = at & (ill | true), at & (ill | (kind == "none")) & ~true
        print(f"  ill belief voiced, {name}:")
        print(f"    against patients whose belief is true AUC {auc(ill[told], either[told]):.2f}")
        print(f"    against other lines of the same patients AUC {auc(ill[hard], either[hard]):.2f}")
        which = at & ill
        apart = auc(kind[which] == "delusion", (delusion - distortion)[which])
        print(f"    delusion against distortion AUC {apart:.2f}")
        print(
            f"    told: delusions {(delusion[at & (kind == 'delusion')] >= 0.5).mean():.2f}, distortions "
            f"{(distortion[at & (kind == 'distortion')] >= 0.5).mean():.2f}; of true beliefs' patients "
            f"{(either[at & true] >= 0.5).mean():.2f} wrongly"
        )
    talk = np.array([line.cues.talk for line in said])
    for k, name in ((0, "change"), (2, "sustain")):
        print(f"  talk {name}: AUC {auc(talk == k, np.array([line.read.talk[name] for line in said])):.2f}")


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("THERAPY_ENV_DATA"))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--simulator", action="store_true")
    parser.add_argument("--seeds", type=int, default=2)
    options = parser.parse_args()
    timing()
    if options.quick:
        return
    if not options.simulator:
        corpus(Path(options.data) if options.data is not None else None)
    simulator(options.seeds)


if __name__ == "__main__":
    main()
