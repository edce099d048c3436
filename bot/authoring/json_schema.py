"""The dialog format as JSON Schema, so that an editor completes keys and explains them in Dutch while one types.

The engine's models are the source; what only the checks know (which fields a registration has, which flags exist) is
offered, not demanded: the checks say it better, with the likely correction. ``dialogs/schema/*.json`` is generated from
here (``herstelbot scripts schema``) and a test holds it up to date.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from bot.engine.dialog import (
    Answer,
    Canned,
    Choice,
    Organisation,
    SignalTexts,
    SmallTalk,
    Step,
    System,
)
from bot.engine.registration import fields

DIALECT = "http://json-schema.org/draft-07/schema#"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Conversation(_File):
    """Een gesprek: een lijst stappen."""

    steps: list[Step]


class ChoiceList(_File):
    """Een lijst keuzes met een naam (die van het bestand), die meer stappen kunnen gebruiken."""

    choices: list[Choice]


KINDS: Mapping[str, Any] = {
    "conversation": Conversation,
    "list": ChoiceList,
    "topic": Answer,
    "system": System,
    "organisation": Organisation,
    "flags": dict[str, str],
    "signal-texts": dict[str, SignalTexts],
    "smalltalk": list[SmallTalk],
    "canned": Canned,
}
"""Kind of file -> what may be written in it."""

EXPLAINED = {
    "id": "De naam. Kleine letters, cijfers en streepjes. Andere stappen verwijzen ernaar.",
    "say": "Wat de bot zegt: één tekst, of een lijst. Eén gedachte per bericht.",
    "again": "De korte vorm, als de vraag na een tussenvraag terugkomt.",
    "more": "Na de eerste keuze, waar meer keuzes mogen: Wil je er nog een bij?",
    "ask": "Wat voor vraag. Zonder ask zegt de stap alleen iets en gaat verder.",
    "field": "Waar het antwoord komt: een veld van de aanmelding, of memo.naam.",
    "title": "Hoe het antwoord in het overzicht heet. Zonder title staat het er niet.",
    "section": "De groep in de tekening van het gesprek; anders het bestand.",
    "choices": "De keuzes, of de naam van een lijst uit de map lists.",
    "exclusive": "Keuzes die niet samengaan met een andere.",
    "unwanted": "Het veld voor wat iemand juist niet wil.",
    "aside": "Onderbreekt een vraag en leidt daarnaar terug (next: return).",
    "skip": "Met de knop Overslaan.",
    "unknown": "Met de knop Weet ik niet.",
    "back": "false: zonder de knop Terug.",
    "limit": "Hoogstens zoveel tekens in een getypt antwoord.",
    "allow": "Soorten gegevens die hier gevraagd worden en dus mogen, zoals full-name.",
    "dates": "De keuze waar een getypte datum voor staat.",
    "version": "De versie van een toestemmingstekst, zoals 2026-11.",
    "first": "Bij review en correct: de stap waar de vragen beginnen.",
    "skip_to": "Waar Sla over heen gaat.",
    "do": "Wat er gebeurt als iemand hier komt.",
    "set": "Wat er onthouden wordt: veld en waarde.",
    "flag": "Signaal voor medewerkers (uit flags.yaml).",
    "when": "Alleen als dit klopt, anders wordt het overgeslagen: {role: [dader, verdachte]}.",
    "next": "De volgende stap, of een lijst {to, when} waarvan de eerste telt die klopt.",
    "end": "Het gesprek is hier afgelopen.",
    "text": "Wat er gezegd wordt.",
    "simpler": "Hetzelfde in makkelijker woorden, als iemand daarom vraagt.",
    "label": "Wat er op de knop staat; liefst hoogstens 28 tekens.",
    "synonyms": "Wat mensen typen en hetzelfde bedoelen.",
    "explain": "Wat de keuze betekent, als iemand daarnaar vraagt.",
    "to": "De stap waar het heen gaat, of return: terug naar de vraag die openstond.",
}
"""What a key means, shown while typing."""


def schemas() -> dict[str, str]:
    """File name -> JSON, for every kind of file."""
    return {f"{name}.json": json.dumps(_schema(name), ensure_ascii=False, indent=1) + "\n" for name in KINDS}


def modeline(path: str) -> str | None:
    """The comment on a script's first line that tells an editor its schema; None for word lists."""
    kind = kind_of(path)
    if kind is None:
        return None
    return f"# yaml-language-server: $schema={'../' * path.count('/')}schema/{kind}.json"


def kind_of(path: str) -> str | None:
    """What kind of file stands at this path below ``dialogs/``."""
    folder, _, name = path.rpartition("/")
    folders = {"conversations": "conversation", "lists": "list"}
    if folder in folders:
        return folders[folder]
    if folder == "topics":
        return None if name in {"geen.yaml", "lexicon.yaml"} else "topic"
    if path == "signals/texts.yaml":
        return "signal-texts"
    stem = path.removesuffix(".yaml")
    return stem if stem in KINDS else None


def _schema(name: str) -> dict[str, Any]:
    made = TypeAdapter(KINDS[name]).json_schema(mode="validation")
    for properties in _properties(made):
        for key, value in properties.items():
            value.pop("title", None)
            if key in EXPLAINED and isinstance(value, dict):
                value["description"] = EXPLAINED[key]
        if "field" in properties:
            properties["field"]["examples"] = sorted(fields())
    return {"$schema": DIALECT, **made}


def _properties(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict):
            yield schema["properties"]
        for value in schema.values():
            yield from _properties(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _properties(value)
