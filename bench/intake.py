"""A fair short intake: eight questions, typed answers, one message each; and the same for python-telegram-bot's own means."""

from __future__ import annotations

from bench.crowd import Line
from bot.scripts_folder import SOURCE, texts_in
from tests.engine.small import TEXTS

LINES = (
    Line("/start"), Line("Ik wil me aanmelden"), Line("slachtoffer"), Line("ja"), Line("een brief"), Line("klaar"),
    Line("zo snel mogelijk"), Line("Anna"), Line("06 12345678", 2), Line("Ja, dit klopt"), Line("ja", 2), Line("Klaar"),
)  # fmt: skip
"""What everybody says, over and over."""

ANSWERS: tuple[str, ...] = (
    "Wat wil je doen?", "Wat past het best bij jou?", "Is dit jouw eigen wens?", "Welke vorm past bij jou?",
    "Genoteerd. Nog een?", "Wanneer wil je beginnen?", "Hoe mag ik je noemen?", "Op welk nummer kunnen we je bellen?",
    "Klopt dit?", "Mogen wij dit doorgeven aan een medewerker?", "Verstuurd. Wat wil je nu?", "Tot ziens.",
)  # fmt: skip


def texts() -> dict[str, str]:
    """The scripts of the intake, with all topics, signals and answer words of the real ones."""
    shipped = texts_in(SOURCE)
    recognised = ("topics/", "signals/", "answers.yaml", "organisation.yaml")
    both = '["Dag. Ik ben een computerprogramma.", "Wat wil je doen?"]'
    talk = TEXTS["conversations/gesprek.yaml"].replace(both, '"Wat wil je doen?"')
    return {
        **{path: text for path, text in TEXTS.items() if not path.startswith(recognised)},
        **{path: text for path, text in shipped.items() if path.startswith(recognised)},
        "conversations/gesprek.yaml": talk,
    }
