from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from time import sleep
from typing import Literal

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from bot.store import published
from bot.store.published import Words
from bot.store.session import Store
from bot.store.tables import Published
from tests.unit.store.conftest import NOW

DAY = timedelta(days=1)


def says(name: str, words: str, *, kind: Literal["answer", "gap", "clause", "policy"] = "answer") -> Words:
    """Something the knowledge base says; its digest is the words themselves."""
    return Words(kind, name, digest=words, content=f'"{words}"', editor="counsel")


def publish(store: Store, *words: Words, policy: str = "acme", at: datetime = NOW) -> int:
    with store.transaction() as session:
        return published.publish(session, policy, words, now=at)


def on(store: Store, moment: datetime, policy: str = "acme") -> list[tuple[str, str, str]]:
    with store.reading() as session:
        return [(row.kind, row.name, row.digest) for row in published.on(session, policy, moment)]


def history(store: Store, name: str, policy: str = "acme") -> list[tuple[int, str]]:
    with store.reading() as session:
        return [(row.number, row.digest) for row in published.history(session, policy, name)]


def test_what_is_published_first_is_its_first_version(store: Store) -> None:
    assert publish(store, says("ask.cookies", "A")) == 1
    with store.reading() as session:
        (row,) = published.on(session, "acme", NOW)
        assert (row.policy, row.kind, row.name, row.number) == ("acme", "answer", "ask.cookies", 1)
        assert (row.digest, row.content, row.editor, row.at) == ("A", '"A"', "counsel", NOW)


def test_publishing_the_same_again_writes_nothing(store: Store) -> None:
    words = (says("ask.cookies", "A"), says("1.1", "B", kind="clause"))
    assert publish(store, *words) == 2
    assert publish(store, *words, at=NOW + DAY) == 0
    assert history(store, "ask.cookies") == [(1, "A")]


def test_only_what_changed_gets_a_new_version(store: Store) -> None:
    publish(store, says("ask.cookies", "A"), says("ask.rights", "B"))
    assert publish(store, says("ask.cookies", "A2"), says("ask.rights", "B"), says("ask.new", "C"), at=NOW + DAY) == 2
    assert history(store, "ask.cookies") == [(1, "A"), (2, "A2")]
    assert history(store, "ask.rights") == [(1, "B")]
    assert history(store, "ask.new") == [(1, "C")]


def test_what_is_changed_back_is_a_version_of_its_own(store: Store) -> None:
    for number, words in enumerate(("A", "B", "A")):
        assert publish(store, says("ask.cookies", words), at=NOW + number * DAY) == 1
    assert history(store, "ask.cookies") == [(1, "A"), (2, "B"), (3, "A")]


def test_what_is_gone_is_withdrawn_once_and_may_come_back(store: Store) -> None:
    publish(store, says("ask.cookies", "A"), says("ask.rights", "B"))
    assert publish(store, says("ask.rights", "B"), at=NOW + DAY) == 1
    assert publish(store, says("ask.rights", "B"), at=NOW + 2 * DAY) == 0
    with store.reading() as session:
        withdrawn = published.history(session, "acme", "ask.cookies")[-1]
        assert (withdrawn.number, withdrawn.digest, withdrawn.content, withdrawn.editor) == (2, "", "", "")
    assert publish(store, says("ask.cookies", "A"), says("ask.rights", "B"), at=NOW + 3 * DAY) == 1
    assert history(store, "ask.cookies") == [(1, "A"), (2, ""), (3, "A")]


def test_what_was_said_on_a_day_is_what_was_published_by_then(store: Store) -> None:
    publish(store, says("ask.cookies", "A"), says("ask.rights", "B"))
    publish(store, says("ask.cookies", "A2"), at=NOW + DAY)
    publish(store, says("ask.cookies", "A3"), says("ask.rights", "B"), at=NOW + 2 * DAY)
    assert on(store, NOW - timedelta(microseconds=1)) == []
    assert on(store, NOW) == [("answer", "ask.cookies", "A"), ("answer", "ask.rights", "B")]
    assert on(store, NOW + 2 * DAY - timedelta(microseconds=1)) == [("answer", "ask.cookies", "A2")]
    assert on(store, NOW + 2 * DAY) == [("answer", "ask.cookies", "A3"), ("answer", "ask.rights", "B")]


def test_what_was_in_force_comes_in_order_of_kind_and_name(store: Store) -> None:
    publish(
        store,
        says("acme", "D", kind="policy"),
        says("b", "B"),
        says("retention", "G", kind="gap"),
        says("a/z", "A"),
        says("a", "A"),
        says("1.1", "C", kind="clause"),
    )
    names = [(kind, name) for kind, name, _ in on(store, NOW)]
    assert names == [
        ("answer", "a"),
        ("answer", "a/z"),
        ("answer", "b"),
        ("clause", "1.1"),
        ("gap", "retention"),
        ("policy", "acme"),
    ]


def test_kinds_and_policies_keep_their_names_apart(store: Store) -> None:
    assert publish(store, says("cookies", "A"), says("cookies", "B", kind="gap")) == 2
    assert publish(store, says("cookies", "C"), policy="other") == 1
    assert publish(store, says("cookies", "B", kind="gap"), at=NOW + DAY) == 1
    assert on(store, NOW + DAY) == [("gap", "cookies", "B")]
    assert on(store, NOW + DAY, "other") == [("answer", "cookies", "C")]
    assert history(store, "cookies", "other") == [(1, "C")]


def test_the_database_refuses_a_number_given_twice(store: Store) -> None:
    publish(store, says("cookies", "A"))
    double = Published(
        policy="acme", kind="answer", name="cookies", number=1, digest="B", content="", editor="", at=NOW
    )
    with pytest.raises(IntegrityError), store.transaction() as session:
        session.add(double)


def test_the_latest_versions_are_asked_for_once_however_many_there_are(store: Store) -> None:
    words = [says(f"ask.{number}", "A") for number in range(50)]
    publish(store, *words)
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    assert publish(store, *words) == 0
    assert len([statement for statement in asked if "published" in statement]) == 1


def test_two_that_publish_at_once_publish_once(store: Store) -> None:
    both = Barrier(2)

    def first() -> int:
        with store.transaction() as session:
            versions = published.publish(session, "acme", [says("ask.cookies", "A")], now=NOW)
            both.wait(timeout=5)
            sleep(0.2)  # the second gets as far as it can
            return versions

    def second() -> int:
        both.wait(timeout=5)
        return publish(store, says("ask.cookies", "A"))

    with ThreadPoolExecutor(2) as threads:
        assert [done.result(5) for done in (threads.submit(first), threads.submit(second))] == [1, 0]
    assert history(store, "ask.cookies") == [(1, "A")]


def test_the_digest_of_the_whole_is_that_of_the_last_version(store: Store) -> None:
    with store.reading() as session:
        assert published.digest(session, "acme") == ""
    publish(store, says("acme", "A", kind="policy"))
    publish(store, says("acme", "B", kind="policy"), says("ask.rights", "C"), at=NOW + DAY)
    publish(store, says("other", "D", kind="policy"), policy="other")
    with store.reading() as session:
        assert published.digest(session, "acme") == "B"
