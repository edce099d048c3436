"""Settings, from the environment or a ``.env`` file. Every one is described in the README."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import OperatorError

PREFIX = "HERSTELBOT_"


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
    keep_unfinished_days: Annotated[int, Field(ge=1)] = 30
    keep_withdrawn_days: Annotated[int, Field(ge=1)] = 30
    keep_finished_days: Annotated[int, Field(ge=1)] = 30
    keep_open_days: Annotated[int, Field(ge=1)] = 90
    website: str = "perspectiefherstelbemiddeling.nl"
    leave_url: str = "https://www.buienradar.nl/"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator(
        "telegram_token", "staff_chat_id", "public_url", "secret_key_file", "secret_key", "dialogs_dir", mode="before"
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


def load() -> Settings:
    """The settings.

    Raises:
        OperatorError: when a setting is wrong; names it and says what is allowed, never the value.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + ("_".join(str(part) for part in first["loc"]) or "telegram_mode").upper()
        raise OperatorError(f"de instelling {name} klopt niet", _remedy(first["type"], first.get("ctx", {}))) from None


def _remedy(kind: str, context: dict[str, object]) -> str:
    match kind:
        case "literal_error":
            return f"kies uit {context.get('expected')}"
        case "int_parsing" | "greater_than_equal" | "less_than_equal":
            return "geef een getal (een poort ligt tussen 0 en 65535)"
        case "webhook_without_address":
            return f"voor webhook is {PREFIX}PUBLIC_URL nodig, het https-adres waarop Telegram je bereikt"
        case _:
            return "kijk in de README bij de instellingen"
