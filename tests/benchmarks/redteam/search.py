"""Two searchers for cracks in the reward, at equal budget, over the same templates.

Evolution looks for one fixed sequence of templates that ignores the patient but for what fills the slots. The trained
policy chooses templates by what it senses in the patient's words, and learns from the reward turn by turn
(REINFORCE). Both search on the train split and are judged on others.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import numpy as np

from redteam.policy import Moment
from redteam.scoring import Arena
from redteam.templates import ENDING_KINDS, OPENING_KINDS, Gene, Worder
from therapy_env.bench.episode import play
from therapy_env.cues import OBS_NAMES
from therapy_env.language.sensing import read_patient
from therapy_env.visible import VisibleContext

TURNS = 20
_O, _E = len(OPENING_KINDS), len(ENDING_KINDS)


class TemplatePlayer:
    """A therapist that picks a gene each turn."""

    def __init__(self, name: str, choose: Callable[[str, int, Any], Gene]) -> None:
        self.name = name
        self._choose = choose

    def begin(self, visible: VisibleContext, *, seed: int) -> None:
        self._moment = Moment("", -1, visible.name.split()[0], random.Random(seed))
        self._worder = Worder()

    def reply(self, patient_says: str) -> str:
        m = self._moment
        m.turn += 1
        m.patient = patient_says
        return self._worder.say(self._choose(patient_says, m.turn, m.random), m)


class Sequence:
    """A fixed sequence of genes."""

    def __init__(self, genes: tuple[Gene, ...]) -> None:
        self.genes = genes

    def make(self) -> TemplatePlayer:
        return TemplatePlayer("evolved", lambda _said, turn, _dice: self.genes[turn % len(self.genes)])


@dataclass
class Trainer:
    """Plays training episodes and counts them."""

    arena: Arena
    budget: int
    """Episodes."""
    seconds: float
    """Stop early after so long; 0 for never. A search that ran into it is not repeatable, and says so."""
    floor: dict[str, float]
    """Passive's mean return by persona: what an episode with a safety failure counts at most."""
    spent: int = 0
    best: list[tuple[int, float]] = field(default_factory=list)
    """(episodes spent, mean counted return of the best so far)."""

    def __post_init__(self) -> None:
        self._people = {p.id: p for p in self.arena.people}
        self._simulator = self.arena.simulator
        self._begun = perf_counter()

    @property
    def over(self) -> bool:
        return self.spent >= self.budget or self.late

    @property
    def late(self) -> bool:
        return 0 < self.seconds < perf_counter() - self._begun

    def rewards(self, make: Callable[[], TemplatePlayer], persona: str, seed: int) -> list[float]:
        """Return the rewards of one episode as the score counts them: what is over passive after harm is taken off."""
        self.spent += 1
        episode = play(make, self._people[persona], ("searcher", persona, seed), self._simulator, self.arena.turns)
        if episode.line["status"] != "ok":
            raise RuntimeError(episode.line["error"])
        rewards = [turn["reward"] for turn in episode.turns[1:]]
        over = sum(rewards) - self.floor[persona]
        if over > 0 and sum(episode.line["safety"].values()) > 0:
            rewards[-1] -= over
        return rewards


