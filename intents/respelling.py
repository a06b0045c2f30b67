"""Words as the phrases write them: accents where they belong, slips of the finger mended.

Only a word that no phrase holds and the encoder does not know whole is mended, into one that several phrases hold; of a
short word, one slip away from many others, the words beside it decide.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from intents.spellings import SHORT_FORMS
from intents.text import without_accents

SHORT: Final = 3
"""Letters up to which a word is mended only into one that is known to stand beside its neighbours."""
LONG: Final = 7
"""Letters from which a word may hold two slips."""
OFTEN: Final = 3
"""How often a word, or two side by side, must be written to be what was meant: once may be a slip itself."""
MUCH_OFTENER: Final = 5
"""How much oftener a word must be written with accents to be read so when typed without."""
# English contractions are one word: a "don" by itself would be mended, and the "not" in "don't" be lost.
_WORD = re.compile(r"\S*@\S*|(?:https?://|www\.)\S+|[^\W\d_]+['’](?:t|s|d|m|re|ve|ll)\b|[^\W\d_]+", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
DENYING: Final = frozenset({"not", "dont", "never", "pas", "jamais"})
"""Where one of these may have been meant, it was: to miss a "not" is worse than to read one too many."""


@dataclass(frozen=True)
class Counts:
    """How often each word is written, and each two side by side (without accents)."""

    words: Mapping[str, int]
    pairs: Mapping[str, int]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Counts:
        """In these texts, each in its plain form (text.py)."""
        words, pairs = Counter[str](), Counter[str]()
        for text in texts:
            found = _LETTERS.findall(text)
            words.update(found)
            pairs.update(f"{first} {second}" for first, second in pairwise(map(without_accents, found)))
        return cls(words, {pair: count for pair, count in pairs.items() if count >= OFTEN})


class Spelling:
    """How words are written, learned from phrases; `knows` tells of further words that are none mistyped."""

    def __init__(self, counts: Counts, knows: Callable[[str], bool]) -> None:
        self._counts, self._knows = counts, knows
        written: dict[str, list[str]] = defaultdict(list)
        for word in counts.words:
            written[without_accents(word)].append(word)
        self._usual = {bare: max(words, key=lambda word: counts.words[word]) for bare, words in written.items()}
        self._usual |= {word: word for word in DENYING}
        self._models: dict[int, list[str]] = defaultdict(list)
        for bare, word in self._usual.items():
            if word in DENYING or counts.words.get(word, 0) >= OFTEN:
                self._models[len(bare)].append(bare)

    def __call__(self, text: str) -> str:
        """The text with its words as they are usually written; addresses and links stay as they are."""
        found = list(_WORD.finditer(text))
        bares = [without_accents(one[0].casefold()) for one in found]
        told, end = [], 0
        for at, one in enumerate(found):
            before, after = bares[at - 1] if at else "", bares[at + 1] if at + 1 < len(bares) else ""
            word = self._written(one[0], bares[at], before, after)
            bares[at] = without_accents(word.casefold())
            told += [text[end : one.start()], word]
            end = one.end()
        return "".join((*told, text[end:]))

    def holds_most_of(self, text: str) -> bool:
        """Does some phrase hold more than half of its words?"""
        words = [without_accents(word) for word in _LETTERS.findall(text.casefold())]
        return 2 * sum(word in self._usual for word in words) > len(words)

    def _written(self, word: str, bare: str, before: str, after: str) -> str:
        small = word.casefold()
        if not word.isalpha() or small in SHORT_FORMS:
            return word
        usual = self._usual.get(bare)
        if usual is None:
            mended = self._mended(bare, before, after) if len(bare) <= SHORT or not self._knows(small) else None
            return self._usual[mended] if mended else word
        # Accents that were typed were meant.
        forgotten = small == bare and self._counts.words.get(usual, 0) > MUCH_OFTENER * self._counts.words.get(small, 0)
        return usual if forgotten else word

    def _mended(self, bare: str, before: str, after: str) -> str | None:
        """What was meant: the fewest slips away, then what is known to stand there, then what is written most often."""
        most = 1 if len(bare) < LONG else 2
        near = [word for size in range(len(bare) - most, len(bare) + most + 1) for word in self._models.get(size, ())]
        pairs = self._counts.pairs
        found = [
            (slips, -(pairs.get(f"{before} {word}", 0) + pairs.get(f"{word} {after}", 0)), word)
            for word, slips, _ in process.extract(bare, near, scorer=OSA.distance, score_cutoff=most, limit=None)
        ]
        if not found:
            return None
        denying = [word for _, _, word in found if word in DENYING and len(bare) >= len(word)]
        if denying:
            return denying[0]
        _, beside, word = min(found, key=lambda one: (*one[:2], -self._counts.words.get(self._usual[one[2]], 0)))
        return word if len(bare) > SHORT or -beside >= OFTEN else None
