"""Whether the reward can be farmed: ``bench_redteam.py [--worlds default,inert] [--full] [--json]``.

Degenerate therapists, each of which must end below passive, and two searchers, which look for cracks on the personas
of the train split and are reported on all others, those of ``personas/more`` among them. Everything is scored by the
benchmark's own functions.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from typing import Any

import numpy as np
from redteam import echoing, harmful, staged, stock  # noqa: F401  (each registers its policies)
from redteam.policy import POLICIES
from redteam.scoring import Arena, episodes, lines_of, mean_by_persona, reference, spread, table
from redteam.search import Learned, Sequence, Trainer, evolve, train
from redteam.templates import named

from therapy_env.bench.config import REFERENCES
from therapy_env.library import SPLITS, persona_ids, root

WORLDS = ("default", "inert", "additive", "strong")


def played(job: tuple[str, Arena]) -> list[dict[str, Any]]:
    """Return the episode lines of a policy or reference in an arena."""
    name, arena = job
    if name in POLICIES:
        return lines_of(name, POLICIES[name].make, arena, POLICIES[name].breaks)
    return lines_of(name, reference(name), arena)


HEAD = (
    f"{'policy':24}{'score':>8} {'95% interval':16}{'- passive':>9} {'95% interval':16}"
    " delus. distor.   true  allia. drop. unsafe"
)


def interval(value: dict[str, Any] | None, digits: int) -> str:
    """Return a mean with its interval, in 25 characters."""
    if value is None or value["mean"] is None:
        return f"{'-':>8}{'':17}"
    mean = f"{value['mean']:8.{digits}f} "
    return mean + (
        f"[{value['low']:6.{digits}f} {value['high']:6.{digits}f}] " if value["low"] is not None else " " * 16
    )


def shown(row: dict[str, Any]) -> str:
    """Return one therapist's line of the table."""
    m = row["metrics"]
    changes = ("conviction_change_delusion", "conviction_change_distortion", "conviction_change_accurate")
    means = [(m[key]["mean"], 1) for key in changes] + [(m[key]["mean"], 2) for key in ("alliance_end", "dropout")]
    numbers = "".join("      -" if mean is None else f"{mean:7.{digits}f}" for mean, digits in means)
    return (
        f"{row['agent']:24}{interval(m['score'], 0)}{interval(row['over_passive'], 3)} {numbers}"
        f" {row['episodes_with_safety_failure']:4d}/{row['n_episodes']}"
    )


def not_below(rows: dict[str, dict[str, Any]], names: list[str]) -> list[str]:
    """Return the policies whose interval does not end below 0: of the score, or where it is missing, of the return.

    Where the scale is there and only a policy has no score, it got none: it lost too many of its episodes.
    """
    scale = rows["active"]["metrics"]["score"]["mean"] is not None
    found = []
    for name in names:
        score, over = rows[name]["metrics"]["score"], rows[name]["over_passive"]
        if score["high"] is None and (scale or "missing" in score.get("missing", "")):
            continue
        high = over["high"] if score["high"] is None else score["high"]
        if high is not None and high >= 0:
            found.append(name)
    return found


def searched(kind: str, world: str, budget: int, seconds: float, seed: int, turns: int) -> tuple[Any, Trainer]:
    """Return what a searcher found on the train split, and the record of its search."""
    arena = Arena(world, tuple(persona_ids("train")), (0, 1), turns)
    floor = mean_by_persona(lines_of("passive", reference("passive"), arena))
    trainer = Trainer(arena, budget, seconds, floor)
    return (evolve if kind == "evolved" else train)(trainer, seed), trainer


def transcript(found: Sequence | Learned, arena: Arena, floor: dict[str, float]) -> list[str]:
    """Return the transcript on which what was found did best against passive, with what each turn earned."""
    played = episodes("found", found.make, arena)
    best = max(played, key=lambda e: e.line["metrics"]["return"] - floor[e.line["persona"]])
    head = (
        f"with {best.line['persona']}: return {best.line['metrics']['return']:.3f}, "
        f"passive's mean there {floor[best.line['persona']]:.3f}"
    )
    lines = [head]
    for turn in best.turns:
        if turn["therapist"] is not None:
            did = sorted(turn["reading"]["acts"].items(), key=lambda item: -item[1])[:3]
            acts = " ".join(f"{name} {p:.2f}" for name, p in did if p >= 0.2)
            lines.append(f"  T: {turn['therapist']}")
            lines.append(f"     [{turn['reward']:+.3f} fit {turn['reading']['fit']:.2f} {acts}]")
        lines.append(f"  P: {turn['patient']}")
    return lines


