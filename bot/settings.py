"""What an operator sets, by environment or `.env`: the one place that reads either.

The names are held by docs and tests: the table in README.md lists exactly these fields.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from holidays import list_supported_countries
from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import Problem


class SettingsProblem(Problem):
    """A setting is missing or wrong; the message names it, and what to write."""


class Settings(BaseSettings):
    """One installation of Ombud."""

    model_config = SettingsConfigDict(
        env_prefix="OMBUD_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    env: Literal["development", "production"] = Field(
        "development", description="`production` requires keys, SMTP and a contact"
    )
    data_dir: Path = Field(
        Path("var"), description="the folder of the database, the key file and, in development, mail"
    )
    database_url: str = Field("", description="another database than the SQLite file in the data folder", repr=False)
    keys: str = Field(
        "", description="Fernet keys, comma-separated; the first encrypts, all of them decrypt", repr=False
    )
    policy: str = Field("influence-media-group", description="the policy that answers are drawn from")
    knowledge_dir: Path | None = Field(None, description="policies and phrases of one's own, beside the packaged ones")
    contact: str = Field("", description="the privacy desk's e-mail, telephone, post, as people read it")
    timezone: str = Field("Europe/Paris", description="whose date counts as the day of receipt")
    holidays: str = Field("FR", description="whose public holidays move a deadline; a part of France as `FR-57`")
    hours: str = Field("", description="when humans are there, as people read it")
    telegram_token: str = Field("", description="the bot's token, as BotFather gives it", repr=False)
    telegram_api_url: str = Field(
        "https://api.telegram.org", description="another server of the Bot API than Telegram's own"
    )
    telegram_webhook_url: str = Field(
        "", description="the https address under which Telegram reaches `/telegram`; without it, Ombud polls"
    )
    telegram_webhook_secret: str = Field(
        "", description="what Telegram proves itself with: 16 to 256 of `A-Z a-z 0-9 _ -`", repr=False
    )
    bind: str = Field("127.0.0.1:8000", description="where `ombud web` listens")
    log: Literal["text", "json"] = Field("text", description="lines for people, or an object a line")
    smtp_url: str = Field(
        "", description="`smtp[s]://user:password@host:port`; without it, in development, `.eml` files", repr=False
    )
    mail_from: str = Field("privacy@example.org", description="the sender of Ombud's mail")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"{name!r} is no time zone; write one such as Europe/Paris") from None
        return name

    @field_validator("holidays")
    @classmethod
    def _known_holidays(cls, region: str) -> str:
        country, _, part = region.partition("-")
        parts = list_supported_countries().get(country)
        if parts is None or (part and part not in parts):
            raise ValueError(f"the public holidays of {region!r} are not known; write a country, or FR-57 for a part")
        return region

    @field_validator("keys")
    @classmethod
    def _fernet_keys(cls, keys: str) -> str:
        for number, key in enumerate(_listed(keys), 1):
            if not re.fullmatch(r"[A-Za-z0-9_-]{43}=", key):
                raise ValueError(f"key {number} is no Fernet key (32 bytes, url-safe base64)")
        return keys

    @field_validator("smtp_url")
    @classmethod
    def _smtp(cls, url: str) -> str:
        try:
            parts = urlsplit(url)
            usable = not url or (parts.scheme in ("smtp", "smtps") and bool(parts.hostname) and parts.port != 0)
        except ValueError:
            usable = False
        if not usable:
            raise ValueError("write it as smtp://user:password@host:port, or smtps://…")
        return url

    @field_validator("telegram_token")
    @classmethod
    def _token(cls, token: str) -> str:
        if token and not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", token):
            raise ValueError("this is no token; copy it from BotFather, digits and colon included")
        return token

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _secret(cls, secret: str) -> str:
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret):
            raise ValueError("write 16 to 256 letters, digits, _ or -, such as `openssl rand -hex 32` gives")
        return secret

    @field_validator("telegram_api_url", "telegram_webhook_url")
    @classmethod
    def _address(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in ("http", "https") or not parts.hostname):
            raise ValueError(f"{url!r} is no address; write it as https://…")
        return url.rstrip("/")

    @field_validator("telegram_webhook_url")
    @classmethod
    def _with_its_path(cls, url: str) -> str:
        """Where Telegram's updates are taken; an address without a path means ours."""
        return f"{url}/telegram" if url and not urlsplit(url).path else url

    @field_validator("bind")
    @classmethod
    def _host_and_port(cls, bind: str) -> str:
        host, _, port = bind.rpartition(":")
        if not host or not port.isdigit() or int(port) > 65535:
            raise ValueError("write it as host:port, such as 127.0.0.1:8000")
        return bind

    @model_validator(mode="after")
    def _a_webhook_has_its_secret(self) -> Settings:
        if self.telegram_webhook_url and not self.telegram_webhook_secret:
            what = "OMBUD_TELEGRAM_WEBHOOK_URL needs OMBUD_TELEGRAM_WEBHOOK_SECRET, or anybody could speak for Telegram"
            raise ValueError(f"{what}; `openssl rand -hex 32` makes one")
        return self

    @model_validator(mode="after")
    def _telegram_itself_pushes_to_https_alone(self) -> Settings:
        if self.telegram_webhook_url.startswith("http://") and self.telegrams_own:
            raise ValueError("OMBUD_TELEGRAM_WEBHOOK_URL must be an https address: Telegram pushes to no other")
        return self

    @model_validator(mode="after")
    def _production_is_complete(self) -> Settings:
        if self.env == "production":
            given = {"keys": self.key_list, "smtp_url": self.smtp_url, "contact": self.contact.strip()}
            missing = [f"OMBUD_{name.upper()}" for name, value in given.items() if not value]
            if missing:
                raise ValueError(f"in production these must be set: {', '.join(missing)}")
        return self

    @property
    def key_list(self) -> list[str]:
        """The keys, the first of which encrypts."""
        return _listed(self.keys)

    @property
    def telegram_bot(self) -> int:
        """The bot's own id, which its token begins with."""
        return int(self.telegram_token.partition(":")[0])

    @property
    def telegrams_own(self) -> bool:
        """Do we speak to Telegram itself, and not to another server of its Bot API?"""
        return (urlsplit(self.telegram_api_url).hostname or "").endswith("telegram.org")

    @property
    def listens(self) -> tuple[str, int]:
        """Host and port of `ombud web`."""
        host, _, port = self.bind.rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def store_file(self) -> Path | None:
        """The file of the store; None where another engine keeps it."""
        return Path(self.url.removeprefix("sqlite:///")) if self.url.startswith("sqlite:///") else None

    @property
    def holds_data(self) -> bool:
        """Is there something in the store's file? Of another engine, only asking it tells: it is taken to be so."""
        return self.store_file is None or (self.store_file.is_file() and self.store_file.stat().st_size > 0)

    @property
    def url(self) -> str:
        """The database's URL."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'ombud.sqlite').resolve()}"


def _listed(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",") if key.strip()]


def read_settings() -> Settings:
    """The settings of this process, or a SettingsProblem that says which one is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"OMBUD_{'_'.join(str(part) for part in first['loc']).upper()}: " if first["loc"] else ""
        raise SettingsProblem(name + first["msg"].removeprefix("Value error, ")) from None
