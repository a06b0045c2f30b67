"""The intents as people edit them: one YAML file each in `intents/catalogue/`, loaded by bot into these models."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Phrases(BaseModel):
    """What people say when they mean it, in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fr: tuple[str, ...] = Field(min_length=1)
    en: tuple[str, ...] = Field(min_length=1)


class Unlike(BaseModel):
    """An intent easily taken for this one, and what tells them apart."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    intent: str
    why: str


class Intent(BaseModel):
    """One thing a person may want, named `family.topic`, or `none`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    intent: str = Field(pattern=r"^(none|(ask|explain|request|case|talk|control)\.[a-z_]+)$")
    meaning: str = Field(min_length=1)
    phrases: Phrases
    unlike: tuple[Unlike, ...] = ()


Catalogue = tuple[Intent, ...]
