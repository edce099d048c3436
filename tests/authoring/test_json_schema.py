from __future__ import annotations

import json

import pytest

from bot.authoring.json_schema import EXPLAINED, KINDS, kind_of, modeline, schemas
from bot.engine.dialog import Branch, Choice, Step, Wording
from bot.scripts_folder import SOURCE
from tests.authoring.shipped import texts


def test_the_schemas_beside_the_scripts_are_up_to_date() -> None:
    """What an editor reads is what the program accepts; ``herstelbot scripts schema`` writes them anew."""
    stored = {path.name: path.read_text(encoding="utf-8") for path in (SOURCE / "schema").glob("*.json")}
    assert stored == schemas()


@pytest.mark.parametrize("path", sorted(path for path in texts() if kind_of(path)))
def test_every_script_names_its_schema(path: str) -> None:
    """The first line tells an editor which keys may stand in this file."""
    line = modeline(path)
    assert line is not None
    assert texts()[path].startswith(f"{line}\n")
    there = (SOURCE / path).parent / line.partition("$schema=")[2]
    assert there.resolve() == (SOURCE / "schema" / f"{kind_of(path)}.json").resolve()


def test_every_key_an_author_can_write_is_explained_in_dutch() -> None:
    """A new key of a step, choice, text or way cannot be forgotten here."""
    written = {key for model in (Step, Choice, Wording, Branch) for key in model.model_fields}
    assert written - EXPLAINED.keys() == set()
    step = json.loads(schemas()["conversation.json"])["$defs"]["Step"]
    assert step["properties"]["say"]["description"] == EXPLAINED["say"]
    assert step["additionalProperties"] is False
    assert {"type": "string"} in step["properties"]["say"]["anyOf"]
    assert "role" in step["properties"]["field"]["examples"]


def test_word_lists_have_no_schema() -> None:
    """They are read by the recognisers, which say themselves what is wrong."""
    assert kind_of("topics/geen.yaml") is None
    assert modeline("answers.yaml") is None
    assert set(KINDS) == {name.removesuffix(".json") for name in schemas()}
