from __future__ import annotations

import json

import pytest
from telegram.request import HTTPXRequest

from bot.channels import Button, Delivery, Outbound, Sent, TryLater, Undeliverable
from bot.channels.telegram import Telegram
from bot.channels.telegram_updates import reference
from tests.channels.conftest import STAFF
from tests.channels.mailbox import Mailbox, receiving
from tests.fakes.bot_api.people import Person
from tests.fakes.bot_api.server import BotApi

YES_NO = ((Button(label="Ja", data="n.0"), Button(label="Nee", data="n.1")),)


@pytest.fixture
def anna(server: BotApi) -> Person:
    """Somebody who has started the bot."""
    person = server.person("Anna")
    person.says("/start")
    return person


async def say(telegram: Telegram, person: Person, text: str = "Dag", **more: object) -> Delivery:
    """Send a message to a person."""
    return await telegram.send(str(person.id), Outbound(text=text, **more))  # type: ignore[arg-type]


async def test_a_message_arrives_with_bold_and_buttons(telegram: Telegram, server: BotApi, anna: Person) -> None:
    """What is said arrives as said: special characters whole, bold in bold, buttons in their rows, no link preview."""
    sent = await say(telegram, anna, "Dag <Anna> & **welkom**", buttons=YES_NO)
    seen = anna.last
    assert (seen.text, seen.bold, seen.buttons) == ("Dag <Anna> & welkom", ("welkom",), (("Ja", "Nee"),))
    assert sent == Sent(ref=reference([seen.id]))
    params = server.calls("sendMessage")[-1].params
    assert json.loads(params["link_preview_options"]) == {"is_disabled": True}
    assert "protect_content" not in params


async def test_a_locked_screen_shows_only_the_notice(telegram: Telegram, server: BotApi, anna: Person) -> None:
    """With a notice the words are veiled until they are tapped; above them stands what everybody may see."""
    await say(telegram, anna, "Dag **Anna**, we < bellen", notice="Er is een bericht.", buttons=YES_NO)
    assert anna.last.text == "Er is een bericht.\n\nDag Anna, we < bellen"
    html = server.calls("sendMessage")[-1].params["text"]
    assert html == "Er is een bericht.\n\n<tg-spoiler>Dag <b>Anna</b>, we &lt; bellen</tg-spoiler>"
    assert anna.last.buttons == (("Ja", "Nee"),)


async def test_content_is_protected_when_asked(server: BotApi, anna: Person) -> None:
    """With the setting on, messages cannot be forwarded or saved from the chat."""
    telegram = Telegram(server.world.token, api=server.url, protect_content=True)
    await telegram.start()
    await say(telegram, anna)
    await telegram.close()
    assert server.calls("sendMessage")[-1].params["protect_content"] == "true"


async def test_a_long_text_arrives_whole_with_the_buttons_at_the_end(telegram: Telegram, anna: Person) -> None:
    """A text over the limit becomes several messages; only the last has the buttons; the reference names them all."""
    sentence = "Dit is een zin met wat woorden. "
    sent = await say(telegram, anna, sentence * 300, buttons=YES_NO)
    said = [one for one in anna.sees if not one.mine]
    assert len(said) == 3
    assert [one.labels for one in said] == [(), (), ("Ja", "Nee")]
    assert telegram.messages(Outbound(text=sentence * 300)) == 3
    assert sent == Sent(ref=reference([one.id for one in said]))
    assert " ".join(one.text for one in said) == (sentence * 300).strip()


async def test_trying_a_long_text_again_goes_on_where_it_stopped(
    telegram: Telegram, server: BotApi, anna: Person
) -> None:
    """When the second of three messages fails, the next attempt sends the second and third and not the first again."""
    text = "Nog een zin met woorden erin. " * 300
    await say(telegram, anna, "eerst iets anders")
    server.fault("delay", "sendMessage")
    server.fault("status", "sendMessage", status=502)
    assert isinstance(await say(telegram, anna, text), TryLater)
    assert isinstance(await say(telegram, anna, text), Sent)
    said = [one.text for one in anna.sees if not one.mine][1:]
    assert " ".join(said) == text.strip()


