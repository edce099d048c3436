"""The page, drawn on the server, and the page's own kind sentences."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.channels.webchat_lines import WAYS, View
from bot.channels.webchat_words import NAMES, Words, mark
from bot.engine.languages import DUTCH

FOLDER = Path(__file__).resolve().parent / "web"

SHARED_START = "/?gedeeld=1"
"""Where the page begins on a device that people share."""

NOTES = {
    "too-long": mark(
        "Je bericht is te lang om in één keer te versturen. Maak het korter, of stuur het in twee delen. "
        "Je tekst staat nog in het veld."
    ),
    "empty": mark("Er stond nog niets in het veld. Typ iets, of kies een van de knoppen."),
    "flood": mark("Dat ging even te snel achter elkaar. Wacht een paar tellen en probeer het dan opnieuw."),
    "busy": mark("Het is nu erg druk. Wacht een minuut en probeer het dan opnieuw."),
    "code-unknown": mark(
        "Met deze code vinden we geen gesprek. Kijk of je alle 16 cijfers goed hebt. "
        "Lukt het niet? Dan kun je gewoon opnieuw beginnen."
    ),
    "code-busy": mark("Er is te vaak een code geprobeerd. Wacht een paar minuten en probeer het dan opnieuw."),
    "elsewhere": mark("Dit bericht kwam niet van deze pagina. Laad de pagina opnieuw en probeer het nog eens."),
    "unreadable": mark("Dit bericht kon niet worden gelezen. Laad de pagina opnieuw en probeer het nog eens."),
    "not-stored": mark("Je bericht is nog niet bewaard. Probeer het zo nog eens. Je tekst staat nog in het veld."),
    "trouble": mark("Er ging iets mis bij ons. Laad de pagina opnieuw. Wat je al had verstuurd, is bewaard."),
    "no-page": mark("Deze pagina bestaat niet."),
    "story-closed": mark(
        "Deze pagina werkt niet meer. Typ vertellen in de chat voor een nieuwe. Er is niets verloren."
    ),
}
"""What the page says by itself. Everything else is said by the conversation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What one page shows beside the transcript.

    ``note`` is a key of :data:`NOTES`; ``kept`` what somebody typed that was not taken; ``pending`` whether an answer
    is still on its way; ``code`` whether the note belongs to the return code; ``shared`` whether more people use the
    device, so that the page begins again when nobody is there. ``language`` is what the browser asks for: the
    conversation's own counts once something was said.
    """

    begun: bool
    source: str = ""
    note: str = ""
    kept: str = ""
    pending: bool = False
    code: bool = False
    shared: bool = False
    language: str = DUTCH


class Pages:
    """Draws pages. Autoescape is on: words are never markup."""

    def __init__(self, *, leave_url: str) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._leave_url = leave_url

    def conversation(self, view: View, moment: Moment) -> str:
        """The whole page with the transcript in it."""
        words = Words(view.language or moment.language)
        return self._environment.get_template("conversation.html").render(
            _=words,
            languages=NAMES.items(),
            view=view,
            moment=moment,
            note=words(NOTES[moment.note]) if moment.note else "",
            ways=WAYS,
            nonce=secrets.token_urlsafe(12),
            leave_url=self._leave_url,
            start=SHARED_START,
        )

    def story(self, *, longest: int, language: str = DUTCH) -> str:
        """The page on which somebody tells more, in at most so many characters."""
        return self._environment.get_template("story.html").render(
            _=Words(language), note="", longest=longest, leave_url=self._leave_url
        )

    def problem(self, note: str, language: str = DUTCH) -> str:
        """A page that only says what went wrong."""
        words = Words(language)
        return self._environment.get_template("problem.html").render(_=words, note=words(NOTES[note]))
