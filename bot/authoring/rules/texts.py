"""Rules about texts: what fits, what is safe, what is kind, and which numbers are right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.authoring import numbers, readability
from bot.authoring.problems import Problem, listed
from bot.authoring.reader import Scripts
from bot.authoring.rules.parts import dialog_of, labels, problem, texts, warning, wordings
from bot.engine import template as templates

COMFORTABLE = 350
"""Characters after which a message on a phone is no longer taken in at a glance."""

BUTTON = 40
"""Characters after which Telegram cuts a button's label on a narrow phone."""

FORBIDDEN = {
    r"confronte": "klinkt als een aanval; schrijf: praten met de ander",
    r"slagingskans": "wij beloven geen kans",
    r"vergeven moet|moet vergeven": "niemand hoeft te vergeven",
    r"\bdaders?\b": "zo noemen we niemand in zijn gezicht; schrijf: de ander, of: wat er gebeurd is",
    r"\b93 ?(procent|%)": "dit cijfer wordt verkeerd begrepen als kans",
    r"strafvermindering|minder straf krijg": "wij beloven geen lagere straf",
}
"""Words that do harm here, and why (domain facts, sections 1, 14 and 16)."""


def template(scripts: Scripts) -> Iterator[Problem]:
    """In een tekst staat iets tussen accolades dat niet mag of niet bestaat."""
    for place, text in texts(scripts):
        for _, reason in templates.mistakes(text):
            yield problem(place, "invulwaarde", reason)


def too_long(scripts: Scripts) -> Iterator[Problem]:
    """Een bericht is te lang om rustig te lezen op een telefoon. Verdeel het: één gedachte per bericht."""
    for place, wording in wordings(scripts):
        if len(wording.text) > COMFORTABLE:
            message = f"dit bericht heeft {len(wording.text)} tekens; verdeel het (liefst onder de {COMFORTABLE})"
            yield warning(place, "te-lang", message)
    for place, label in labels(scripts):
        if len(label) > BUTTON and place.file.startswith(("lists", "system")):
            yield warning(place, "te-lang", f"deze knop heeft {len(label)} tekens; op een telefoon past {BUTTON}")


def hard_to_read(scripts: Scripts) -> Iterator[Problem]:
    """Een tekst is moeilijker dan B1. Een telling, geen keurmerk: kijk naar de genoemde woorden en zinnen."""
    foreign = {id(wording) for talk in dialog_of(scripts).small_talk if talk.language for wording in talk.say}
    for place, wording in wordings(scripts):
        for text in (wording.text, wording.simpler or ""):
            reading = readability.read(text)
            if reading.hard and id(wording) not in foreign:
                score = (
                    ""
                    if reading.score is None
                    else f" (score {reading.score:.0f}; vanaf {readability.EASY_ENOUGH:.0f} is goed)"
                )
                yield warning(place, "moeilijk", f"{'; '.join(reading.reasons)}{score}")


def forbidden_word(scripts: Scripts) -> Iterator[Problem]:
    """Een woord dat kwetst, belooft of verkeerd begrepen wordt."""
    for place, text in texts(scripts):
        for pattern, reason in FORBIDDEN.items():
            found = re.search(pattern, text, re.IGNORECASE)
            if found:
                yield problem(place, "verboden-woord", f'"{found.group()}": {reason}')


def exclamation(scripts: Scripts) -> Iterator[Problem]:
    """Een uitroepteken klinkt vrolijk of dwingend; hier past dat niet."""
    for place, text in texts(scripts):
        if "!" in text:
            yield warning(place, "uitroepteken", "liever geen uitroepteken")


def unverified_number(scripts: Scripts) -> Iterator[Problem]:
    """Een telefoonnummer dat niet in de gecontroleerde lijst (organisation.yaml) staat. Een fout nummer kan een leven kosten."""
    known = dialog_of(scripts).organisation.numbers
    verified = {numbers.digits(number) for number in known}
    for place, text in texts(scripts):
        for found in numbers.written_numbers(text):
            if numbers.digits(found) not in verified:
                message = f'het nummer "{found}" staat niet in organisation.yaml; wel: {listed(known)}'
                yield problem(place, "ongecontroleerd-nummer", message)
