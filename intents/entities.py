"""What can be lifted out of a sentence to the letter: addresses, numbers, dates, references, codes, a right by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

import phonenumbers
from pydantic import BaseModel, ConfigDict

from intents.dates import DATE_MARKS, dates_in
from intents.text import clean, normal

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+'-]+@(?:[\w-]+\.)+[^\W\d_]{2,}(?![\w-])")
_BETWEEN = r"[\s\-‐‑‒–—−_.·/]*"
# The alphabet of references leaves out what is misread: 0 O 1 I L 8 B.
_FOUR = r"[AC-HJKMNP-Z2-79]{4}"
_REFERENCE = re.compile(rf"(?<!\w)OMB{_BETWEEN}({_FOUR}){_BETWEEN}({_FOUR})(?!\w)", re.IGNORECASE)
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
    """What was found, in the order in which it stands in the text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    references: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    right: str | None = None


def entities(text: str, *, today: date) -> Entities:
    """Everything recognisable in a text; what one kind has taken is not read again as another."""
    rest = unicodedata.normalize("NFKC", clean(text))
    emails, rest = _take(_EMAIL, rest)
    references, rest = _take(_REFERENCE, rest)
    dates = dates_in(rest, today=today)
    phones, rest = _phones(DATE_MARKS.sub(_blank, rest.casefold()))
    codes, _ = _take(_CODE, rest)
    return Entities(
        emails=_once(found[0].strip(".'") for found in emails),
        phones=phones,
        dates=dates,
        references=_once(f"OMB-{found[1]}-{found[2]}".upper() for found in references),
        codes=_once(_digits(found[0]) for found in codes),
        right=_named_right(text),
    )


def _take(pattern: re.Pattern[str], text: str) -> tuple[list[re.Match[str]], str]:
    return list(pattern.finditer(text)), pattern.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return "|" * len(match[0])


def _phones(text: str) -> tuple[tuple[str, ...], str]:
    found: list[str] = []
    rest = text
    for match in phonenumbers.PhoneNumberMatcher(text, "FR"):
        found.append(phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164))
        rest = rest[: match.start] + "|" * (match.end - match.start) + rest[match.end :]
    return _once(found), rest


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
