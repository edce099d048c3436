"""A small script with everything in it, and recognisers that know three things: enough to test how a turn goes."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.authoring.checks import check, errors
from bot.authoring.reader import Scripts
from bot.channels import Outbound
from bot.channels.render import render
from bot.engine import events, turn
from bot.engine.dialog import Dialog
from bot.engine.lexicon import Lexicon
from bot.engine.session import Session, dump, load
from bot.engine.signals import Signal
from bot.engine.topics import Candidate, Match
from bot.engine.understanding import Understanding

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))

STEPS = """
steps:
  - id: welkom
    say: ["Dag. Ik ben een computerprogramma.", "Wat wil je doen?"]
    ask: choice
    choices:
      - {id: aanmelden, label: "Ik wil me aanmelden", next: rol}
      - {id: uitleg, label: "Wat is het?", next: kaart}
      - {id: vraag, label: "Ik heb een vraag", next: vraag}
  - id: kaart
    say: ["Een bemiddelaar helpt jullie praten."]
    ask: card
    skip_to: welkom
    next: kaart-twee
  - id: kaart-twee
    say: "Jij kiest of, wanneer en hoe."
    ask: card
    next: welkom
  - id: vraag
    say: "Stel je vraag in je eigen woorden."
    again: "Heb je nog een vraag?"
    ask: question
    choices:
      - {id: klaar, label: "Geen vraag meer", next: welkom}
  - id: rol
    title: "Wie je bent"
    say: "Wat past het best bij jou?"
    ask: choice
    field: role
    choices: rollen
    next: [{to: straf, when: {role: dader}}, {to: wens}]
  - id: straf
    title: "Waar je bent"
    say: "Zit je vast?"
    ask: choice
    field: circumstances.detained
    skip: true
    unknown: true
    choices:
      - {id: pi, label: "In een gevangenis", flag: gedetineerd}
      - {id: nee, label: "Nee"}
    next: wens
  - id: wens
    title: "Eigen wens"
    say: [{text: "Is dit jouw eigen wens?", simpler: "Wil jij dit zelf?"}]
    ask: choice
    field: voluntariness.own_wish
    skip: true
    unknown: true
    choices:
      - {id: ja, label: "Ja", synonyms: ["ik zelf"]}
      - {id: nee, label: "Nee", flag: druk}
    next: vorm
  - id: vorm
    title: "Vorm"
    say: "Welke vorm past bij jou?"
    more: "Genoteerd. Nog een?"
    ask: choices
    field: forms
    unwanted: unwanted_forms
    choices: vormen
    exclusive: weet-ik-niet
    skip: true
    next: wanneer
  - id: kaart-vormen
    say: "Er zijn drie vormen."
    ask: card
    next: vorm
  - id: wanneer
    title: "Wanneer"
    say: "Wanneer wil je beginnen?"
    ask: choice
    field: timing.kind
    dates: vanaf-datum
    skip: true
    choices:
      - {id: zo-snel-mogelijk, label: "Zo snel mogelijk"}
      - {id: vanaf-datum, label: "Later", next: datum}
    next: naam
  - id: datum
    title: "Vanaf"
    say: "Vanaf wanneer?"
    ask: date
    field: timing.date
    skip: true
    next: naam
  - id: naam
    title: "Naam"
    say: "Hoe mag ik je noemen?"
    ask: name
    field: contact.name
    limit: 40
    skip: true
    next: telefoon
  - id: telefoon
    title: "Telefoon"
    say: "Op welk nummer kunnen we je bellen{% if naam %}, {{ naam }}{% endif %}?"
    ask: phone
    field: contact.phone
    skip: true
    next: overzicht
  - id: overzicht
    say: "Klopt dit?"
    ask: review
    first: rol
    choices:
      - {id: klopt, label: "Ja, dit klopt", next: toestemming}
      - {id: anders, label: "Iets veranderen", next: veranderen}
    next: toestemming
  - id: veranderen
    say: "Wat wil je veranderen?"
    ask: correct
    first: rol
    next: overzicht
  - id: toestemming
    say: "Mogen wij dit doorgeven aan een medewerker?"
    ask: choice
    field: consent.given_at
    version: "2026-11"
    choices:
      - {id: ja, label: "Ja", next: verstuurd}
      - {id: nee, label: "Nee", next: welkom}
    next: welkom
  - id: verstuurd
    say: "Verstuurd. Je code is {{ referentie }}."
    do: hand-over
    next: na
  - id: na
    say: "Wat wil je nu?"
    ask: choice
    choices:
      - {id: wijzigen, label: "Iets wijzigen", next: overzicht}
      - {id: intrekken, label: "Intrekken", next: ingetrokken}
      - {id: klaar, label: "Klaar", next: slot}
    next: slot
  - id: ingetrokken
    say: "Ingetrokken."
    do: withdraw
    next: vergeten
  - id: vergeten
    do: forget-answers
    next: welkom
  - id: slot
    say: "Tot ziens."
    end: true
  - id: hulp
    aside: true
    say: "Bel {{ telefoon }}."
    ask: choice
    choices:
      - {id: verder, label: "Verder met het gesprek", next: return}
      - {id: later, label: "Later verder", next: pauze}
    next: return
  - id: antwoord
    aside: true
    say: "Wat wil je terugschrijven?"
    ask: text
    field: memo.reply
    skip: true
    next: antwoord-door
  - id: antwoord-door
    say: "Ik heb het doorgegeven."
    do: reply
    next: return
  - id: pauze
    aside: true
    say: "Je gesprek is bewaard."
    do: pause
    next: return
  - id: na-signaal
    aside: true
    say: "Wil je nog verder?"
    ask: choice
    choices:
      - {id: verder, label: "Ja, verder", next: return}
    next: return
