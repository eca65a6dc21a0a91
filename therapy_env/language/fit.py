"""Fit the embedded readers anew: ``python -m therapy_env.language.fit [--data DIR]``.

The weights are rebuilt from the labelled corpora in the package. ``--data`` names a folder with the published sets that
some heads are fitted on besides (``annomi/annomi.csv``, ``bolt/``); without it the stored weights of those heads stay
as they are. Running it twice on one machine gives the same bytes; those of
sensing depend on the number of threads besides (stored: ``OPENBLAS_NUM_THREADS=1``).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from therapy_env.language import fit_error, fit_reading, fit_sensing
from therapy_env.language.reading_weights import PATH
from therapy_env.language.weights_file import save


def _stored(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    with np.load(path) as stored:
        return {name: stored[name] for name in stored.files}


def main(argv: Sequence[str] | None = None) -> int:
    """Fit and store the weights of both readers, and measure the first one's error; return 0."""
    parser = argparse.ArgumentParser(prog="python -m therapy_env.language.fit", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="folder with the published sets")
    parser.add_argument(
        "--only", choices=("reading", "sensing", "error"), default=None, help="do one of the three"
    )
    options = parser.parse_args(argv)
    if options.only in (None, "reading"):
        arrays = fit_reading.fit(options.data)
        save(PATH, _stored(PATH) | arrays if options.data is None else arrays)
        print(f"wrote {PATH.name}: {PATH.stat().st_size / 1024:.0f} KiB")
    if options.only in (None, "sensing"):
        fit_sensing.fit(options.data)
    if options.only in (None, "error"):
        fit_error.fit()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
