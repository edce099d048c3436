"""A case as the document that other systems and people get: the registration with the status it has now."""

from __future__ import annotations

import json
from typing import Any

from bot.engine.registration import Registration
from bot.store.cases import Case


def document(case: Case) -> dict[str, Any]:
    """The registration of a case as plain JSON data; every key is there. Of an erased person only the shell is left."""
    bare = {"reference": case.reference, "created_at": case.created_at.isoformat(timespec="seconds"), "channel": ""}
    stored = {} if case.content is None else json.loads(case.content)
    whole = {**bare, "script_revision": case.script_revision, **stored, "status": case.status}
    return Registration.model_validate(whole).model_dump(mode="json")


def json_schema() -> dict[str, Any]:
    """The JSON Schema that every document keeps to."""
    return Registration.model_json_schema()
