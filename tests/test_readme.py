"""What the README shows is run as it stands."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, flags=re.M | re.S)


def test_python_blocks_run_in_order(capsys):
    namespace = {}
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), namespace)  # noqa: S102
    out = capsys.readouterr().out
    assert "Mira:" in out
    assert "completed" in out or "dropout" in out


def test_agents_of_the_readme_run(tmp_path, monkeypatch):
    from therapy_env.agents import load_agent
    from therapy_env.library import load_persona
    from therapy_env.visible import visible

    (tmp_path / "hasty.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    curious = next(block for block in blocks("python") if "class Curious" in block)
    (tmp_path / "curious.py").write_text(curious, encoding="utf-8")
    (tmp_path / "curious.yaml").write_text("kind: python\nname: curious\nclass: curious.py:Curious\n", encoding="utf-8")
    for name in ("hasty", "curious"):
        agent = load_agent(tmp_path / f"{name}.yaml")
        assert agent.name == name
        agent.begin(visible(load_persona("mira")), seed=1)
        assert agent.reply("I keep hearing them through the ceiling at night.")


def test_commands_of_the_readme_run(tmp_path, monkeypatch):
    from typer.testing import CliRunner

    from therapy_env.cli import app

    monkeypatch.chdir(tmp_path)
    lines = [line.split("#")[0].strip() for block in blocks("sh") for line in block.splitlines()]
    commands = [line for line in lines if line.startswith("therapy-env ") and line != "therapy-env compare"]
    assert len(commands) >= 5
    for command in commands:
        result = CliRunner().invoke(app, shlex.split(command)[1:])
        assert result.exit_code == 0, f"{command}\n{result.output}"


@pytest.mark.parametrize("target", ["compare", "test"])
def test_make_targets_named_exist(target):
    assert f"make {target}" in TEXT
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M)


def test_yaml_blocks_parse():
    assert all(isinstance(yaml.safe_load(block), dict) for block in blocks("yaml"))