@pytest.mark.parametrize(
    ("fault", "delivery"),
    [
        ({"kind": "too_many", "seconds": 7}, TryLater(seconds=7.0, reason="told-to-wait")),
        ({"kind": "status", "status": 500}, TryLater(reason="NetworkError")),
        ({"kind": "status", "status": 504}, TryLater(reason="NetworkError")),
        ({"kind": "html", "status": 502}, TryLater(reason="NetworkError")),
        ({"kind": "html", "status": 403}, TryLater(reason="not-telegram")),
        ({"kind": "html", "status": 400}, TryLater(reason="not-telegram")),
        ({"kind": "status", "status": 403, "description": ""}, TryLater(reason="not-telegram")),
        ({"kind": "html", "status": 200}, TryLater(reason="TelegramError")),
        ({"kind": "garbage"}, TryLater(reason="TelegramError")),
        ({"kind": "empty"}, TryLater(reason="KeyError")),
        ({"kind": "drop_before"}, TryLater(reason="NetworkError")),
        ({"kind": "drop_after"}, TryLater(reason="NetworkError")),
        ({"kind": "status", "status": 401, "description": "Unauthorized"}, TryLater(reason="bot-refused")),
        ({"kind": "status", "status": 404, "description": "Not Found"}, TryLater(reason="bot-refused")),
        ({"kind": "status", "status": 409, "description": "Conflict"}, TryLater(reason="bot-refused")),
        (
            {"kind": "status", "status": 403, "description": "Forbidden: user is deactivated"},
            Undeliverable(reason="gone"),
        ),
        ({"kind": "status", "status": 400, "description": "Bad Request: chat not found"}, Undeliverable(reason="gone")),
        (
            {"kind": "status", "status": 400, "description": "Bad Request: PEER_ID_INVALID"},
            Undeliverable(reason="gone"),
        ),
        ({"kind": "status", "status": 400, "description": "Bad Request: not today"}, Undeliverable(reason="refused")),
    ],
)
async def test_every_failure_is_a_value(
    telegram: Telegram, server: BotApi, anna: Person, fault: dict[str, object], delivery: Delivery
) -> None:
    """Each way in which sending can fail is told as later, gone or refused; no exception crosses the border."""
    server.fault(fault["kind"], "sendMessage", **{key: value for key, value in fault.items() if key != "kind"})
    assert await say(telegram, anna) == delivery


async def test_a_dead_connection_is_tried_later(server: BotApi, anna: Person) -> None:
    """A server that never answers costs one timeout and is no failure for good."""
    telegram = Telegram(server.world.token, api=server.url, request=HTTPXRequest(read_timeout=0.2))
    await telegram.start()
    server.fault("hang", "sendMessage")
    assert await say(telegram, anna) == TryLater(reason="TimedOut")
    await telegram.close()


async def test_somebody_who_blocked_the_bot_is_gone(telegram: Telegram, anna: Person) -> None:
    """Blocked is final for this message; after unblocking, messages arrive again."""
    anna.blocks()
    assert await say(telegram, anna) == Undeliverable(reason="gone")
    anna.unblocks()
    assert isinstance(await say(telegram, anna), Sent)


async def test_unknown_chats_and_odd_addresses(telegram: Telegram) -> None:
    """A chat Telegram does not know is gone; an address that is no number is refused without a call."""
    assert await telegram.send("404", Outbound(text="a")) == Undeliverable(reason="gone")
    assert await telegram.send("web-7", Outbound(text="a")) == Undeliverable(reason="refused")


async def test_refused_markup_goes_out_plain_once(telegram: Telegram, server: BotApi, anna: Person) -> None:
    """When Telegram cannot read our markup, the person still gets the words and the buttons, and it is counted."""
    server.fault(
        "status", "sendMessage", status=400, description="Bad Request: can't parse entities: unsupported start tag"
    )
    assert isinstance(await say(telegram, anna, "a **b** <c>", buttons=YES_NO), Sent)
    assert (anna.last.text, anna.last.bold, anna.last.labels) == ("a b <c>", (), ("Ja", "Nee"))
    assert telegram.markup_refused == 1


