"""A plain yes or no: the words people say it with and nothing beside, but for a courtesy or a finger that stuttered."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from intents.text import normal, questioned

_COURTESY: Final = re.compile(
    r"(?: (?:please|thanks(?: a lot| very much)?|thank you(?: very much)?|merci(?: beaucoup| bien)?"
    r"|s il (?:vous|te) plait|sir|madam|monsieur|madame))+$"
)
_TWICE: Final = re.compile(r"([^\W\d_])\1+")
_AGAIN: Final = re.compile(r"\b(\w+)(?: \1\b)+")


def says(text: str, phrases: frozenset[str]) -> bool:
    """Is this one of the phrases, in normal form? "Yess, please" is; "yes, but wait" is not, nor is "yes?"."""
    if questioned(text):
        return False
    # Shortened before as well: "yepp" is only known for the "yes" it is once it is a "yep".
    ways = (normal(text), normal(_TWICE.sub(r"\1", text.casefold())))
    return not _all_bare(phrases).isdisjoint(map(_bare, ways))


def _bare(words: str) -> str:
    return _TWICE.sub(r"\1", _AGAIN.sub(r"\1", _COURTESY.sub("", words)))


@cache
def _all_bare(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_bare, phrases))
