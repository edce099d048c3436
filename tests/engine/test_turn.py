from __future__ import annotations

import pytest

from bot.engine import events
from bot.engine.registration import build
from bot.engine.session import Status
from tests.engine.small import Walker, small_dialog


@pytest.fixture
def walker() -> Walker:
    return Walker(small_dialog())


def registered(walker: Walker) -> dict[str, object]:
    """What would be handed over now."""
    made = build(
        walker.session, reference="HB-TEST-0001", created_at="2026-11-24", status="new", consent_version="2026-11"
    )
    return made.model_dump(mode="json")


def at_form(walker: Walker) -> Walker:
    """Walk to the question about the form of contact."""
    return walker.presses("Ik wil me aanmelden").presses("Mij is iets aangedaan").presses("Ja")


def at_review(walker: Walker) -> Walker:
    """Walk to the overview with a letter, as soon as possible, named Mila."""
    at_form(walker).presses("Een brief").presses("Klaar").presses("Zo snel mogelijk")
    return walker.types("Mila").types("06 12345678")


def test_a_conversation_begins_by_saying_what_it_is(walker: Walker) -> None:
    """The first words say that this is a program, and the choices stand under the last ones."""
    assert "computerprogramma" in walker.text
    assert walker.labels[:3] == ["Ik wil me aanmelden", "Wat is het?", "Ik heb een vraag"]


def test_a_whole_conversation_becomes_exactly_these_answers(walker: Walker) -> None:
    """What was pressed and typed stands in the registration, under its own field, with consent and its version."""
    at_review(walker).presses("Ja, dit klopt").presses("Ja")

    found = registered(walker)
    assert found["role"] == "slachtoffer"
    assert found["forms"] == ["brief"]
    assert found["timing"]["kind"] == "zo-snel-mogelijk"  # type: ignore[index]
    assert found["contact"]["phone"] == "+31612345678"  # type: ignore[index]
    assert found["consent"]["version"] == "2026-11"  # type: ignore[index]
    assert events.HandedOver(number=1) in walker.happened
    assert "HB-TEST-0001" in walker.text


def test_nothing_is_handed_over_without_consent(walker: Walker) -> None:
    """A no to passing it on leads back, and no registration is made."""
    at_review(walker).presses("Ja, dit klopt").presses("Nee")

    assert not any(isinstance(event, events.HandedOver) for event in walker.happened)


def test_several_forms_may_be_chosen_one_by_one(walker: Walker) -> None:
    """After the first form the others are still on offer, until the person is done."""
    at_form(walker).presses("Een brief")

    assert "Een gesprek" in walker.labels
    assert "Een brief" not in walker.labels
    assert "Weet ik nog niet" not in walker.labels
    walker.presses("Een gesprek").presses("Klaar")
    assert walker.session.value("forms") == ("brief", "gesprek")


def test_not_knowing_the_form_is_an_answer_by_itself(walker: Walker) -> None:
    """Weet ik nog niet goes with no other form and walks on at once."""
    at_form(walker).presses("Weet ik nog niet")

    assert walker.session.value("forms") == ("weet-ik-niet",)
    assert "Wanneer wil je beginnen?" in walker.text


def test_forms_may_be_typed_all_at_once_with_what_is_not_wanted(walker: Walker) -> None:
    """Typing "brief, maar geen gesprek" chooses the letter and keeps what is not wanted."""
    at_form(walker).types("een brief, maar geen gesprek")

    assert walker.session.ticked == ("brief",)
    assert walker.session.value("unwanted_forms") == ("gesprek",)


def test_a_skipped_question_and_a_dont_know_are_told_apart(walker: Walker) -> None:
    """Declined is overgeslagen, not knowing is weet-ik-niet, not asked is null."""
    walker.presses("Ik wil me aanmelden").presses("Ik heb iets gedaan").presses("Weet ik niet").presses("Overslaan")

    found = registered(walker)
    assert found["circumstances"]["detained"] == "weet-ik-niet"  # type: ignore[index]
    assert found["voluntariness"]["own_wish"] == "overgeslagen"  # type: ignore[index]
    assert found["forms"] is None


