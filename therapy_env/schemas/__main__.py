"""Write the JSON schemas anew: ``python -m therapy_env.schemas``."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from therapy_env.agents.loading import AgentSpec
from therapy_env.persona import Persona
from therapy_env.schemas import FOLDER, NAMES
from therapy_env.schemas.lines import EpisodeLine, PatientReadingRow, Summary, TherapistReadingRow, TurnLine

MODELS: dict[str, Any] = dict(
    zip(
        NAMES,
        (Persona, AgentSpec, TurnLine, EpisodeLine, Summary, TherapistReadingRow, PatientReadingRow),
        strict=True,
    )
)


def written(name: str) -> str:
    """Return the text of a schema file."""
    schema = TypeAdapter(MODELS[name]).json_schema()
    schema.setdefault("title", name.capitalize())
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=1) + "\n"


if __name__ == "__main__":
    for name in NAMES:
        (FOLDER / f"{name}.json").write_text(written(name), encoding="utf-8")
        print(f"wrote {name}.json")
