"""Whole conversations over HTTP: the real client of the Bot API against a local server."""

from __future__ import annotations

import socket
from pathlib import Path

import httpx
import pytest

from bot.services.link_telegram import LinkTelegram
from bot.store import registrations, staff
from bot.store.cases import Filters
from bot.store.sight import PROGRAM
from tests.fakes.bot_api.people import Person
from tests.fakes.bot_api.server import BotApi
from tests.journeys.acts import NAMES, Act, rehearsal, unmet
from tests.journeys.conftest import running, settings


async def plays(person: Person, acts: list[Act]) -> None:
    """Do everything in the rehearsal, each time after having seen what came before."""
    for act in acts:
        if act.presses is None:
            person.says(act.does.replace("@web", "").strip())
        else:
            person.presses(act.presses)
        words = act.last_words
        await person.expects(lambda seen, words=words: words in seen.text and bool(seen.labels), timeout=30)  # type: ignore[misc]


@pytest.mark.parametrize("name", NAMES)
async def test_a_rehearsal_played_over_http_ends_as_exactly_those_answers(
    name: str, tmp_path: Path, telegram: BotApi
) -> None:
    """What is rehearsed beside the scripts happens just so on Telegram, and stands in the queue once."""
    played = rehearsal(name)
    async with running(settings(tmp_path, telegram)) as service:
        await plays(telegram.person("Mila"), played.acts)
        found = await service.documents()

    assert len(found) == (1 if played.sent else 0)
    assert all(unmet(document, played.wishes) == {} for document in found)


async def test_the_menu_and_descriptions_are_set_in_the_coordinators_words(tmp_path: Path, telegram: BotApi) -> None:
    """At the start Telegram gets the commands as the scripts describe them."""
    async with running(settings(tmp_path, telegram)):
        await telegram.until(lambda: len(telegram.calls("setMyCommands")) == 2)

    said = {
        call.params.get("language_code", ""): str(call.params["commands"]) for call in telegram.calls("setMyCommands")
    }
    assert said.keys() == {"", "en"}
    assert "mens" in said[""]
    assert "Een mens spreken" in said[""]
    assert "Talk to a person" in said["en"]


async def test_a_stop_and_a_new_start_in_the_middle_lose_nothing(tmp_path: Path, telegram: BotApi) -> None:
    """Half of the conversation before a restart, half after it: the same registration."""
    played = rehearsal(NAMES[0])
    half = len(played.acts) // 2
    person = telegram.person("Mila")
    async with running(settings(tmp_path, telegram)):
        await plays(person, played.acts[:half])
    async with running(settings(tmp_path, telegram)) as service:
        await plays(person, played.acts[half:])
        (found,) = await service.documents()

    assert unmet(found, played.wishes) == {}


async def test_everything_that_is_not_a_word_gets_a_kind_reply(tmp_path: Path, telegram: BotApi) -> None:
    """Photo, voice, sticker, place and contact card are answered, never fetched, and the question stays."""
    async with running(settings(tmp_path, telegram)):
        person = telegram.person("Mila")
        person.says("/start")
        await person.expects("Waar kan ik je mee helpen")
        for send in (
            person.sends_photo,
            person.sends_voice,
            person.sends_sticker,
            person.sends_location,
            person.sends_contact,
        ):
            send()
            seen = await person.expects("Waar kan ik je mee helpen")
            assert "Ik wil me aanmelden" in seen.labels

    assert telegram.calls("getFile") == []


async def test_a_typed_number_leaves_the_chat(tmp_path: Path, telegram: BotApi) -> None:
    """Whoever types a citizen number is told kindly, and the message is taken out of the chat."""
    async with running(settings(tmp_path, telegram)):
        person = telegram.person("Mila")
        person.says("/start")
        await person.expects("Waar kan ik je mee helpen")
        person.says("mijn bsn is 999900146")
        await person.expects("bewaar het niet")
        await telegram.until(lambda: telegram.calls("deleteMessage") or telegram.calls("deleteMessages"))

    assert not any("999900146" in seen.text for seen in person.sees)


