from __future__ import annotations

from datetime import UTC, datetime

from bot.engine.registration import Registration
from bot.services.documents import document, json_schema
from bot.store.cases import Case

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def case(content: bytes | None) -> Case:
    return Case(
        id=1, reference="HB-TEST-0001", participant="p", status="claimed", version=2, claimed_by=None, created_at=NOW,
        updated_at=NOW, waiting_until=None, script_revision="r", content=content,
    )  # fmt: skip


def test_every_key_is_there_and_the_status_is_that_of_the_case() -> None:
    """Whatever was stored, the document has all keys of the schema and the status of today."""
    stored = Registration(reference="HB-TEST-0001", created_at="x", status="new", channel="web", script_revision="r")
    made = document(case(stored.model_dump_json().encode()))

    assert set(made) == set(Registration.model_fields)
    assert made["status"] == "claimed"
    assert made["voluntariness"] == {"own_wish": None, "pressure": None, "pressure_by": None}


def test_of_an_erased_person_only_the_shell_is_left() -> None:
    """Without content there is a reference and a status, and nothing about anybody."""
    made = document(case(None))

    assert made["reference"] == "HB-TEST-0001"
    assert made["contact"]["name"] is None


def test_the_published_schema_names_every_key() -> None:
    """Other systems find each key of a document in the schema, and no others are allowed."""
    schema = json_schema()

    assert set(schema["properties"]) == set(document(case(None)))
    assert schema["additionalProperties"] is False
