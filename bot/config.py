"""Settings, from the environment or a ``.env`` file. Every one is described in the README."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import OperatorError

PREFIX = "HERSTELBOT_"
SHORTEST_SECRET = 24
"""Bytes of the secret shared with a case system."""

HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class Settings(BaseSettings):
    """What an operator can set. Nothing here is read again while running."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Path("data")
    dialogs_dir: Path | None = None
    telegram_token: SecretStr | None = None
    telegram_api_url: str = ""
    telegram_mode: Literal["polling", "webhook"] = "polling"
    staff_chat_id: int | None = None
    web_host: str = "127.0.0.1"
    web_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    public_url: str | None = None
    secret_key_file: Path | None = None
    secret_key: SecretStr | None = None
    case_system_url: str | None = None
    case_system_secret_file: Path | None = None
    keep_unfinished_days: Annotated[int, Field(ge=1)] = 30
    keep_withdrawn_days: Annotated[int, Field(ge=1)] = 30
    keep_finished_days: Annotated[int, Field(ge=1)] = 30
    keep_open_days: Annotated[int, Field(ge=1)] = 90
    keep_not_now_days: Annotated[int, Field(ge=1)] = 1825
    website: str = "perspectiefherstelbemiddeling.nl"
    second_factor: Literal["recommended", "required"] = "recommended"
    security_contact: Annotated[str, Field(pattern=r"^(mailto|https|tel):\S+$")] | None = None
    leave_url: str = "https://www.buienradar.nl/"
    backup_dir: Path | None = None
    backup_keys_dir: Path | None = None
    backup_hours: Annotated[int, Field(ge=1)] = 24
    backup_generations: Annotated[int, Field(ge=1)] = 14
    monitor_token: SecretStr | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator(
        "telegram_token",
        "staff_chat_id",
        "public_url",
        "secret_key_file",
        "dialogs_dir",
        "case_system_url",
        "case_system_secret_file",
        "secret_key",
        "security_contact",
        "monitor_token",
        "backup_dir",
        "backup_keys_dir",
        mode="before",
    )
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        """An empty line in ``.env`` means: not set."""
        return None if value == "" else value

    @model_validator(mode="after")
    def _webhook_needs_an_address(self) -> Settings:
        if self.telegram_mode == "webhook" and self.public_url is None:
            raise PydanticCustomError("webhook_without_address", "webhook without address")
        return self

    @model_validator(mode="after")
    def _keys_apart(self) -> Settings:
        if self.backup_keys_dir is not None and self.backup_keys_dir == self.backup_dir:
            raise PydanticCustomError("keys_with_data", "keys with data")
        return self

    @field_validator("case_system_url")
    @classmethod
    def _only_over_https(cls, value: str | None) -> str | None:
        """A registration travels sealed; in the clear only to this machine itself."""
        parts = urlsplit(value or "https://here")
        if parts.hostname is None or not (
            parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)
        ):
            raise PydanticCustomError("not_https", "not https")
        return value

    @model_validator(mode="after")
    def _case_system_needs_a_secret(self) -> Settings:
        if (self.case_system_url is None) != (self.case_system_secret_file is None):
            raise PydanticCustomError("case_system_half", "address and secret belong together")
        return self

    @property
    def database(self) -> Path:
        """The file with everything but the keys."""
        return self.data_dir / "app.db"

    @property
    def key_file(self) -> Path:
        """The master key; in the data folder unless set."""
        return self.secret_key_file or self.data_dir / "master.key"

    @property
    def key_text(self) -> str | None:
        """The master key itself, when it is given as a setting."""
        return None if self.secret_key is None else self.secret_key.get_secret_value()

    def case_system_secret(self) -> bytes | None:
        """The secret shared with the case system: its file without white space around it; None when there is none.

        Raises:
            OperatorError: it cannot be read, or is too short to be one.
        """
        path = self.case_system_secret_file
        if path is None:
            return None
        try:
            secret = path.read_bytes().strip()
        except OSError:
            remedy = f"controleer {PREFIX}CASE_SYSTEM_SECRET_FILE en de rechten op het bestand"
            raise OperatorError(f"het geheim van het zaaksysteem ({path.name}) is niet te lezen", remedy) from None
        if len(secret) < SHORTEST_SECRET:
            remedy = "maak er een met: openssl rand -base64 32"
            raise OperatorError(f"het geheim van het zaaksysteem ({path.name}) is te kort", remedy)
        return secret


WHOLE = {"webhook_without_address": "telegram_mode", "case_system_half": "case_system_url"}
"""Which setting is named for a mistake that two of them make together."""


def load() -> Settings:
    """The settings.

    Raises:
        OperatorError: when a setting is wrong; names it and says what is allowed, never the value.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        named = "_".join(str(part) for part in first["loc"]) or WHOLE.get(first["type"], "")
        name = PREFIX + named.upper()
        raise OperatorError(f"de instelling {name} klopt niet", _remedy(first["type"], first.get("ctx", {}))) from None


def _remedy(kind: str, context: dict[str, object]) -> str:
    match kind:
        case "literal_error":
            return f"kies uit {context.get('expected')}"
        case "int_parsing" | "greater_than_equal" | "less_than_equal":
            return "geef een getal (een poort ligt tussen 0 en 65535)"
        case "string_pattern_mismatch":
            return "geef een adres dat begint met mailto:, https: of tel:"
        case "webhook_without_address":
            return f"voor webhook is {PREFIX}PUBLIC_URL nodig, het https-adres waarop Telegram je bereikt"
        case "keys_with_data":
            return f"kies voor {PREFIX}BACKUP_KEYS_DIR een andere plek dan voor {PREFIX}BACKUP_DIR"
        case "not_https":
            return "geef een adres dat met https:// begint (http:// alleen naar deze machine zelf)"
        case "case_system_half":
            return f"geef {PREFIX}CASE_SYSTEM_URL en {PREFIX}CASE_SYSTEM_SECRET_FILE allebei, of geen van beide"
        case _:
            return "kijk in de README bij de instellingen"
