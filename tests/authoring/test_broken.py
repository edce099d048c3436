"""Thirty-odd scripts, each broken in its own way: what is said, at which line and column, and what was probably meant."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.authoring.checks import check
from bot.authoring.problems import Problem
from tests.engine.small import TEXTS

GESPREK = "conversations/gesprek.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A mistake: ``was`` became ``now``; ``at`` begins where it must be pointed at; ``says`` is the likely correction."""

    rule: str
    was: str
    now: str
    at: str
    says: str
    file: str = GESPREK
    near: str = ""
    """A text of the file that stands before ``at``, when ``at`` stands there more than once."""

    def text(self, whole: str) -> str:
        """The file with this mistake in it."""
        assert self.was in whole, self.was
        return whole.replace(self.was, self.now, 1)

    def place(self, text: str) -> tuple[int, int]:
        """Line and column at which it must be pointed at."""
        begin = text.index(self.at, text.index(self.near))
        return text.count("\n", 0, begin) + 1, begin - text.rfind("\n", 0, begin)


KINDS = {
    "step that is not there": Broken(rule="onbekende-stap", was="    next: vorm\n", now="    next: vormm\n", at="next: vormm", says='bedoelde je "vorm"?'),
    "list that is not there": Broken(rule="onbekende-lijst", was="choices: rollen", now="choices: rolen", at="choices: rolen", says='bedoelde je "rollen"?'),
    "field that is not there": Broken(rule="onbekend-veld", was="field: role", now="field: rolle", at="field: rolle", says='bedoelde je "role"?'),
    "flag that is not there": Broken(rule="onbekende-vlag", was="flag: druk", now="flag: druc", at="flag: druc", says='bedoelde je "druk"?'),
    "choice that is not there": Broken(rule="onbekende-keuze", was="exclusive: weet-ik-niet", now="exclusive: weet-niet", at="exclusive", says='bedoelde je "weet-ik-niet"?'),
    "answer nobody gives": Broken(rule="onbekende-voorwaarde", was="when: {role: dader}", now="when: {role: dder}", at="when: {role: dder}", says='bedoelde je "dader"?'),
    "question about nothing": Broken(rule="onbekende-voorwaarde", was="when: {role: dader}", now="when: {rol: dader}", at="when: {rol", says='bedoelde je "role"?'),
    "one place for several answers": Broken(rule="een-antwoord", was="field: forms", now="field: timing.kind", at="field: timing.kind", near="- id: vorm\n", says="kies uit: forms"),
    "step twice": Broken(rule="dubbel", was="id: kaart-twee", now="id: kaart", at="id: kaart\n", near="Een bemiddelaar helpt", says="kies een andere id"),
    "dead end": Broken(rule="doodlopend", was='say: "Tot ziens."\n    end: true', now='say: "Tot ziens."', at="id: slot", says="voeg next toe, of end: true"),
    "step out of reach": Broken(rule="onbereikbaar", was='label: "Leg de vormen uit", next: kaart-vormen', now='label: "Anders"', file="lists/vormen.yaml", at="id: kaart-vormen", says='naar "kaart-vormen"'),
    "circle without a question": Broken(rule="kring", was="  - id: hulp\n", now='  - {id: a, say: "A", next: b}\n  - {id: b, say: "B", next: a}\n  - id: hulp\n', at="id: a,", says="in een kring rond zonder vraag"),
    "steps without exit": Broken(rule="geen-uitgang", was="    next: welkom\n  - id: vraag", now='    next: a\n  - {id: a, say: "A", ask: card, next: b}\n  - {id: b, say: "B", ask: card, next: a}\n  - id: vraag', at="id: kaart-twee", says="een weg naar het menu of het einde"),
    "way round consent": Broken(rule="toestemming", was="next: toestemming}", now="next: verstuurd}", at="do: hand-over", says="zonder toestemmingsvraag"),
    "consent without a version": Broken(rule="toestemming", was='    version: "2026-11"\n', now="", at="id: toestemming", says='version: "2026-11"'),
    "question without a way out": Broken(rule="geen-uitweg", was="    skip: true\n    next: telefoon", now="    next: telefoon", at="id: naam", says="skip: true of unknown: true"),
    "question without a way back": Broken(rule="geen-terug", was='say: "Vanaf wanneer?"', now='say: "Vanaf wanneer?"\n    back: false', at="back: false", says="haal back: false weg"),
    "wrong word for a key": Broken(rule="vorm", was='say: "Jij kiest', now='zeg: "Jij kiest', at='zeg: "Jij', says='bedoelde je "say"?'),
    "slip in a key": Broken(rule="vorm", was="skip_to: welkom", now="skip_too: welkom", at="skip_too", says='bedoelde je "skip_to"?'),
    "kind of question that is not there": Broken(rule="vorm", was="ask: date", now="ask: datum", at="ask: datum", says='bedoelde je "date"?'),
    "number that is none": Broken(rule="vorm", was="limit: 40", now="limit: veel", at="limit: veel", says="hoort een getal"),
    "yes or no that is neither": Broken(rule="vorm", was="skip: true", now="skip: misschien", at="skip: misschien", says="true of false"),
    "id with a capital": Broken(rule="vorm", was="id: dader", now="id: Dader", file="lists/rollen.yaml", at="id: Dader", says="kleine letters"),
    "condition that is none": Broken(rule="vorm", was="when: {role: dader}", now="when: {not: dader}", at="when: {not", says="schrijf bijvoorbeeld {role"),
    "missing key": Broken(rule="vorm", was='label: "Mij is iets aangedaan", ', now="", file="lists/rollen.yaml", at="{id: slachtoffer", says='de sleutel "label" ontbreekt'),
    "loop in a text": Broken(rule="invulwaarde", was='say: "Klopt dit?"', now='say: "{% for x in naam %}x{% endfor %}"', at='say: "{%', says="alleen waarden en als/anders"),
    "value that is not there": Broken(rule="invulwaarde", was='say: "Klopt dit?"', now='say: "Klopt dit, {{ voornaam }}?"', at='say: "Klopt dit, {{', says="bekend zijn: antwoord"),
    "brackets that do not close": Broken(rule="invulwaarde", was='say: "Klopt dit?"', now='say: "Klopt dit, {{ naam ?"', at='say: "Klopt dit, {{', says="{{ naam }}"),
    "word that hurts": Broken(rule="verboden-woord", was='say: "Klopt dit?"', now='say: "Jij bent de dader."', at='say: "Jij bent', says="schrijf: de ander"),
    "number that is not verified": Broken(rule="ongecontroleerd-nummer", was='say: "Klopt dit?"', now='say: "Bel 030 - 111 22 33."', at='say: "Bel 030', says="wel: 030 - 234 00 45"),
    "exclamation mark": Broken(rule="uitroepteken", was='say: "Klopt dit?"', now='say: "Klopt dit!"', at='say: "Klopt dit!', says="liever geen"),
    "sentence of law": Broken(rule="moeilijk", was='say: "Klopt dit?"', now='say: "Indien betrokkene desgewenst participeert, dient hij terstond schriftelijk toestemming te verstrekken aan de organisatie die dit betreft."', at='say: "Indien', says="makkelijker: als"),
    "message too long": Broken(rule="te-lang", was='say: "Klopt dit?"', now=f'say: "{"Dit is een zin. " * 25}"', at='say: "Dit is een', says="verdeel het"),
    "anchor": Broken(rule="yaml", was='say: "Klopt dit?"', now="say: &a Klopt", at="&a", says="schrijf de tekst voluit"),
    "key twice": Broken(rule="yaml", was='title: "Naam"', now='title: "Naam"\n    title: "Weer"', at='title: "Weer"', says="haal er één weg"),
    "quote that does not close": Broken(rule="yaml", was='say: "Klopt dit?"', now='say: "Klopt dit?', at='"Klopt', says="op deze regel niet gesloten"),
    "tab": Broken(rule="yaml", was="    ask: review", now="\task: review", at="\task: review", says="gebruik spaties"),
    "answer that is not there": Broken(rule="onbekende-vraag", was="follow_ups: [pauze]", now="follow_ups: [pause]", file="topics/kosten.yaml", at="pause", says='bedoelde je "pauze"?'),
    "button that is missing": Broken(rule="ontbreekt", was="  skip: ", now="  skp: ", file="system.yaml", at="buttons:", says='ontbreekt "skip"'),
    "danger without words": Broken(rule="ontbreekt", was="suicide:", now="suicde:", file="signals/texts.yaml", at="", says='een tekst voor "suicide"'),
}  # fmt: skip


