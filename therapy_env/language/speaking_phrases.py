"""Reading the files of shared phrases that come with the package."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml


def phrases(name: str) -> dict[str, Any]:
    """Return the parsed contents of ``phrases/name``."""
    source = resources.files("therapy_env.language").joinpath("phrases", name).read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load(source, loader)
    return loaded
