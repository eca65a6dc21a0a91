"""What the environments cost: import, a session's turns in words, a batch's turns in acts, memory. Run as a script."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import gymnasium as gym
import numpy as np

import therapy_env  # noqa: F401

PATIENTS = 4096
STARTS = (
    "You said that this keeps you awake, and I can hear how tired you are of it.",
    "When that happened last week, what did you notice first, before anything else?",
    "I'd like to understand it from the inside, the way it looked to you then.",
    "It sounds as if part of you is sure and part of you is not.",
    "You've carried this for a long time, mostly without anyone knowing about it.",
)
ENDS = (
    "What went through your mind?",
    "How was that for you?",
    "What would a friend have made of it?",
    "What would you like to be different?",
    "Is there anything that does not quite fit?",
    "Have I understood that right?",
    "What helped, even a little?",
)


def quickest(work: Callable[[], Any], repeats: int) -> float:
    """Return the CPU seconds of the quickest of several runs: what it costs, not what the machine was doing."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def import_ratio() -> tuple[float, float]:
    """Return CPU seconds of importing gymnasium, and therapy_env, each above bare Python; the quickest of seven."""

    def cost(code: str) -> float:
        best = float("inf")
        for _ in range(7):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", code], check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return best

    bare = cost("pass")
    return cost("import gymnasium") - bare, cost("import therapy_env") - bare


def words() -> float:
    """Return turns per CPU second of Session-v0 over varied turns of about twenty words, resets included."""
    env = gym.make("therapy_env/Session-v0", persona="train").unwrapped
    turns = [f"{start} {end}" for start in STARTS for end in ENDS]
    done = 0

    def run() -> None:
        nonlocal done
        done = 0
        for seed in range(20):
            env.reset(seed=seed)
            for i in range(20):
                done += 1
                if env.step(turns[(seed * 7 + i * 11) % len(turns)])[2]:
                    break

    run()
    return done / quickest(run, 3)


def acts(persona: str, mode: str, *, wild: bool) -> float:
    """Return patient-turns per CPU second of Acts-v0, what begins again included."""
    envs = gym.make_vec("therapy_env/Acts-v0", num_envs=PATIENTS, persona=persona, autoreset_mode=mode)
    rng = np.random.default_rng(0)
    actions = rng.random((20, PATIENTS, 17), dtype=np.float32)
    if not wild:
        actions *= rng.random(actions.shape, dtype=np.float32) < 0.3
        actions[:, :, [5, 7, 9, 10, 11]] = 0.0
        actions[:, :, 16] = 0.7
    envs.reset(seed=1)

    def run() -> None:
        for action in actions:
            envs.step(action)

    run()
    return PATIENTS * len(actions) / quickest(run, 5)


def memory() -> float:
    """Return kilobytes that stay over 1,000 resets, each with a turn."""
    env = gym.make("therapy_env/Session-v0").unwrapped

    def spend(n: int) -> None:
        for seed in range(n):
            env.reset(seed=seed)
            env.step(STARTS[seed % len(STARTS)])

    spend(100)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    spend(1000)
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return (after - before) / 1024


def main() -> None:
    """Print every figure with its bar."""
    gymnasium, ours = import_ratio()
    print(
        f"import: gymnasium {1e3 * gymnasium:.0f} ms, therapy_env {1e3 * ours:.0f} ms, ratio {ours / gymnasium:.2f}"
        " (bar: at most 1.5)"
    )
    print(f"Session-v0: {words():,.0f} turns/s")
    for persona in ("mira", "train"):
        for mode in ("NextStep", "SameStep"):
            mild, wild = acts(persona, mode, wild=False), acts(persona, mode, wild=True)
            print(
                f"Acts-v0, {PATIENTS} of {persona}, {mode}: {mild / 1e6:.2f} M patient-turns/s with mild acts,"
                f" {wild / 1e6:.2f} M with random ones (bar: 1 M)"
            )
    print(f"memory over 1,000 resets: {memory():+.0f} kB")


if __name__ == "__main__":
    main()
