"""How sure a peer must be, set without looking at the exam: on each fourth phrase of the catalogue, held out.

Whoever learned from the other three quarters is asked what is held out of `none`. A peer's threshold is the lowest at
which it answers no more of these than Ombud does.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from intents import train
from intents.catalogue import Catalogue, Intent, Phrases
from tests.bench.intents.measured import ours
from tests.bench.intents.processes import KEPT, Phrase, forget_all_but
from tests.bench.intents.sentences import Sentence
from tests.bench.intents.tally import Verdict

_HELD_OUT = 4


def phrases(catalogue: Catalogue) -> list[Phrase]:
    """Every phrase, as peers are told them."""
    return [(one.intent, language, text) for one in catalogue for language, texts in one.phrases for text in texts]


def rest(catalogue: Catalogue) -> Catalogue:
    """The catalogue without what is held out."""
    return tuple(
        one.model_copy(update={"phrases": Phrases(fr=_others(one.phrases.fr), en=_others(one.phrases.en))})
        for one in catalogue
    )


def nothing_meant(catalogue: Sequence[Intent]) -> list[Sentence]:
    """What is held out of `none`."""
    (none,) = [one for one in catalogue if one.intent == "none"]
    return [
        Sentence(text, language, ("none",))
        for language, texts in none.phrases
        for text in texts[_HELD_OUT - 1 :: _HELD_OUT]
    ]


def our_false_accepts(catalogue: Catalogue) -> int:
    """How many of them Ombud answers, having learned from the rest; the weights are kept."""
    kept = KEPT / f"held-out-{train.digest(rest(catalogue))}.npz"
    encode = train.SentenceEncoder()
    if not kept.exists():
        forget_all_but("held-out-*")
        kept.write_bytes(train.fit(rest(catalogue), encode))
    with kept.open("rb") as file:
        ask = ours(train.matcher(file, encode))
    return sum(ask(one).sure for one in nothing_meant(catalogue))


def threshold(verdicts: Sequence[Verdict], allowed: int) -> float:
    """The lowest confidence at which no more than so many are answered; or 1, where too many are held that sure."""
    surest = sorted((one.ranked[0][1] for one in verdicts if one.named), reverse=True)
    return min(1.0, math.nextafter(surest[allowed], math.inf)) if len(surest) > allowed else 0.0


def _others(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for at, text in enumerate(texts) if at % _HELD_OUT != _HELD_OUT - 1)
