"""The wheel carries the library, and runs away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from therapy_env import __version__

ROOT = Path(__file__).resolve().parent.parent
RUN = (
    "import gymnasium as gym, therapy_env; from pathlib import Path;"
    "assert 'site' in str(Path(therapy_env.__file__)), therapy_env.__file__;"
    "env = gym.make('therapy_env/Session-v0', persona='mira'); obs, info = env.reset(seed=1);"
    "print(obs, env.step('What was that like for you?')[0])"
)


def test_a_wheel_runs_a_session_outside_the_checkout(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name.startswith(f"therapy_env-{__version__}-")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(site)
    assert "therapy_env/py.typed" in names
    assert "therapy_env/_library/personas/mira.yaml" in names
    assert not any(name.split("/")[0] in ("personas", "agents", "configs") for name in names)
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
