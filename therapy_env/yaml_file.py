"""YAML that people write by hand: read safely, with the line of every value, and with every problem at once.

Only plain data is read: mappings with text keys, lists, text, numbers, true/false and null. Anchors, aliases, tags
and a second document are refused, so that a file means what is seen in it and cannot grow when it is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from therapy_env.errors import FileProblems, Problem, nearest
from therapy_env.yaml_problems import Loc, explain

MAX_BYTES = 2_000_000
"""Largest file that is read."""
MAX_DEPTH = 40
"""Deepest nesting that is read."""

_Model = TypeVar("_Model", bound=BaseModel)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = {f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "str")}
_TEXT = "tag:yaml.org,2002:str"


class Lines:
    """Where in a file each value stands."""

    def __init__(self) -> None:
        self._line: dict[Loc, int] = {}

    def put(self, loc: Sequence[str | int], line: int) -> None:
        """Note that the value at ``loc`` stands on ``line``, from 1."""
        self._line[tuple(loc)] = line

    def of(self, loc: str | Sequence[str | int]) -> int | None:
        """Return the line of ``loc``, or of the nearest thing around it that is in the file.

        Args:
            loc: keys and indexes, as a tuple or dotted: ``("beliefs", 0, "conviction")``, ``"beliefs.0.conviction"``.
        """
        path: Loc = _parts(loc) if isinstance(loc, str) else tuple(loc)
        while path not in self._line:
            if not path:
                return None
            path = path[:-1]
        return self._line[path]

    def where(self, path: str | Path, loc: str | Sequence[str | int] = ()) -> str:
        """Return ``path:line`` for ``loc``, or just the path where no line is known."""
        line = self.of(loc)
        return f"{path}:{line}" if line else str(path)


class Loaded(NamedTuple):
    """What a file holds, and where."""

    data: Any
    lines: Lines


def _parts(dotted: str) -> Loc:
    return tuple(int(part) if part.isdigit() else part for part in dotted.split(".") if part)


class _Bad(Exception):
    """Something that ends reading: a message and the line."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def load_yaml(path: str | Path, model: type[BaseModel] | None = None) -> Loaded:
    """Read a YAML file.

    Args:
        path: the file, UTF-8, at most 2 MB.
        model: what the data should be. Only for messages: where a name is found twice, what else is wrong is said too.

    Returns:
        ``(data, lines)``.

    Raises:
        FileProblems: it cannot be read or is not plain YAML; names file and line.
    """
    try:
        text = _text(Path(path))
    except _Bad as bad:
        raise FileProblems([_problem(path, bad)]) from None
    return parse_yaml(text, path, model)


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise _Bad("expected a YAML file, found a folder")
        if size > MAX_BYTES:
            raise _Bad(f"expected at most {MAX_BYTES:,} bytes, found {size:,}")
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise _Bad("no such file") from None
    except UnicodeDecodeError as error:
        raise _Bad(f"expected UTF-8 text, found other bytes at byte {error.start}") from None
    except OSError as error:
        raise _Bad(f"cannot be read: {error.strerror}") from None


def parse_yaml(text: str, path: str | Path = "text", model: type[BaseModel] | None = None) -> Loaded:
    """Read YAML text; ``path`` is the name used in messages, ``model`` as in :func:`load_yaml`.

    Raises:
        FileProblems: it is not plain YAML; every duplicate key is named.
    """
    builder = _Builder()
    try:
        loader = _Loader(text)
        try:
            data = builder.build(loader)
        finally:
            loader.dispose()
    except _Bad as bad:
        raise FileProblems([_problem(path, bad)]) from None
    except yaml.YAMLError as error:
        raise FileProblems([_problem(path, _reworded(error, text))]) from None
    if builder.twice:
        found = [_problem(path, bad) for bad in builder.twice]
        if model is not None and isinstance(data, dict):
            try:
                model.model_validate(data)
            except ValidationError as error:
                found += _problems_of(error, path, builder.lines, model, data)
        raise FileProblems(found)
    return Loaded(data, builder.lines)


def load_model(path: str | Path, model: type[_Model], what: str) -> tuple[_Model, Lines]:
    """Return what a YAML file holds as a ``model``, and where each value stands; ``what`` is it, for people.

    Raises:
        FileProblems: everything wrong with the file, each with line, field, what was expected and what was found.
    """
    data, lines = load_yaml(path, model)
    return validated(model, expect_mapping(data, path, what), path, lines), lines


def validated(model: type[_Model], data: Mapping[str, Any], path: str | Path, lines: Lines) -> _Model:
    """Return ``data`` as a ``model``.

    Raises:
        FileProblems: everything wrong with it.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise FileProblems(_problems_of(error, path, lines, model, data)) from None


def _problems_of(
    error: ValidationError, path: str | Path, lines: Lines, model: type[BaseModel], data: Any = None
) -> list[Problem]:
    """Return everything that a model found wrong with a file's data, in the order of the file.

    Args:
        error: what validation raised.
        path: the file, as the user named it.
        lines: from :func:`load_yaml`.
        model: the model that was validated.
        data: what was validated; with it, checks across fields run as well where single fields already failed.
    """
    found = [
        (lines.of(where.loc) or 0, Problem(lines.where(path, where.loc), where.field, where.message))
        for where in explain(error, model, data)
    ]
    return [problem for _, problem in sorted(found, key=lambda pair: pair[0])]


def _problem(path: str | Path, bad: _Bad) -> Problem:
    return Problem(f"{path}:{bad.line}" if bad.line else str(path), "", bad.message)


def _reworded(error: yaml.YAMLError, text: str) -> _Bad:
    """Say what a YAML error means to someone who does not know the YAML grammar."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark is not None else None
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error).split("\n")[0]
    source = text.split("\n")[line - 1] if line and line <= text.count("\n") + 1 else ""
    if "\t" in source[: len(source) - len(source.lstrip())] or "'\\t'" in problem:
        return _Bad("found a tab in the indentation; indent with spaces", line)
    if "mapping values are not allowed" in problem:
        return _Bad("found ': ' inside an unquoted text, or wrong indentation; put the text in double quotes", line)
    if "could not find expected ':'" in problem:
        return _Bad("expected 'name: value'; a text over several lines or with ':' needs quotes", line)
    if "special characters are not allowed" in problem or "control characters" in problem:
        return _Bad("found a control character; remove it", line)
    if "found unexpected end of stream" in problem or "while scanning a quoted scalar" in str(error):
        return _Bad("a quoted text is not closed", line)
    return _Bad(f"not valid YAML: {problem}", line)


