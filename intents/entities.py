"""What can be lifted out of a sentence: addresses, numbers, dates, references, codes, names, a right by its name.

What is written is read to the letter. What is dictated, or disguised, is read as well and said to be a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

import phonenumbers
from pydantic import BaseModel, ConfigDict

from intents.dates import DATE_MARKS, in_text
from intents.numbers import dictated
from intents.spelled import spelled
from intents.spoken_dates import in_figures
from intents.text import clean, normal, without_accents
from intents.told import customer_numbers_in, names_in

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+'-]+@(?:[\w-]+\.)+[^\W\d_]{2,}(?![\w-])")
_BETWEEN = r"[\s\-‐‑‒–—−_.·/]*"
# The alphabet of references leaves out what is misread: 0 O 1 I L 8 B.
_FOUR = r"[AC-HJKMNP-Z2-79]{4}"
_REFERENCE = re.compile(rf"(?<!\w)OMB{_BETWEEN}({_FOUR}){_BETWEEN}({_FOUR})(?!\w)", re.IGNORECASE)
_EIGHT = re.compile(r"[0-9]{8}")
_CODE = re.compile(r"(?<![\w+])(?<!\d[ -])(?:\d[\s\-‐‑‒–—−_.·]{0,3}){7}\d(?!\w)(?![ -]\d)")

_NAMED_RIGHTS = (
    (
        "marketing_objection",
        r"marketing objection|(opposition|objection) (a la|au|to) (prospection|marketing|direct marketing)",
    ),
    (
        "consent_withdrawal",
        r"(retrait|retirer) (de |du |mon )*consentement|withdraw\w* (of |my )*consent|consent withdrawal|article 7",
    ),
    ("post_mortem", r"post mortem|directives? (anticipees?|apres (ma |la )?mort)|after (my )?death|article 8[456]"),
    ("portability", r"portabilite|portability|article 20"),
    (
        "restriction",
        r"limitation (du|des) traitements?|droit (de|a la) limitation|"
        r"(right to )?restriction( of processing)?|article 18",
    ),
    ("rectification", r"rectification|right to correct\w*|article 16"),
    (
        "erasure",
        r"(droit )?(a l|d) (oubli|effacement)|effacement|right to be forgotten|(right (of|to) )?erasure|article 17",
    ),
    ("access", r"droits? d acces|right (of|to) access|subject access|article 15"),
    ("objection", r"droits? d opposition|right (to object|of objection)|article 21"),
)
_ALONE = {
    "acces": "access",
    "access": "access",
    "opposition": "objection",
    "objection": "objection",
    "limitation": "restriction",
    "suppression": "erasure",
    "deletion": "erasure",
    "correction": "rectification",
}
_FILLER = re.compile(r"\b(?:l|le|la|les|the|une?|my|m[ao]n?|please|s il vous plait|droit|d[eu]?|a|right|of|to)\b")


class Entities(BaseModel):
    """What was found, in the order in which it stands in the text; what is spelled out comes after what is written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    """Those of the addresses and telephone numbers that were read out of words: to be asked back before use."""
    dates: tuple[date, ...] = ()
    references: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    customer_numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    right: str | None = None


def entities(text: str, *, today: date) -> Entities:
    """Everything recognisable in a text; what one kind has taken is not read again as another."""
    rest = unicodedata.normalize("NFKC", clean(text))
    names = _once(names_in(rest))
    emails, rest = _take(_EMAIL, rest)
    references, rest = _take(_REFERENCE, rest)
    customers = customer_numbers_in(rest)
    rest = in_figures(without_accents(_blanked(rest, (found.span() for found in customers))).casefold())
    addresses = spelled(rest)
    rest = _blanked(rest, ((found.start, found.end) for found in addresses))
    dates = in_text(rest, today=today)
    phones, rest = _phones(DATE_MARKS.sub(_blank, rest))
    codes, rest = _take(_CODE, rest)
    runs = [run.digits for run in dictated(rest)]
    written = [*(found[0].strip(".'") for found in emails), *phones]
    guesses = [*(found.address for found in addresses), *(phone for phone in map(_phone, runs) if phone)]
    both = _once([*written, *guesses])
    return Entities(
        emails=tuple(found for found in both if "@" in found),
        phones=tuple(found for found in both if "@" not in found),
        guessed=tuple(found for found in both if found not in written),
        dates=dates,
        references=_once(f"OMB-{found[1]}-{found[2]}".upper() for found in references),
        codes=_once([*(_digits(found[0]) for found in codes), *(run for run in runs if _EIGHT.fullmatch(run))]),
        customer_numbers=_once(found["number"] for found in customers),
        names=names,
        right=_named_right(text),
    )


def _take(pattern: re.Pattern[str], text: str) -> tuple[list[re.Match[str]], str]:
    return list(pattern.finditer(text)), pattern.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return "|" * len(match[0])


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "|" * (end - start) + text[end:]
    return text


def _phones(text: str) -> tuple[tuple[str, ...], str]:
    found: list[str] = []
    rest = text
    for match in phonenumbers.PhoneNumberMatcher(text, "FR"):
        found.append(_international(match.number))
        rest = rest[: match.start] + "|" * (match.end - match.start) + rest[match.end :]
    return _once(found), rest


def _phone(digits: str) -> str | None:
    """The number that digits dictated in a row are, if they are one."""
    if not 8 <= len(digits) <= 16:
        return None
    try:
        number = phonenumbers.parse(digits, "FR")
    except phonenumbers.NumberParseException:
        return None
    return _international(number) if phonenumbers.is_valid_number(number) else None


def unknown_number(text: str) -> bool:
    """Is it a telephone number of the right length that no telephone network has given out?"""
    try:
        number = phonenumbers.parse(text, "FR")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(number) and not phonenumbers.is_valid_number(number)


def _international(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(sign)) for sign in text if sign.isdigit())


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _named_right(text: str) -> str | None:
    words = normal(text)
    for right, pattern in _NAMED_RIGHTS:
        if re.search(rf"\b(?:{pattern})\b", words):
            return right
    return _ALONE.get(_FILLER.sub("", words).strip())
