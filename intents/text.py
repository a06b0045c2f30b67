"""What a person typed, made safe to keep, and made alike to compare."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

from intents.spellings import SHORT_FORMS

# One message is read in this form by many; so few are kept, and nowhere else.
_AT_HAND = 32
_LINE_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_BREAKS = re.compile(r" *\n *")
_MANY_BREAKS = re.compile(r"\n{3,}")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Cn"})

_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘`´′＇", "'"))
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+")
_WORD = re.compile(r"\w+(?:'\w+)*")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_ELISION = re.compile(r"\b(qu|jusqu|lorsqu|puisqu|quoiqu|[cdjlmnst])'", re.IGNORECASE)


def clean(text: str) -> str:
    """The text as typed, without what can hide, reorder or break it when it is stored or shown."""
    text = _LINE_BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    kept = "".join(" " if sign == "\t" else sign for sign in text if sign in "\n\t" or _visible(sign))
    folded = _AROUND_BREAKS.sub("\n", _SPACES.sub(" ", kept))
    return _MANY_BREAKS.sub("\n\n", folded).strip()


@lru_cache(_AT_HAND)
def plain(text: str) -> str:
    """Lower case with SMS spellings and contractions written out; accents and punctuation stay, for the encoder."""
    text = clean(text).translate(_APOSTROPHES).casefold()
    text = _ADDRESS.sub(" email ", _LINK.sub(" link ", text))
    text = _REPEATED.sub(r"\1", text)
    return _SPACES.sub(" ", _WORD.sub(_written_out, text)).strip()


@lru_cache(_AT_HAND)
def normal(text: str) -> str:
    """The form in which two ways of typing the same words are equal."""
    text = _ELISION.sub(r"\1 ", plain(text))
    text = without_accents(text).replace("œ", "oe").replace("æ", "ae")
    return " ".join(re.findall(r"\w+", text.replace("'", "").replace("_", " ")))


def without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def questioned(text: str) -> bool:
    """Does it end in a question mark?"""
    return text.rstrip().endswith("?")


def similar(a: str, b: str) -> float:
    """How alike two short labels are, from 0 to 1, whatever the typos and the order of the words."""
    return alike(normal(a), normal(b))


def alike(a: str, b: str) -> float:
    """The same of two texts in their normal form."""
    return max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b)) / 100 if a and b else 0.0


def _visible(sign: str) -> bool:
    return unicodedata.category(sign) not in _INVISIBLE


def _written_out(match: re.Match[str]) -> str:
    word = match[0]
    if word in SHORT_FORMS:
        return SHORT_FORMS[word]
    if word.endswith("n't"):
        return f"{word[:-3]} not"
    if word.endswith(("'re", "'ve", "'ll")):
        return word[:-3] + {"'re": " are", "'ve": " have", "'ll": " will"}[word[-3:]]
    return word
