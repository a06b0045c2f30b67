"""What a system made of every sentence, as it stands and changed."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from time import perf_counter

from intents.bands import Sure, Torn, Unsure
from intents.scores import Matcher
from intents.understanding import understand
from tests.bench.intents.changes import CHANGES, Changes
from tests.bench.intents.processes import Start
from tests.bench.intents.sentences import Sentence
from tests.bench.intents.tally import Reliability, Tally, Verdict

AS_IT_IS = "as it is"
_TODAY = date(2026, 11, 23)

Ask = Callable[[Sentence], Verdict]


@dataclass(frozen=True)
class Measured:
    """A system's verdicts on the sentences, by what was done to these."""

    name: str
    sentences: Sequence[Sentence]
    verdicts: Mapping[str, Sequence[Verdict]]
    start: Start
    threshold: float = 0.0

    def tally(self, group: str = "", *, change: str = AS_IT_IS) -> Tally:
        """The counts over one group, or all."""
        found = Tally()
        for sentence, verdict in zip(self.sentences, self.verdicts[change], strict=True):
            if not group or group in sentence.groups:
                found.add(sentence, verdict)
        return found

    @cached_property
    def reliability(self) -> Reliability:
        found = Reliability()
        for sentence, verdict in zip(self.sentences, self.verdicts[AS_IT_IS], strict=True):
            found.add(sentence, verdict)
        return found

    @property
    def micros(self) -> tuple[float, float]:
        """Half of the sentences take no longer than the first, 99 in 100 no longer than the second."""
        cuts = statistics.quantiles([one.micros for one in self.verdicts[AS_IT_IS]], n=100, method="inclusive")
        return cuts[49], cuts[98]

    def above(self, threshold: float) -> Measured:
        """The same system if it were silent where it is less sure than that."""
        verdicts = {change: [silenced(one, threshold) for one in all_] for change, all_ in self.verdicts.items()}
        return replace(self, verdicts=verdicts, threshold=threshold)


def measure(
    name: str, ask: Ask, sentences: Sequence[Sentence], start: Start, *, changes: Changes = CHANGES
) -> Measured:
    """Ask about every sentence, and about every change of it."""
    ask(sentences[0])  # what is loaded at the first question is part of the start
    verdicts = {AS_IT_IS: [ask(one) for one in sentences]}
    for change, (changed, _) in changes.items():
        verdicts[change] = [ask(replace(one, text=changed(one))) for one in sentences]
    return Measured(name, sentences, verdicts, start)


def ours(matcher: Matcher) -> Ask:
    def ask(sentence: Sentence) -> Verdict:
        began = perf_counter()
        got = understand(sentence.text, matcher=matcher, today=_TODAY)
        micros = (perf_counter() - began) * 1e6
        ranked = tuple((guess.intent, guess.confidence) for guess in got.ranked)
        match got.band:
            case Sure(intent=intent):
                return Verdict((intent,), True, ranked, micros)
            case Torn(intents=intents):
                return Verdict(intents, False, ranked, micros)
            case Unsure():
                return Verdict((), False, ranked, micros)

    return ask


def silenced(verdict: Verdict, threshold: float) -> Verdict:
    return verdict if verdict.named and verdict.ranked[0][1] >= threshold else replace(verdict, named=(), sure=False)