@pytest.mark.parametrize(
    "outbound",
    [
        Outbound(text=" \x00"),
        Outbound(text="a", buttons=((Button(label="a", data="x" * 65),),)),
        Outbound(text="a", buttons=((Button(label=" ", data="x"),),)),
        Outbound(text="a", buttons=((Button(label="a", data=""),),)),
    ],
)
async def test_what_telegram_never_accepts_is_refused(telegram: Telegram, anna: Person, outbound: Outbound) -> None:
    """Empty texts, empty labels and data that is empty or over 64 bytes are final failures, not endless retries."""
    assert await telegram.send(str(anna.id), outbound) == Undeliverable(reason="refused")


async def press_yes(telegram: Telegram, anna: Person) -> str:
    """Ask, press, and give the reference that reading the press yields."""
    await say(telegram, anna, "Wil je **dat** 😀?", buttons=YES_NO)
    mailbox = Mailbox()
    async with receiving(telegram, mailbox):
        anna.presses("Ja")
        await mailbox.until(lambda box: any(telegram.read(one.payload).kind == "press" for one in box.raws.values()))
    return next(
        ref
        for one in mailbox.raws.values()
        if (read := telegram.read(one.payload)).kind == "press" and (ref := read.ref)
    )


async def test_a_choice_is_shown_in_the_question(telegram: Telegram, anna: Person) -> None:
    """After a press the question keeps its words and its bold, shows the choice, and has no buttons any more."""
    ref = await press_yes(telegram, anna)
    chosen = Outbound(kind="chosen", text="Ja, <graag>", ref=ref)
    assert await telegram.send(str(anna.id), chosen) == Sent(ref=ref)
    assert (anna.last.text, anna.last.bold, anna.last.buttons) == ("Wil je dat 😀?\n\n✓ Ja, <graag>", ("dat",), ())
    assert await telegram.send(str(anna.id), chosen) == Sent(ref=ref), "shown already is shown"


async def test_a_choice_without_known_words_only_takes_the_buttons_away(telegram: Telegram, anna: Person) -> None:
    """Behind the reference of a sent message the words are not known; its buttons go, also when they are gone already."""
    sent = await say(telegram, anna, "Wil je dat?", buttons=YES_NO)
    assert isinstance(sent, Sent)
    for _ in range(2):
        assert await telegram.send(str(anna.id), Outbound(kind="chosen", text="Ja", ref=sent.ref)) == sent
    assert (anna.last.text, anna.last.buttons) == ("Wil je dat?", ())


async def test_a_choice_too_long_to_show_only_takes_the_buttons_away(telegram: Telegram, anna: Person) -> None:
    """Showing a choice is a courtesy: when it does not fit, the question stays as it is without buttons."""
    ref = await press_yes(telegram, anna)
    assert isinstance(await telegram.send(str(anna.id), Outbound(kind="chosen", text="x" * 4000, ref=ref)), Sent)
    assert (anna.last.text, anna.last.buttons) == ("Wil je dat 😀?", ())


async def test_a_refused_edit_still_takes_the_buttons_away(telegram: Telegram, server: BotApi, anna: Person) -> None:
    """When Telegram refuses the new words, the old buttons go all the same."""
    ref = await press_yes(telegram, anna)
    server.fault("status", "editMessageText", status=400, description="Bad Request: something new")
    assert isinstance(await telegram.send(str(anna.id), Outbound(kind="chosen", text="Ja", ref=ref)), Sent)
    assert anna.last.buttons == ()


@pytest.mark.parametrize("ref", [None, "", "nonsense", "[]", "{}", '{"ids":7}', '{"ids":[],"entities":[{}]}'])
@pytest.mark.parametrize("kind", ["chosen", "remove"])
async def test_without_a_reference_nothing_is_sent(
    telegram: Telegram, server: BotApi, anna: Person, kind: str, ref: str | None
) -> None:
    """No reference, or one that is not ours, is nothing to do and no error."""
    before = len(server.world.calls)
    assert isinstance(await telegram.send(str(anna.id), Outbound(kind=kind, text="Ja", ref=ref)), Sent)  # type: ignore[arg-type]
    assert len(server.world.calls) == before