class _Builder:
    """Builds data from YAML events without recursion, noting lines."""

    def __init__(self) -> None:
        self.lines = Lines()
        self.twice: list[_Bad] = []
        self._loc: list[str | int] = []

    def build(self, loader: Any) -> Any:
        events = self._events(loader)
        first = next(events, None)
        if first is None:
            return None
        root: list[Any] = []
        # (container, key still waiting for its value or None, lines of the keys seen so far)
        stack: list[tuple[Any, list[str], dict[str, int]]] = []
        event: Any = first
        while event is not None:
            if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                stack.pop()
                if self._loc:
                    self._loc.pop()
            elif stack and isinstance(stack[-1][0], dict) and not stack[-1][1]:
                self._key(event, stack[-1])
            else:
                self._value(loader, event, stack, root)
            event = next(events, None)
        return root[0] if root else None

    def _events(self, loader: Any) -> Iterator[Any]:
        documents = 0
        while loader.check_event():
            event = loader.get_event()
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Bad("expected one document, found a second one ('---')", line)
            elif isinstance(event, yaml.AliasEvent):
                raise _Bad(f"found the alias *{event.anchor}; write its value out", line)
            elif isinstance(event, yaml.NodeEvent):
                if event.anchor:
                    raise _Bad(f"found the anchor &{event.anchor}; anchors are not read, remove it", line)
                yield event
            elif isinstance(event, yaml.CollectionEndEvent):
                yield event

    def _key(self, event: Any, frame: tuple[Any, list[str], dict[str, int]]) -> None:
        _, waiting, seen = frame
        line = event.start_mark.line + 1
        if not isinstance(event, yaml.ScalarEvent):
            raise _Bad("expected a name before ':', found a list or a mapping", line)
        name = event.value
        if name in seen:
            path = ".".join(str(part) for part in (*self._loc, name))
            self.twice.append(_Bad(f"{path}: found twice, first on line {seen[name]}; keep one", line))
        seen.setdefault(name, line)
        waiting.append(name)

    def _value(self, loader: Any, event: Any, stack: list[Any], root: list[Any]) -> None:
        line = event.start_mark.line + 1
        if not stack:
            self.lines.put((), line)
        else:
            container, waiting, seen = stack[-1]
            self._loc.append(waiting[0] if isinstance(container, dict) else len(container))
            self.lines.put(self._loc, seen[waiting[0]] if isinstance(container, dict) else line)
        value: Any
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(loader, event)
        else:
            if event.tag not in (None, "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"):
                raise _Bad(f"found the tag {event.tag}; only plain data is read", line)
            value = {} if isinstance(event, yaml.MappingStartEvent) else []
        if not stack:
            root.append(value)
        else:
            container, waiting, _ = stack[-1]
            if isinstance(container, dict):
                container[waiting.pop()] = value
            else:
                container.append(value)
        if isinstance(event, yaml.ScalarEvent):
            if stack:
                self._loc.pop()
        else:
            if len(stack) >= MAX_DEPTH:
                raise _Bad(f"expected at most {MAX_DEPTH} levels of nesting", line)
            stack.append((value, [], {}))

    def _scalar(self, loader: Any, event: Any) -> Any:
        tag = event.tag or loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag not in _PLAIN:
            if event.tag:
                raise _Bad(f"found the tag {event.tag}; only plain data is read", event.start_mark.line + 1)
            tag = _TEXT  # dates, "=" and "<<" are just text here
        if not event.tag and ":" in event.value:
            tag = _TEXT  # 12:30 is a time of day, not 750
        if tag == _TEXT:
            return event.value
        try:
            return loader.construct_object(yaml.ScalarNode(tag, event.value, event.start_mark, event.end_mark))
        except (ValueError, yaml.YAMLError):
            raise _Bad(f"found {event.value!r} tagged as {tag}", event.start_mark.line + 1) from None


def expect_mapping(data: Any, path: str | Path, what: str) -> dict[str, Any]:
    """Return ``data`` if it is a mapping.

    Raises:
        FileProblems: it is anything else; ``what`` says what the file should be.
    """
    if isinstance(data, dict):
        return data
    found = "nothing" if data is None else f"a {_kind(data)}"
    raise FileProblems([Problem(str(path), "", f"expected {what} (a mapping of names to values), found {found}")])


def _kind(value: Any) -> str:
    if isinstance(value, Mapping):
        return "mapping"
    return {list: "list", str: "text", bool: "truth value", int: "number", float: "number"}.get(type(value), "value")


def unknown_names(data: Mapping[str, Any], known: Sequence[str], path: str | Path, lines: Lines) -> list[Problem]:
    """Return a problem for each name in ``data`` that is not in ``known``, with the nearest."""
    return [
        Problem(lines.where(path, (name,)), name, f"unknown field; known: {', '.join(known)}{nearest(name, known)}")
        for name in data
        if name not in known
    ]