def test_doubt_or_pressure_is_flagged_and_never_blocks(walker: Walker) -> None:
    """A wish that is not one's own becomes a flag for staff; the conversation simply goes on."""
    walker.presses("Ik wil me aanmelden").presses("Mij is iets aangedaan").presses("Nee")

    assert events.Flagged(flag="druk") in walker.happened
    assert "Welke vorm" in walker.text


@pytest.mark.parametrize("typed", ["een brief", "1", "schrijven", "doe maar een brief"])
def test_typing_counts_as_pressing(walker: Walker, typed: str) -> None:
    """A label, a number, a synonym and a near wording are understood where buttons are offered."""
    at_form(walker).types(typed)

    assert walker.session.ticked == ("brief",)


def test_going_back_asks_the_question_before_and_keeps_the_rest(walker: Walker) -> None:
    """Terug returns one question; answering it again goes on where the person was."""
    at_form(walker).presses("Een brief").presses("Klaar")
    walker.presses("Terug")
    assert "Welke vorm" in walker.text

    walker.presses("Een gesprek").presses("Klaar")
    assert walker.session.value("forms") == ("gesprek",)
    assert "Wanneer wil je beginnen?" in walker.text


def test_correcting_an_answer_asks_only_what_depends_on_it(walker: Walker) -> None:
    """Another role brings the question that belongs to it, and nothing else is asked again."""
    at_review(walker).presses("Iets veranderen").presses("Wie je bent").presses("Ik heb iets gedaan")
    assert "Zit je vast?" in walker.text

    walker.presses("Nee")
    assert "Klopt dit?" in walker.text
    assert walker.session.value("forms") == ("brief",)


def test_answers_of_a_way_not_taken_are_let_go(walker: Walker) -> None:
    """Changing the role back drops the answer and the flag that came with the other role."""
    walker.presses("Ik wil me aanmelden").presses("Ik heb iets gedaan").presses("In een gevangenis").presses("Ja")
    walker.presses("Een brief").presses("Klaar").presses("Zo snel mogelijk").types("Bo").presses("Overslaan")
    assert "gedetineerd" in walker.session.flags

    walker.presses("Iets veranderen").presses("Wie je bent").presses("Mij is iets aangedaan")
    assert events.AnswerDropped(field="circumstances.detained") in walker.happened
    assert not walker.session.flags


def test_a_second_press_of_the_same_button_moves_on_once(walker: Walker) -> None:
    """A double tap is an old button the second time: the same question is shown again, nothing changes."""
    data = walker.presses("Ik wil me aanmelden").data_of("Mij is iets aangedaan")
    walker.presses_data(data)
    before = walker.session
    walker.presses_data(data)

    assert "<old-button>" in walker.text
    assert walker.session.answers == before.answers
    assert walker.session.step == before.step


def test_a_question_gets_its_answer_and_the_same_step_returns(walker: Walker) -> None:
    """A question in the middle is answered, and then the step is offered again, once, with what one asks next."""
    at_form(walker).types("wat kost dat")

    assert walker.text.startswith("Meedoen is gratis.")
    assert walker.text.count("Welke vorm") == 1
    assert "Kan ik stoppen?" in walker.labels
    assert walker.presses("Een brief").session.ticked == ("brief",)


def test_a_doubtful_question_offers_the_nearest_ones(walker: Walker) -> None:
    """In doubt nothing is guessed: the nearest questions can be chosen, or none of them."""
    at_form(walker).types("iets met geld")

    assert walker.labels == ["Wat kost het?", "Kan ik stoppen?", "Iets anders"]
    assert walker.presses("Iets anders").text.startswith("<no-answer>")


def test_what_nobody_understands_is_said_honestly_and_kept_for_the_coordinators(walker: Walker) -> None:
    """Three misses at one question: first simpler, then more help, then a person; never a dead end."""
    at_form(walker)
    assert "<unclear-1>" in walker.types("qwerty uiop").text
    assert "<unclear-2>" in walker.types("qwerty uiop").text
    assert "<unclear-person>" in walker.types("qwerty uiop").text
    assert any(isinstance(event, events.NotUnderstood) for event in walker.happened)
    assert "Een brief" in walker.labels


