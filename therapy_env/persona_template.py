"""A commented persona file to start from, written from the schema itself, so that it cannot fall behind it."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from textwrap import wrap
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from therapy_env.errors import UsageError
from therapy_env.persona import Persona, Topic
from therapy_env.persona_lint import PLACEHOLDER, RECOMMENDED, RECOMMENDED_BELIEF, RECOMMENDED_TOP

_HEAD = """\
# Fictional. Research simulation only.
#
# A persona is a person: a job, a street, a mother, a way of talking. Every line is said in the first person to the
# therapist in the room, is complete in itself (one to three sentences), and makes sense without the one before it.
# Replace every "{placeholder} ..." and set the numbers; then run: therapy-env personas validate {id}.yaml
# Never any method, means, place or time of harm.
"""
_START: dict[str, Any] = {
    "split": "train", "age": 40, "medication": "", "kind": "delusion", "type": "persecutory", "conviction": 0.8,
    "preoccupation": 0.6, "distress": 0.6, "inflexibility": 0.65, "disclosure": 0.45, "arousal": 0.5, "baseline": 0.3,
}  # fmt: skip
_LEAST: dict[str, int] = RECOMMENDED | RECOMMENDED_TOP | {k.split(".")[-1]: n for k, n in RECOMMENDED_BELIEF.items()}
_TOPICS: tuple[str, ...] = get_args(Topic)


def persona_template(persona_id: str) -> str:
    """Return a commented persona file that is valid and waits to be written.

    Raises:
        UsageError: ``persona_id`` cannot be an id.
    """
    pattern = Persona.model_fields["id"].metadata[0].pattern
    if not re.fullmatch(pattern.strip("^$"), persona_id):
        raise UsageError(
            f"persona id: expected a small letter, then small letters, digits, - or _, found {persona_id!r}"
        )
    body = "\n".join(_model(Persona, 0, {"id": persona_id}))
    return _HEAD.format(placeholder=PLACEHOLDER, id=persona_id) + body + "\n"


def _model(model: type[BaseModel], depth: int, given: dict[str, Any]) -> Iterator[str]:
    pad = "  " * depth
    for name, field in model.model_fields.items():
        for line in wrap(" ".join((field.description or "").replace("``", "").split()), 112 - len(pad)):
            yield f"{pad}# {line}"
        yield from _field(name, field, depth, given)


def _field(name: str, field: FieldInfo, depth: int, given: dict[str, Any]) -> Iterator[str]:
    pad = "  " * depth
    kind = _plain(field.annotation)
    if name == "facts":
        yield f"{pad}facts:"
        for topic in _TOPICS:
            yield f"{pad}  {topic}:"
            yield from (f'{pad}    - "{PLACEHOLDER} {topic} {i}."' for i in range(1, 4))
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        yield f"{pad}{name}:"
        yield from _model(kind, depth + 1, {})
    elif get_origin(kind) is tuple:
        inner = _plain(get_args(kind)[0])
        least = max(_LEAST.get(name, 0), next((m.min_length for m in field.metadata if hasattr(m, "min_length")), 0))
        if least == 0:
            yield f"{pad}{name}: []"
        else:
            yield f"{pad}{name}:"
            yield from _entries(name, inner, least, depth + 1)
    else:
        value = given.get(name, _START.get(name))
        if value is None:
            value = field.default if not field.is_required() else _something(name, kind)
        if get_origin(kind) is Literal and len(get_args(kind)) > 1:
            yield f"{pad}# one of {', '.join(get_args(kind))}"
        yield f"{pad}{name}: {_written(value)}"


def _entries(name: str, inner: Any, least: int, depth: int) -> Iterator[str]:
    pad = "  " * depth
    if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
        part = name in ("keywords", "claims", "steps")
        text = f"{PLACEHOLDER.lower()} {name}" if part else f"{PLACEHOLDER} {name.replace('_', ' ')}"
        stop = "" if part else "."
        yield from (f'{pad}- "{text} {i}{stop}"' for i in range(1, least + 1))
        return
    commented = list(_model(inner, depth + 1, {"id": "first"}))
    bare = [line for line in commented if not line.lstrip().startswith("#")]
    for i in range(1 if inner.__name__ == "Belief" else least):
        lines = commented if i == 0 else bare
        yield f"{pad}-"
        yield from lines


def _plain(annotation: Any) -> Any:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _plain(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return _plain(get_args(annotation)[0])
    return annotation


def _something(name: str, kind: Any) -> Any:
    if kind is float:
        return 0.5
    if kind is int:
        return 0
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    return f"{PLACEHOLDER} {name.replace('_', ' ')}."


def _written(value: Any) -> str:
    if isinstance(value, str) and (not value or " " in value):
        return f'"{value}"'
    return str(value)
