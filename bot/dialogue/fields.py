"""From what a person wrote to the value of a field: taken, not acceptable, or no answer to it at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from email_validator import EmailNotValidError, validate_email

from bot.dialogue.effects import Arg, Text, Words
from bot.dialogue.events import Said
from bot.dialogue.state import Given, State, Value
from bot.rights.form import Field, Option
from intents.entities import unknown_number
from intents.ordinals import ordinal
from intents.text import alike, normal, questioned, similar
from intents.told import is_date_only, number_told

STRICT: Final = frozenset({"email", "contact", "date", "choice"})
"""Kinds of field whose answers have a form of their own; a text or a name takes any words."""
LONGEST: Final = 1000
"""Characters of a free text; nobody needs more to say what is wrong, and a human can be asked."""
CLOSE: Final = 0.88
"""From here two short labels are the same words, but for a slip of the keyboard (intents.text.similar)."""
CUSTOMER: Final = "identifier"
"""The field where a customer's number fits; other words that help to find the file fit there as well."""
TELLING: Final = 4
"""Letters from which a word of a label may tell it from the others: shorter ones are articles and the like."""
SPELLED: Final = re.compile(r"\barr?obas\w*|\b(?:dot|point) (?:com|org|net|fr|eu)\b", re.IGNORECASE)
"""Signs of an address in words."""
CLAUSE_END: Final = re.compile(r"(?<=[.;!?])\s+|\n")
PART: Final = "part"
"""The field that says which data alone are meant: "everything except my invoices" says it along with the wish."""
LEAD: Final = re.compile(
    r"^(?:(?:no|non|nan|yes|oui|well|euh|ben|alors|so|i am|i m|im|je suis|moi|c est|c etait|it is|it was|it s|its|"
    r"that is|that of|those of|celles?|ceux|celui|of|from|for|about|as|de|d|du|des|pour|en tant que|comme|a|an|the|le|"
    r"la|les|l|un|une|my|his|her|their|mon|ma|mes|son|sa|leur) )+"
)
"""Words before the one that chooses: "I am his son"."""
DENIED: Final = re.compile(r"\b(?:not|never|pas|jamais|sans|without|except|sauf)\b|n't\b", re.IGNORECASE)


@dataclass(frozen=True)
class Taken:
    """An answer; one that was read out of dictated words is a guess, and asked back."""

    value: Value
    guessed: bool = False


@dataclass(frozen=True)
class Bad:
    """An answer, but not one that holds; the text names the rule and shows an example."""

    why: Text


def read(field: Field, said: Said, state: State, given: Given) -> Taken | Bad | None:
    """Read the answer to this field; None where the words do not look like one."""
    found = said.understood.entities
    match field.kind:
        case "email":
            return _address(found.emails, said)
        case "contact":
            contacts = [*found.emails, *found.phones]
            fine = contacts and all(map(_can_be, found.emails))
            return Taken(contacts, guessed=bool(found.guessed)) if fine else _malformed(said, "contact")
        case "date":
            return _past_date(found.dates, given.today)
        case "choice":
            words = _without_contacts(said)
            return _chosen(field, words, state, given) or _spoken_of(field, words, given)
        case "name" if len(found.names) == 1:
            return Taken(found.names[0])
        case "name" if is_date_only(said.text):
            return None
        case "text" | "name":
            number = number_told(said.text) if field.id == CUSTOMER else None
            return Taken(number) if number else _free(said.text)


def guess(field: Field, said: Said, state: State, given: Given) -> Taken | None:
    """The one choice that a sentence speaks of, where it can mean nothing else: no question, and nothing denied."""
    if field.kind != "choice" or questioned(said.text) or DENIED.search(said.text):
        return None
    spoken = set(normal(_without_contacts(said)).split())
    words = {item.id: {word for name in _names(item, state, given) for word in name.split()} for item in field.choices}
    telling = {key: own.difference(*(other for k, other in words.items() if k != key)) for key, own in words.items()}
    named = [key for key, own in telling.items() if any(len(word) >= TELLING and word in spoken for word in own)]
    return Taken(named[0]) if len(named) == 1 else None


def several_named(field: Field, said: Said, state: State, given: Given) -> bool:
    """Were several choices named, where one is wanted?"""
    if field.kind != "choice" or DENIED.search(said.text):
        return False
    words = normal(_without_contacts(said))
    named = [
        any(f" {name} " in f" {words} " for name in _names(item, state, given))
        or bool(item.heard and _has(words, item.heard, given))
        for item in field.choices
    ]
    return sum(named) > 1 or is_said(words, "said-both", given)