def problems(texts: dict[str, str]) -> list[Problem]:
    """All that is wrong with the small script's texts, beyond what it has by itself."""
    already = {str(one) for one in check(TEXTS).problems}
    return [one for one in check({**TEXTS, **texts}).problems if str(one) not in already]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_mistake_is_named_at_its_line_and_column_with_the_likely_correction(kind: str) -> None:
    """Under its own rule, in the right file, where the mistake stands."""
    broken = KINDS[kind]
    text = broken.text(TEXTS[broken.file])
    found = [one for one in problems({broken.file: text}) if one.rule == broken.rule and broken.says in one.message]
    assert found, [str(one) for one in problems({broken.file: text})]
    where = GESPREK if broken.rule == "onbereikbaar" else broken.file
    expected = broken.place(text if where == broken.file else TEXTS[where])
    assert (found[0].place.file, found[0].place.line, found[0].place.column) == (where, *expected)


def test_there_are_more_than_thirty_kinds_and_each_is_told_apart() -> None:
    """By what is said about it."""
    assert len(KINDS) > 30
    assert len({(one.rule, one.says) for one in KINDS.values()}) == len(KINDS)


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    """A dozen kinds in one file: each at its own line and column, none hidden by another."""
    kinds = (
        "step that is not there", "flag that is not there", "choice that is not there", "question about nothing",
        "kind of question that is not there", "number that is none", "consent without a version", "slip in a key",
        "question without a way out", "one place for several answers",
    )  # fmt: skip
    text = TEXTS[GESPREK].replace('say: "Hoe mag ik je noemen?"', 'say: "Hoe mag ik je noemen!"')
    text = text.replace('say: "Op welk nummer', 'say: "Bel 030 - 111 22 33. Op welk nummer')
    for kind in kinds:
        text = KINDS[kind].text(text)
    found = {(one.rule, one.place.line, one.place.column) for one in problems({GESPREK: text})}
    for kind in kinds:
        broken = KINDS[kind]
        if broken.rule not in {
            "geen-uitweg",
            "onbekende-voorwaarde",
        }:  # rules about the whole wait for what is left out
            assert (broken.rule, *broken.place(text)) in found, kind
    assert {"uitroepteken", "ongecontroleerd-nummer"} <= {rule for rule, _, _ in found}