async def test_a_typed_answer_is_not_shown_twice(telegram: Telegram, server: BotApi, anna: Person) -> None:
    """A person's own message already shows the choice; nothing is called for it, while it can still be removed."""
    own, before = reference([anna.says("ja")], own=True), len(server.world.calls)
    assert await telegram.send(str(anna.id), Outbound(kind="chosen", text="Ja", ref=own)) == Sent()
    assert len(server.world.calls) == before
    await telegram.send(str(anna.id), Outbound(kind="remove", ref=own))
    assert [one.text for one in anna.sees] == ["/start"]


@pytest.mark.parametrize(
    "description",
    ["message is not modified: same", "message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"],
)
async def test_an_edit_whose_aim_is_past_is_done(
    telegram: Telegram, server: BotApi, anna: Person, description: str
) -> None:
    """Nothing left to change, or nothing that can be changed, counts as delivered and bothers nobody."""
    server.fault("status", "*", times=2, status=400, description=f"Bad Request: {description}")
    ref = reference([1], "Vraag?")
    assert await telegram.send(str(anna.id), Outbound(kind="chosen", text="Ja", ref=ref)) == Sent(ref=ref)


async def test_removing_takes_every_message_out(telegram: Telegram, server: BotApi, anna: Person) -> None:
    """The person's own words and all parts of ours leave the chat; what is gone or too old already is no failure."""
    sent = await say(telegram, anna, "woord " * 1000)
    assert isinstance(sent, Sent)
    own = anna.says("Mijn BSN is 123456782")
    for ref in (sent.ref, reference([own]), reference([own])):
        assert await telegram.send(str(anna.id), Outbound(kind="remove", ref=ref)) == Sent()
    assert [one.text for one in anna.sees] == ["/start"]
    old = anna.says("oud")
    server.world.clock.advance(49 * 3600)
    assert await telegram.send(str(anna.id), Outbound(kind="remove", ref=reference([old]))) == Sent()


async def test_removing_can_be_put_off(telegram: Telegram, server: BotApi, anna: Person) -> None:
    """A network failure while removing is tried later: identifying data must not stay for lack of trying."""
    server.fault("status", "deleteMessage", status=500)
    outbound = Outbound(kind="remove", ref=reference([anna.says("geheim")]))
    assert isinstance(await telegram.send(str(anna.id), outbound), TryLater)
    assert await telegram.send(str(anna.id), outbound) == Sent()


async def test_the_staff_group_may_become_a_supergroup(telegram: Telegram, server: BotApi) -> None:
    """A message to the old id of a group that moved arrives in the new one, this time and every next time."""
    old, new = server.group("Team", "group", -42), server.group("Team", number=STAFF)
    new.unblocks()
    old.chat.migrated_to = STAFF
    for text in ("Een", "Twee"):
        assert isinstance(await telegram.send("-42", Outbound(text=text)), Sent)
    assert [one.text for one in new.sees] == ["Een", "Twee"]


async def test_a_notice_in_the_group_is_renewed_and_the_press_answered(telegram: Telegram, server: BotApi) -> None:
    """The message says something else with another button; who pressed gets a word that nobody else sees."""
    group = server.group("Team", number=STAFF)
    group.unblocks()
    sent = await telegram.send(str(STAFF), Outbound(text="Vrij.", buttons=YES_NO))
    assert isinstance(sent, Sent)
    carla = server.person("Carla").at(group)
    query = carla.presses("Ja")
    again = (Button(label="Terug", data="n.2"),)
    assert await telegram.send(
        str(STAFF), Outbound(kind="edit", text="Van Carla.", buttons=(again,), ref=sent.ref)
    ) == Sent(ref=sent.ref)
    assert (group.last.text, group.last.labels) == ("Van Carla.", ("Terug",))
    assert await telegram.send(str(carla.id), Outbound(kind="toast", text="Is van jou.", ref=query)) == Sent()
    (call,) = server.calls("answerCallbackQuery")
    assert call.params["text"] == "Is van jou."
    assert call.params["show_alert"] in {True, "true"}


async def test_an_answer_to_an_old_press_is_let_go(telegram: Telegram) -> None:
    """A press of long ago cannot be answered any more; that is nobody's trouble."""
    assert await telegram.send("7", Outbound(kind="toast", text="Te laat.", ref="123")) == Sent()
