from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.dialog import SKIPPED, UNKNOWN
from bot.engine.registration import SEVERAL, Registration, build, fields
from bot.engine.session import Given, Session
from tests.authoring.shipped import shipped

AT = "2026-11-24T14:00:00+00:00"
SCHEMA = Registration.model_json_schema()


def made(version: str | None = "2026-11", **answers: str | tuple[str, ...]) -> dict[str, Any]:
    """The document of a session with these answers; ``a__b`` stands for the field ``a.b``."""
    given_by_name = {
        name.replace("__", "."): Given(value=value, step="s", at=AT, words="eind juni")
        for name, value in answers.items()
    }
    session = Session(
        id="s", tag="t", revision="abc", channel="web", source="pi", flags=("druk",), answers=given_by_name
    )
    whole = build(session, reference="HB-1", created_at=AT, status="new", consent_version=version)
    return whole.model_dump(mode="json")


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether JSON data obeys a schema: as much of JSON Schema as the published one is written in, and no more."""
    known = {"$ref", "anyOf", "type", "properties", "required", "additionalProperties", "items", "default", "title"}
    unknown = schema.keys() - known - {"description", "$defs"}
    assert not unknown, f"the schema says more than these tests understand: {unknown}"
    if "$ref" in schema:
        return fits(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")])
    if "anyOf" in schema:
        return any(fits(value, one) for one in schema["anyOf"])
    if schema["type"] == "object":
        properties = schema["properties"]
        inside = isinstance(value, dict) and set(schema.get("required", ())) <= value.keys() <= properties.keys()
        return inside and all(fits(one, properties[name]) for name, one in value.items())
    if schema["type"] == "array":
        return isinstance(value, list) and all(fits(one, schema["items"]) for one in value)
    return isinstance(value, {"string": str, "boolean": bool, "null": type(None)}[schema["type"]])


def keys(document: dict[str, Any], prefix: str = "") -> set[str]:
    """Every key of a document, with those inside its parts."""
    return {
        key
        for name, value in document.items()
        for key in (keys(value, f"{name}.") if isinstance(value, dict) else {f"{prefix}{name}"})
    }


VALUES = st.sampled_from([SKIPPED, UNKNOWN, "ja", "nee", "dader", "2027-01-01"])
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        name: VALUES | st.lists(VALUES, max_size=3).map(tuple) if name in SEVERAL else VALUES
        for name in sorted(fields() | {"memo.lezer"})
    },
)


@given(answers=ANSWERS)
def test_whatever_was_answered_the_document_obeys_the_published_schema(answers: dict[str, Any]) -> None:
    """Every combination of answers, declined ones and unknown ones gives data of the published form."""
    document = made(**{name.replace(".", "__"): value for name, value in answers.items()})

    assert fits(document, SCHEMA)
    assert Registration.model_validate(document).model_dump(mode="json") == document


@given(answers=ANSWERS)
def test_every_key_is_always_there(answers: dict[str, Any]) -> None:
    """Other systems never have to ask whether a key exists: not answered is null."""
    document = made(**{name.replace(".", "__"): value for name, value in answers.items()})

    assert keys(document) == keys(made())
    assert fields() <= keys(document)


def test_without_answers_there_is_a_shell_with_nulls() -> None:
    """Only what the bot itself knows is filled in."""
    document = made()
    filled = {name for name, value in document.items() if value is not None and not isinstance(value, dict)}

    assert filled == {"reference", "created_at", "status", "channel", "source", "flags", "script_revision"}
    assert {value for part in document.values() if isinstance(part, dict) for value in part.values()} == {None}


@pytest.mark.parametrize("answer", [SKIPPED, UNKNOWN])
def test_declined_and_unknown_are_told_apart_from_not_asked(answer: str) -> None:
    """They stand in the document as such, in a list where the field is a list; a yes-or-no stays open."""
    document = made(voluntariness__own_wish=answer, forms=answer, on_behalf=answer)

    assert document["voluntariness"]["own_wish"] == answer
    assert document["forms"] == [answer]
    assert document["on_behalf"] is None


@pytest.mark.parametrize(("answer", "expected"), [("ja", True), ("nee", False)])
def test_on_behalf_of_somebody_is_yes_or_no(answer: str, expected: bool) -> None:
    """The only answer that is no id but true or false."""
    assert made(on_behalf=answer)["on_behalf"] is expected


def test_permission_is_a_version_and_a_moment_and_only_for_yes() -> None:
    """What was agreed to can be looked up later; whoever did not say yes has not agreed to anything."""
    assert made(consent__given_at="ja")["consent"] == {"version": "2026-11", "given_at": AT}
    assert made(consent__given_at="nee")["consent"] == {"version": None, "given_at": None}
    assert made(consent__given_at=SKIPPED)["consent"] == {"version": None, "given_at": None}


def test_a_date_keeps_the_person_s_own_words() -> None:
    """Staff see what was typed beside how it was read."""
    assert made(timing__date="2027-06-24")["timing"] == {
        "kind": None,
        "date": "2027-06-24",
        "event": None,
        "words": "eind juni",
        "ask_again": None,
    }


def test_what_is_only_remembered_is_not_handed_over() -> None:
    """Nothing under ``memo`` leaves the conversation."""
    assert "lezer-geheim" not in str(made(memo__lezer="lezer-geheim"))


def test_a_field_can_be_written_by_an_author_and_what_the_bot_knows_cannot() -> None:
    """Names have the form that scripts may use, and reference, status and the like are not among them."""
    assert all(re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", name) for name in fields())
    assert fields().isdisjoint({"reference", "status", "flags", "channel", "source", "script_revision", "created_at"})


def test_the_shipped_scripts_ask_for_what_staff_need_to_begin() -> None:
    """Each field that has a question in the scripts exists, and role, wish, form, time and contact are asked."""
    dialog = shipped().dialog
    assert dialog is not None
    asked = {step.field for step in dialog.steps.values() if step.field and not step.field.startswith("memo.")}

    assert asked <= fields()
    assert {"role", "forms", "voluntariness.own_wish", "timing.kind", "contact.way", "consent.given_at"} <= asked
