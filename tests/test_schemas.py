"""The published schemas are the models', and what the project writes keeps to them."""

import json

import pytest
from pydantic import TypeAdapter

from therapy_env.bench.config import load_benchmark, resolve
from therapy_env.bench.runner import run
from therapy_env.errors import UsageError
from therapy_env.reading_file import Row, readings
from therapy_env.schemas import FOLDER, NAMES, schema
from therapy_env.schemas.__main__ import MODELS, written


@pytest.mark.parametrize("name", NAMES)
def test_published_schemas_are_up_to_date(name):
    assert (FOLDER / f"{name}.json").read_text(encoding="utf-8") == written(name), "python -m therapy_env.schemas"


def test_an_unknown_schema_names_the_nearest():
    with pytest.raises(UsageError, match="did you mean 'persona'"):
        schema("persnoa")


def test_what_a_run_and_read_write_keeps_to_the_schemas(tmp_path):
    small = {"agents": ("active", "passive", "sycophant"), "personas": ("luis", "amara"), "seeds": 1, "turns": 4}
    config = resolve(load_benchmark().model_copy(update=small))[0]
    run(config, tmp_path / "run")
    rows = {
        "turn": (tmp_path / "run" / "turns.jsonl").read_text().splitlines(),
        "episode": (tmp_path / "run" / "episodes.jsonl").read_text().splitlines(),
        "summary": [(tmp_path / "run" / "summary.json").read_text()],
        "therapist_reading": [json.dumps(next(readings([Row("What makes you so sure?")], "therapist")))],
        "patient_reading": [json.dumps(next(readings([Row("They watch me. I know it.")], "patient")))],
    }
    for name, lines in rows.items():
        assert lines
        adapter = TypeAdapter(MODELS[name])
        for line in lines:
            adapter.validate_json(line)