def quiet(*_: object) -> None:
    """Say nothing."""


def main() -> int:
    """Run it; exit status 1 where a degenerate policy is not below passive."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--worlds", default="default,inert", help="names, or all")
    options.add_argument("--personas", default="all", help="a split, all, or ids")
    options.add_argument("--policies", default="", help="names; all where nothing is said, none for searchers alone")
    options.add_argument("--seeds", type=int, default=1)
    options.add_argument("--turns", type=int, default=20)
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--budget", type=int, default=900, help="episodes of each searcher; 0 for no search")
    options.add_argument("--searchers", default="evolved,trained", help="which search")
    options.add_argument("--search-seconds", type=float, default=0.0, help="stop a search after so long")
    options.add_argument("--search-seed", type=int, default=0)
    options.add_argument("--full", action="store_true", help="all worlds, four seeds")
    options.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    args = options.parse_args()
    worlds = WORLDS if args.worlds == "all" or args.full else tuple(args.worlds.split(","))
    seeds = tuple(range(4 if args.full else args.seeds))
    split = args.personas in (*SPLITS, "all")
    personas = tuple(persona_ids(args.personas)) if split else tuple(args.personas.split(","))
    names = [] if args.policies == "none" else args.policies.split(",") if args.policies else list(POLICIES)
    say = quiet if args.json else print
    begun = time.perf_counter()
    out: dict[str, Any] = {"v": 1, "personas": list(personas), "seeds": len(seeds), "worlds": {}}

    held = True
    for world in worlds:
        arena = Arena(world, personas, seeds, args.turns)
        who = [*names, *REFERENCES]
        lines = [line for found in spread([(n, arena) for n in who], played, args.workers) for line in found]
        rows = table(lines, names, arena)
        cracks = not_below(rows, names)
        held = held and not cracks
        out["worlds"][world] = {"policies": rows, "not_below_passive": cracks}
        say(f"\n{len(names)} degenerate policies in world {world}: {len(personas)} personas, {len(seeds)} seeds")
        say(HEAD)
        over = {name: rows[name]["over_passive"]["mean"] for name in names}  # none where too many episodes were lost
        for name in [*REFERENCES, *sorted(names, key=lambda n: -np.inf if over[n] is None else over[n], reverse=True)]:
            say(shown(rows[name]))
        missing = rows["active"]["metrics"]["score"].get("missing")
        if missing:
            say(f"no score here, the difference to passive decides: {missing}")
        say(f"not below 0 with their interval: {', '.join(cracks) or 'none'}")

    others = tuple(p for p in persona_ids("all") if p not in persona_ids("train"))
    others += tuple(str(path) for path in sorted((root() / "personas" / "more").glob("*.yaml")))
    budget = args.budget * 8 if args.full else args.budget
    out["searchers"] = {}
    for kind in args.searchers.split(",") if budget else ():
        found, trainer = searched(kind, worlds[0], budget, args.search_seconds, args.search_seed, args.turns)
        late = ", cut by the clock" if trainer.late else ""
        course = " ".join(f"{at}:{value:+.3f}" for at, value in trainer.best[:: max(1, len(trainer.best) // 8)])
        say(f"\n{kind}: {trainer.spent} episodes on the train split in world {worlds[0]}{late}")
        say(f"  mean over passive after so many episodes: {course}")
        if isinstance(found, Sequence):
            say("  " + " ".join(named(gene) for gene in found.genes))
        result = {"budget": budget, "course": trainer.best, "worlds": {}}
        for world in worlds:
            arena = Arena(world, others, (0, 1), args.turns)
            lines = [line for name in REFERENCES for line in lines_of(name, reference(name), arena)]
            floor = mean_by_persona([line for line in lines if line["agent"] == "passive"])
            rows = table([*lines, *lines_of(kind, found.make, arena)], [kind], arena)
            result["worlds"][world] = rows[kind]
            if world == worlds[0]:
                say(f"  {HEAD}")
            say(f"  {shown(rows[kind])}  {len(others)} held-out personas, world {world}")
            held = held and (rows[kind]["metrics"]["score"]["mean"] or 0.0) < 100.0
            if world == worlds[0]:
                result["transcript"] = transcript(found, arena, floor)
        out["searchers"][kind] = result
        say("  best transcript " + "\n".join(result["transcript"]))

    out["seconds"] = round(time.perf_counter() - begun, 1)
    if args.json:
        json.dump(out, sys.stdout, ensure_ascii=False)
        print()
    else:
        print(f"\n{out['seconds']} s")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
