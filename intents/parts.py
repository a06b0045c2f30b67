"""A message without its courtesies, and its sentences: a wish stands in one of them, the rest is story."""

from __future__ import annotations

import re

_GREETING = re.compile(
    r"^\W*(?:bonjour|bonsoir|salut|coucou|bjr|slt|madame|monsieur|hello|hi|hey|dear|good (?:morning|afternoon|evening))"
    r"\b"
    r"(?:[\s,]*(?:there|all|team|sirs?|madam|or|madame|monsieur|à tous|l['’]équipe))*[\s,.!:;-]*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"[\s,.!]*\b(?:cordialement|merci d['’]avance|merci par avance|bien à vous|salutations|thanks in advance|sincerely"
    r"|(?:kind|best|warm) regards|regards)\b[\w\s,.!'’-]{0,40}$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")
_SHORTEST = 3
# The encoder's time grows with the text; a wish stands at the beginning or at the end of a long one.
_HEAD, _TAIL = 500, 300
_MOST = 6


def parts_of(text: str) -> list[str]:
    """The whole first, then its sentences where there are several."""
    whole = text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]} {text[-_TAIL:]}"
    whole = without_courtesies(whole)
    sentences = [part for part in _SENTENCE_END.split(whole) if len(part.split()) >= _SHORTEST]
    if len(sentences) < 2:
        return [whole]
    return [whole, *sentences[: _MOST // 2], *sentences[_MOST // 2 :][-_MOST // 2 :]]


def without_courtesies(text: str) -> str:
    """The text without greeting and closing, where something else is said."""
    heart = _CLOSING.sub("", _GREETING.sub("", text))
    return heart if len(heart.split()) >= _SHORTEST else text
