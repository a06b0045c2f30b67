"""Holds the store against the messenger's journal, and both against what would have been, had nothing gone wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.dialogue.spoken import Message
from bot.store.outgoing import CUT_OFF
from tests.torture.ledgers import Books, Journal, Row, text_of
from tests.torture.report import Finding
from tests.torture.twin import Told, lasting

LOST_ANSWER = "answer was lost"


@dataclass(frozen=True)
class Doubts:
    """What may be uncertain: the rows that were being sent when somebody was killed, and so many lost answers."""

    under_way: frozenset[int]
    dropped: int


@dataclass(frozen=True)
class Audit:
    """All that is looked at. `twins`: what the chats that keep an order should have come to."""

    books: Books
    journal: Journal
    doubts: Doubts
    twins: Mapping[int, Told]
    written: Callable[[Message], str]

    def findings(self) -> list[Finding]:
        return [*self._of_updates(), *self._of_rows(), *self._of_doubts(), *self._of_chats(), *self._of_twins()]

    def arrived(self) -> int:
        """How many of the uncertain replies arrived."""
        return sum(
            at is not None and row.status == "uncertain"
            for chat in self.books.versions
            for row, at in self._matched(chat).items()
        )

    def _of_updates(self) -> Iterator[Finding]:
        """Whatever the messenger had for us was handled."""
        for each in self.journal.updates:
            key = f"telegram:{each.bot}:{each.update}"
            if key not in self.books.receipts:
                yield Finding("lost", f"update {each.update} of chat {each.chat} was never handled")

    def _of_rows(self) -> Iterator[Finding]:
        """Whatever was to be sent is sent, or in doubt."""
        for row in self.books.rows:
            if row.status == "failed":
                yield Finding("failed", f"row {row.id} of chat {row.chat} failed: {row.why}")
            elif row.status not in {"sent", "uncertain"}:
                yield Finding("lost", f"row {row.id} of chat {row.chat} is still {row.status}")

    def _of_doubts(self) -> Iterator[Finding]:
        """Each doubt has its reason: a kill during the send, or an answer that was lost."""
        doubtful = [row for row in self.books.rows if row.status == "uncertain"]
        for row in doubtful:
            if CUT_OFF in row.why and row.id not in self.doubts.under_way:
                yield Finding("uncertain", f"row {row.id} is in doubt, and was not being sent at any kill")
            if CUT_OFF not in row.why and LOST_ANSWER not in row.why:
                yield Finding("uncertain", f"row {row.id} is in doubt for another reason: {row.why}")
        lost = sum(LOST_ANSWER in row.why for row in doubtful)
        if lost > self.doubts.dropped:
            yield Finding("uncertain", f"{lost} answers are said to be lost, of {self.doubts.dropped} that were")

    def _of_chats(self) -> Iterator[Finding]:
        """Each row arrived once, in its order; one in doubt once or not at all."""
        for chat in self.books.versions:
            yield from self._of_messages(chat)
            rows = [row for row in self.books.rows if row.chat == chat and row.kind == "edit"]
            doubtful = sum(row.status == "uncertain" for row in rows)
            least, came = len(rows) - doubtful, self.journal.edits(chat)
            if came > len(rows):
                yield Finding("doubled", f"{came} edits came in chat {chat}, of {len(rows)}")
            elif came + self.journal.vain_edits(chat) < least:
                yield Finding("lost", f"{came} edits came in chat {chat}, of at least {least}")

    def _of_messages(self, chat: int) -> Iterator[Finding]:
        matched, came = self._matched(chat), self.journal.messages(chat)
        places = [at for at in matched.values() if at is not None]
        if places != sorted(places):
            row = next(row for row, at, before in _beside(matched) if at < before)
            yield Finding("disordered", f"row {row.id} of chat {chat} arrived before one that stands before it")
        for row, at in matched.items():
            if row.status == "sent" and at is None:
                yield Finding("lost", f"row {row.id} of chat {chat} counts as sent, and never arrived")
        for at in sorted(set(range(len(came))) - set(places)):
            what = f"message {came[at].message} of chat {chat} belongs to no row, or to one that came before"
            yield Finding("doubled", what)

    def _matched(self, chat: int) -> dict[Row, int | None]:
        """Which of the messages that came each row became, if it did: by its id there, and in doubt by its words."""
        came, rows = self.journal.messages(chat), self.books.replies(chat)
        by_id = {entry.message: at for at, entry in enumerate(came)}
        found = {row: by_id.get(row.remote) if row.remote else None for row in rows}
        here, before = list[Row](), -1
        for row in (*rows, None):  # what is in doubt stands between two that are not
            at = len(came) if row is None else found[row]
            if at is None:
                here += [row] if row and row.status == "uncertain" and row.message else []
                continue
            places = range(before + 1, at)
            words = [self.written(each.message) for each in here if each.message]
            for one, place in paired(words, [text_of(came[each]) for each in places]):
                found[here[one]] = places[place]
            here, before = [], max(before, at)
        return found

    def _of_twins(self) -> Iterator[Finding]:
        """Chats that keep an order went as they would have gone undisturbed."""
        for chat, twin in self.twins.items():
            yield from _compared(chat, self._said(chat), [lasting(text) for text in twin.texts])
            turns, filed = self.books.versions.get(chat, 0), self.books.requests.get(chat, 0)
            if turns != twin.version:
                what = f"chat {chat} had {turns} turns instead of {twin.version}"
                yield Finding(_less_or_more(turns, twin.version), what)
            if filed != twin.requests:
                what = f"chat {chat} filed {filed} requests instead of {twin.requests}"
                yield Finding(_less_or_more(filed, twin.requests), what)

    def _said(self, chat: int) -> list[str | None]:
        """What was queued for a chat, by what arrived or by what is left in the row; None where neither tells."""
        came, said = self.journal.messages(chat), list[str | None]()
        for row, at in self._matched(chat).items():
            if at is not None:
                said.append(lasting(text_of(came[at])))
            else:
                said.append(lasting(self.written(row.message)) if row.message else None)
        return said


def _less_or_more(found: int, due: int) -> Literal["lost", "doubled"]:
    return "lost" if found < due else "doubled"


def paired(some: Sequence[str], others: Sequence[str]) -> list[tuple[int, int]]:
    """The most pairs of the same words that keep both orders (the longest common subsequence)."""
    most = [[0] * (len(others) + 1) for _ in range(len(some) + 1)]
    for one in reversed(range(len(some))):
        for other in reversed(range(len(others))):
            same = most[one + 1][other + 1] + 1 if some[one] == others[other] else 0
            most[one][other] = max(same, most[one + 1][other], most[one][other + 1])
    pairs, one, other = list[tuple[int, int]](), 0, 0
    while one < len(some) and other < len(others):
        if some[one] == others[other] and most[one][other] == most[one + 1][other + 1] + 1:
            pairs.append((one, other))
            one, other = one + 1, other + 1
        elif most[one + 1][other] >= most[one][other + 1]:
            one += 1
        else:
            other += 1
    return pairs


def _compared(chat: int, said: Sequence[str | None], due: Sequence[str]) -> Iterator[Finding]:
    """What was said beside what was to be said."""
    pairs = zip(said, due, strict=False)
    at = next((at for at, (one, other) in enumerate(pairs) if one not in {None, other}), min(len(said), len(due)))
    if at == len(said) == len(due):
        return
    more, less = Counter(each for each in said if each is not None), Counter(due)
    where = f"from reply {at + 1} on, chat {chat} did not go as it should"
    given = f"{_at(said, at)!r} instead of {_at(due, at)!r}"
    if len(said) < len(due):
        yield Finding("lost", f"{where}: {len(due) - len(said)} replies less; {given}")
    elif len(said) > len(due):
        yield Finding("doubled", f"{where}: {len(said) - len(due)} replies more; {given}")
    else:
        what = "the same in another order" if more == less else "another conversation"
        yield Finding("disordered", f"{where}: {what}; {given}")


def _at(texts: Sequence[str | None], at: int) -> str:
    return (texts[at] or "")[:60] if at < len(texts) else ""


def _beside(matched: Mapping[Row, int | None]) -> Iterator[tuple[Row, int, int]]:
    """Each row that arrived: its place, and that of the last one before it."""
    before = -1
    for row, at in matched.items():
        if at is not None:
            yield row, at, before
            before = at
