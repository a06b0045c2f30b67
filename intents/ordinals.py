"""Which one of several a person chose by its place: "the second", « la dernière », "2"."""

from __future__ import annotations

import re
from typing import Final

from intents.text import normal, questioned

_PLACES: Final = (
    "1 1st 1er 1ere first premier premiere prem un une one top haut",
    "2 2nd 2e 2eme 2nde 2d second seconde deuxieme deux two",
    "3 3rd 3e 3eme third troisieme trois three",
    "4 4th 4e 4eme fourth quatrieme quatre four",
    "5 5th 5e 5eme fifth cinquieme cinq five",
    "6 6th 6e 6eme sixth sixieme six",
    "7 7th 7e 7eme seventh septieme sept seven",
    "8 8th 8e 8eme eighth huitieme huit eight",
    "9 9th 9e 9eme ninth neuvieme neuf nine",
)
_FORWARD: Final = {word: place for place, words in enumerate(_PLACES) for word in words.split()}
_BACKWARD: Final = {
    "last": 1, "dernier": 1, "derniere": 1, "bottom": 1, "bas": 1,
    "second to last": 2, "last but one": 2, "penultimate": 2, "avant dernier": 2, "avant derniere": 2,
}  # fmt: skip
_PLACE: Final = "|".join(sorted({*_FORWARD, *_BACKWARD, "former", "latter"}, key=len, reverse=True))
_NO_PLACE: Final = frozenset({"top", "bottom", "haut", "bas", "the one", "l un", "l une"})
"""Words that stand for a place beside others, and alone for something else."""
_CHOICE: Final = re.compile(
    r"(?:(?:yes|oui|ok|okay|well|euh|alors|donc|so|sinon|plutot|rather|"
    r"je (?:dirais|prends|choisis|veux|voudrais)|i (?:would |will )?(?:say|take|choose|pick|want|like|mean|meant)|"
    r"c est|it is|its|that is|that would be|ce serait) )*"
    r"(?:the|le|la|l|celui|celle|my|mon|ma)?(?: ?(?:very|tout|toute))? ?"
    r"(?:du |de |en |tout |at the )?"
    r"(?:(?:number|numero|num|(?:no|n)(?= \d)|nr|option|choice|choix|answer|reponse|question|line|ligne|"
    r"proposition|point) )*"
    rf"(?P<place>{_PLACE})"
    r"(?: (?:one|option|choice|choix|answer|reponse|question|proposition|line|ligne|point|of these|of them|"
    r"des deux|d entre eux|d entre elles|please|thanks|merci|s il vous plait|s il te plait|svp|alors|then|donc))*"
)

_WANTED: Final = re.compile(r"\b(?:want|like|take|veux|voudrais|prends) (?:one|un|une)$")
"""Whoever wants one wants the thing, not the first place."""


def ordinal(text: str, *, of: int) -> int | None:
    """The place, from 0, of the one chosen among so many; None where the message says anything beside, or asks."""
    if questioned(text):
        return None
    words = normal(text)
    choice = _CHOICE.fullmatch(words)
    if not choice or words in _NO_PLACE or _WANTED.search(words):
        return None
    word = choice["place"]
    if word in ("former", "latter"):
        return ("former", "latter").index(word) if of == 2 else None
    place = of - _BACKWARD[word] if word in _BACKWARD else _FORWARD[word]
    return place if 0 <= place < of else None
