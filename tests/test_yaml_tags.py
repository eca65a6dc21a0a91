import pytest

from therapy_env.errors import UsageError
from therapy_env.yaml_file import parse_yaml

TAGGED = ["a: !!python/object/apply:os.system ['true']", "a: !!python/dict {b: 1}", "a: !mine [1]"]


@pytest.mark.parametrize("text", TAGGED)
def test_tags_on_lists_and_mappings_are_refused(text):
    with pytest.raises(UsageError, match="tag"):
        parse_yaml(text)


def test_plain_lists_and_mappings_are_read():
    assert parse_yaml("a: [1, 2]\nb: {c: x}").data == {"a": [1, 2], "b": {"c": "x"}}
