"""How environments show themselves to people."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from therapy_env.errors import UsageError

RENDER_MODES = ("ansi", "human")
"""``ansi``: ``render()`` returns text; ``human``: it is printed as it comes."""


def check_render_mode(render_mode: str | None, modes: Sequence[str]) -> str | None:
    """Return ``render_mode`` if it is ``None`` or one of ``modes``, else raise a :class:`UsageError`."""
    if render_mode is not None and render_mode not in modes:
        but_last = ", ".join(["None", *map(repr, modes[:-1])])
        raise UsageError(f"render_mode: expected {but_last} or {modes[-1]!r}, found {render_mode!r}")
    return render_mode


def show(text: str) -> None:
    """Print ``text``, whatever the terminal's encoding can take of it."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), flush=True)
