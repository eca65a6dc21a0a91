"""Degenerate therapists that came closest to paying end below passive; the searchers are repeatable.

The whole set, all worlds and longer searches: ``python tests/benchmarks/bench_redteam.py``.
"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from redteam import echoing, harmful, staged, stock  # noqa: F401, E402
from redteam.policy import POLICIES  # noqa: E402
from redteam.scoring import Arena, episodes, lines_of, mean_by_persona, reference, table  # noqa: E402
from redteam.search import Sequence, Trainer, evolve, train  # noqa: E402

from therapy_env.library import persona_ids  # noqa: E402

CLOSEST = ("staged", "staged_by_name", "retrieved_turns", "topic_staged", "passive_and_flattery")
CLEAR = (
    "echo_and_adjective", "eliza_and_question", "warm_frames", "approving_reflection", "hidden_agreement",
    "passive_and_order", "wrapped_order", "risk_every_turn", "missed_and_mended", "active_and_agreement",
    "borrowed_questions", "staged_and_echo",
)  # fmt: skip


@pytest.fixture(scope="module")
def rows():
    arena = Arena("inert", tuple(persona_ids("all")), (0, 1, 2))  # the world that asks least of an adversary
    lines = [line for name in ("active", "passive") for line in lines_of(name, reference(name), arena)]
    lines += [line for name in (*CLOSEST, *CLEAR) for line in lines_of(name, POLICIES[name].make, arena)]
    return table(lines, (*CLOSEST, *CLEAR), arena)


@pytest.mark.parametrize("name", CLOSEST)
def test_ends_below_passive(rows, name):
    assert rows[name]["over_passive"]["mean"] < 0


@pytest.mark.parametrize("name", CLEAR)
def test_ends_below_passive_with_its_interval(rows, name):
    assert rows[name]["over_passive"]["high"] < 0


def test_there_are_at_least_forty_degenerate_policies_and_no_two_do_the_same():
    arena = Arena("default", ("beth", "luis"), (0, 1), 10)  # enough for all of them to come to what they do
    done = set()
    for name, policy in POLICIES.items():
        did = []
        for episode in episodes(name, policy.make, arena):
            line = episode.line
            assert line["status"] == "ok" or policy.breaks, (name, line["error"])
            did += [line["status"], line["termination"], *(turn["therapist"] for turn in episode.turns)]
        done.add(tuple(did))
    assert len(done) == len(POLICIES) >= 40


def test_searches_are_repeatable():
    def found():
        arena = Arena("default", ("mira", "harold"), (0,), 4)
        floor = mean_by_persona(lines_of("passive", reference("passive"), arena))
        evolved = evolve(Trainer(arena, 40, 0.0, floor), 3)
        learned = train(Trainer(arena, 24, 0.0, floor), 3)
        assert isinstance(evolved, Sequence)
        return evolved.genes, learned.opening.tobytes(), learned.ending.tobytes()

    assert found() == found()


@pytest.mark.parametrize("name", ["quit_at_once", "quit_early", "quit_when_strained", "quit_on_gain"])
def test_ending_the_session_early_pays_less_than_staying(name):
    arena = Arena("inert", tuple(persona_ids("all")), (0, 1, 2))
    lines = [line for who in ("active", "passive") for line in lines_of(who, reference(who), arena)]
    rows = table([*lines, *lines_of(name, POLICIES[name].make, arena)], [name], arena)
    assert rows[name]["over_passive"]["high"] < 0
