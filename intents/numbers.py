"""Numbers written in words, in French (of France, Belgium and Switzerland) and English: up to 99, years, and runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_FRENCH: Final = (
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix_sept dix_huit dix_neuf"
)
_ENGLISH: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_FR, _EN = _FRENCH.split(), _ENGLISH.split()
_FR_TENS: Final = {
    20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 70: "septante", 80: "octante",
    90: "nonante",
}  # fmt: skip
_EN_TENS: Final = {
    20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
}  # fmt: skip


def _below_hundred() -> Iterator[tuple[str, int]]:
    for value in range(20):
        yield _FR[value].replace("_", " "), value
        yield _EN[value], value
    yield from (("une", 1), ("oh", 0), ("o", 0), ("nought", 0), ("naught", 0), ("fourty", 40), ("quatre vingts", 80))
    for tens, word in (*_FR_TENS.items(), (80, "huitante"), (80, "quatre vingt")):
        most = 19 if word in ("soixante", "quatre vingt") else 9
        yield word, tens
        for unit in range(1, most + 1):
            yield f"{word} {_FR[unit].replace('_', ' ')}", tens + unit
        yield f"{word} et un", tens + 1
        yield f"{word} et une", tens + 1
        if most == 19:
            yield f"{word} et onze", tens + 11
    for tens, word in _EN_TENS.items():
        yield word, tens
        yield from ((f"{word} {_EN[unit]}", tens + unit) for unit in range(1, 10))


WORDS: Final = dict(_below_hundred())
"""Without accents, in lower case, with a space wherever people put a hyphen."""
DIGITS: Final = {word: str(value) for word, value in WORDS.items() if value < 10}


def either(words: dict[str, int]) -> str:
    """A pattern for any of these, the longest first; hyphens are as good as spaces."""
    return "|".join(word.replace(" ", "[ -]") for word in sorted(words, key=len, reverse=True))


_STEMS: Final = frozenset(word.split()[0] for word in WORDS)
_WORD: Final = re.compile(r"[a-z]+")
_NUMBER: Final = re.compile(
    rf"(?<![\w+])(?:(?P<times>double|triple)[ -])?(?P<number>{either(WORDS)}|[0-9]{{1,14}})(?!\w)"
)
_BETWEEN: Final = re.compile(r"[ ,.;/\n–-]{1,3}")
_PLUS: Final = re.compile(r"(?:\bplus|\+) ?$")


class Run(NamedTuple):
    """Digits dictated in a row, and where they stand."""

    start: int
    end: int
    digits: str


def dictated(text: str) -> list[Run]:
    """The numbers that follow one another, in a text without accents in lower case; a plus before them is kept.

    A run of figures only is none: those are read as they are written.
    """
    if _STEMS.isdisjoint(_WORD.findall(text)):
        return []
    runs: list[Run] = []
    worded = False
    for found in _NUMBER.finditer(text):
        digits = _digits(found)
        last = runs[-1] if runs else None
        if last and _BETWEEN.fullmatch(text, last.end, found.start()):
            runs[-1] = Run(last.start, found.end(), last.digits + digits)
            worded = worded or not found["number"].isdigit()
            continue
        if last and not worded:
            runs.pop()
        plus = "+" if _PLUS.search(text, max(0, found.start() - 6), found.start()) else ""
        runs.append(Run(found.start(), found.end(), plus + digits))
        worded = not found["number"].isdigit()
    return runs if worded else runs[:-1]


def _digits(found: re.Match[str]) -> str:
    said = found["number"]
    digits = said if said.isdigit() else str(WORDS[said.replace("-", " ")])
    return digits * {"double": 2, "triple": 3}.get(found["times"] or "", 1)
