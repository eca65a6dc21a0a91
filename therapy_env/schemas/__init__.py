"""JSON schemas of what users write and read: personas, agents, every line of a run folder, rows of ``read``.

The files beside this module are written from the project's own models by ``python -m therapy_env.schemas``.

>>> from therapy_env.schemas import NAMES, schema
>>> NAMES
('persona', 'agent', 'turn', 'episode', 'summary', 'therapist_reading', 'patient_reading')
>>> schema("persona")["title"]
'Persona'
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from therapy_env.errors import UsageError, nearest

FOLDER = Path(__file__).parent
NAMES = ("persona", "agent", "turn", "episode", "summary", "therapist_reading", "patient_reading")
"""What there is a schema of."""


def schema(name: str) -> dict[str, Any]:
    """Return a published JSON schema.

    Args:
        name: one of :data:`NAMES`.

    Raises:
        UsageError: no such schema.
    """
    if name not in NAMES:
        raise UsageError(f"unknown schema {name!r}{nearest(name, NAMES)}; expected one of {', '.join(NAMES)}")
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found
