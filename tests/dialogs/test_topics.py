"""The approved answers in ``dialogs/topics/``: complete, short, sourced, and safe to say to anybody."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.engine.conditions import holds
from bot.engine.dialog import Answer, Wording

FOLDER = Path(__file__).parents[2] / "dialogs" / "topics"

IDS = (
    "wat-is-herstelbemiddeling",
    "voor-wie",
    "welke-delicten",
    "aangifte-nodig",
    "kosten",
    "vrijwillig-en-stoppen",
    "pauze",
    "twijfel",
    "voor-de-zitting",
    "invloed-op-straf",
    "vertrouwelijkheid",
    "verschil-mediation-in-strafzaken",
    "vormen-en-verschil",
    "gesprek",
    "briefwisseling",
    "pendelbemiddeling",
    "groepsherstelbijeenkomst",
    "videoboodschap",
    "duur-en-wachttijd",
    "na-aanmelding",
    "hoe-aanmelden",
    "ander-wil-niet",
    "ander-onbekend-of-overleden",
    "contactgegevens-ander",
    "brief-ontvangen",
    "iemand-meenemen",
    "zelf-brief-sturen",
    "ik-zit-vast",
    "waar-vindt-gesprek-plaats",
    "geen-nederlands",
    "burenruzie",
    "seksueel-misbruik",
    "verwijzer-aanmelden",
    "terugkoppeling-verwijzer",
    "minderjarig",
    "te-vroeg-of-te-laat",
    "veiligheid-en-angst",
    "privacy-gegevens",
    "bot-of-mens",
    "contact-telefoonnummer",
    "schadevergoeding",
    "wie-is-de-bemiddelaar",
    "excuses",
    "verkeersongeval",
    "contactverbod",
    "klacht",
    "helpt-het",
    "aanmelding-wijzigen-intrekken",
)

UNCERTAIN = (
    "aangifte-nodig",
    "videoboodschap",
    "duur-en-wachttijd",
    "ander-onbekend-of-overleden",
    "contactgegevens-ander",
    "zelf-brief-sturen",
    "contactverbod",
)
"""The heart of these was not found, or sources disagree: the answer says so and names a person."""

ROLES = (None, "slachtoffer", "nabestaande", "verdachte", "dader", "veroorzaker", "familie", "getuige", "verwijzer")
DESK = "030 - 234 00 45"
VERIFIED = frozenset({"112", "113", "08002000", "08000188", "09000101", "08000432", "0302340045"})
NUMBER = re.compile(r"\b(?:0\d[\d \-]{5,}\d|1\d\d)\b")
NOT_A_NUMBER = re.compile(r"150 tot 200")
FORBIDDEN = re.compile(
    r"\bdader|slagingskans|confronter|schuldig|\b93\b|garand|strafvermindering|minder straf krijg|vergeven moet",
    re.IGNORECASE,
)


@cache
def answer(identifier: str) -> Answer:
    """The approved answer, read from its file."""
    yaml = YAML(typ="safe", pure=True)
    return Answer.model_validate(yaml.load((FOLDER / f"{identifier}.yaml").read_text(encoding="utf-8")))


def texts(wording: Wording) -> Iterator[str]:
    """The text and, where there is one, its simpler form."""
    yield wording.text
    if wording.simpler is not None:
        yield wording.simpler


def said(identifier: str) -> list[str]:
    """Every text of an answer, whoever it is for."""
    return [text for wording in answer(identifier).say for text in texts(wording)]


def said_to(identifier: str, role: str | None) -> list[str]:
    """The messages somebody with this role gets, in order; ``None`` when the role is not known."""
    return [wording.text for wording in answer(identifier).say if holds(wording.when, {"reader": role})]


def test_the_list_holds_every_subject_once() -> None:
    """There are 48 subjects, each named once."""
    assert len(IDS) == len(set(IDS)) == 48


@pytest.mark.parametrize("identifier", IDS)
class TestEveryAnswer:
    """What holds for each of the subjects people ask about."""

    def test_has_a_file_under_its_own_name(self, identifier: str) -> None:
        """Each subject has a file that fits the format, and the id inside is the name of the file."""
        assert answer(identifier).id == identifier

    def test_is_one_to_three_messages_for_every_role(self, identifier: str) -> None:
        """Whoever asks gets an answer, never an empty one and never a wall of text."""
        for role in ROLES:
            assert 1 <= len(said_to(identifier, role)) <= 3, role

    def test_messages_are_short(self, identifier: str) -> None:
        """No message is empty or longer than 300 characters, and no sentence than 14 words."""
        for text in said(identifier):
            assert 0 < len(text.strip()) <= 300, text
            for sentence in re.split(r"(?<=[.?:]) ", text):
                assert len(sentence.split()) <= 14, sentence

    def test_simpler_stays_simple(self, identifier: str) -> None:
        """Easier words come in sentences of twelve words at most, and differ from the text itself."""
        for wording in answer(identifier).say:
            assert wording.simpler != wording.text
            for sentence in re.split(r"(?<=[.?:]) ", wording.simpler or ""):
                assert len(sentence.split()) <= 12, sentence

    def test_speaks_kindly(self, identifier: str) -> None:
        """No exclamation marks, no "dader", no chance of success, no reproach, no "u"."""
        for text in said(identifier):
            assert "!" not in text
            assert FORBIDDEN.search(text) is None, text
            assert re.search(r"\b[Uu]w?\b", text) is None, text

    def test_names_only_verified_numbers(self, identifier: str) -> None:
        """Whoever calls a number from an answer reaches the organisation or an emergency line, never somebody else."""
        for text in said(identifier):
            for number in NUMBER.findall(NOT_A_NUMBER.sub("", text)):
                assert re.sub(r"\D", "", number) in VERIFIED, text

    def test_button_fits(self, identifier: str) -> None:
        """The button fits on a telephone, and the question is there in full."""
        assert 0 < len(answer(identifier).button.strip()) <= 34
        assert answer(identifier).question.strip()

    def test_leads_on_to_existing_answers(self, identifier: str) -> None:
        """One to three next questions are offered, each with an answer, none of them the question itself."""
        follow_ups = answer(identifier).follow_ups
        assert 1 <= len(set(follow_ups)) == len(follow_ups) <= 3
        assert set(follow_ups) <= set(IDS) - {identifier}

    def test_every_fact_has_a_source(self, identifier: str) -> None:
        """Each answer stands on facts, and each fact says where it comes from."""
        facts = answer(identifier).facts
        assert facts
        for fact in facts:
            assert fact["fact"].strip()
            assert fact["source"] in {"seed", "product"} or fact["source"].startswith("https://")
            assert set(fact) <= {"fact", "source", "unverified", "disputed"}

    def test_has_examples_in_different_words(self, identifier: str) -> None:
        """At least eight example questions, none twice."""
        examples = [example.casefold().strip() for example in answer(identifier).examples]
        assert len(examples) >= 8
        assert len(examples) == len(set(examples))
        assert all(examples)

    def test_uncertain_answers_name_a_person(self, identifier: str) -> None:
        """Where the heart is not known for sure, the answer says that it differs and gives a person to call."""
        assert answer(identifier).uncertain == (identifier in UNCERTAIN)
        for role in ROLES if identifier in UNCERTAIN else ():
            heard = " ".join(said_to(identifier, role))
            assert "verschilt per situatie" in heard, role
            assert DESK in heard, role


def test_no_example_belongs_to_two_answers() -> None:
    """The same words as an example of two subjects would teach the recogniser nothing."""
    owners: dict[str, str] = {}
    for identifier in IDS:
        for example in answer(identifier).examples:
            assert owners.setdefault(example.casefold(), identifier) == identifier, example


def test_danger_comes_first_for_who_is_afraid() -> None:
    """Who says to be afraid reads the emergency numbers before anything else, whatever the role."""
    for role in ROLES:
        first = said_to("veiligheid-en-angst", role)[0]
        assert "112" in first
        assert "0800-2000" in first


def test_nobody_is_promised_a_lower_sentence() -> None:
    """The answer on sentencing opens with what cannot be promised, whatever the role."""
    for role in ROLES:
        assert said_to("invloed-op-straf", role)[0].startswith("Niemand kan")


def test_an_offender_under_a_ban_is_told_to_stay_away() -> None:
    """Under a contact ban the first words say not to seek contact, also not through others."""
    for role in (None, "verdachte", "dader", "veroorzaker"):
        first = said_to("contactverbod", role)[0]
        assert first.startswith("Neem zelf geen contact op")
        assert "via vrienden of familie" in first


def test_the_model_example_explains_the_format() -> None:
    """A coordinator who never saw YAML finds every key explained in the model example."""
    header = "".join(
        line
        for line in (FOLDER / "kosten.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
        if line[0] == "#"
    )
    for key in Answer.model_fields:
        assert f" {key} " in header, key
    assert "simpler" in header