async def test_in_webhook_mode_telegram_calls_us_and_nothing_is_different(tmp_path: Path, telegram: BotApi) -> None:
    """The same conversation when Telegram brings the updates; a call without the secret is refused."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    given = settings(tmp_path, telegram, telegram_mode="webhook", public_url=f"http://127.0.0.1:{port}", web_port=port)
    played = rehearsal("onder-druk")
    async with running(given) as service:
        await telegram.until(lambda: telegram.world.webhook)
        await plays(telegram.person("Mila"), played.acts)
        async with httpx.AsyncClient() as stranger:
            refused = await stranger.post(f"{service.address}/hook/telegram", json={"update_id": 1})
        (found,) = await service.documents()

    assert refused.status_code == 403
    assert unmet(found, played.wishes) == {}


async def test_a_case_is_taken_with_a_button_in_the_staff_group(tmp_path: Path, telegram: BotApi) -> None:
    """A colleague links with the code of the console, presses in the group, and has the case; a stranger has not."""
    group, carla, stranger = telegram.group("Team"), telegram.person("Carla"), telegram.person("Bram")
    played = rehearsal("onder-druk")
    async with running(settings(tmp_path, telegram, staff_chat_id=group.chat.number)) as service:
        app = service.app
        group.unblocks()
        account = await app.store.db.write(
            lambda tx: staff.add(
                tx, id="c", login="carla", name="Carla", role="staff", password_hash="x", now=app.clock()
            )
        )
        code = await LinkTelegram(store=app.store, clock=app.clock).offer(account)
        carla.says(f"/koppel {code}")
        await carla.expects("Gelukt, Carla")
        await plays(telegram.person("Mila"), played.acts)
        await telegram.until(lambda: any("Nieuwe aanmelding" in seen.text for seen in group.sees))
        stranger.at(group).presses("Oppakken")
        await telegram.until(lambda: telegram.calls("answerCallbackQuery"))
        carla.at(group).presses("Oppakken")
        await telegram.until(lambda: "Opgepakt door Carla." in group.last.text)
        (case,) = await app.store.db.read(
            lambda tx: registrations.listed(tx, app.store.vault, PROGRAM, Filters(), limit=9)
        )

    assert case.claimed_by == "c"
    assert code not in str([seen.text for seen in carla.sees])
    texts = [str(call.params.get("text", "")) for call in telegram.calls("answerCallbackQuery")]
    assert any(text.startswith("Koppel eerst je Telegram") for text in texts)
    assert all(word not in group.last.text for word in ("Mila", "Sem"))


async def test_a_story_is_told_on_our_own_page_and_not_in_telegram(tmp_path: Path, telegram: BotApi) -> None:
    """After sending, a link comes that works once; what is told there reaches the registration and never Telegram."""
    played = rehearsal("vast-pendel-casemanager")
    async with running(settings(tmp_path, telegram, public_url="http://gesprek.test")) as service:
        person = telegram.person("Mila")
        await plays(person, played.acts)
        person.says("/vertellen")
        seen = await person.expects(lambda one: "#" in one.text, timeout=30)
        page, _, token = seen.text.strip().partition("#")
        assert page == "http://gesprek.test/vertel"
        assert len(token) == 43
        async with httpx.AsyncClient(base_url=service.address, headers={"sec-fetch-site": "same-origin"}) as browser:
            told = await browser.post("/vertel/bewaar", json={"token": token, "text": "Ik heb spijt.", "sure": "nee"})
            assert told.json()["kept"] is True
            assert (await browser.post("/vertel/open", json={"token": token})).status_code == 404
        (found,) = await service.documents()
        assert found["remark"] == "Ik heb spijt."
        person.says("mijn gegevens")
        await person.expects(lambda one: "onze eigen pagina" in one.text, timeout=30)
        assert not [one for one in person.sees if "spijt" in one.text]