def heard(field: Field, said: Said, state: State, given: Given) -> Taken | None:
    """What a message says of a field that was not asked: only what cannot mean anything else is taken."""
    if questioned(said.text):
        return None
    if field.kind in ("email", "contact", "date"):
        got = read(field, said, state, given)
        return got if isinstance(got, Taken) else None
    if field.kind == "choice":
        return _spoken_of(field, said.text, given)
    if field.id == PART:
        clause = next((c for c in CLAUSE_END.split(said.text) if _has(c, "said-except", given)), None)
        return Taken(clause) if clause and len(clause) <= LONGEST else None
    # A name is not: "my name is ..." says nothing of the person whom a form asks about.
    numbers = said.understood.entities.customer_numbers if field.id == CUSTOMER else ()
    return Taken(numbers[0]) if len(numbers) == 1 else None


def is_said(words: str, name: str, given: Given) -> bool:
    """Are these the words, or nearly, of one of our lists?"""
    return any(alike(words, phrase) >= CLOSE for phrase in given.phrases(name))


def shown(field: Field, value: Value) -> Arg:
    """A value as the person reads it back."""
    labels = {item.id: Text(id=item.label) for item in field.choices}
    match field.kind, value:
        case "choice", str():
            return labels[value]
        case "date", str():
            return date.fromisoformat(value)
        case _, list():
            return Words(text=", ".join(value))
        case _:
            return Words(text=value)


def _address(addresses: tuple[str, ...], said: Said) -> Taken | Bad | None:
    if len(set(addresses)) > 1:
        return Bad(Text(id="bad-email-several"))
    if addresses and _can_be(addresses[0]):
        return Taken(addresses[0], guessed=addresses[0] in said.understood.entities.guessed)
    return _malformed(said, "email")


def _can_be(address: str) -> bool:
    """Can this be an address at all (RFC 5321)? Whether anybody reads it, the code will tell."""
    try:
        validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return True


def _malformed(said: Said, kind: str) -> Bad | None:
    """Something meant as an address or a number, by its looks, that is none."""
    digits = sum(sign.isdigit() for sign in said.text)
    meant_mail = "@" in said.text or SPELLED.search(said.text)
    meant_phone = kind == "contact" and digits >= 6
    if meant_phone and not meant_mail and unknown_number(said.text):
        return Bad(Text(id="bad-phone"))
    return Bad(Text(id=f"bad-{kind}")) if meant_mail or meant_phone else None


def _past_date(dates: tuple[date, ...], today: date) -> Taken | Bad | None:
    if not dates:
        return None
    if len(set(dates)) > 1:
        return Bad(Text(id="bad-date-several"))
    return Taken(dates[0].isoformat()) if dates[0] <= today else Bad(Text(id="bad-date-future"))


def _without_contacts(said: Said) -> str:
    """The words around an address, so that "everything, ada@example.org" still answers the choice."""
    return re.sub(r"[^\s@]+@[^\s@]+", " ", said.text)


def _chosen(field: Field, text: str, state: State, given: Given) -> Taken | None:
    """The choice that these words name: by its place, its label, or another name of it; and nothing beside."""
    words = normal(text)
    for way in (words, LEAD.sub("", words)):
        for item in field.choices:
            if any(similar(way, name) >= CLOSE for name in _names(item, state, given)):
                return Taken(item.id)
    place = ordinal(text, of=len(field.choices))
    return None if place is None else Taken(field.choices[place].id)


def _spoken_of(field: Field, text: str, given: Given) -> Taken | None:
    """The one choice of which a sentence has words that can mean nothing else, whatever stands around them."""
    meant = [item.id for item in field.choices if item.heard and _has(text, item.heard, given)]
    return Taken(meant[0]) if len(meant) == 1 else None


def _has(text: str, name: str, given: Given) -> bool:
    words = f" {normal(text)} "
    return any(f" {phrase} " in words for phrase in given.phrases(name))


def _names(option: Option, state: State, given: Given) -> list[str]:
    """The label of a choice, and what else people call it, in normal form."""
    label = given.label(Text(id=option.label), state.language)
    others = given.label(Text(id=option.said), state.language).split(",") if option.said else []
    return [name for name in map(normal, (label, *others)) if name]


def _free(text: str) -> Taken | Bad | None:
    if not any(sign.isalnum() for sign in text):
        return None
    if len(text) > LONGEST:
        return Bad(Text(id="bad-long", args={"most": LONGEST, "length": len(text)}))
    return Taken(text)
