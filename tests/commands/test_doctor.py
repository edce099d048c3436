from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels import Raw
from bot.commands.shared import with_store
from bot.config import load
from bot.services.moments import amsterdam
from bot.store import inbox
from bot.store.masterkey import create_master_key
from bot.store.opening import Store
from tests.commands.conftest import command
from tests.fakes.bot_api.server import TOKEN, BotApi


def states() -> tuple[int, dict[str, str]]:
    """What the doctor says: the exit status, and the state by name of the thing."""
    shown = command("doctor")
    lines = [(line[:7].strip(), line[8:22].strip()) for line in shown.output.splitlines()]
    return shown.exit_code, {name: state for state, name in lines}


async def nothing(store: Store) -> None:
    """Opening is enough."""


def test_a_fresh_folder_is_ready_and_stays_fresh(here: Path) -> None:
    """Nothing is needed before the first start, and looking makes nothing."""
    status, found = states()

    assert status == 0
    assert set(found) >= {"Python", "Instellingen", "Scripts", "Schijf", "Database", "Hoofdsleutel", "Telegram"}
    assert set(found.values()) <= {"ok", "let op"}
    assert not (here / "data").exists()


def test_a_store_that_opens_is_fine_and_a_key_beside_it_is_pointed_at(here: Path) -> None:
    """The keys are tried; that key and data lie together is worth a remark, not a refusal."""
    with_store(nothing, load(), create=True)
    status, found = states()

    assert status == 0
    assert found["Database"] == "ok"
    assert found["Hoofdsleutel"] == "let op"


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such permissions")
def test_a_key_that_others_can_read_is_wrong(here: Path) -> None:
    """With the command that mends it."""
    with_store(nothing, load(), create=True)
    (here / "data" / "master.key").chmod(0o644)

    assert states()[1]["Hoofdsleutel"] == "mis"
    assert "chmod 600" in command("doctor").output


def test_a_key_in_a_setting_is_advised_against(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It works, and the advice is a file."""
    monkeypatch.setenv("HERSTELBOT_SECRET_KEY", "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=")
    with_store(nothing, load(), create=True)
    status, found = states()

    assert status == 0
    assert (found["Database"], found["Hoofdsleutel"]) == ("ok", "let op")
    assert not (here / "data" / "master.key").exists()


def test_a_new_master_key_that_is_half_way_is_said(here: Path) -> None:
    """With the command that ends it."""

    async def half_way(store: Store) -> None:
        store.vault.rewrap(create_master_key(here / "data" / "master.key.next"))

    with_store(half_way, load(), create=True)

    assert states()[1]["Database"] == "let op"
    assert "keys rotate" in command("doctor").output
    assert command("keys", "rotate").exit_code == 0
    assert states()[1]["Database"] == "ok"


def test_a_key_that_does_not_fit_is_wrong(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data of one key with the key of another is found before a start fails on it."""
    with_store(nothing, load(), create=True)
    monkeypatch.setenv("HERSTELBOT_DATA_DIR", str(here / "other"))
    with_store(nothing, load(), create=True)
    monkeypatch.setenv("HERSTELBOT_DATA_DIR", str(here / "data"))
    monkeypatch.setenv("HERSTELBOT_SECRET_KEY_FILE", str(here / "other" / "master.key"))
    status, found = states()

    assert status == 1
    assert found["Database"] == "mis"


def test_scripts_with_a_mistake_are_wrong(here: Path) -> None:
    """How many mistakes, and which command shows them; the rest is looked at all the same."""
    (here / "scripts" / "flags.yaml").write_text("- druk\n", encoding="utf-8")
    status, found = states()

    assert status == 1
    assert found["Scripts"] == "mis"
    assert found["Schijf"] in {"ok", "let op"}
    assert "herstelbot scripts check" in command("doctor").output


def test_a_folder_that_is_not_there_does_not_stop_the_rest(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each thing is looked at by itself."""
    monkeypatch.setenv("HERSTELBOT_DIALOGS_DIR", str(here / "nergens"))
    status, found = states()

    assert status == 1
    assert list(found.values()).count("mis") == 1
    assert found["Telegram"] == "ok"


def test_a_wrong_setting_is_the_first_thing_to_mend(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without settings nothing else can be looked at."""
    monkeypatch.setenv("HERSTELBOT_WEB_PORT", "tachtig")

    assert states() == (1, {"Python": "ok", "Instellingen": "mis"})


@pytest.mark.parametrize(("token", "state"), [(TOKEN, "ok"), (TOKEN[:-1] + "1", "mis")])
def test_telegram_is_asked_whether_it_knows_the_token(
    here: Path, monkeypatch: pytest.MonkeyPatch, token: str, state: str
) -> None:
    """A good token is answered with the bot's name; with a wrong one it says who gives a new one. Neither is shown."""
    with BotApi() as server:
        monkeypatch.setenv("HERSTELBOT_TELEGRAM_API_URL", server.url)
        monkeypatch.setenv("HERSTELBOT_TELEGRAM_TOKEN", token)
        shown = command("doctor").output

    (line,) = [line for line in shown.splitlines() if "Telegram" in line]
    assert line.startswith(state)
    assert ("@BotFather" in line) is (state == "mis")
    assert token not in shown


def test_a_webhook_that_is_not_ours_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Polling would get nothing while Telegram calls somebody else; in webhook mode it must call us."""
    with BotApi() as server:
        monkeypatch.setenv("HERSTELBOT_TELEGRAM_API_URL", server.url)
        monkeypatch.setenv("HERSTELBOT_TELEGRAM_TOKEN", TOKEN)
        assert states()[1]["Telegram"] == "ok"
        server.world.webhook = {"url": "https://elders.example/"}
        assert states()[1]["Telegram"] == "let op"
        monkeypatch.setenv("HERSTELBOT_TELEGRAM_MODE", "webhook")
        monkeypatch.setenv("HERSTELBOT_PUBLIC_URL", "https://voorbeeld.example")
        assert states()[1]["Telegram"] == "let op"
        server.world.webhook = {"url": "https://voorbeeld.example/hook/telegram"}
        assert states()[1]["Telegram"] == "ok"
        assert states()[1]["Klok"] == "ok"


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such permissions")
def test_a_data_folder_that_others_can_look_into_is_wrong(here: Path) -> None:
    """With the command that mends it."""
    with_store(nothing, load(), create=True)
    (here / "data").chmod(0o755)

    assert states()[1]["Schijf"] == "mis"
    assert "chmod 700" in command("doctor").output


def test_a_clock_that_lags_behind_its_own_records_is_wrong(here: Path) -> None:
    """What was stored later than now shows that the clock was moved, or will be."""

    async def from_the_future(store: Store) -> None:
        raw = Raw(external_id="1", address="1", payload=b"{}")
        later = amsterdam() + timedelta(hours=1)
        await store.db.write(lambda tx: inbox.accept(tx, store.vault, "telegram", [raw], later))

    with_store(from_the_future, load(), create=True)

    assert states()[1]["Database"] == "mis"
    assert "klok" in command("doctor").output
