"""YAML that people write: what is refused, where it says so, and that everything is said at once."""

import pytest

from therapy_env.errors import FileProblems
from therapy_env.persona import Persona
from therapy_env.yaml_file import MAX_BYTES, load_yaml, parse_yaml, validated


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: 1\nb: 2\na: 3\n", "text:3: a: found twice, first on line 1"),
        ("a:\n\t- b\n", "text:2: found a tab"),
        ("a: b: c\n", "text:1: found ': ' inside an unquoted text"),
        ("a: &x 1\nb: *x\n", "anchor &x"),
        ("a: !!python/object/apply:os.system ['true']\n", "only plain data"),
        ("a: !!python/dict {b: 1}\n", "found the tag tag:yaml.org,2002:python/dict"),
        ("a: !mine [1]\n", "found the tag !mine"),
        ("a: 1\n---\nb: 2\n", "one document"),
        ("a: 'open\n", "not closed"),
        ("[" * 100_000, "levels of nesting"),
    ],
)
def test_what_cannot_be_read_says_where_and_why(text, says):
    with pytest.raises(FileProblems) as caught:
        parse_yaml(text)
    assert says in str(caught.value)


def test_an_alias_bomb_and_a_huge_file_are_refused(tmp_path):
    bomb = "a: &a [x, x]\n" + "".join(f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True))
    with pytest.raises(FileProblems, match="anchor"):
        parse_yaml(bomb)
    huge = tmp_path / "huge.yaml"
    huge.write_text("a: " + "x" * MAX_BYTES)
    with pytest.raises(FileProblems, match="at most"):
        load_yaml(huge)
    with pytest.raises(FileProblems, match="no such file"):
        load_yaml(tmp_path / "none.yaml")
    with pytest.raises(FileProblems, match="folder"):
        load_yaml(tmp_path)
    huge.write_bytes(b"a: \xff\xfe")
    with pytest.raises(FileProblems, match="UTF-8"):
        load_yaml(huge)


def test_values_and_lines():
    assert parse_yaml("a: [1, 2]\nb: {c: x}").data == {"a": [1, 2], "b": {"c": "x"}}
    data, lines = parse_yaml("a: 12:30\nb:\n  - c: 1.5\n    d: yes\n  - 2024-01-01\n")
    assert data == {"a": "12:30", "b": [{"c": 1.5, "d": True}, "2024-01-01"]}
    assert [lines.of(loc) for loc in ("a", "b", "b.0", "b.0.d", "b.1", "b.0.missing")] == [1, 2, 3, 4, 5, 3]


def test_every_problem_of_a_persona_is_named_at_once(tmp_path):
    from therapy_env.library import find

    text = find("personas", "mira").read_text(encoding="utf-8")
    wrong = (
        text.replace("style: plain", "style: plane")
        .replace("type: persecutory", "type: persecutry")
        .replace("conviction: 0.82", "conviction: 1.82")
        .replace("  reactance:", "  reactanc:")
        .replace("  level: 0", "  level: 3")
        .replace("  shame: 0.4", "  shame: high")
        .replace("    sleep:", "    slep:", 1)
    )
    data, lines = parse_yaml(wrong, "x.yaml")
    with pytest.raises(FileProblems) as caught:
        validated(Persona, data, "x.yaml", lines)
    said = str(caught.value)
    for expected in (
        "style: expected one of plain, upset, verbose, reserved, tangential, pleasing, guarded, found 'plane'",
        "did you mean 'plain'",
        "did you mean 'persecutory'",
        "beliefs.0.conviction: expected a number <= 1.0, found 1.82",
        "risk.shame: expected a number, found 'high'",
        "cues_passive needs at least 3 lines at risk level 3",
        "did you mean 'sleep'",
    ):
        assert expected in said
    at = next(i for i, line in enumerate(wrong.splitlines(), 1) if "conviction: 1.82" in line)
    assert f"x.yaml:{at}: beliefs.0.conviction" in said


def test_a_name_found_twice_hides_nothing_else(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("id: x\nstyle: plian\nid: y\ncolour: blue\n")
    with pytest.raises(FileProblems) as caught:
        load_yaml(path, Persona)
    said = str(caught.value)
    assert "x.yaml:3: id: found twice" in said
    assert "x.yaml:2: style" in said and "'plain'" in said
    assert "x.yaml:4: colour: unknown field" in said
