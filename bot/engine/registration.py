"""The registration: what a participant hands over, in the form that is published as a JSON Schema.

Keys are English, values are the ids of the dialogs. Every key is always there: not answered is null, declined is
``"overgeslagen"``, don't know is ``"weet-ik-niet"``.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from bot.engine.session import Session

Id = str | None

SEVERAL = frozenset({"forms", "unwanted_forms"})
"""The fields that take more than one answer."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Voluntariness(_Part):
    """Asked twice and gently; doubt or pressure is a flag, never a block."""

    own_wish: Id = None
    pressure: Id = None
    pressure_by: Id = None


class Timing(_Part):
    """When contact may start. ``date`` is ISO (the earliest day meant), ``words`` what the person typed."""

    kind: Id = None
    date: Id = None
    event: Id = None
    words: Id = None
    ask_again: Id = Field(default=None, description="ISO date on which the person agreed to be asked again")


class Support(_Part):
    """Who may come along or be called first: the kind only."""

    kind: Id = None
    contact_first: Id = None


class Circumstances(_Part):
    """Only what staff need to begin; broad categories, no details of the event."""

    event_category: Id = None
    time_ago: Id = None
    known_to_each_other: Id = None
    running_case: Id = None
    contact_ban: Id = None
    minor: Id = None
    detained: Id = None
    via: Id = None
    registrant: Id = Field(default=None, description="who fills this in, when on behalf of somebody")
    client_consent: Id = None
    language: Id = None
    interpreter: Id = None
    easy_reading: Id = None


class Contact(_Part):
    """One safe way to be reached."""

    name: Id = None
    way: Id = None
    phone: Id = None
    email: Id = None
    when_safe: Id = None
    leave_message: Id = None


class Consent(_Part):
    """Permission to pass the registration on: the version of the text and when it was given (ISO 8601, UTC)."""

    version: Id = None
    given_at: Id = None


class Registration(_Part):
    """A pre-registration as staff and other systems get it."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="herstelbot registration")

    reference: str
    created_at: str
    status: str
    channel: str
    source: Id = None
    role: Id = None
    on_behalf: bool | None = None
    voluntariness: Voluntariness = Voluntariness()
    forms: tuple[str, ...] | None = None
    unwanted_forms: tuple[str, ...] | None = None
    timing: Timing = Timing()
    support: Support = Support()
    circumstances: Circumstances = Circumstances()
    contact: Contact = Contact()
    flags: tuple[str, ...] = ()
    consent: Consent = Consent()
    remark: Id = None
    script_revision: str


def fields() -> frozenset[str]:
    """Every name an author may write as ``field``; ``memo.…`` is remembered but not handed over."""
    names: set[str] = set()
    for name, info in Registration.model_fields.items():
        part = info.annotation
        if isinstance(part, type) and issubclass(part, _Part):
            names |= {f"{name}.{inner}" for inner in part.model_fields}
        else:
            names.add(name)
    return frozenset(names - {"reference", "created_at", "status", "channel", "source", "flags", "script_revision"})


def build(
    session: Session, *, reference: str, created_at: str, status: str, consent_version: str | None
) -> Registration:
    """The registration that these answers make.

    ``consent_version`` is the version of the consent text of the revision this session is pinned to.
    """
    parts: dict[str, Any] = {}
    for name, given in session.answers.items():
        head, _, tail = name.partition(".")
        if name not in fields():
            continue
        if tail:
            parts.setdefault(head, {})[tail] = given.value
        else:
            parts[head] = _listed(given.value) if head in SEVERAL else given.value
    dated = session.answers.get("timing.date")
    if dated is not None and dated.words:
        parts.setdefault("timing", {})["words"] = dated.words
    agreed = session.answers.get("consent.given_at")
    parts["consent"] = {"version": consent_version, "given_at": agreed.at} if agreed and agreed.value == "ja" else {}
    if "on_behalf" in parts:
        parts["on_behalf"] = {"ja": True, "nee": False}.get(parts["on_behalf"])  # declined is not "no"
    return Registration(
        reference=reference,
        created_at=created_at,
        status=status,
        channel=session.channel,
        source=session.source,
        flags=session.flags,
        script_revision=session.revision,
        **parts,
    )


def _listed(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value
