"""The people of the demo: made up, with wishes by field of the registration. Nobody here exists."""

from __future__ import annotations

from bot.services.puppet import Wishes

START = {"welkom": "aanmelden"}

PEOPLE: tuple[tuple[str, Wishes], ...] = (
    (
        "website",
        {
            **START,
            "role": "slachtoffer",
            "voluntariness.own_wish": "ja",
            "voluntariness.pressure": "nee",
            "forms": ("brief",),
            "timing.kind": "niet-nu",
            "contact.name": "Mila",
            "contact.way": "e-mail",
            "contact.email": "mila@example.org",
            "consent.given_at": "ja",
        },
    ),
    (
        "pi-dordrecht",
        {
            **START,
            "role": "dader",
            "voluntariness.own_wish": "ja",
            "voluntariness.pressure": "beetje",
            "forms": ("pendelbemiddeling",),
            "timing.kind": "zo-snel-mogelijk",
            "support.kind": "casemanager",
            "circumstances.detained": "pi",
            "contact.name": "Karel",
            "consent.given_at": "ja",
        },
    ),
    (
        "slachtofferhulp",
        {
            **START,
            "role": "nabestaande",
            "voluntariness.own_wish": "twijfel",
            "forms": ("gesprek", "brief"),
            "timing.kind": "twijfel",
            "circumstances.contact_ban": "weet-ik-niet",
            "contact.name": "Anna",
            "contact.way": "telefoon",
            "contact.phone": "06 12345678",
            "consent.given_at": "ja",
        },
    ),
)