"""

LISTS = {
    "lists/rollen.yaml": """
choices:
  - {id: slachtoffer, label: "Mij is iets aangedaan", synonyms: [slachtoffer]}
  - {id: dader, label: "Ik heb iets gedaan"}
""",
    "lists/vormen.yaml": """
choices:
  - {id: brief, label: "Een brief", synonyms: [schrijven]}
  - {id: gesprek, label: "Een gesprek"}
  - {id: pendelbemiddeling, label: "Via de bemiddelaar", explain: "De bemiddelaar brengt het over."}
  - {id: weet-ik-niet, label: "Weet ik nog niet"}
  - {id: leg-uit, label: "Leg de vormen uit", next: kaart-vormen}
""",
}

WAYS = ("continue", "unknown", "skip", "skipped", "done", "yes", "no", "other", "skip-all", "back", "help")
LABELS = {
    "continue": "Verder", "unknown": "Weet ik niet", "skip": "Overslaan", "skipped": "Overgeslagen", "done": "Klaar",
    "yes": "Ja, klopt", "no": "Nee, anders", "other": "Iets anders", "skip-all": "Sla over", "back": "Terug",
    "help": "Hulp of stoppen",
}  # fmt: skip
MESSAGES = (
    "unclear-1", "unclear-2", "unclear-person", "no-answer", "which-question", "old-button", "edited", "media",
    "identifying", "date-unclear", "phone-wrong", "email-wrong", "too-long", "unknown-command", "easier", "language", "reminder",
    "runaway", "noted-unwanted", "trouble",
)  # fmt: skip
SYSTEM = "\n".join(
    [
        "start: welkom",
        "after_signal: na-signaal",
        "after_question: vraag",
        "buttons:",
        *(f'  {way}: "{LABELS[way]}"' for way in WAYS),
        "words:",
        "  continue: [verder, ok]",
        "  back: [terug]",
        "  skip: [sla over]",
        "messages:",
        *(f'  {name}: "<{name}>"' for name in MESSAGES),
        '  check: "Bedoel je: {{ antwoord }}?"',
        '  check-date: "Vanaf {{ antwoord }}. Klopt dat?"',
        '  torn: "Is {{ antwoord }} je antwoord, of is het een vraag?"',
        "commands:",
        '  start: {description: "Begin", step: welkom}',
        '  help: {description: "Hulp", step: hulp, words: [help]}',
        '  antwoord: {description: "Terugschrijven", step: antwoord}',
        '  terug: {description: "Terug", does: back}',
        '  makkelijker: {description: "Makkelijker", does: easier, words: [makkelijker]}',
    ]
)
TOPIC = """
id: kosten
button: "Wat kost het?"
question: "Wat kost herstelbemiddeling?"
say: "Meedoen is gratis."
follow_ups: [pauze]
"""
OTHER = """
id: pauze
button: "Kan ik stoppen?"
question: "Kan ik een pauze nemen?"
say: "Ja, dat mag."
"""
DANGER = "\n".join(
    f'{kind}: {{say: "Bel nu 112."}}'
    for kind in ("suicide", "self-harm", "violence-threat", "domestic-danger", "acute-danger", "child-danger")
)

TEXTS = {
    "conversations/gesprek.yaml": STEPS,
    **LISTS,
    "system.yaml": SYSTEM,
    "organisation.yaml": 'name: "Proef"\ntelephone: "030 - 234 00 45"\nnumbers: {"030 - 234 00 45": "Aanmeldpunt", "112": "Nood"}',
    "flags.yaml": 'druk: "Druk"\ngedetineerd: "Zit vast"\ncrisis: "Gevaar"',
    "signals/texts.yaml": DANGER,
    "topics/kosten.yaml": TOPIC,
    "topics/pauze.yaml": OTHER,
    "smalltalk.yaml": '- {id: groet, examples: [hoi, hallo], say: "Dag."}',
}


class KnowsPrice:
    """Takes anything about money for the question of cost, and "iets met geld" for a doubtful one."""

    def match(self, text: str, *, role: str | None = None) -> Match:  # noqa: ARG002 - the recogniser's shape
        both = tuple(Candidate(topic=topic, score=0.5, because=()) for topic in ("kosten", "pauze"))
        if "kost" in text:
            return Match(outcome="answered", candidates=both)
        return Match(outcome="offered" if "geld" in text else "none", candidates=both if "geld" in text else ())

    def ranking(self, text: str, *, role: str | None = None) -> tuple[tuple[str, float], ...]:  # noqa: ARG002 - as above
        return (("kosten", 0.5), ("", 0.3), ("pauze", 0.2))


class KnowsFire:
    """Takes the word "brand" for danger."""

    def detect(self, text: str) -> Signal | None:
        return Signal(kind="acute-danger", because=("brand",)) if "brand" in text else None


UNDERSTANDING = Understanding(
    topics=KnowsPrice(), signals=KnowsFire(), answers=Lexicon({}), small_talk={"hoi": 0, "hallo": 0}
)


async def understand(_scripts: Scripts) -> Understanding:
    """The recognisers for a library that has nothing to learn."""
    return UNDERSTANDING


def small_dialog() -> Dialog:
    """The small script, read and without mistakes."""
    scripts = check(TEXTS)
    assert not errors(scripts), [str(problem) for problem in errors(scripts)]
    assert scripts.dialog is not None
    return scripts.dialog


class Walker:
    """Somebody in conversation: presses what they see, types, and looks at what is on the screen.

    The session is written down and read back between every two turns.
    """

    def __init__(self, dialog: Dialog, understanding: Understanding = UNDERSTANDING, channel: str = "web") -> None:
        self.dialog = dialog
        self.understanding = understanding
        self.now = NOW
        self.facts = {"referentie": "HB-TEST-0001", "status": ""}
        self.shown: tuple[Outbound, ...] = ()
        self.happened: tuple[events.Event, ...] = ()
        self._take(turn.start(dialog, session_id="s1", tag="a", channel=channel, now=NOW, facts=self.facts))

    @property
    def session(self) -> Session:
        return load(self._stored)

    @property
    def labels(self) -> list[str]:
        """The buttons that can be pressed now."""
        return [button.label for one in self.shown for row in one.buttons for button in row]

    @property
    def text(self) -> str:
        """Everything the bot said in the last turn."""
        return "\n".join(one.text for one in self.shown if one.kind == "message")

    def presses(self, label: str) -> Walker:
        """Press the button that bears this label."""
        data = [button.data for one in self.shown for row in one.buttons for button in row if button.label == label]
        assert data, f"no button {label!r} among {self.labels}"
        return self.presses_data(data[0])

    def presses_data(self, data: str) -> Walker:
        """Press a button by its data, as an old message would."""
        return self._resume(events.ChoicePressed(data=data))

    def types(self, text: str) -> Walker:
        """Type something."""
        return self._resume(events.TextReceived(text=text))

    def later(self, **by: float) -> Walker:
        """Let time pass in silence."""
        self.now += timedelta(**by)
        return self

    def does(self, event: events.Incoming) -> Walker:
        """Anything else."""
        return self._resume(event)

    def data_of(self, label: str) -> str:
        """What the button with this label sends."""
        return next(button.data for one in self.shown for row in one.buttons for button in row if button.label == label)

    def _resume(self, event: events.Incoming) -> Walker:
        self._take(turn.resume(self.dialog, self.understanding, self.session, event, now=self.now, facts=self.facts))
        return self

    def _take(self, done: turn.Turn) -> None:
        self._stored = dump(done.session)
        self.happened = done.events
        self.shown = render(done.events, self.dialog.voice(done.session.language))