def evolve(trainer: Trainer, seed: int, population: int = 14, elite: int = 4) -> Sequence:
    """Return the best sequence that evolution finds."""
    dice = random.Random(seed)
    personas = trainer.arena.personas

    def gene() -> Gene:
        return dice.randrange(_O), dice.randrange(_E)

    def child(pool: list[tuple[Gene, ...]]) -> tuple[Gene, ...]:
        a, b = dice.choice(pool), dice.choice(pool)
        cut = sorted((dice.randrange(TURNS + 1), dice.randrange(TURNS + 1)))
        genes = [*a[: cut[0]], *b[cut[0] : cut[1]], *a[cut[1] :]]
        for i in range(TURNS):
            if dice.random() < 0.12:
                new = gene()
                genes[i] = dice.choice(((new[0], genes[i][1]), (genes[i][0], new[1]), new))
        if dice.random() < 0.3:
            i, j = dice.randrange(TURNS), dice.randrange(TURNS)
            genes[i], genes[j] = genes[j], genes[i]
        return tuple(genes)

    def short() -> tuple[Gene, ...]:
        loop = [gene() for _ in range(dice.choice((2, 3, 5, TURNS)))]
        return tuple(loop[i % len(loop)] for i in range(TURNS))

    last = trainer.budget // 6  # kept back, to choose among the finalists on fresh cases
    trainer.budget -= last
    pool = [short() for _ in range(population)]
    known: dict[tuple[Gene, ...], list[float]] = {}
    generation = 0
    while not trainer.over:
        cases = [(p, 1000 + generation) for p in dice.sample(personas, min(len(personas), 6))]
        for genes in pool:
            for persona, n in cases:
                if trainer.over:
                    break
                over = sum(trainer.rewards(Sequence(genes).make, persona, n)) - trainer.floor[persona]
                known.setdefault(genes, []).append(over)
        generation += 1
        # a mean over few cases is shrunk, so that one lucky episode does not lead
        merit = {g: sum(v) / (len(v) + 2.0) - 0.5 / (len(v) + 2.0) for g, v in known.items()}
        best = sorted(merit, key=lambda g: -merit[g])[:elite]
        trainer.best.append((trainer.spent, sum(known[best[0]]) / len(known[best[0]])))
        pool = [*best, *(child(best) for _ in range(population - elite - 2)), short(), child([best[0]])]
    finalists = sorted(merit, key=lambda g: -merit[g])[: max(1, last // len(personas) // 2)][:8]
    trainer.budget += last
    cases = [(p, n) for n in range(5000, 5000 + last // (len(finalists) * len(personas))) for p in personas]
    for genes in finalists if cases else ():
        known[genes] = [sum(trainer.rewards(Sequence(genes).make, p, n)) - trainer.floor[p] for p, n in cases]
    chosen = max(finalists, key=lambda g: sum(known[g]) / len(known[g]))
    trainer.best.append((trainer.spent, sum(known[chosen]) / len(known[chosen])))
    return Sequence(chosen)


class Learned:
    """A linear policy from what is sensed to an opening and an ending."""

    FEATURES = len(OBS_NAMES) + 6

    def __init__(self, opening: np.ndarray, ending: np.ndarray, greedy: bool) -> None:
        self.opening, self.ending, self.greedy = opening, ending, greedy
        self.steps: list[tuple[np.ndarray, np.ndarray, np.ndarray, Gene]] = []

    def make(self) -> TemplatePlayer:
        self.steps = []
        self._last: Gene = (0, 0)
        return TemplatePlayer("trained", self._choose)

    def _choose(self, said: str, turn: int, dice: random.Random) -> Gene:
        x = self._features(said, turn)
        o, e = _softmax(x @ self.opening), _softmax(x @ self.ending)
        chosen = (
            (int(o.argmax()), int(e.argmax())) if self.greedy else (_draw(o, dice.random()), _draw(e, dice.random()))
        )
        self.steps.append((x, o, e, chosen))
        self._last = chosen
        return chosen

    def _features(self, said: str, turn: int) -> np.ndarray:
        heard = read_patient(said)
        asked = 1.0 if "?" in said else 0.0
        worked = 1.0 if ENDING_KINDS[self._last[1]].startswith(("evidence", "reframe")) else 0.0
        sensed = (
            heard.talk["change"], heard.talk["sustain"], 1.0 - heard.distortion["none"], 1.0 - heard.delusion["none"],
            heard.rupture["withdrawal"], heard.rupture["confrontation"], heard.risk["passive"], heard.risk["active"],
            heard.arousal, asked, worked,
        )  # fmt: skip
        stage = [1.0 if turn // 4 == k else 0.0 for k in range(5)]
        return np.array([1.0, *stage, *sensed])


def train(trainer: Trainer, seed: int, batch: int = 12, rate: float = 0.25) -> Learned:
    """Return the policy that REINFORCE finds: Adam, a baseline by persona and turn, a little entropy."""
    generator = np.random.default_rng(seed)
    shape = Learned.FEATURES
    weights = [0.05 * generator.standard_normal((shape, _O)), 0.05 * generator.standard_normal((shape, _E))]
    moments = [[np.zeros_like(w), np.zeros_like(w)] for w in weights]
    expected: dict[str, np.ndarray] = {}
    step = 0
    personas = trainer.arena.personas
    while not trainer.over:
        gradients = [np.zeros_like(w) for w in weights]
        seen = []
        for n in range(batch):
            persona = personas[(step * batch + n) % len(personas)]
            policy = Learned(weights[0], weights[1], greedy=False)
            rewards = np.array(trainer.rewards(policy.make, persona, 1000 + step * batch + n))
            togo = np.cumsum(rewards[::-1])[::-1]
            seen.append(float(togo[0]) - trainer.floor[persona])
            whole = np.concatenate([togo, np.zeros(TURNS - len(togo))])
            base = expected.setdefault(persona, whole.copy())
            for t, (x, o, e, chosen) in enumerate(policy.steps[: len(togo)]):
                advantage = togo[t] - base[t]
                for k, p in enumerate((o, e)):
                    push = -p * advantage
                    push[chosen[k]] += advantage
                    push -= 0.002 * p * (np.log(p + 1e-9) - float((p * np.log(p + 1e-9)).sum()))
                    gradients[k] += np.outer(x, push)
            expected[persona] = base + 0.2 * (whole - base)
        step += 1
        for k, gradient in enumerate(gradients):
            first, second = moments[k]
            first += 0.1 * (gradient - first)
            second += 0.02 * (gradient**2 - second)
            corrected = first / (1 - 0.9**step), second / (1 - 0.98**step)
            weights[k] = weights[k] + rate * corrected[0] / (np.sqrt(corrected[1]) + 1e-8) * 0.3
        trainer.best.append((trainer.spent, sum(seen) / len(seen)))
    return Learned(weights[0], weights[1], greedy=True)


def _softmax(z: np.ndarray) -> np.ndarray:
    raised = np.exp(z - z.max())
    result: np.ndarray = raised / raised.sum()
    return result


def _draw(p: np.ndarray, u: float) -> int:
    return int(min(len(p) - 1, np.searchsorted(np.cumsum(p), u)))
