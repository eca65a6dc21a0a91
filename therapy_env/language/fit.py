"""Fit the embedded readers anew: ``python -m therapy_env.language.fit [--data DIR]``.

The weights are rebuilt from the labelled corpora in the package. ``--data`` names a folder with the published sets that
some heads are fitted on besides (``annomi/annomi.csv``, ``bolt/``); without it the stored weights of those heads stay
as they are. Running it twice gives the same bytes.
"""

from __future__ import annotations

import argparse
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from therapy_env.language.reading_weights import PATH

_EPOCH = (1980, 1, 1, 0, 0, 0)


def save(path: Path, arrays: dict[str, Any]) -> None:
    """Write an ``.npz`` whose bytes depend on the arrays alone (``numpy.savez`` stores the time of day)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(arrays):
            buffer = BytesIO()
            np.lib.format.write_array(buffer, np.asarray(arrays[name], order="C"), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, buffer.getvalue())


def _stored(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    with np.load(path) as stored:
        return {name: stored[name] for name in stored.files}


def main(argv: Sequence[str] | None = None) -> int:
    """Fit and store the weights of both readers; return 0."""
    parser = argparse.ArgumentParser(prog="python -m therapy_env.language.fit", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="folder with the published sets")
    parser.add_argument("--only", choices=("reading", "sensing"), default=None, help="fit one of the two")
    options = parser.parse_args(argv)
    if options.only != "sensing":
        from therapy_env.language import fit_reading

        arrays = fit_reading.fit(options.data)
        save(PATH, _stored(PATH) | arrays if options.data is None else arrays)
        print(f"wrote {PATH.name}: {PATH.stat().st_size / 1024:.0f} KiB")
    if options.only != "reading":
        from therapy_env.language import fit_sensing

        fit_sensing.fit(options.data)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
