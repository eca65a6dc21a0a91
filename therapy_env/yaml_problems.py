"""What a validation error means, in words that a person can act on: expected, found, nearest valid name."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from therapy_env.errors import nearest

Loc = tuple[str | int, ...]

_QUOTED = re.compile(r"'([^']*)'")


class Explained(NamedTuple):
    """One problem, by its place in the data."""

    loc: Loc
    """Keys and indexes that exist in the data, as far as they go."""
    field: str
    """Dotted path, for people."""
    message: str


def explain(error: ValidationError, model: type[BaseModel], data: Any = None) -> list[Explained]:
    """Return every problem in ``error``, and in the checks across fields that did not get to run."""
    found = []
    items = error.errors(include_url=False)
    for item in items:
        loc: Loc = tuple(part for part in item["loc"] if part != "[key]")
        if item["type"] == "too_short" and any(i["loc"][: len(loc)] == loc and i is not item for i in items):
            continue  # faulty entries do not count as entries; they are named themselves
        found.append(Explained(loc, _dotted(loc), _message(dict(item), loc, model)))
    if isinstance(data, Mapping):
        told = {(e.loc, e.message) for e in found}
        failed = [e.loc for e in found]
        found += [e for e in _left_out(model, data, (), failed) if (e.loc, e.message) not in told]
    return found


def _dotted(loc: Loc) -> str:
    return ".".join(str(part) for part in loc)


def _message(item: dict[str, Any], loc: Loc, model: type[BaseModel]) -> str:
    kind, given, context = item["type"], item.get("input"), item.get("ctx", {})
    if kind == "extra_forbidden":
        known = _names_at(model, loc[:-1])
        listed = f"; known: {', '.join(known)}" if 0 < len(known) <= 12 else ""
        return f"unknown field{listed}{nearest(str(loc[-1]), known)}"
    if kind == "missing":
        return "required, and not there"
    if kind in ("literal_error", "enum", "union_tag_invalid"):
        raw = str(context.get("expected", context.get("expected_tags", "")))
        options = _QUOTED.findall(raw)
        tag = str(context.get("tag", given)) if kind == "union_tag_invalid" else given
        listed = ", ".join(options) if options else raw
        return f"expected one of {listed}, found {_shown(tag)}{nearest(str(tag), options)}{_yes_no(tag)}"
    if kind == "union_tag_not_found":
        return f"required: {str(context.get('discriminator', 'kind')).strip(chr(39))}, and not there"
    if kind in ("value_error", "assertion_error"):
        return str(context.get("error", item["msg"]))
    if kind in ("too_short", "too_long"):
        least, most = context.get("min_length"), context.get("max_length")
        bound = f"at least {least}" if kind == "too_short" else f"at most {most}"
        return f"expected {bound} entries, found {context.get('actual_length')}"
    if kind == "string_pattern_mismatch":
        return f"expected text matching {context.get('pattern')}, found {_shown(given)}"
    if kind in ("string_too_short", "string_too_long"):
        bound = f"at least {context.get('min_length')}" if "short" in kind else f"at most {context.get('max_length')}"
        return f"expected {bound} characters, found {len(str(given))}: {_shown(given)}"
    return f"{_expected(item)}, found {_shown(given)}{_yes_no(given)}"


def _expected(item: dict[str, Any]) -> str:
    names = {
        "string_type": "text",
        "float_type": "a number",
        "float_parsing": "a number",
        "int_type": "a whole number",
        "int_parsing": "a whole number",
        "int_from_float": "a whole number",
        "finite_number": "a finite number",
        "tuple_type": "a list",
        "list_type": "a list",
        "dict_type": "a mapping of names to values",
        "model_type": "a mapping of names to values",
        "model_attributes_type": "a mapping of names to values",
        "bool_type": "true or false",
        "bool_parsing": "true or false",
    }
    kind, context = item["type"], item.get("ctx", {})
    if kind in names:
        return f"expected {names[kind]}"
    for name, sign in (
        ("greater_than_equal", ">="),
        ("greater_than", ">"),
        ("less_than_equal", "<="),
        ("less_than", "<"),
    ):
        if kind == name:
            return f"expected a number {sign} {next(iter(context.values()))}"
    return str(item["msg"]).replace("Input should be", "expected").rstrip(".")


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    if value is None:
        return "nothing"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..." + text[-1]


def _yes_no(value: Any) -> str:
    return "; unquoted yes, no, on and off mean true and false: put it in quotes" if isinstance(value, bool) else ""


# --- the model's own shape


def _names_at(model: type[BaseModel], loc: Loc) -> list[str]:
    names: list[str] = []
    for annotation in _follow([model], loc):
        for one in _models(annotation):
            names += [name for name in _field_names(one) if name not in names]
    return names


def _field_names(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _follow(annotations: list[Any], loc: Loc) -> list[Any]:
    for part in loc:
        step: list[Any] = []
        for annotation in annotations:
            step += _into(annotation, part)
        # a discriminated union puts its tag in the path: it names no field, and is passed over
        annotations = step or annotations
    return annotations


def _into(annotation: Any, part: str | int) -> list[Any]:
    found: list[Any] = []
    for one in _options(annotation):
        origin, arguments = get_origin(one), get_args(one)
        if isinstance(one, type) and issubclass(one, BaseModel):
            found += [f.annotation for name, f in one.model_fields.items() if (f.alias or name) == part]
        elif origin in (tuple, list) and isinstance(part, int):
            found.append(arguments[0])
        elif origin is dict or origin is Mapping:
            found.append(arguments[1])
    return found


def _options(annotation: Any) -> Iterator[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _options(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for argument in get_args(annotation):
            yield from _options(argument)
    elif origin is not Literal:
        yield annotation


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    for one in _options(annotation):
        if isinstance(one, type) and issubclass(one, BaseModel):
            yield one


# --- checks across fields: pydantic runs them on a clean model only, so on a faulty one they are run here


def _left_out(model: type[BaseModel], data: Any, loc: Loc, failed: list[Loc]) -> list[Explained]:
    """Return what the checks across fields of ``model`` and of the models in it say, where they did not run."""
    if not isinstance(data, Mapping) or not any(place[: len(loc)] == loc for place in failed):
        return []
    found: list[Explained] = []
    for name, field in model.model_fields.items():
        for one in _options(field.annotation):
            value = data.get(field.alias or name)
            if isinstance(one, type) and issubclass(one, BaseModel):
                found += _left_out(one, value, (*loc, name), failed)
            elif get_origin(one) in (tuple, list) and isinstance(value, list):
                for inner in _models(get_args(one)[0]):
                    for i, entry in enumerate(value):
                        found += _left_out(inner, entry, (*loc, name, i), failed)
    for check in model.__pydantic_decorators__.model_validators.values():
        if check.info.mode == "after":
            try:
                check.func(_loose(model, data))
            except ValueError as error:
                found.append(Explained(loc, _dotted(loc), str(error)))
            except Exception:  # the check stumbled over the faulty fields themselves, which are already named
                continue
    return found


def _loose(annotation: Any, value: Any) -> Any:
    """Build ``value`` as far as it goes, unvalidated."""
    for one in _options(annotation):
        if isinstance(one, type) and issubclass(one, BaseModel) and isinstance(value, Mapping):
            given = {
                name: _loose(field.annotation, value[field.alias or name])
                for name, field in one.model_fields.items()
                if (field.alias or name) in value
            }
            return one.model_construct(**given)
        if get_origin(one) in (tuple, list) and isinstance(value, list):
            return tuple(_loose(get_args(one)[0], entry) for entry in value)
    return value
