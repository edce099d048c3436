"""The Dutch conversation in ``dialogs/``, walked by the people it is for, through the real engine."""

import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.authoring.reader import Scripts
from bot.engine import events
from bot.engine.dialog import Dialog
from bot.engine.registration import build
from bot.engine.session import Status
from tests.authoring.shipped import shipped
from tests.engine.small import Walker

FOLDER = Path(__file__).parents[2] / "dialogs"

BEGIN = ("Ik wil me aanmelden", "Beginnen")
FREE = ("Ja, ik wil dit zelf", "Nee, niemand")
QUIET = ("Nee", "Nee", "Nee", "Nee")
"""Not known to each other, no running case, no contact ban, not under 18."""

DUTCH = ("Nederlands", "Nee, gaat goed")
SEND = ("Ja, klopt", "Ja, geef het door")


@cache
def scripts() -> Scripts:
    """Everything the coordinators wrote, read and checked once."""
    return shipped()


@cache
def dialog() -> Dialog:
    """The conversation as the engine walks it."""
    read = scripts().dialog
    assert read is not None
    return read


def walk(*said: str, channel: str = "telegram") -> Walker:
    """Press what is a button, type the rest."""
    walker = Walker(dialog(), channel=channel)
    for one in said:
        walker = walker.presses(one) if one in walker.labels else walker.types(one)
    return walker


def registered(walker: Walker) -> dict[str, Any]:
    """What staff get."""
    assert walker.session.handed_over == 1
    made = build(walker.session, reference="R", created_at="C", status="new", consent_version="2026-11")
    return made.model_dump(mode="json")


def test_the_scripts_have_no_mistakes() -> None:
    """What is in the source tree can be published as it is."""
    assert [str(one) for one in scripts().problems if one.severity == "error"] == []


def test_a_victim_who_wants_a_letter_but_not_now() -> None:
    """Not now is an answer: the letter, the moment to ask again and the careful contact arrive as given."""
    walker = walk(
        *BEGIN, "Mij is iets overkomen", *FREE, "Een brief", "Klaar", "Geen gesprek", "Klaar",
        "Nu niet", "Vraag het later nog eens", "1 juni 2027", "Ja", "Ja, dat mag", "Niemand, dat hoeft niet", "Nu doen",
        "Geweld of bedreiging", "1 tot 5 jaar", *QUIET, *DUTCH,
        "Sanne", "Bellen", "06 12345678", "'s Avonds", "Nee, liever niet", *SEND,
    )  # fmt: skip
    made = registered(walker)
    assert (made["role"], made["on_behalf"], made["forms"]) == ("slachtoffer", False, ["brief"])
    assert made["unwanted_forms"] == ["gesprek"]
    assert (made["timing"]["kind"], made["timing"]["ask_again"]) == ("niet-nu", "2027-06-01")
    assert (made["contact"]["phone"], made["contact"]["when_safe"]) == ("+31612345678", "avond")
    assert made["flags"] == ["nu-niet", "veilig-contact"]


def test_a_detained_person_under_pressure_is_flagged_and_never_blocked() -> None:
    """Somebody in prison with the case manager beside them can say that others want this, and still send it."""
    walker = walk(
        *BEGIN, "Ik heb iets gedaan", "Nee, niet echt", "Verder", "Ja", "De gevangenis of kliniek",
        "Via de bemiddelaar", "Klaar", "Nee, alles kan nog", "Als iets anders voorbij is", "mijn vrijlating",
        "Een casemanager", "Ja, dat mag", "Diefstal, inbraak, oplichting", "Een maand tot een jaar", "Nee", "Nee",
        "Ja", "Verder", "Nee", "Gevangenis (PI)", "Iemand van de gevangenis", *DUTCH,
        "Ro", "Brief via mijn begeleider", *SEND, channel="web",
    )  # fmt: skip
    made = registered(walker)
    assert (made["forms"], made["timing"]["event"]) == (["pendelbemiddeling"], "mijn vrijlating")
    assert made["voluntariness"] == {"own_wish": "nee", "pressure": "ja", "pressure_by": "instelling"}
    assert (made["circumstances"]["detained"], made["circumstances"]["via"]) == ("pi", "pi")
    assert made["support"] == {"kind": "casemanager", "contact_first": "ja"}
    assert set(made["flags"]) == {"niet-eigen-wens", "druk", "contactverbod", "gedetineerd"}


