"""The linter and the template."""

import pytest

from therapy_env.errors import FileProblems, UsageError
from therapy_env.library import find, persona_ids
from therapy_env.persona_file import check_persona_file, load_persona_file
from therapy_env.persona_template import persona_template


@pytest.fixture
def mira():
    return find("personas", "mira").read_text(encoding="utf-8")


def warnings_of(tmp_path, text):
    path = tmp_path / "mira.yaml"
    path.write_text(text, encoding="utf-8")
    check = check_persona_file(path)
    assert not check.problems
    return "\n".join(str(w) for w in check.warnings)


@pytest.mark.parametrize("name", persona_ids())
def test_no_built_in_persona_has_problems_or_warnings(name):
    check = check_persona_file(find("personas", name))
    assert not check.problems
    assert not check.warnings


def test_a_template_is_valid_and_says_that_it_is_unwritten(tmp_path):
    path = tmp_path / "jonas.yaml"
    path.write_text(persona_template("jonas"), encoding="utf-8")
    check = check_persona_file(path)
    assert check.persona is not None
    assert check.persona.id == "jonas"
    assert "template's words" in str(check.warnings[0])
    with pytest.raises(UsageError, match="found 'Jonas'"):
        persona_template("Jonas")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("It's fine. Really.", "I am about ninety percent sure of it.", "number for how sure"),
        ("It's fine. Really.", "That is just one of my cognitive distortions.", "a therapist's word"),
        ("It's fine. Really.", "There is a suicide note.", "method of harm"),
        ("It's fine. Really.", "I'd rather leave that one, thanks", "whole sentence"),
        ("It's fine. Really.", "Maybe. It crossed my mind about the keys again on Wednesday.", "also stands in"),
        (
            "It's fine. Really.",
            "The keys again on Thursday, it crossed my mind about it. I let it cross, and I suppose it went.",
            "nearly the same as",
        ),
        ("I am not sleeping,", "The man upstairs and the management of my building listen,", "premise of 'watched'"),
        ("id: mira", "id: mirela", "expected the file's name"),
    ],
)
def test_the_linter_names_what_weakens_a_persona(tmp_path, mira, old, new, says):
    assert old in mira
    assert says in warnings_of(tmp_path, mira.replace(old, new, 1))


def test_thin_material_is_named_with_its_line(tmp_path, mira):
    start = mira.index("  puzzled:")
    kept = mira[start:].splitlines()[:4]
    said = warnings_of(tmp_path, mira[:start] + "\n".join(kept) + "\n")
    assert f"mira.yaml:{mira[:start].count(chr(10)) + 1}: voice.puzzled: 3 lines" in said


def test_a_file_that_is_no_persona(tmp_path):
    path = tmp_path / "list.yaml"
    path.write_text("- a\n")
    with pytest.raises(FileProblems, match="expected a persona"):
        load_persona_file(path)
