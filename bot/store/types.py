"""Two column types: text that is encrypted, and moments that always know their time zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import DateTime, Engine, LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from bot.store.problems import WrongKeys

CIPHER: Final = "ombud_cipher"
"""The cipher hangs on an engine's dialect under this name: it is the one thing that every column type is handed."""


def use_keys(engine: Engine, keys: Sequence[str]) -> None:
    """Have this engine's encrypted columns use these keys; the first encrypts, all of them decrypt."""
    try:
        cipher = MultiFernet([Fernet(key) for key in keys])
    except ValueError:
        raise WrongKeys from None  # not even keys
    setattr(engine.dialect, CIPHER, cipher)


class Encrypted(TypeDecorator[str]):
    """Text that stands in the database only as a Fernet token (personal data, GDPR Art. 32(1)(a))."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else _cipher(dialect).encrypt(value.encode())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        try:
            return _cipher(dialect).decrypt(value).decode()
        except InvalidToken:
            raise WrongKeys from None


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no time zone: so what goes in must have one, and what comes out has it again."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without its time zone cannot be stored")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _cipher(dialect: Dialect) -> MultiFernet:
    cipher: MultiFernet = getattr(dialect, CIPHER)
    return cipher