REFERRER = ("Ik meld iemand anders aan", "Beginnen", "Ik doe dit voor mijn werk", "Reclassering")


def test_a_probation_officer_registers_a_client_with_consent() -> None:
    """The words are about the client, the contact is the officer's, and the source is kept."""
    walker = walk(
        *REFERRER, "Ja, die vindt het goed", "Ik heb iets gedaan", "Ja, een eigen wens", "Nee, niemand",
        "Een brief", "Een gesprek", "Klaar", "Overslaan", "Zo snel mogelijk", "Iemand van de reclassering", "Ja, dat mag",
        "Iets anders", "Weet ik niet", *QUIET, "Nee", *DUTCH, "Joke", "E-mail", "joke@voorbeeld.nl", *SEND,
    )  # fmt: skip
    made = registered(walker)
    assert (made["on_behalf"], made["role"], made["forms"]) == (True, "dader", ["brief", "gesprek"])
    circumstances = made["circumstances"]
    assert (circumstances["registrant"], circumstances["via"]) == ("professional", "reclassering")
    assert (circumstances["client_consent"], made["contact"]["email"]) == ("ja", "joke@voorbeeld.nl")


def test_without_the_clients_consent_nothing_can_be_sent() -> None:
    """Whoever has not asked is told kindly, can come back later, and finds no way to the sending around it."""
    walker = walk(*REFERRER, "Nee, of nog niet gevraagd")
    assert "Vraag het eerst" in walker.text
    assert "geen-toestemming-client" in walker.session.flags
    assert "Ik heb nu toestemming" in walker.labels
    walker.types("/wijzig").presses("Via").presses("Politie")
    assert walker.session.step == "eerst-vragen"


def test_a_bereaved_mother_skips_what_she_cannot_answer() -> None:
    """Two forms, and everything else left open: skipped is written as skipped, nothing is asked twice."""
    walker = walk(
        *BEGIN, "Ik heb iemand verloren", *["Overslaan"] * 2, "Leg de vormen uit", "Verder", "Verder",
        "Een brief", "Via de bemiddelaar", "Klaar", *["Overslaan"] * 13, *SEND,
    )  # fmt: skip
    made = registered(walker)
    assert made["forms"] == ["brief", "pendelbemiddeling"]
    assert made["circumstances"]["contact_ban"] == made["contact"]["way"] == "overgeslagen"
    assert made["circumstances"]["detained"] is None


def test_a_suspect_is_told_to_see_the_lawyer_first_and_never_called_guilty() -> None:
    """The advice comes right after the role, before any other question."""
    walker = walk(*BEGIN, "Ik word verdacht van iets")
    assert "niet hetzelfde als schuldig" in walker.text
    assert "advocaat" in walker.text


def test_changing_the_event_asks_nothing_that_was_already_read() -> None:
    """A correction shows what it newly brings (the number to call) and then the overview, not the cards read before."""
    walker = walk(
        *BEGIN, "Mij is iets overkomen", *FREE, "Weet ik nog niet", "Overslaan", "Zo snel mogelijk",
        "Niemand, dat hoeft niet", "Iets anders", "Overslaan", "Overslaan", "Overslaan", "Ja", "Verder", "Overslaan",
        *DUTCH, "Overslaan", "In deze chat", "Altijd",
        "Iets veranderen", "Wat er gebeurde", "Seksueel geweld of misbruik",
    )  # fmt: skip
    assert "0800-0188" in walker.text
    walker.presses("Verder")
    assert walker.session.step == "overzicht"
    assert "zeden" in walker.session.flags


def test_withdrawing_lets_go_of_the_answers() -> None:
    """Two presses take a registration back; the menu then starts afresh."""
    walker = walk(*BEGIN, "Ik zag het gebeuren", *["Overslaan"] * 16, *SEND, "intrekken", "Ja, intrekken")
    assert any(isinstance(one, events.Withdrawn) for one in walker.happened)
    assert walker.session.answers == {}
    assert "Ik wil me aanmelden" in walker.labels


