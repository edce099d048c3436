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
    "name",
    [
        "TELEGRAM_TOKEN",
        "STAFF_CHAT_ID",
        "PUBLIC_URL",
        "SECRET_KEY_FILE",
        "SECRET_KEY",
        "DIALOGS_DIR",
        "CASE_SYSTEM_URL",
    ],
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


@pytest.mark.parametrize(
    ("url", "fine"),
    [
        ("https://zaken.example/hook", True),
        ("http://localhost:9000/", True),
        ("http://127.0.0.1/", True),
        ("http://zaken.example/", False),
        ("http://localhost.zaken.example/", False),
        ("ftp://zaken.example/", False),
        ("zaken.example", False),
        ("https://", False),
    ],
)
def test_a_case_system_is_reached_over_https_only(url: str, fine: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Registrations never travel in the clear, but to this machine itself."""
    monkeypatch.setenv(f"{PREFIX}CASE_SYSTEM_URL", url)
    monkeypatch.setenv(f"{PREFIX}CASE_SYSTEM_SECRET_FILE", "geheim")
    if fine:
        assert load().case_system_url == url
    else:
        with pytest.raises(OperatorError, match="CASE_SYSTEM_URL"):
            load()


@pytest.mark.parametrize("name", ["CASE_SYSTEM_URL", "CASE_SYSTEM_SECRET_FILE"])
def test_a_case_system_needs_address_and_secret(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of it is a mistake that is told at the start."""
    monkeypatch.setenv(f"{PREFIX}{name}", "https://zaken.example/")
    with pytest.raises(OperatorError) as refused:
        load()
    assert "CASE_SYSTEM_URL" in str(refused.value)
    assert "allebei" in str(refused.value)


def test_the_secret_is_read_without_white_space_and_must_be_long(elsewhere: Path) -> None:
    """A missing or short secret is refused with the remedy and never shown."""
    file = elsewhere / "geheim"
    settings = load().model_copy(update={"case_system_secret_file": file})
    with pytest.raises(OperatorError, match="niet te lezen"):
        settings.case_system_secret()
    file.write_text("kort\n", encoding="utf-8")
    with pytest.raises(OperatorError, match="te kort") as refused:
        settings.case_system_secret()
    assert "kort\n" not in str(refused.value)
    file.write_text("lang genoeg om een geheim te zijn\n", encoding="utf-8")
    assert settings.case_system_secret() == b"lang genoeg om een geheim te zijn"
