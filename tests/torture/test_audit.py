"""The auditor sees each wrong it looks for, and nothing where all is well; each book is made up by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.dialogue.spoken import Message
from bot.store.outgoing import CUT_OFF
from tests.counterparts.telegram_entries import Entry
from tests.torture.audit import Audit, Doubts
from tests.torture.ledgers import Books, Journal, Row
from tests.torture.report import Report
from tests.torture.twin import Told

CHAT = 7
LOST = "the messenger's answer was lost (ReadError)"


def row(number: int, *, status: str = "sent", words: str = "", why: str = "", remote: int | None = None) -> Row:
    message = Message(language="en", text=words) if words else None
    return Row(number, CHAT, "reply", number, status, why, remote, message)


def entry(number: int, kind: Any, method: str, *, text: str = "", message: int | None = None) -> Entry:
    update = number if kind == "update" else None
    return Entry(number, float(number), 12345, kind, method, CHAT, {"text": text}, message, update)


def came(message: int, text: str) -> Entry:
    return entry(message, "call", "sendMessage", text=text, message=message)


HEARD = [entry(1, "update", "message"), entry(2, "update", "message")]
SENT = [row(1, remote=11), row(2, remote=12)]
CAME = [came(11, "one"), came(12, "two")]


def audit(
    *,
    rows: Sequence[Row] = SENT,
    calls: Sequence[Entry] = CAME,
    handled: Sequence[int] = (1, 2),
    turns: int = 2,
    doubts: Doubts | None = None,
    due: Sequence[str] = ("one", "two"),
) -> Audit:
    receipts = frozenset(f"telegram:12345:{number}" for number in handled)
    return Audit(
        Books(rows, receipts, {CHAT: turns}, {}),
        Journal(calls, [], HEARD),
        doubts or Doubts(frozenset(), 0),
        {CHAT: Told(due, 2, 0)},
        lambda message: message.text,
    )


def wrongs(found: Audit) -> set[str]:
    return {each.wrong for each in found.findings()}


def test_where_all_is_well_nothing_is_found() -> None:
    assert not audit().findings()


def test_an_update_that_was_never_handled_is_lost() -> None:
    assert wrongs(audit(handled=(1,))) == {"lost"}


def test_a_turn_too_few_is_lost_and_one_too_many_doubled() -> None:
    assert wrongs(audit(turns=1)) == {"lost"}
    assert wrongs(audit(turns=3)) == {"doubled"}


def test_what_counts_as_sent_and_never_came_is_lost() -> None:
    assert "lost" in wrongs(audit(calls=CAME[:1]))


def test_what_still_waits_is_lost() -> None:
    assert "lost" in wrongs(audit(rows=[SENT[0], row(2, status="waiting", words="two")], calls=CAME[:1]))


def test_what_came_twice_is_doubled() -> None:
    assert wrongs(audit(calls=[*CAME, came(13, "two")])) == {"doubled"}


def test_a_reply_to_an_update_that_was_handled_twice_is_doubled() -> None:
    rows, calls = [*SENT, row(3, remote=13)], [*CAME, came(13, "two")]
    assert wrongs(audit(rows=rows, calls=calls)) == {"doubled"}


def test_what_came_out_of_its_order_is_disordered() -> None:
    swapped = [replace(SENT[0], remote=12), replace(SENT[1], remote=11)]
    assert wrongs(audit(rows=swapped, due=("two", "one"))) == {"disordered"}


def test_updates_that_were_handled_in_another_order_are_disordered() -> None:
    assert wrongs(audit(due=("two", "one"))) == {"disordered"}


def test_what_failed_is_told() -> None:
    rows = [SENT[0], row(2, status="failed", why="bad request")]
    assert "failed" in wrongs(audit(rows=rows, calls=CAME[:1]))


def test_a_doubt_with_its_reason_is_well_whether_the_message_came_or_not() -> None:
    cut, lost = (row(2, status="uncertain", words="two", why=why) for why in (CUT_OFF, LOST))
    for doubtful, doubts in ((cut, Doubts(frozenset({2}), 0)), (lost, Doubts(frozenset(), 1))):
        for calls in (CAME, CAME[:1]):
            assert not audit(rows=[SENT[0], doubtful], calls=calls, doubts=doubts).findings()


def test_a_message_in_doubt_that_came_twice_is_doubled() -> None:
    rows = [SENT[0], row(2, status="uncertain", words="two", why=CUT_OFF)]
    twice = [*CAME, came(13, "two")]
    assert wrongs(audit(rows=rows, calls=twice, doubts=Doubts(frozenset({2}), 0))) == {"doubled"}


def test_a_doubt_without_a_reason_is_wrong() -> None:
    for why in (CUT_OFF, LOST, "no idea"):
        assert "uncertain" in wrongs(audit(rows=[SENT[0], row(2, status="uncertain", words="two", why=why)]))


def test_a_report_that_found_something_is_not_well_and_shows_it() -> None:
    report = Report("made up", {"kills": 3}, audit(handled=(1,)).findings())
    assert not report.well
    assert "kills 3" in report.as_text()
    assert "lost 1, doubled 0" in report.as_text()
    assert report.as_json()["lost"] == 1
