from __future__ import annotations

import pytest
from ruamel.yaml.nodes import ScalarNode

from bot.authoring.yaml_nodes import EditRefused, content_end, inside_flow, is_flow, line_end, node_at, plain_data, span

TEXT = """\
a:
  - {b: een, c: "twee"}   # twee
  - d: |-
      drie
      vier

# onder
"""


def test_a_part_is_found_by_its_path_to_the_letter() -> None:
    """Where it begins and ends, without the comments and empty lines behind it."""
    node = node_at(TEXT, ("a", 0, "c"))
    assert isinstance(node, ScalarNode)
    begin, end = span(TEXT, node)
    assert TEXT[begin:end] == '"twee"'
    assert inside_flow(TEXT, ("a", 0, "c"))
    assert is_flow(node_at(TEXT, ("a", 0)))
    assert not inside_flow(TEXT, ("a", 1, "d"))
    assert TEXT[: content_end(TEXT, node_at(TEXT, ("a",)))].endswith("vier")
    assert TEXT[: line_end(TEXT, end)].endswith("# twee")


def test_what_is_not_there_is_refused() -> None:
    """A path that leads nowhere, or a text that cannot be read."""
    for text, path in ((TEXT, ("a", 5)), (TEXT, ("x",)), ("a: [", ("a",))):
        with pytest.raises(EditRefused):
            node_at(text, path)


def test_plain_data_is_read_once() -> None:
    """The same object for the same text."""
    assert plain_data(TEXT) is plain_data(TEXT)
    assert plain_data(TEXT)["a"][1]["d"] == "drie\nvier"
