"""What the posts and the messenger's journal come to."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

from tests.bench.telegram.load import Acked


@dataclass(frozen=True)
class Round:
    """One load on one bot: the answers to the posts, when each chat got its first reply, what it cost."""

    acked: Sequence[Acked]
    replied: Mapping[int, float]
    """When the first reply stood in the chat; every chat is posted to once in a round."""
    cpu: Mapping[str, float]
    """Seconds of CPU by process."""

    @property
    def acks(self) -> float:
        """Updates taken a second."""
        taken = [each for each in self.acked if each.status == 200]
        return len(taken) / _span([each.began for each in self.acked], [each.ended for each in self.acked])

    @property
    def refused(self) -> int:
        return sum(each.status != 200 for each in self.acked)

    @property
    def unanswered(self) -> int:
        """Chats that nothing was said in."""
        return sum(each.post.chat not in self.replied for each in self.acked)

    def ack(self, share: float = 0.5) -> float:
        """Milliseconds until an update is acknowledged, of so large a share of them."""
        return quantile([each.seconds * 1e3 for each in self.acked], share)

    def behind(self, share: float = 0.5) -> float:
        """Milliseconds from the acknowledgement, which comes with the commit, to the reply."""
        return quantile([(self.replied[e.post.chat] - e.ended) * 1e3 for e in self._answered], share)

    @property
    def replies(self) -> float:
        """Updates replied to a second, from the first post to the last reply."""
        return len(self._answered) / _span([each.began for each in self.acked], list(self.replied.values()))

    @property
    def cost(self) -> dict[str, float]:
        """Milliseconds of CPU an update, by process."""
        return {name: seconds * 1e3 / len(self.acked) for name, seconds in self.cpu.items()}

    @property
    def _answered(self) -> list[Acked]:
        return [each for each in self.acked if each.post.chat in self.replied]


def first_replies(acked: Iterable[Acked], calls: Iterable[Mapping[str, Any]]) -> dict[int, float]:
    """When something was first said in each chat after its post."""
    began = {each.post.chat: each.began for each in acked}
    found: dict[int, float] = {}
    for call in calls:
        chat = call["chat"]
        if call["method"] == "sendMessage" and chat in began and call["at"] > began[chat]:
            found.setdefault(chat, call["at"])
    return found


def acknowledgements(acked: Iterable[Acked], calls: Iterable[Mapping[str, Any]]) -> list[float]:
    """Seconds from each press to its answerCallbackQuery; a press that got none counts as for ever."""
    answered = {
        call["arguments"]["callback_query_id"]: call["at"] for call in calls if call["method"] == "answerCallbackQuery"
    }
    return [answered.get(each.post.query, float("inf")) - each.began for each in acked]


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that so large a share of them does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)] if ordered else float("nan")


def middle(values: Iterable[float]) -> float:
    """The median of several rounds."""
    found = [value for value in values if not isnan(value)]
    return statistics.median(found) if found else float("nan")


def _span(begins: Sequence[float], ends: Sequence[float]) -> float:
    return max(ends) - min(begins) if begins and ends else float("nan")
