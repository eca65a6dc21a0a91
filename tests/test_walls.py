"""Walls that stay up: who may import what, and what stays unimported."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import therapy_env

PACKAGE = Path(__file__).resolve().parent.parent / "therapy_env"
HEAVY = ("litellm", "matplotlib", "scipy", "polars", "sklearn")


def imports(path, top_level_only=False):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_level_only else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_core_imports_only_the_vocabularies_and_numpy():
    for path in (PACKAGE / "core").glob("*.py"):
        for name in imports(path):
            if name.startswith("therapy_env"):
                assert name.startswith(("therapy_env.core", "therapy_env.acts", "therapy_env.cues")), (path, name)
            assert not name.startswith(("pydantic", "yaml", "gymnasium")), (path, name)


def test_nothing_imports_litellm_and_nothing_heavy_at_module_level():
    for path in PACKAGE.rglob("*.py"):
        assert not any(name.split(".")[0] == "litellm" for name in imports(path)), path
        assert not any(name.split(".")[0] in HEAVY for name in imports(path, top_level_only=True)), path


@pytest.mark.parametrize("encoding", ["reading", "wording", "speaking", "sensing"])
def test_encodings_do_not_know_each_other(encoding):
    others = {"reading", "wording", "speaking", "sensing"} - {encoding}
    for path in (PACKAGE / "language").glob(f"{encoding}*.py"):
        for name in imports(path):
            for other in others:
                assert not name.startswith(f"therapy_env.language.{other}"), (path, name)


def modules(name, node):
    """The modules of the project that an import names, by the name of a function's or a submodule's home."""
    for found in [f"{node.module}.{alias.name}" for alias in node.names] if isinstance(node, ast.ImportFrom) else []:
        path = PACKAGE.parent / found.replace(".", "/")
        found = found if path.with_suffix(".py").exists() else node.module
        if found.startswith("therapy_env") and found != name:
            yield found


def for_types_only(node):
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def test_no_modules_import_each_other_in_a_circle():
    known = {}
    for path in PACKAGE.rglob("*.py"):
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        body = [n for n in ast.parse(path.read_text(encoding="utf-8")).body if not for_types_only(n)]
        known[name] = {found for top in body for node in ast.walk(top) for found in modules(name, node)}
    assert known["therapy_env.bench.frames"] >= {"therapy_env.bench.folder"}
    while free := [name for name, needs in known.items() if not needs & set(known)]:
        for name in free:
            del known[name]
    assert not known, f"in a circle, or above one: {sorted(known)}"


def test_type_checkers_see_the_public_names_that_load():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    (block,) = [node for node in tree.body if for_types_only(node)]
    assert {(alias.name, node.module) for node in block.body for alias in node.names} == set(
        therapy_env._PLACES.items()
    )


def test_agents_see_no_state():
    for path in (PACKAGE / "agents").glob("*.py"):
        for name in imports(path):
            assert not name.startswith(("therapy_env.session", "therapy_env.core.state", "therapy_env.envs")), (
                path,
                name,
            )


def test_acts_need_no_words():
    code = (
        "import sys, therapy_env.envs.acts, therapy_env.envs.acts_vector\n"
        "print([m for m in sys.modules if m.startswith('therapy_env.language')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_importing_the_package_imports_nothing_heavy():
    code = f"import sys, therapy_env; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
