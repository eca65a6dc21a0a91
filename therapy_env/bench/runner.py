"""Running the episodes of a benchmark, here or in worker processes, into a run folder.

The order in which episodes are run decides nothing: each has its own seeds, and the folder merges in canonical order.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from therapy_env.agents import build_agent
from therapy_env.bench.config import Config
from therapy_env.bench.episode import Episode, Key, failed, play
from therapy_env.bench.folder import SUMMARY, PartFile, RunFolder, dumps
from therapy_env.bench.summary import summarise
from therapy_env.errors import TherapyEnvError, UsageError
from therapy_env.language.reading_error import measured

Told = Callable[[int, int, Key], None]
"""Called with (episodes done, episodes in all, the last one) as a run goes on."""

MAX_WORKERS = 8


def default_workers() -> int:
    """Return how many workers run where nothing is said: one a core, at most eight."""
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, MAX_WORKERS)


def run(
    config: Config, folder: Path, *, workers: int = 1, resume: bool = False, told: Told | None = None
) -> dict[str, Any]:
    """Run what is left of a benchmark into ``folder`` and return its summary.

    Args:
        config: what to run.
        folder: run folder; made where it does not exist.
        workers: processes; 1 runs in this one. From a script, more than one needs ``if __name__ == "__main__":``.
        resume: go on with the run in ``folder``; episodes that failed are run again.
        told: progress.

    Raises:
        UsageError: the folder cannot take this run, or a worker could not start.
    """
    if workers < 1:
        raise UsageError(f"workers: expected at least 1, found {workers}")
    target = RunFolder(folder)
    target.begin(config.record(), resume)
    try:
        keys = config.keys()
        done = target.done()
        left = [key for key in keys if key not in done or done[key].line["status"] != "ok"]
        finished = len(keys) - len(left)
        source = _here(config, folder, left) if workers == 1 else _spread(config, folder, left, min(workers, len(left)))
        for key in source:
            finished += 1
            if told:
                told(finished, len(keys), key)
        done = target.done()
        target.finish(keys, done)
        summary = summarise(config.record(), (done[key].line for key in keys))
        target.write(SUMMARY, dumps(summary) + "\n")
        return summary
    finally:
        target.close()


def _episode(config: Config, key: Key) -> Episode:
    agent = next(a for a in config.agents if a.name == key[0])
    persona = next(p.persona for p in config.personas if p.id == key[1])
    error = measured() if config.reading_noise else None
    return play(partial(build_agent, agent.spec, agent.folder), persona, key, config.simulator, config.turns, error)


def _here(config: Config, folder: Path, keys: list[Key]) -> Iterator[Key]:
    """Play episodes in this process; yield each that is done."""
    part = PartFile(folder)
    try:
        for key in keys:
            part.append(_episode(config, key))
            yield key
    finally:
        part.close()


class WorkersFailed(TherapyEnvError):
    """Workers cannot run at all; what is done is kept, and ``--resume`` goes on."""


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    ready: bool = False
    key: Key | None = None


def _spread(config: Config, folder: Path, keys: list[Key], workers: int) -> Iterator[Key]:
    """Hand out episodes one at a time to workers; yield each that is done."""
    context = multiprocessing.get_context("spawn")
    queue = deque(keys)
    own = PartFile(folder)  # for the episodes of workers that died
    team: dict[Connection, _Worker] = {}

    def hire() -> None:
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(config, folder, theirs), daemon=True)
        with _interrupts_are_ours():
            process.start()
        theirs.close()
        team[ours] = _Worker(process, ours)

    try:
        for _ in range(workers):
            hire()
        while team:
            for pipe in wait(list(team)):
                worker = team[pipe]  # type: ignore[index]
                try:
                    message = worker.pipe.recv()
                except (EOFError, ConnectionError):
                    message = ("died", None)
                kind, content = message
                if kind == "died":
                    worker.process.join()
                    del team[worker.pipe]
                    if not worker.ready:
                        raise WorkersFailed(
                            "a worker process ended before it began. From a script, put the call under "
                            'if __name__ == "__main__": ; or use one worker'
                        )
                    if worker.key is not None:
                        reason = f"the worker process died (exit code {worker.process.exitcode})"
                        own.append(Episode([], failed(worker.key, reason)))
                        yield worker.key
                        if queue:
                            hire()
                    continue
                if kind == "stopped":
                    raise WorkersFailed(f"a worker cannot write: {content}")
                worker.ready = True
                if kind == "done" and worker.key is not None:
                    yield worker.key
                worker.key = queue.popleft() if queue else None
                worker.pipe.send(worker.key)
                if worker.key is None:
                    worker.process.join()
                    del team[worker.pipe]
    finally:
        own.close()
        for worker in team.values():
            worker.process.terminate()


@contextmanager
def _interrupts_are_ours() -> Iterator[None]:
    """Within, processes are born deaf to Ctrl-C, which goes to the whole group: the parent ends them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])  # inherited; one that comes now comes after
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(config: Config, folder: Path, pipe: Connection) -> None:
    """Play what comes through the pipe until there is nothing, or no one at the other end."""
    try:
        part = PartFile(folder)
        pipe.send(("ready", None))
        while (key := pipe.recv()) is not None:
            part.append(_episode(config, key))
            pipe.send(("done", None))
        part.close()
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        return  # the run was stopped; what is written stays
    except OSError as error:
        pipe.send(("stopped", str(error)))