def test_danger_goes_before_everything_and_the_intake_waits(walker: Walker) -> None:
    """The number comes first, staff hear only the kind, and going on returns to the same question."""
    at_form(walker).types("er is brand op de gang")

    assert walker.text.startswith("Bel nu 112.")
    assert events.SignalRaised(kind="acute-danger") in walker.happened
    assert "crisis" in walker.session.flags
    assert "Welke vorm" in walker.presses("Ja, verder").text


def test_a_date_in_ones_own_words_is_read_back_first(walker: Walker) -> None:
    """What "over drie maanden" means is put before the person as a date, and counts after a yes."""
    at_form(walker).presses("Een brief").presses("Klaar").presses("Later").types("over drie maanden")
    assert "24 februari 2027" in walker.text

    walker.types("ja")
    found = registered(walker)
    assert found["timing"]["date"] == "2027-02-24"  # type: ignore[index]
    assert found["timing"]["words"] == "over drie maanden"  # type: ignore[index]


def test_a_date_typed_at_the_choice_counts_as_later(walker: Walker) -> None:
    """Whoever types a date where a choice was offered is understood, and the date is read back."""
    at_form(walker).presses("Een brief").presses("Klaar").types("na 1 juni")
    assert "1 juni 2027" in walker.text or "2 juni 2027" in walker.text

    walker.presses("Ja, klopt")
    assert walker.session.value("timing.kind") == "vanaf-datum"


def test_a_date_that_does_not_exist_is_asked_again(walker: Walker) -> None:
    """31 februari gets a kind word and the same question."""
    at_form(walker).presses("Een brief").presses("Klaar").presses("Later").types("31 februari")

    assert "<date-unclear>" in walker.text
    assert "Vanaf wanneer?" in walker.text


def test_identifying_data_is_masked_where_nobody_asked_for_it(walker: Walker) -> None:
    """A citizen number typed elsewhere is not kept, the message is taken out, and the person is told."""
    at_review(walker).presses("Iets veranderen").presses("Naam").types("noem me Bo, bsn 999900146")

    assert "<identifying>" in walker.text
    assert events.IdentifyingSeen(kinds=("bsn",)) in walker.happened
    assert "999900146" not in str(walker.session)


def test_a_step_that_asks_for_a_phone_number_takes_one(walker: Walker) -> None:
    """The phone question accepts a number without a warning, and refuses what is none with an example."""
    at_form(walker).presses("Een brief").presses("Klaar").presses("Zo snel mogelijk").types("Mila")
    assert "<phone-wrong>" in walker.types("06 123").text

    walker.types("je kan me bellen op 06-12345678")
    assert walker.session.value("contact.phone") == "+31612345678"
    assert "<identifying>" not in walker.text


def test_a_name_is_used_in_what_is_said(walker: Walker) -> None:
    """A text may name what the person wants to be called."""
    at_form(walker).presses("Een brief").presses("Klaar").presses("Zo snel mogelijk").types("Mila")

    assert "bellen, Mila?" in walker.text


def test_a_text_that_is_too_long_is_refused_kindly(walker: Walker) -> None:
    """More than the step's limit is asked again; nothing is stored cut off."""
    at_form(walker).presses("Een brief").presses("Klaar").presses("Zo snel mogelijk").types("x" * 41)

    assert "<too-long>" in walker.text
    assert walker.session.value("contact.name") is None


def test_easier_words_stay_on_once_asked_for(walker: Walker) -> None:
    """The word "makkelijker" repeats the question in its simpler wording."""
    walker.presses("Ik wil me aanmelden").presses("Mij is iets aangedaan").types("makkelijker")

    assert "Wil jij dit zelf?" in walker.text


def test_a_command_interrupts_and_the_question_returns(walker: Walker) -> None:
    """Help from anywhere, and back to the very question that was open."""
    at_form(walker).types("/help")
    assert "030 - 234 00 45" in walker.text

    assert "Welke vorm" in walker.presses("Verder met het gesprek").text
    assert "<unknown-command>" in walker.types("/bestaatniet").text


