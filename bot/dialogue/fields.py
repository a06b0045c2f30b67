"""From what a person wrote to the value of a field: taken, not acceptable, or no answer to it at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.dialogue.effects import Arg, Series, Text, Words
from bot.dialogue.events import Said
from bot.dialogue.state import Given, State, Value
from bot.rights.form import Field, Option
from intents.text import normal, similar

STRICT: Final = frozenset({"email", "phone", "contact", "date", "choice", "choices"})
"""Kinds of field whose answers have a form of their own; a text or a name takes any words."""
LONGEST: Final = 1000
"""Characters of a free text; nobody needs more to say what is wrong, and a human can be asked."""
CLOSE: Final = 0.88
"""From here two short labels are the same words, but for a slip of the keyboard (intents.text.similar)."""


@dataclass(frozen=True)
class Taken:
    value: Value


@dataclass(frozen=True)
class Bad:
    """An answer, but not one that holds; the text names the rule and shows an example."""

    why: Text


def read(field: Field, said: Said, state: State, given: Given) -> Taken | Bad | None:
    """Read the answer to this field; None where the words do not look like one."""
    found = said.understood.entities
    match field.kind:
        case "email":
            return _one(found.emails, said, "email")
        case "phone":
            return _one(found.phones, said, "phone")
        case "contact":
            contacts = [*found.emails, *found.phones]
            return Taken(contacts) if contacts else _malformed(said, "contact")
        case "date":
            return _past_date(found.dates, given.today)
        case "choice":
            chosen = _chosen(field, _without_contacts(said), state, given)
            return Taken(chosen[0]) if len(chosen) == 1 else None
        case "choices":
            chosen = _chosen_several(field, _without_contacts(said), state, given)
            return Taken(chosen) if chosen else None
        case "text" | "name":
            return _free(said.text)


def heard(field: Field, said: Said, state: State, given: Given) -> Taken | None:
    """What a message says of a field that was not asked: only what cannot mean anything else is taken."""
    if field.kind in ("email", "phone", "contact"):
        got = read(field, said, state, given)
        return got if isinstance(got, Taken) else None
    return None


def shown(field: Field, value: Value) -> Arg:
    """A value as the person reads it back."""
    labels = {item.id: Text(id=item.label) for item in field.choices}
    match field.kind, value:
        case "choice", str():
            return labels[value]
        case "choices", list():
            return Series(of=tuple(labels[item] for item in value))
        case "date", str():
            return date.fromisoformat(value)
        case _, list():
            return Words(text=", ".join(value))
        case _:
            return Words(text=value)


def _one(values: tuple[str, ...], said: Said, kind: str) -> Taken | Bad | None:
    if len(set(values)) > 1:
        return Bad(Text(id=f"bad-{kind}-several"))
    return Taken(values[0]) if values else _malformed(said, kind)


def _malformed(said: Said, kind: str) -> Bad | None:
    """Something meant as an address or a number, by its looks, that is none."""
    digits = sum(sign.isdigit() for sign in said.text)
    meant_mail = "@" in said.text or re.search(r"\barobase\b", said.text, re.IGNORECASE)
    meant_phone = kind != "email" and digits >= 6
    return Bad(Text(id=f"bad-{kind}")) if meant_mail or meant_phone else None


def _past_date(dates: tuple[date, ...], today: date) -> Taken | Bad | None:
    if not dates:
        return None
    if len(set(dates)) > 1:
        return Bad(Text(id="bad-date-several"))
    return Taken(dates[0].isoformat()) if dates[0] <= today else Bad(Text(id="bad-date-future"))


def _without_contacts(said: Said) -> str:
    """The words around an address, so that "everything, ada@example.org" still answers the choice."""
    return re.sub(r"\S+@\S+", " ", said.text)


def _chosen(field: Field, text: str, state: State, given: Given) -> list[str]:
    """The choices named by these words: by number, by the whole label, or within a sentence."""
    words = normal(text)
    if words.isdigit() and 1 <= int(words) <= len(field.choices):
        return [field.choices[int(words) - 1].id]
    named = {item.id: _names(item, state, given) for item in field.choices}
    whole = [key for key, names in named.items() if any(similar(words, name) >= CLOSE for name in names)]
    if whole:
        return whole[:1]
    return [key for key, names in named.items() if any(re.search(rf"\b{re.escape(name)}\b", words) for name in names)]


def _names(option: Option, state: State, given: Given) -> list[str]:
    """The label of a choice, and what else people call it, in normal form."""
    label = given.label(Text(id=option.label), state.language)
    others = given.label(Text(id=option.said), state.language).split(",") if option.said else []
    return [name for name in map(normal, (label, *others)) if name]


def _chosen_several(field: Field, text: str, state: State, given: Given) -> list[str]:
    parts = re.split(r"[,;/+&\n]|\bet\b|\band\b|\bou\b|\bor\b", text)
    named = {key for part in parts if part.strip() for key in _chosen(field, part, state, given)}
    return [item.id for item in field.choices if item.id in named]


def _free(text: str) -> Taken | Bad | None:
    if not any(sign.isalnum() for sign in text):
        return None
    if len(text) > LONGEST:
        return Bad(Text(id="bad-long", args={"most": LONGEST, "length": len(text)}))
    return Taken(text)
