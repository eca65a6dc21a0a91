"""The run folder: what a run leaves, safe against being killed at any moment.

``run.yaml`` is written first. Workers append whole episodes, a line each, to part files of their own under ``parts/``.
Finishing merges them in canonical order into ``turns.jsonl`` and ``episodes.jsonl`` and removes the parts. A torn tail
is a line that does not parse: it is dropped, and its episode run again. Merging reads what was merged before as one
more part, and replaces files whole, so that being killed while merging loses nothing either.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

import yaml

from therapy_env.bench.episode import Episode, Key
from therapy_env.errors import UsageError

RUN, TURNS, EPISODES, SUMMARY, REPORT, PARTS = (
    "run.yaml", "turns.jsonl", "episodes.jsonl", "summary.json", "report.html", "parts",
)  # fmt: skip


def dumps(data: Any) -> str:
    """Return data as one line of JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class Place(NamedTuple):
    """Where a finished episode lies."""

    path: Path
    start: int
    """Offset of its part line, or of its first line in ``turns.jsonl``, in bytes."""
    length: int
    """Bytes."""
    line: Mapping[str, Any]
    """Its line of ``episodes.jsonl``."""


class PartFile:
    """One worker's part: appends whole episodes."""

    def __init__(self, folder: Path) -> None:
        """Open a part file that no one else has."""
        parts = folder / PARTS
        parts.mkdir(exist_ok=True)
        number = len(list(parts.iterdir()))
        while True:
            try:
                self._file: IO[bytes] = open(parts / f"{number:05d}.jsonl", "xb")  # noqa: SIM115
                return
            except FileExistsError:
                number += 1

    def append(self, episode: Episode) -> None:
        """Write one episode; once this returns, the death of the process does not lose it."""
        self._file.write(dumps({"episode": episode.line, "turns": episode.turns}).encode() + b"\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class RunFolder:
    """A run folder that is being written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: IO[str] | None = None

    def begin(self, record: Mapping[str, Any], resume: bool) -> None:
        """Make the folder ready for writing.

        Args:
            record: the run's configuration, for ``run.yaml``.
            resume: go on with the run that is there.

        Raises:
            UsageError: there is a run already and ``resume`` is false; what is there is no run; or its configuration
                differs, naming the differing fields; or another process is writing.
        """
        if self.path.exists() and not self.path.is_dir():
            raise UsageError(f"{self.path}: expected a folder, found a file")
        if (self.path / RUN).exists():
            if not resume:
                raise UsageError(f"{self.path}: holds a run already; go on with it by --resume, or name another --out")
            self._agree(record)
        elif self.path.exists() and any(self._foreign()):
            raise UsageError(f"{self.path}: not empty, and no run folder ({RUN} is missing); name another --out")
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._take_lock()
            if not (self.path / RUN).exists():
                _replace(self.path / RUN, [yaml.safe_dump(dict(record), sort_keys=False, allow_unicode=True).encode()])
        except OSError as error:
            raise UsageError(f"{self.path}: cannot be written: {error.strerror}") from None

    def _foreign(self) -> Iterator[Path]:
        # a run killed while it wrote its first file leaves these
        return (p for p in self.path.iterdir() if p.name not in (f"{RUN}.tmp", ".lock"))

    def _agree(self, record: Mapping[str, Any]) -> None:
        there = read_config(self.path)
        wanted, found = _flat(record), _flat(there)
        differ = [name for name in {**wanted, **found} if wanted.get(name) != found.get(name)]
        orders = [name for name in differ if name.endswith(".order")]  # of an entry that one side lacks, this says all
        lone = {f"{o.removesuffix('order')}{n}." for o in orders for n in {*wanted.get(o, ())} ^ {*found.get(o, ())}}
        differ = [name for name in differ if not name.startswith(tuple(lone))]
        if differ:
            lines = [f"{name}: there {found.get(name)!r}, asked for {wanted.get(name)!r}" for name in differ[:12]]
            more = [f"... and {len(differ) - 12} more"] if len(differ) > 12 else []
            head = f"{self.path}: cannot resume, its configuration differs; give the options that it was begun with:"
            raise UsageError("\n  ".join([head, *lines, *more]))

    def _take_lock(self) -> None:
        try:
            import fcntl
        except ImportError:  # no such thing on Windows
            return
        self._lock = open(self.path / ".lock", "w")  # noqa: SIM115
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(f"{self.path}: another process is writing this run; wait for it, or stop it") from None

    def done(self) -> dict[Key, Place]:
        """Return where each episode that was begun and ended well lies, and the failed ones last seen."""
        found: dict[Key, Place] = {}
        for place in (*_merged(self.path), *_in_parts(self.path)):
            key = key_of(place.line)
            if key not in found or place.line["status"] == "ok":
                found[key] = place
        return found

    def finish(self, keys: Sequence[Key], done: Mapping[Key, Place]) -> None:
        """Merge every episode in canonical order into the final files, and remove the parts."""
        _replace(self.path / f"{TURNS}.new", (_turn_lines(done[key]) for key in keys))
        _replace(self.path / f"{EPISODES}.new", (dumps(done[key].line).encode() + b"\n" for key in keys))
        for name in (TURNS, EPISODES):
            os.replace(self.path / f"{name}.new", self.path / name)
        parts = self.path / PARTS
        if parts.is_dir():
            for part in parts.iterdir():
                part.unlink()
            parts.rmdir()

    def write(self, name: str, text: str) -> None:
        """Write a file whole."""
        _replace(self.path / name, [text.encode()])

    def close(self) -> None:
        """Let other processes write."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            (self.path / ".lock").unlink(missing_ok=True)


_KEY = {"agent", "persona", "seed"}


def key_of(line: Mapping[str, Any]) -> Key:
    """Return agent, persona and seed of a line."""
    return line["agent"], line["persona"], line["seed"]


def read_config(path: Path) -> dict[str, Any]:
    """Return the configuration of a run folder.

    Raises:
        UsageError: no such folder, no run in it, or a half-written or foreign ``run.yaml``.
    """
    file = path / RUN
    if not path.is_dir():
        raise UsageError(f"{path}: no such folder")
    if not file.is_file():
        raise UsageError(f"{path}: no run folder ({RUN} is missing)")
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"{file}: cannot be read: {' '.join(str(error).split())}") from None
    if not isinstance(data, dict) or data.get("v") != 1 or not {"agents", "personas", "turns"} <= set(data):
        raise UsageError(f"{file}: expected the configuration of a run, version 1; the file is foreign or half-written")
    return data


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of a finished run's file.

    Raises:
        UsageError: the file is missing, or a line is no JSON object.
    """
    if not path.is_file():
        unfinished = f"the run is unfinished: go on by --resume, --out {path.parent} and its first options"
        raise UsageError(f"{path}: missing; {unfinished if (path.parent / RUN).exists() else 'no run folder'}")
    with open(path, "rb") as file:
        for number, raw in enumerate(file, 1):
            line = _parsed(raw)
            if line is None:
                raise UsageError(f"{path}:{number}: expected a JSON object on one line; the file is damaged")
            yield line


def read_summary(path: Path) -> dict[str, Any]:
    """Return ``summary.json`` of a finished run.

    Raises:
        UsageError: it is missing or damaged.
    """
    lines = list(read_lines(path / SUMMARY))
    if len(lines) != 1:
        raise UsageError(f"{path / SUMMARY}: expected one JSON object on one line")
    return lines[0]


def _parsed(raw: bytes) -> dict[str, Any] | None:
    if not raw.endswith(b"\n"):
        return None
    try:
        data = json.loads(raw)
    except ValueError:
        return None
    return data if isinstance(data, dict) else None


def _in_parts(path: Path) -> Iterator[Place]:
    parts = path / PARTS
    for part in sorted(parts.iterdir()) if parts.is_dir() else []:
        offset = 0
        with open(part, "rb") as file:
            for raw in file:
                data = _parsed(raw)
                if data is not None and "episode" in data and "turns" in data:
                    yield Place(part, offset, len(raw), data["episode"])
                offset += len(raw)


def _merged(path: Path) -> Iterator[Place]:
    """Yield the episodes of finished files, where both files agree on them."""
    turns, episodes = path / TURNS, path / EPISODES
    if not (turns.is_file() and episodes.is_file()):
        return
    spans: dict[Key, list[int]] = {}  # start, length, lines
    offset = 0
    with open(turns, "rb") as file:
        for raw in file:
            data = _parsed(raw)
            if data is not None and data.keys() >= _KEY:
                span = spans.setdefault(key_of(data), [offset, 0, 0])
                span[1] += len(raw)
                span[2] += 1
            offset += len(raw)
    with open(episodes, "rb") as file:
        for raw in file:
            line = _parsed(raw)
            if line is not None and line.keys() >= {*_KEY, "status", "turns"}:
                start, length, count = spans.get(key_of(line), [0, 0, 0])
                if line["status"] != "ok" or count == line["turns"] + 1:
                    yield Place(turns, start, length, line)


def _turn_lines(place: Place) -> bytes:
    with open(place.path, "rb") as file:
        file.seek(place.start)
        raw = file.read(place.length)
    if place.path.name == TURNS:
        return raw
    return b"".join(dumps(turn).encode() + b"\n" for turn in json.loads(raw)["turns"])


def _replace(path: Path, chunks: Any) -> None:
    """Write a file so that it is there whole or not at all."""
    temporary = path.with_name(path.name + ".tmp")
    with open(temporary, "wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)


def _name(entry: Any, index: int) -> str:
    return str(entry.get("id", entry.get("name", index))) if isinstance(entry, Mapping) else str(index)


def _flat(data: Any, prefix: str = "") -> dict[str, Any]:
    if isinstance(data, Mapping):
        items: list[tuple[str, Any]] = [(str(k), v) for k, v in data.items()]
    elif isinstance(data, list | tuple):
        # entries with a name are compared by it, so that one agent more does not make all of them differ
        items = [(_name(v, i), v) for i, v in enumerate(data)]
        items.append(("order", [name for name, _ in items]))
    else:
        return {prefix: data}
    flat: dict[str, Any] = {}
    for name, value in items:
        path = f"{prefix}.{name}" if prefix else name
        flat.update({path: value} if name == "order" else _flat(value, path))
    return flat
