"""Settings: read from the environment and ``.env``, and refused by name, never by value."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.config import PREFIX, load
from bot.errors import OperatorError


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own to start from, and none of this machine's settings."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_settings_nothing_is_needed() -> None:
    """A bare start serves this machine only, without Telegram, with its data and its key below the present folder."""
    settings = load()

    assert (settings.web_host, settings.web_port) == ("127.0.0.1", 8080)
    assert settings.telegram_token is None
    assert settings.database == Path("data/app.db")
    assert settings.key_file == Path("data/master.key")


def test_the_environment_wins_over_the_file(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in ``.env`` counts, unless the environment says otherwise."""
    (elsewhere / ".env").write_text("HERSTELBOT_WEB_PORT=9000\nHERSTELBOT_WEB_HOST=0.0.0.0\n", encoding="utf-8")
    monkeypatch.setenv("HERSTELBOT_WEB_PORT", "9001")
    settings = load()

    assert (settings.web_host, settings.web_port) == ("0.0.0.0", 9001)  # noqa: S104 - only read


@pytest.mark.parametrize(
    "name", ["TELEGRAM_TOKEN", "STAFF_CHAT_ID", "PUBLIC_URL", "SECRET_KEY_FILE", "SECRET_KEY", "DIALOGS_DIR"]
)
def test_an_empty_line_means_not_set(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example file may be copied whole: a setting without a value is no setting."""
    monkeypatch.setenv(f"{PREFIX}{name}", "")

    assert getattr(load(), name.lower()) is None


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("WEB_PORT", "tachtig", "getal"),
        ("WEB_PORT", "70000", "65535"),
        ("LOG_LEVEL", "LUID", "DEBUG"),
        ("TELEGRAM_MODE", "duif", "polling"),
        ("STAFF_CHAT_ID", "groep", "getal"),
    ],
)
def test_a_wrong_setting_is_named_with_a_remedy(
    name: str, value: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The operator reads which setting is wrong and what is allowed; the value, which may be secret, is not repeated."""
    monkeypatch.setenv(f"{PREFIX}{name}", value)
    with pytest.raises(OperatorError) as refused:
        load()

    said = str(refused.value)
    assert f"{PREFIX}{name}" in said
    assert remedy in said
    assert value not in said.replace(f"{PREFIX}{name}", "")


def test_the_token_is_not_shown_by_accident(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing or logging the settings does not give the bot away."""
    monkeypatch.setenv("HERSTELBOT_TELEGRAM_TOKEN", "12345:geheim")

    monkeypatch.setenv("HERSTELBOT_SECRET_KEY", "ookgeheim")

    assert "geheim" not in f"{load()!r} {load()}"
    assert load().key_text == "ookgeheim"
