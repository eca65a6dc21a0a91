"""How the embedded reader reads what wording says: intended act against read act, fit, and time.

Run as a script. Contexts are lines of the built-in personas. ``--phrases ACT`` shows the turns of an act, worst first.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict

from therapy_env.acts import ACTS
from therapy_env.agents import load_agent
from therapy_env.core.simulator import Simulator
from therapy_env.language.reading import ReadContext, read_therapist
from therapy_env.language.wording import word
from therapy_env.library import load_persona, persona_ids
from therapy_env.session import Session, belief_texts
from therapy_env.steps import drive

INTENT_OF = {
    "socratic": "examine", "reframe": "reframe", "challenge": "contradict", "collude": "agree", "advise": "advise",
    "accommodate": "go_along", "repair": "repair", "risk": "risk",
}  # fmt: skip
STRAINED = (
    "You keep asking things and you don't listen to a word.",
    "If you say so.",
    "It's fine. Whatever you think.",
)
DARK = (
    "Some nights I wish I wouldn't wake up.",
    "They'd be better off without me.",
    "I don't want to be here any more.",
)


def contexts():
    """Yield (what the patient said, reading context) for every persona."""
    for name in persona_ids("all"):
        persona = load_persona(name)
        texts = belief_texts(persona)
        voice = persona.voice
        for i, belief in enumerate(persona.beliefs):
            if belief.kind in ("accurate", "congruent"):
                continue
            lines = [*belief.wordings.firm, *belief.wordings.leaning, *belief.evidence_for[:3]]
            upset = list(voice.feelings_upset)
            for k, line in enumerate(lines):
                said = f"{upset[k % len(upset)]} {line}" if k % 3 == 0 else line
                yield said, line, ReadContext(patient=said, beliefs=texts, last_belief=i)


def single(phrases: str | None) -> None:
    """Print, for each act asked for alone, what the turns are read as."""
    found = list(contexts())
    shown = defaultdict(list)
    print(f"{'meant':12s} {'read p>=.5':>10s} {'argmax':>7s} {'mean p':>7s} {'fit':>5s}  also read (share p>=.5)")
    for index, act in enumerate(ACTS):
        hits = best = 0
        total = fit = 0.0
        also: dict[str, int] = defaultdict(int)
        for n, (said, line, context) in enumerate(found):
            if act in ("repair", "risk"):
                line = (STRAINED if act == "repair" else DARK)[n % 3]
                said, context = line, ReadContext(line, context.beliefs, (), context.last_belief)
            vector = [0.0] * len(ACTS)
            vector[index] = 0.9
            intent = INTENT_OF.get(act, "hold" if act == "hold" and n % 3 == 0 else "")
            text = word(vector, said, intent=intent, key=91, turn=n, belief=line)
            read = read_therapist(text, context)
            p = read.acts[index]
            total, fit = total + p, fit + read.fit
            hits += p >= 0.5
            best += max(range(15), key=read.acts.__getitem__) == index
            for other, q in zip(ACTS, read.acts, strict=True):
                if other != act and q >= 0.5:
                    also[other] += 1
            shown[act].append((p, text, said))
        n = len(found)
        rest = " ".join(f"{k} {v / n:.2f}" for k, v in sorted(also.items(), key=lambda kv: -kv[1])[:4] if v >= 0.05 * n)
        print(f"{act:12s} {hits / n:10.2f} {best / n:7.2f} {total / n:7.2f} {fit / n:5.2f}  {rest}")
    if phrases:
        for p, text, said in sorted(shown[phrases])[:60]:
            print(f"{p:.2f} {text}\n       <- {said}")


def sessions(turns: int) -> None:
    """Print what agents mean and what is read of it over whole sessions."""
    for name in ("active", "passive", "sycophant", "problem_solver", "confronter", "cold_socratic", "befriender"):
        meant: dict[str, list[float]] = defaultdict(list)
        fits, stale, returned, words, over = [], [], [], [], 0.0
        for pid in persona_ids("all"):
            session = Session(load_persona(pid), seed=5, simulator=Simulator(), max_turns=turns)
            agent = load_agent(name)
            agent.begin(session.visible, seed=5)
            heard, sum_ = drive(session.open()), 0.0
            while session.termination is None:
                start = time.perf_counter()
                said = agent.reply(heard)
                over += time.perf_counter() - start
                exchange = drive(session.turn(said))
                heard, sum_ = exchange.patient, sum_ + exchange.reward
                fits.append(exchange.reading.fit)
                stale.append(exchange.reading.stale)
                words.append(len(said.split()))
                wanted = agent._decision.acts[0]
                top = int(wanted.argmax())
                tied = [i for i in range(15) if wanted[i] >= wanted[top] - 0.06]
                meant[ACTS[top]].append(max(exchange.reading.acts[i] for i in tied))
            returned.append(sum_)
        hit = sum(p >= 0.5 for ps in meant.values() for p in ps) / len(fits)
        mean = lambda xs: sum(xs) / len(xs)  # noqa: E731
        print(
            f"{name:15s} fit {mean(fits):.2f} stale {mean(stale):.3f} main act read {hit:.2f} words {mean(words):.0f}"
            f" return {mean(returned):+.3f} {over / len(fits) * 1e6:.0f} us a turn  "
            + " ".join(f"{a} {mean([p >= 0.5 for p in ps]):.2f}/{len(ps)}" for a, ps in sorted(meant.items()))
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--phrases", choices=ACTS)
    parser.add_argument("--turns", type=int, default=20)
    parser.add_argument("--no-sessions", action="store_true")
    options = parser.parse_args()
    single(options.phrases)
    if not options.no_sessions:
        sessions(options.turns)
