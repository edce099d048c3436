"""The people of the demo: made up, with wishes by field of the registration, and when they came. Nobody here exists."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.puppet import Wishes

BEGIN: Wishes = {"welkom": "aanmelden", "aanmelden": "begin", "consent.given_at": "ja"}
OWN: Wishes = {"on_behalf": "nee", "voluntariness.own_wish": "ja", "voluntariness.pressure": "nee"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Somebody who registered so many days ago, and what became of it: ``claimed``, ``contacted`` or nothing yet."""

    days_ago: int
    wishes: Wishes
    source: str = ""
    outcome: str = ""


ASKED = (
    "kan ik ook een tekening sturen in plaats van een brief",
    "mogen de kinderen erbij zijn als we praten",
    "weet hij dan dat ik hier iets gevraagd heb",
    "ik wil mijn fiets terug",
)
"""What some of them asked that has no answer yet."""

PEOPLE: tuple[Sample, ...] = (
    Sample(
        days_ago=9,
        outcome="contacted",
        wishes={
            **BEGIN,
            **OWN,
            "role": "slachtoffer",
            "forms": ("brief",),
            "unwanted_forms": ("gesprek",),
            "timing.kind": "vanaf-datum",
            "timing.date": "na de zomer",
            "support.kind": "vriend",
            "circumstances.event_category": "geweld",
            "circumstances.time_ago": "een-tot-vijf-jaar",
            "circumstances.known_to_each_other": "nee",
            "contact.name": "Mila",
            "contact.way": "telefoon",
            "contact.phone": "06 12345678",
            "contact.when_safe": "alleen op dinsdag na twee uur",
        },
    ),
    Sample(
        days_ago=7,
        source="pi-dordrecht",
        wishes={
            **BEGIN,
            **OWN,
            "role": "dader",
            "voluntariness.pressure": "beetje",
            "voluntariness.pressure_by": "instelling",
            "forms": ("pendelbemiddeling",),
            "unwanted_forms": ("niets",),
            "timing.kind": "zo-snel-mogelijk",
            "support.kind": "casemanager",
            "support.contact_first": "ja",
            "circumstances.event_category": "geweld",
            "circumstances.detained": "pi",
            "contact.name": "Karel",
            "contact.way": "brief-via-professional",
        },
    ),
    Sample(
        days_ago=5,
        source="slachtofferhulp",
        outcome="claimed",
        wishes={
            **BEGIN,
            **OWN,
            "role": "nabestaande",
            "voluntariness.own_wish": "twijfel",
            "forms": ("gesprek", "brief"),
            "timing.kind": "twijfel",
            "memo.nog_vragen": "ja",
            "circumstances.event_category": "verkeer",
            "circumstances.running_case": "ja",
            "contact.name": "Anna",
            "contact.way": "telefoon",
            "contact.phone": "06 23456789",
            "contact.leave_message": "nee",
        },
    ),
    Sample(
        days_ago=2,
        wishes={
            **BEGIN,
            "welkom": "iemand-anders",
            "on_behalf": "ja",
            "circumstances.registrant": "professional",
            "circumstances.via": "reclassering",
            "circumstances.client_consent": "ja",
            "role": "dader",
            "voluntariness.own_wish": "ja",
            "voluntariness.pressure": "nee",
            "forms": ("gesprek",),
            "timing.kind": "na-gebeurtenis",
            "timing.event": "als het toezicht voorbij is",
            "support.kind": "reclassering",
            "circumstances.contact_ban": "ja",
            "contact.name": "Bart",
            "contact.way": "e-mail",
            "contact.email": "bart@example.org",
        },
    ),
    Sample(
        days_ago=1,
        source="jji-voorbeeld",
        wishes={
            **BEGIN,
            **OWN,
            "role": "verdachte",
            "forms": ("weet-ik-niet",),
            "timing.kind": "zo-snel-mogelijk",
            "support.kind": "familie",
            "circumstances.running_case": "ja",
            "circumstances.minor": "ja",
            "circumstances.detained": "jji",
            "circumstances.easy_reading": "ja",
            "contact.name": "Noa",
            "contact.way": "brief-via-professional",
        },
    ),
    Sample(
        days_ago=0,
        wishes={
            **BEGIN,
            **OWN,
            "role": "slachtoffer",
            "voluntariness.pressure": "ja",
            "voluntariness.pressure_by": "partner",
            "forms": ("brief",),
            "timing.kind": "niet-nu",
            "memo.nog_vragen": "nee",
            "contact.name": "Sem",
            "contact.way": "deze-chat",
        },
    ),
)