def test_a_pause_is_an_answer_and_the_next_word_goes_on(walker: Walker) -> None:
    """Later verder keeps everything; whatever comes next picks up the question that was open."""
    at_form(walker).types("/help")
    walker.presses("Later verder")
    assert events.Paused(until=None) in walker.happened

    walker.types("een brief")
    assert walker.session.ticked == ("brief",)


def test_media_gets_a_kind_reply_and_the_question(walker: Walker) -> None:
    """A photo or voice note is never fetched; the person is told and the question returns."""
    at_form(walker).does(events.MediaReceived(kind="voice"))

    assert "<media>" in walker.text
    assert "Een brief" in walker.labels


def test_an_ended_conversation_begins_again_at_a_word(walker: Walker) -> None:
    """After the end any message or old button leads to the start, never to silence."""
    at_review(walker).presses("Ja, dit klopt").presses("Ja").presses("Klaar")
    assert walker.session.status is Status.ENDED

    assert "Wat wil je doen?" in walker.types("hoi").text


def test_changing_after_sending_hands_over_again(walker: Walker) -> None:
    """A sent registration can be changed; consent is asked for the changed one, and it goes as the same one."""
    at_review(walker).presses("Ja, dit klopt").presses("Ja").presses("Iets wijzigen")
    walker.presses("Iets veranderen").presses("Naam").types("Bo").presses("Ja, dit klopt").presses("Ja")

    assert walker.session.value("contact.name") == "Bo"
    assert events.HandedOver(number=2) in walker.happened


def test_cards_can_be_read_on_back_and_skipped(walker: Walker) -> None:
    """The explanation has Verder, Terug and Sla over."""
    walker.presses("Wat is het?")
    assert {"Verder", "Terug", "Sla over"} <= set(walker.labels)

    walker.presses("Verder")
    assert "Jij kiest" in walker.text
    assert "bemiddelaar" in walker.presses("Terug").text
    assert "Wat wil je doen?" in walker.presses("Sla over").text


def test_a_choice_is_explained_on_the_spot(walker: Walker) -> None:
    """Asking what a choice means gets its explanation, and the choices again; nothing is chosen."""
    at_form(walker).types("wat is via de bemiddelaar?")

    assert walker.text.startswith("De bemiddelaar brengt het over.")
    assert "Welke vorm" in walker.text
    assert walker.session.ticked == ()


def test_a_way_aside_among_several_choices_is_not_an_answer(walker: Walker) -> None:
    """The button "Leg uit" leads to the explanation and back; it never becomes one of the forms."""
    at_form(walker).presses("Leg de vormen uit").presses("Verder")

    assert "Welke vorm" in walker.text
    assert walker.session.value("forms") is None


def test_a_reply_to_staff_is_handed_over_and_not_kept(walker: Walker) -> None:
    """The button under a message of staff never grows old; the words go to the host, and the question returns."""
    at_form(walker).presses_data("/antwoord").types("morgen kan ik wel")

    assert events.Replied(text="morgen kan ik wel") in walker.happened
    assert walker.session.value("memo.reply") is None
    assert "Welke vorm" in walker.text


def test_a_reply_that_is_left_out_hands_over_nothing(walker: Walker) -> None:
    """Thinking better of it is fine, and the next reply begins empty."""
    at_form(walker).presses_data("/antwoord").presses("Overslaan")
    assert not any(isinstance(event, events.Replied) for event in walker.happened)

    walker.presses_data("/antwoord")
    assert "Wat wil je terugschrijven?" in walker.text


def test_a_deep_link_followed_later_on_still_tells_the_source(walker: Walker) -> None:
    """Whoever was here before and follows a link keeps their answers, and the first source that was told counts."""
    at_form(walker).types("/start pi-dordrecht")
    assert walker.session.source == "pi-dordrecht"
    assert walker.session.value("role") == "slachtoffer"

    walker.types("/start iets-anders").types("/start <script>")
    assert walker.session.source == "pi-dordrecht"