def test_a_pause_reminds_only_who_agreed() -> None:
    """Without a yes no reminder is set; with one it is on the day that was meant."""
    alone = walk(*BEGIN, "pauze", "Nee, ik kom zelf terug")
    asked = walk(*BEGIN, "pauze", "Ja, stuur een berichtje", "1 juni 2027", "Ja")
    assert (alone.session.status, alone.session.wake_at) == (Status.PAUSED, None)
    assert (asked.session.status, asked.session.wake_at) == (Status.PAUSED, "2027-06-01")


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_pressed_there_is_a_way_on(seed: int) -> None:
    """Nobody gets stuck: after any press there are words and buttons, until the conversation is over."""
    choose = random.Random(seed)  # noqa: S311 - a walk, not a secret
    walker = Walker(dialog(), channel=choose.choice(["telegram", "web"]))
    for _ in range(60):
        walker.presses(choose.choice(walker.labels))
        if walker.session.step is None:
            return
        assert walker.labels
        assert "…" not in [one.text for one in walker.shown]
        assert not any(isinstance(one, events.RunawayStopped) for one in walker.happened)


def test_a_change_after_sending_is_passed_on_only_when_sent_again() -> None:
    """What was sent stays as it was until the person agrees once more; then it is the same registration, changed."""
    walker = walk(*BEGIN, "Ik zag het gebeuren", *["Overslaan"] * 16, *SEND, "wijzig", "Hoe", "Een gesprek", "Klaar")
    assert "nog niet doorgegeven" in walker.text
    assert walker.session.handed_over == 1
    walker.presses("Ja, klopt").presses("Ja, geef het door")
    assert "Wat je veranderd hebt, is doorgegeven" in walker.text
    assert [one for one in walker.happened if isinstance(one, events.HandedOver)] == [events.HandedOver(number=2)]


def test_a_reminder_does_not_say_what_it_is_about() -> None:
    """The message that comes in by itself holds no question of the registration; pressing its button brings that back."""
    walker = walk(*BEGIN, "Ik heb iets gedaan", "pauze", "Ja, stuur een berichtje", "1 juni 2027", "Ja")
    walker.does(events.MomentCame())
    assert "wens" not in walker.text
    assert walker.labels == ["Ik wil verder"]
    assert "eigen wens" in walker.presses("Ik wil verder").text


def test_somebody_who_is_looked_at_empties_the_chat_and_goes_on_later() -> None:
    """On Telegram "weg" leaves one sentence that tells nothing, and the question comes back; on the web it names the button."""
    walker = walk(*BEGIN)
    asked = walker.session.step
    walker.types("weg")
    assert any(isinstance(one, events.ChatCleared) for one in walker.happened)
    assert walker.text == "Tot een andere keer."
    walker.presses("Verder")
    assert walker.session.step == asked

    walker = walk(*BEGIN, "/weg", channel="web")
    assert not any(isinstance(one, events.ChatCleared) for one in walker.happened)
    assert "knop bovenaan" in walker.text
    assert walker.session.step == asked


def test_after_a_silence_answers_wait_for_a_yes() -> None:
    """In the real conversation too: an hour later the data asked for comes only after a neutral question."""
    walker = walk(*BEGIN).later(hours=1).types("mijn gegevens")
    assert not any(isinstance(event, events.Listed) for event in walker.happened)
    assert walker.labels[:2] == ["Ja, laat zien", "Nee, nu niet"]
    walker.presses("Ja, laat zien")
    assert any(isinstance(event, events.DataShown) for event in walker.happened)


def test_wissen_under_a_hold_is_honest() -> None:
    """Who may not be erased yet hears so before choosing, and is not told that it was done."""
    walker = walk(*BEGIN)
    walker.facts["vastgehouden"] = "ja"
    walker.types("wissen")
    assert "moet nu bewaard blijven" in walker.text
    walker.presses("Ja, wis alles")
    assert "Ik wis nu alles" not in walker.text
    assert "Zodra het mag" in walker.text
    assert events.EraseAsked() in walker.happened
    assert "Ik wis nu alles" in walk(*BEGIN, "wissen", "Ja, wis alles").text


def test_my_data_says_who_looked() -> None:
    """Beside what is kept stands by whom it was opened and when: a role, never a name."""
    walker = walk(*BEGIN)
    walker.facts["bekeken"] = "een medewerker op 2 maart 2026"
    assert "Je aanvraag is bekeken door een medewerker op 2 maart 2026." in walker.types("mijn gegevens").text
    walker.facts["bekeken"] = ""
    assert "bekeken door" not in walker.types("mijn gegevens").text
